/* Documents made from a copied event file: the record (CSV, XLSX) and the whole documentation.
 * Runs in a child process (punktum export), never beside a live writer. */
#ifndef ADMIN_PRINT_PRINT_H
#define ADMIN_PRINT_PRINT_H
#include <stdbool.h>
#include <stddef.h>
#include "events/book/book.h"
#include "events/book/paper.h"
#include "lib/page/keys.h"

/* Writes the record of the event in snap into dir (made if missing): record.xlsx and, for agenda,
 * each item that collected and participants, NAME.csv and NAME-roh.csv (for programs). Of a result
 * that is not revealed only how many took part; names only with consent. paper: ways contributions
 * came and shows of hands, NULL without. False with a sentence in error; files already written
 * stay. */
bool print_record(const struct book_snap *snap, const struct book_paper *paper, const char *dir,
                  char *error, size_t size);

/* Everything (E-01) into dir (made if missing, for the owner only): Dokumentation.pdf .odt .html,
 * Tabellen.xlsx, Daten.json, Programm.ics, the folders CSV, Diagramme, Bilder, and all of them in
 * Dokumentation.zip with a contents page. The same data gives the same bytes. */
enum print_result { PRINT_DONE, PRINT_STOPPED, PRINT_FAILED };
struct print_order {
    struct book *book;              /* opened on the private copy; borrowed */
    const char *dir;
    const char *only;               /* "pdf,json": these alone; NULL: all */
    const char *stage_program;      /* path of punktum-stage; NULL: no pictures of the stage */
    /* Before each part: done of all, and what comes ("PDF"), in the event's language. False ends it
     * there: PRINT_STOPPED, no half file is left. NULL: nobody asks. */
    bool (*progress)(void *ctx, int done, int of, const char *what);
    void *ctx;
};
/* pdf odt html xlsx csv charts pictures json ics, with commas between. */
bool print_formats_known(const char *list);
/* PRINT_FAILED: a sentence in error. */
enum print_result print_documents(const struct print_order *order, char *error, size_t size);

/* What the templates in assets/pages/print are given, for the start-up check. */
extern const struct page_keys print_page_keys[];
#endif

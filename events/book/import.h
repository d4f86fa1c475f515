/* What the files share that read a record (docs/record.md) into a new event file. One connection
 * within one transaction, one thread. Nothing in a record is believed: texts are cleaned as typed
 * ones are, numbers have bounds, references must point somewhere, the schema's
 * constraints do the rest. The first fault is kept with its path; everything after it
 * does nothing. */
#ifndef EVENTS_BOOK_IMPORT_H
#define EVENTS_BOOK_IMPORT_H
#include <jansson.h>
#include <stdint.h>
#include "events/book/db.h"
#include "events/book/renew.h"
#include "lib/str.h"
#include "lib/utf8.h"

enum { IMPORT_TEXTS = 16, IMPORT_FAULT = 300 };
struct import {
    struct db *d;
    const json_t *root;
    const struct book_renew *renew;           /* pictures */
    char where[120], fault[IMPORT_FAULT];     /* fault "" while all is well */
    struct str texts[IMPORT_TEXTS];           /* of the entry at hand */
    size_t texts_n;
    int64_t organisations, disciplines, people, items, options;   /* how many there are */
    int64_t *cards; size_t cards_n;           /* ids by number, 0: no such card */
};
/* True once there is a fault. */
bool import_failed(struct import *im);
void import_fault(struct import *im, const char *key, const char *why);
/* Names the entry that is read next ("$.people[3]") and lets go of the texts of the one before. */
void import_at(struct import *im, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A list of root or an object, at most max entries; NULL (no entries) when there is none. */
const json_t *import_list(struct import *im, const json_t *of, const char *key, size_t max);
/* "" when there is none; valid until the next import_at. */
const char *import_text(struct import *im, const json_t *of, const char *key, unsigned max,
                        enum utf8_lines lines);
/* fallback when there is none. */
int64_t import_int(struct import *im, const json_t *of, const char *key, int64_t min, int64_t max,
                   int64_t fallback);
bool import_flag(struct import *im, const json_t *of, const char *key);
/* 0 when there is none. */
int64_t import_number(struct import *im, const json_t *of, const char *key, int64_t count);
int64_t import_card(struct import *im, const json_t *of);

void import_agenda(struct import *im);     /* import_agenda.c */
void import_run(struct import *im, const json_t *run, int64_t id, int64_t item); /* import_run.c */
void import_card_ids(struct import *im);
void import_paper(struct import *im);      /* import_paper.c */
#endif

/* What is printed before and at the door: invitation, programme, director's script, badges, table
 * signs, access sheet, paper ballots, calibration page (E-10 to E-14). Made from
 * a snapshot of a private copy, in a child process (punktum print). One thread. */
#ifndef ADMIN_PRINT_PRINTS_H
#define ADMIN_PRINT_PRINTS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "events/book/book.h"
#include "events/book/snap.h"
#include "lib/secret.h"
#include "lib/str.h"

/* A badge to print: who, and the new personal code in clear ("K7MQ-3XPA"; "" = without one). */
struct prints_code { int64_t person; char code[SECRET_CODE_TEXT]; };
struct prints_job {
    const char *what;              /* name of a row: "badges" */
    const char *sheet;             /* of labels; NULL: the first */
    struct book *book;             /* script: knows when what was on the stage; NULL: nobody does */
    int start;                     /* label to begin with, from 1: half-used sheets */
    double offset_x, offset_y;     /* mm: what the printer is off */
    int per_page;                  /* ballots: 4 or 8; 0 = as they fit */
    int64_t item;                  /* ballots: only of this one; 0 = of all */
    const char *address;           /* where guests reach the server */
    unsigned port;
    const struct prints_code *codes; size_t codes_n;  /* badges: whose; borrowed */
};
/* What an organiser should know of a print that was made. */
struct prints_notes {
    int pages, badges;
    int small;                     /* names below 20 pt: this label is too small for them */
    int clipped;                   /* texts that did not fit even so */
    int missing;                   /* characters no font has */
    struct str look;               /* badges to look at, a line each: "PERSON PT CLIPPED MISSING":
                                    * size of the name, texts cut, characters no font has */
};
/* The i-th kind of print ("invitation"); NULL after the last. */
const char *prints_name(size_t i);
/* Appends the PDF to out: badges hold codes in clear, so nothing is written to a disk here. False
 * with a sentence in error: unknown, or nothing to print. */
/* notes->look is the caller's to release. */
bool prints_make(const struct book_snap *s, const struct prints_job *job, struct str *out,
                 struct prints_notes *notes, char *error, size_t size);
/* What a badge's QR code says: HTTP://10.0.0.1/B/K7MQ3XPA (upper case keeps it small, J-03). */
void prints_badge_url(struct str *out, const char *address, unsigned port, const char *code);
#endif

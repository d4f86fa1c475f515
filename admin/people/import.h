/* An import between its pages: the text as it was read, what its columns are taken for, and what
 * would happen. One request's, on its stack; nothing is kept by us between two. */
#ifndef ADMIN_PEOPLE_IMPORT_H
#define ADMIN_PEOPLE_IMPORT_H
#include "admin/people/room.h"
#include "events/rules/import.h"

struct people_import {
    struct str text;                      /* UTF-8 */
    char file[128];
    enum csv_encoding encoding;
    struct csv_table table;
    struct rules_import_plan plan;
    struct rules_import result;
    const char **names, **of; size_t known;   /* people there already */
    bool twins, lists;                    /* take twins too; new words join the lists */
};
/* Splits and judges im->text; plan as guessed, or as the form says. */
void people_import_judge(struct people_import *im, const struct desk_visit *v, bool guess);
void people_import_release(struct people_import *im);
bool people_import_takes(const struct people_import *im, const struct rules_import_person *p);
size_t people_import_count(const struct people_import *im);
/* Everything the outcome hangs on: a preview is applied only while this is the same. */
void people_import_mark(struct str *out, const struct people_import *im);
/* Data for BOOK_IMPORT. */
json_t *people_import_data(const struct people_import *im);
/* The preview page's data (import_view.c). */
json_t *people_import_view(const struct people_import *im, const struct desk_visit *v);
#endif

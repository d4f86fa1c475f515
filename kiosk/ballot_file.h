/* A file of ballots in memory: voter,option,points. Main thread. */
#ifndef KIOSK_BALLOT_FILE_H
#define KIOSK_BALLOT_FILE_H
#include <stdbool.h>
#include <stddef.h>
#include "kiosk/audience/audience.h"
#include "lib/str.h"

struct ballot_file {
    struct str text;                    /* the file; options point into it */
    const char **options;               /* names in the order they come out; owned array */
    size_t options_n;
    struct audience_ballot *rows;       /* grouped by voter 0, 1 ...; points of one option added */
    size_t rows_n;
    unsigned voters;
    unsigned budget, per_option;        /* the most dots of a voter, and on one option */
};
/* Reads path ("-": standard input), separator "," or ";", with or without a header line. False
 * with a sentence on standard error. */
bool ballot_file_read(struct ballot_file *f, const char *path);
void ballot_file_release(struct ballot_file *f);
#endif

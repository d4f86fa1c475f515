/* The programme as a calendar file (E-08): the event and each item of its agenda that has a time.
 * Its times are those the agenda shows. Numbers of entries come from the event's code and the
 * item, so that a later file replaces the entries of an earlier one. */
#ifndef ADMIN_PRINT_WRITE_ICS_H
#define ADMIN_PRINT_WRITE_ICS_H
#include "events/book/snap.h"
#include "lib/str.h"

void ics_programme(struct str *out, const struct book_snap *s, int64_t made_ms);
#endif

/* Prints of the agenda, shared by prints_programme.c and prints_script.c. Millimetres. */
#ifndef ADMIN_PRINT_PRINTS_AGENDA_H
#define ADMIN_PRINT_PRINTS_AGENDA_H
#include "admin/print/prints_inside.h"
#include "events/rules/timeline.h"

enum { PRINTS_BAND = 0xF3EFE8 };    /* behind breaks */
/* Planned starts and ends of all items, in their order. The caller frees. */
struct rules_slot *prints_slots(const struct prints *p);
/* False, with a sentence, when there is no agenda. */
bool prints_has_agenda(struct prints *p);
bool prints_is_pause(const struct book_item *item);
/* Starts on another day than the item before. */
bool prints_new_day(const struct rules_slot *slots, size_t i);
/* "9:05"; "" when nobody knows. */
void prints_hm(char dst[6], int64_t wall_ms);
/* A number in a sentence, one or many. Appends. */
void prints_count(const struct prints *p, struct str *out, const char *one, const char *many,
                  long long n);
/* Running foot of a page as an artifact: words left, "2 / 3" at the right; only from two pages. */
void prints_folio(struct prints *p, const char *words, int page, int pages, double x, double y,
                  double w);
#endif

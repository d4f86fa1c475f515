/* The participants: sorted by organisation, so that the list does not tell who came when; a name
 * only with the consent for records. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/tables.h"
#include "lib/mem.h"
#include "lib/utf8.h"

static const struct model_column columns[] = {
    { "No.", 6 }, { "Name", 30 }, { "Organisation", 36 }, { "Municipality", 26 },
    { "Discipline", 26 }, { "Present", 12 }
};
struct listed { const struct book_person *person; const char *name, *organisation, *discipline; };

static int compare(const char *a, const char *b) {
    if (!utf8_valid(a, strlen(a)) || !utf8_valid(b, strlen(b)))
        return strcmp(a, b);
    return utf8_compare(a, b);
}

/* Only by what the list shows; the rest by id, so that equal data gives equal bytes. */
static int in_list(const void *a, const void *b) {
    const struct listed *x = a, *y = b;
    int order = compare(x->organisation, y->organisation);
    if (!order)
        order = compare(x->name, y->name);
    if (!order)
        order = compare(x->discipline, y->discipline);
    if (!order)
        order = x->person->id < y->person->id ? -1 : x->person->id > y->person->id;
    return order;
}

static const char *given(const char *text) {
    return text ? text : "";
}

void tables_people(struct model *m, const struct book_snap *s, const struct lang *lang) {
    struct model_table *t = model_table(m, 0, lang_text(lang, "Participants"), "participants");
    struct listed *list = mem_new(s->people_n + 1, sizeof *list);
    model_columns(t, lang, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < s->people_n; i++) {
        const struct book_person *p = &s->people[i];
        list[i] = (struct listed){ p, tables_may_name(s, p) ? given(p->name) : "",
                                   given(p->organisation_name), given(p->discipline_name) };
    }
    qsort(list, s->people_n, sizeof *list, in_list);
    for (size_t i = 0; i < s->people_n; i++) {
        model_number(t, (int64_t)i + 1);
        model_text(t, list[i].name);
        model_text(t, list[i].organisation);
        model_text(t, list[i].person->municipality);
        model_text(t, list[i].discipline);
        model_text(t, lang_text(lang, list[i].person->present ? "yes" : "no"));
        model_end_row(t);
    }
    free(list);
}

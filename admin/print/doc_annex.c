/* The annex: comparison tables, contacts and contributors. Names and addresses only of people who
 * agreed; everybody else is counted. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_make.h"
#include "admin/print/tables.h"
#include "lib/mem.h"
#include "lib/utf8.h"

static const char *given(const char *text) {
    return text ? text : "";
}

static int compare(const char *a, const char *b) {
    if (!utf8_valid(a, strlen(a)) || !utf8_valid(b, strlen(b)))
        return strcmp(a, b);
    return utf8_compare(a, b);
}

/* By organisation, then name, then id: never by who came when. */
static int in_list(const void *a, const void *b) {
    const struct book_person *x = *(const struct book_person *const *)a;
    const struct book_person *y = *(const struct book_person *const *)b;
    int order = compare(given(x->organisation_name), given(y->organisation_name));
    if (!order)
        order = compare(given(x->name), given(y->name));
    return order ? order : x->id < y->id ? -1 : x->id > y->id;
}

/* Consent "contact": the address may be handed on. Without such a line nobody is asked, and
 * nobody's address appears. */
static bool may_contact(const struct make *m, const struct book_person *p) {
    for (size_t i = 0; i < m->s->consents_n && i < BOOK_CONSENTS_MAX; i++)
        if (strcmp(m->s->consents[i].key, "contact") == 0)
            return p->consents[i] != 0;
    return false;
}

static bool is_listed(const struct make *m, const struct book_person *p, bool contacts) {
    if (!make_came(p) || p->erased || !p->name || !*p->name || !tables_may_name(m->s, p))
        return false;
    return !contacts || (may_contact(m, p) && p->email && *p->email);
}

/* Listed people in order; the caller frees the list. others: who came and is not named. */
static const struct book_person **listed(const struct make *m, bool contacts, size_t *n,
                                         int64_t *others) {
    const struct book_person **list = mem_new(m->s->people_n + 1, sizeof *list);
    *n = 0;
    *others = 0;
    for (size_t i = 0; i < m->s->people_n; i++) {
        const struct book_person *p = &m->s->people[i];
        if (is_listed(m, p, contacts))
            list[(*n)++] = p;
        else
            *others += make_came(p);
    }
    qsort(list, *n, sizeof *list, in_list);
    return list;
}

static const char *function_of(const struct book_person *p) {
    return p->function && *p->function ? p->function : given(p->discipline_name);
}

void make_contacts(const struct make *m, const char *title) {
    static const char *const heads[] = { "Name", "Function", "Organisation", "E-mail" };
    struct doc_node *chapter = make_chapter(m, "contacts", NULL, title);
    size_t n;
    int64_t others;
    const struct book_person **list = listed(m, true, &n, &others);
    make_body(m, chapter, "contacts");
    if (n) {
        struct doc_table *t = make_table(m, heads, 4);
        t->first_is_head = true;
        for (size_t i = 0; i < n; i++)
            make_table_row(t, (const char *const[]){
                list[i]->name, function_of(list[i]), given(list[i]->organisation_name),
                list[i]->email,
            });
        doc_add(chapter, DOC_TABLE, NULL)->table = t;
    }
    free(list);
    if (!chapter->n)
        make_drop_last(m->doc->root);
}

void make_contributors(const struct make *m, const char *title) {
    static const char *const heads[] = { "Name", "Function", "Organisation" };
    struct doc_node *chapter = make_chapter(m, "contributors", NULL, title);
    size_t n;
    int64_t others;
    const struct book_person **list = listed(m, false, &n, &others);
    make_body(m, chapter, "contributors");
    if (n) {
        struct doc_table *t = make_table(m, heads, 3);
        t->first_is_head = true;
        for (size_t i = 0; i < n; i++)
            make_table_row(t, (const char *const[]){
                list[i]->name, function_of(list[i]), given(list[i]->organisation_name),
            });
        doc_add(chapter, DOC_TABLE, NULL)->table = t;
    }
    if (others) {
        struct str note = STR_INIT;
        if (n)
            make_count(&note, m, "And {n} person who is not named here.",
                       "And {n} people who are not named here.", others);
        else
            make_count(&note, m, "{n} person took part; nobody is named here.",
                       "{n} people took part; nobody is named here.", others);
        make_text(chapter, DOC_NOTE, note.data);
        str_release(&note);
    }
    free(list);
    if (!chapter->n)
        make_drop_last(m->doc->root);
}

/* How many gave what, and the ways it came: phone, shared tablet, desk, paper. */
#include <string.h>
#include "admin/print/doc_make.h"
#include "lib/mem.h"

static void from(struct str *out, const struct make *m, int64_t people, int64_t municipalities) {
    str_putc(out, ' ');
    make_count(out, m, "from {n} person", "from {n} people", people);
    if (municipalities > 0) {
        str_putc(out, ' ');
        make_count(out, m, "from {n} municipality", "from {n} municipalities", municipalities);
    }
}

void make_dots(struct str *out, const struct make *m, int64_t points, int64_t people,
               int64_t municipalities) {
    make_count(out, m, "{n} dot", "{n} dots", points);
    from(out, m, people, municipalities);
}

/* Different municipalities that stand beside a run's cards. */
static int64_t municipalities_of(const struct book_run *run) {
    int64_t n = 0;
    for (size_t i = 0; i < run->cards_n; i++) {
        const char *name = run->cards[i].municipality;
        bool known = !name || !*name;
        for (size_t j = 0; j < i && !known; j++)
            known = run->cards[j].municipality && strcmp(run->cards[j].municipality, name) == 0;
        n += !known;
    }
    return n;
}

void make_cards_count(struct str *out, const struct make *m, const struct book_run *run) {
    make_count(out, m, "{n} card", "{n} cards", (int64_t)run->cards_n);
    if (run->turnout)
        from(out, m, run->turnout, municipalities_of(run));
}

static const struct book_origin *origin_of(const struct make *m, int64_t run) {
    for (size_t i = 0; i < m->p->origins_n; i++)
        if (m->p->origins[i].run == run)
            return &m->p->origins[i];
    return NULL;
}

void make_ways(struct str *out, const struct make *m, const struct book_run *run, int64_t all) {
    const struct book_origin *o = origin_of(m, run->id);
    if (!o)
        return;
    const struct { int64_t n; const char *one, *many; } rows[] = {
        { o->phone, "{n} by phone", "{n} by phone" },
        { o->tablet, "{n} at the shared tablet", "{n} at the shared tablet" },
        { o->desk, "{n} entered at the desk", "{n} entered at the desk" },
        { o->paper, "{n} on paper", "{n} on paper" },
    };
    struct str list = STR_INIT;
    int64_t told = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].n <= 0)
            continue;
        told += rows[i].n;
        if (list.len)
            str_puts(&list, ", ");
        make_count(&list, m, rows[i].one, rows[i].many, rows[i].n);
    }
    if (list.len) {
        make_sentence(out);
        lang_fill(out, make_word(m, "Contributions: {list}."), "list", list.data, NULL);
    }
    if (told < all) {
        make_sentence(out);
        str_puts(out, make_word(m, "Ways with fewer than five people are not told."));
    }
    str_release(&list);
}

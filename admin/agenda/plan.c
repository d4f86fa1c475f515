/* The plan of an agenda in words: times, and what to look at before the doors open. Pool
 * threads. */
#include <stdlib.h>
#include <string.h>
#include "admin/agenda/room.h"
#include "lib/clock.h"
#include "lib/mem.h"

enum { FINDINGS_MAX = 256 };

void agenda_hm(char dst[8], int64_t ms) {
    char at[6];

    dst[0] = '\0';
    if (!ms)
        return;
    clock_hm(at, ms);
    str_copy(dst, 8, at);
}

json_t *agenda_count(const struct lang *lang, const char *one, const char *many, long long n) {
    struct str figure = STR_INIT, out = STR_INIT;
    json_t *text;

    lang_number(&figure, lang, n);
    lang_fill(&out, lang_plural(lang, one, many, n), "n", figure.data, NULL);
    text = json_string(out.data);
    str_release(&figure);
    str_release(&out);
    return text;
}

static int place_of(const struct book_snap *s, int64_t id) {
    for (size_t i = 0; i < s->items_n; i++)
        if (s->items[i]->id == id)
            return (int)i + 1;
    return id ? -1 : 0;
}

void agenda_plan(struct agenda_plan *p, const struct book_snap *s) {
    struct rules_planned *items = mem_new(s->items_n + 1, sizeof *items);

    *p = (struct agenda_plan){ .n = s->items_n };
    p->slots = mem_new(p->n + 1, sizeof *p->slots);
    p->findings = mem_new(FINDINGS_MAX, sizeof *p->findings);
    for (size_t i = 0; i < p->n; i++) {
        const struct book_item *item = s->items[i];
        p->slots[i].minutes = item->minutes;
        p->slots[i].fixed_ms = item->planned_fixed ? item->planned_ms : 0;
        items[i] = (struct rules_planned){ .kind = item->kind, .dots = item->dots,
            .options = snap_run(item)->options_n, .per_option = item->per_option,
            .cut = item->cut, .source = place_of(s, item->options_from),
            .begun = snap_run(item)->state != RULES_PREPARED };
    }
    rules_timeline(p->slots, p->n, s->settings.start_ms);
    p->findings_n = rules_plan_check(p->slots, items, p->n, s->settings.end_ms, p->findings,
                                     FINDINGS_MAX);
    if (p->findings_n > FINDINGS_MAX)
        p->findings_n = FINDINGS_MAX;
    free(items);
}

void agenda_plan_release(struct agenda_plan *p) {
    free(p->slots);
    free(p->findings);
}

static const struct { const char *one, *many; } sentences[RULES_FINDINGS] = {
    [RULES_OVER_END] = { "The plan ends {n} minute after the end of the event.",
                         "The plan ends {n} minutes after the end of the event." },
    [RULES_OVERLAP] = { "Its fixed start lies {n} minute before the end of the item before.",
                        "Its fixed start lies {n} minutes before the end of the item before." },
    [RULES_GAP] = { "There is {n} minute free before it.",
                    "There are {n} minutes free before it." },
    [RULES_NO_LENGTH] = { "It has no length yet.", "It has no length yet." },
    [RULES_VOTE_EMPTY] = {
        "There is nothing to vote on yet: type options or choose whose cards are taken over.",
        "There is nothing to vote on yet: type options or choose whose cards are taken over." },
    [RULES_SOURCE_LATER] = { "It takes cards from an item that comes later.",
                             "It takes cards from an item that comes later." },
    [RULES_SOURCE_GONE] = { "The item it takes cards from was deleted.",
                            "The item it takes cards from was deleted." },
    [RULES_MANY_OPTIONS] = { "{n} options are hard to compare: put similar ones together first.",
                             "{n} options are hard to compare: put similar ones together first." },
    [RULES_DOTS_LEFT] = { "{n} dot of each person can never be given: options times most per "
                          "option is less than that.",
                          "{n} dots of each person can never be given: options times most per "
                          "option is less than that." },
    [RULES_CUT_ALL] = { "All options are carried over: the line decides nothing.",
                        "All options are carried over: the line decides nothing." },
};

static void append(json_t *list, const struct book_item *item, json_t *text, bool serious,
                   bool titled) {
    json_t *row = json_pack("{s:o, s:b}", "text", text, "serious", serious);

    if (item) {
        json_object_set_new(row, "of", json_integer(item->id));
        if (titled)
            json_object_set_new(row, "title", json_string(item->title));
    }
    json_array_append_new(list, row);
}

static void append_fit(json_t *list, const struct desk_visit *v, const struct book_item *item,
                       bool titled) {
    json_t *fit = agenda_fit(v, item);

    for (size_t i = 0; i < json_array_size(fit); i++)
        append(list, item, json_incref(json_array_get(fit, i)), false, titled);
    json_decref(fit);
}

json_t *agenda_warnings(const struct desk_visit *v, const struct agenda_plan *p, int64_t id) {
    const struct book_snap *s = v->web.snap;
    json_t *list = json_array();

    for (int at = -1; at < (int)p->n; at++) {
        const struct book_item *item = at < 0 ? NULL : s->items[at];
        if (id && (!item || item->id != id))
            continue;
        for (size_t i = 0; i < p->findings_n; i++) {
            const struct rules_finding *f = &p->findings[i];
            if (f->item == at)
                append(list, item, agenda_count(v->web.lang, sentences[f->what].one,
                                                sentences[f->what].many, f->n),
                       rules_finding_serious(f->what), !id);
        }
        if (item && snap_run(item)->state == RULES_PREPARED)
            append_fit(list, v, item, !id);
    }
    return list;
}

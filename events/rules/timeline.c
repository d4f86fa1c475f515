/* Times of an agenda and the findings on it: pure arithmetic over places, lengths and counts. */
#include "events/rules/timeline.h"

enum { MINUTE_MS = 60000 };

void rules_timeline(struct rules_slot *slots, size_t n, int64_t begin_ms) {
    int64_t at = begin_ms;
    for (size_t i = 0; i < n; i++) {
        struct rules_slot *s = &slots[i];
        s->start_ms = s->fixed_ms ? s->fixed_ms : at;
        s->end_ms = s->start_ms ? s->start_ms + (int64_t)s->minutes * MINUTE_MS : 0;
        s->gap = s->fixed_ms && at ? (int)((s->fixed_ms - at) / MINUTE_MS) : 0;
        at = s->end_ms;
    }
}

void rules_forecast(struct rules_slot *slots, size_t n, size_t now, int64_t began_ms,
                    int64_t now_ms) {
    int64_t at = began_ms;
    for (size_t i = now; i < n; i++) {
        struct rules_slot *s = &slots[i];
        s->start_ms = i > now && s->fixed_ms > at ? s->fixed_ms : at;
        s->end_ms = s->start_ms + (int64_t)s->minutes * MINUTE_MS;
        if (i == now && s->end_ms < now_ms) s->end_ms = now_ms;
        at = s->end_ms;
    }
}

struct list { struct rules_finding *out; size_t n, max; };
static void add(struct list *l, enum rules_finding_what what, int item, int n) {
    if (l->n < l->max) l->out[l->n] = (struct rules_finding){what, item, n};
    l->n++;
}

/* The end of the whole is the latest end: a fixed time may lie before an item that runs over. */
static void check_end(struct list *l, const struct rules_slot *slots, size_t n, int64_t end_ms) {
    int64_t last = 0;
    for (size_t i = 0; i < n; i++)
        if (slots[i].end_ms > last) last = slots[i].end_ms;
    if (end_ms && last > end_ms)
        add(l, RULES_OVER_END, -1, (int)((last - end_ms + MINUTE_MS - 1) / MINUTE_MS));
}

static void check_times(struct list *l, const struct rules_slot *s, int i) {
    if (s->gap < 0) add(l, RULES_OVERLAP, i, -s->gap);
    if (s->gap > 0) add(l, RULES_GAP, i, s->gap);
    if (!s->minutes) add(l, RULES_NO_LENGTH, i, 0);
}

static void check_vote(struct list *l, const struct rules_planned *p, int i) {
    int options = (int)p->options;
    if (p->source < 0) add(l, RULES_SOURCE_GONE, i, 0);
    if (p->source > i + 1) add(l, RULES_SOURCE_LATER, i, 0);
    if (!options && p->source == 0) add(l, RULES_VOTE_EMPTY, i, 0);
    if (options > RULES_OPTIONS_ASK) add(l, RULES_MANY_OPTIONS, i, options);
    if (!options) return;
    if (p->dots && p->per_option && p->dots > p->per_option * options)
        add(l, RULES_DOTS_LEFT, i, p->dots - p->per_option * options);
    if (p->cut >= options) add(l, RULES_CUT_ALL, i, options);
}

size_t rules_plan_check(const struct rules_slot *slots, const struct rules_planned *items, size_t n,
                        int64_t end_ms, struct rules_finding *out, size_t max) {
    struct list l = {out, 0, max};
    check_end(&l, slots, n, end_ms);
    for (size_t i = 0; i < n; i++) {
        if (items[i].begun) continue;
        check_times(&l, &slots[i], (int)i);
        if (items[i].kind == RULES_DOTS) check_vote(&l, &items[i], (int)i);
    }
    return l.n;
}

bool rules_finding_serious(enum rules_finding_what what) {
    return what == RULES_OVER_END || what == RULES_OVERLAP || what == RULES_VOTE_EMPTY ||
           what == RULES_SOURCE_LATER || what == RULES_SOURCE_GONE;
}

long long rules_drift(int64_t planned_ms, int64_t real_ms) {
    enum { HALF_DAY_MIN = 12 * 60 };
    long long n = planned_ms && real_ms ? (real_ms - planned_ms) / MINUTE_MS : 0;
    return n > HALF_DAY_MIN || n < -HALF_DAY_MIN ? 0 : n;
}

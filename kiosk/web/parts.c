/* Compares two snapshots part by part. Runs on the writer thread after each commit: what did not
 * change is the same pointer in both, so that little is looked at. */
#include "kiosk/web/parts.h"
#include <string.h>
#include "kiosk/web/inner.h"

static const char *const names[WEB_PARTS] = {
    [WEB_PART_ITEMS] = "items", [WEB_PART_PEOPLE] = "people", [WEB_PART_CARDS] = "cards",
    [WEB_PART_RESULTS] = "results", [WEB_PART_SETTINGS] = "settings", [WEB_PART_SHOW] = "show",
    [WEB_PART_PAPER] = "paper", [WEB_PART_LOG] = "log", [WEB_PART_TAKEN_BACK] = "taken_back",
};
const char *web_part_name(enum web_part part) { return names[part]; }

uint64_t web_part_version(struct web *w, enum web_part part) {
    return atomic_load(&w->part_version[part]);
}

unsigned web_stages(struct web *w) { return atomic_load(&w->stages); }

static bool run_differs(const struct book_run *a, const struct book_run *b) {
    return a->id != b->id || a->state != b->state || a->sealed != b->sealed ||
           a->shown != b->shown || a->options_n != b->options_n;
}

/* Counters and texts of one run that is not the same object any more. */
static unsigned look_at_run(const struct book_run *a, const struct book_run *b) {
    unsigned bits = 0;
    if (run_differs(a, b)) bits |= 1u << WEB_PART_ITEMS | 1u << WEB_PART_RESULTS;
    if (a->cards != b->cards || a->cards_n != b->cards_n) bits |= 1u << WEB_PART_CARDS;
    if (a->options != b->options || a->turnout != b->turnout || a->present != b->present ||
        a->points != b->points || a->people != b->people)
        bits |= 1u << WEB_PART_RESULTS;
    return bits;
}

static unsigned look_at_item(const struct book_item *a, const struct book_item *b) {
    unsigned bits = 0;
    if (a == b) return 0;
    if (a->id != b->id || a->rev != b->rev || a->runs_n != b->runs_n ||
        a->planned_ms != b->planned_ms || strcmp(a->title, b->title))
        bits |= 1u << WEB_PART_ITEMS;
    if (a->id != b->id || a->runs_n != b->runs_n)
        return bits | 1u << WEB_PART_CARDS | 1u << WEB_PART_RESULTS;
    for (size_t i = 0; i < a->runs_n; i++)
        if (a->runs[i] != b->runs[i]) bits |= look_at_run(a->runs[i], b->runs[i]);
    return bits;
}

static unsigned look_at_items(const struct book_snap *a, const struct book_snap *b) {
    unsigned bits = 0;
    if (a->items_n != b->items_n)
        return 1u << WEB_PART_ITEMS | 1u << WEB_PART_CARDS | 1u << WEB_PART_RESULTS;
    for (size_t i = 0; i < a->items_n; i++) bits |= look_at_item(a->items[i], b->items[i]);
    return bits;
}

static bool show_differs(const struct book_show *a, const struct book_show *b) {
    return a->item != b->item || a->pinned != b->pinned || a->blank != b->blank ||
           a->qr != b->qr || strcmp(a->message, b->message) ||
           a->timer.wall_ms != b->timer.wall_ms || a->timer_paused_ms != b->timer_paused_ms ||
           a->confirm != b->confirm;
}

static bool took_back(const struct book_person *a, const struct book_person *b) {
    for (size_t c = 0; c < BOOK_CONSENTS_MAX; c++)
        if (b->consents[c] < a->consents[c]) return true;
    return *a->name && !*b->name;
}

/* Somebody is gone, lost the name, or agrees to less than before. Both lists are by id. */
static bool any_took_back(const struct book_snap *a, const struct book_snap *b) {
    size_t j = 0;
    for (size_t i = 0; a->people != b->people && i < a->people_n; i++, j++) {
        while (j < b->people_n && b->people[j].id < a->people[i].id) j++;
        if (j == b->people_n || b->people[j].id != a->people[i].id ||
            took_back(&a->people[i], &b->people[j])) return true;
    }
    return false;
}

unsigned web_parts_differ(const struct book_snap *a, const struct book_snap *b) {
    unsigned bits = 0;
    if (!a) return (1u << WEB_PARTS) - 1;
    if (a->people != b->people || a->organisations != b->organisations ||
        a->disciplines != b->disciplines || a->consents != b->consents)
        bits |= 1u << WEB_PART_PEOPLE;
    if (a->settings.title != b->settings.title || a->settings.values != b->settings.values)
        bits |= 1u << WEB_PART_SETTINGS;
    if (show_differs(&a->show, &b->show) || a->remotes != b->remotes)
        bits |= 1u << WEB_PART_SHOW;
    if (a->paper != b->paper) bits |= 1u << WEB_PART_PAPER;
    if (a->log != b->log) bits |= 1u << WEB_PART_LOG;
    if (any_took_back(a, b)) bits |= 1u << WEB_PART_TAKEN_BACK;
    return bits | look_at_items(a, b);
}

unsigned web_parts_note(struct web *w, const struct book_snap *before,
                        const struct book_snap *now) {
    unsigned bits = web_parts_differ(before, now);
    for (int i = 0; i < WEB_PARTS; i++)
        if (bits & 1u << i) atomic_store(&w->part_version[i], now->version);
    return bits;
}

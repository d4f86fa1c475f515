/* What the pages of this room are given: see lib/page/keys.h. */
#include "admin/page_keys.h"

/* hall_page adds these. */
#define SUB "room", "has_links", "links.path", "links.word", "links.now"

const struct page_keys desk_hall_page_keys[] = {
    { "desk/hall/cards", PAGE_KEYS(DESK_PAGE_KEYS, SUB, "any", "cards.edited", "cards.held",
        "cards.id", "cards.item_title", "cards.late", "cards.origin", "cards.quote",
        "cards.run_name", "cards.shown", "cards.state", "cards.text", "cards.waiting", "done",
        "found", "from", "has_found", "item", "items.id", "items.now", "items.title", "lead",
        "more", "q", "state_now", "states.now", "states.value", "states.word") },
    { "desk/hall/enter", PAGE_KEYS(DESK_PAGE_KEYS, SUB, "choices.id", "choices.now",
        "choices.title", "form.again", "form.blocked", "form.can_card", "form.can_dots",
        "form.dots", "form.for", "form.item", "form.late", "form.nonce", "form.options.id",
        "form.options.most", "form.options.n", "form.options.text", "form.person", "form.revision",
        "form.run", "form.text", "form.title", "found.item", "found.no_phone", "found.person",
        "found.who", "has_cards", "has_found", "late_saved", "open", "q", "saved") },
    { "desk/hall/hands", PAGE_KEYS(DESK_PAGE_KEYS, SUB, "choices.run", "choices.title",
        "has_choices", "people", "run.id", "run.options.id", "run.options.n", "run.options.text",
        "run.title") },
    { "desk/hall/results", PAGE_KEYS(DESK_PAGE_KEYS, SUB, "done", "has_items", "items.kicker",
        "items.runs.cards_n", "items.runs.dots_item", "items.runs.hands.hands",
        "items.runs.hands.text", "items.runs.hands_of", "items.runs.has_hands",
        "items.runs.has_ways", "items.runs.hidden", "items.runs.id", "items.runs.many_runs",
        "items.runs.name", "items.runs.number", "items.runs.options.above",
        "items.runs.options.bar", "items.runs.options.dots", "items.runs.options.hands",
        "items.runs.options.municipalities", "items.runs.options.people",
        "items.runs.options.points", "items.runs.options.rank", "items.runs.options.text",
        "items.runs.options.tied", "items.runs.points", "items.runs.reason", "items.runs.state",
        "items.runs.tie", "items.runs.told", "items.runs.turnout", "items.runs.ways.n",
        "items.runs.ways.word", "items.title") },
    { "desk/hall/log", PAGE_KEYS(DESK_PAGE_KEYS, SUB, "accounts.name", "accounts.now", "found",
        "has_rows", "kinds.now", "kinds.value", "kinds.word", "newer", "older", "rows.about",
        "rows.card", "rows.day", "rows.note", "rows.time", "rows.undone", "rows.what", "rows.who")
        },
    { NULL, NULL }
};

/* What each page of this room is given: see lib/page/keys.h. The main page and the cards are also
 * sent without their frame, when something changes. */
#include "kiosk/remote/remote.h"
#include "kiosk/web/page_keys.h"

/* What every form of a step carries, and what became of the last one. */
#define SEEN "csrf", "seen_item", "seen_run", "seen_state", "from", "said"

const struct page_keys remote_page_keys[] = {
    { "remote/bind", PAGE_KEYS(WEB_FRAME_KEYS, "token") },
    { "remote/unknown", PAGE_KEYS(WEB_FRAME_KEYS) },
    { "remote/main", PAGE_KEYS(SEEN, "after.at", "after.late", "after.title", "blank",
        "can_pause", "can_reopen", "can_resume", "cards_label", "confirm", "figures.label",
        "figures.n", "has_result", "last", "live", "next_label", "next_off", "note",
        "open_elsewhere.title", "place", "preview.kicker", "preview.lines", "preview.title", "qr",
        "reopen_again", "result.above", "result.lines", "result.points", "result.rank",
        "result.text", "result.tied", "state_word", "tie", "tied.id", "tied.text", "timer",
        "timer_left_ms", "timer_running", "title", "over", "trouble") },
    { "remote/cards", PAGE_KEYS(SEEN, "heading", "held.id", "held.origin", "held.text",
        "held_n", "many", "no_cards", "shown.id", "shown.is_option", "shown.origin",
        "shown.pinned", "shown.quote", "shown.target", "shown.text", "shown_n", "title",
        "waiting.id", "waiting.origin", "waiting.text") },
    { "remote/edit", PAGE_KEYS(WEB_FRAME_KEYS, SEEN, "card", "text") },
    { "remote/message", PAGE_KEYS(WEB_FRAME_KEYS, SEEN, "message") },
    { "remote/agenda", PAGE_KEYS(WEB_FRAME_KEYS, SEEN, "addresses.address", "addresses.chosen",
        "dark", "items.at", "items.id", "items.minutes", "items.now", "items.options.id",
        "items.options.text", "items.state_word", "items.title", "quiet", "registration_open",
        "turnout_shown") },
    { "remote/record", PAGE_KEYS(WEB_FRAME_KEYS, "failed", "files.name") },
    { "remote/remotes", PAGE_KEYS(WEB_FRAME_KEYS, "image", "link", "remotes.bound",
        "remotes.id", "remotes.label", "remotes.own", "remotes.seen", "remotes.stage",
        "remotes.tablet", "tablet") },
    { NULL, NULL }
};

/* What each page of this room is given: see lib/page/keys.h. */
#include "kiosk/phone/phone.h"
#include "kiosk/web/page_keys.h"

#define VIEW "heading", \
    "key", "version", "state", "seed", "code", "kicker", "message", "time_left", "left_ms", \
    "running", "note", "so_far", "is_arrival", "is_talk", "is_break", "is_visions", "is_dots", \
    "base", "turn", "name", "lines", "speaker", "until", "next.label", "next.title", "next.at", \
    "can_card", "no_more_cards", "nonce", "item", "run", "card_length", "typed", "author", \
    "has_own", "own_cards.id", "own_cards.text", "own_cards.status", "own_cards.change", \
    "has_cards", "cards.text", "cards.by", "cards.edited", "turnout", "can_dots", "dots", \
    "per_option", "revision", "pips_left.full", "left_pattern", "left_said", "options.id", \
    "options.text", "options.said", "options.pips", "options.many", "options.n", \
    "options.minus_off", "options.plus_off", "secrecy", "voted", "other_way", "results", "tie", \
    "options.above", "options.rank", "options.tied", "options.bar", "options.lines", \
    "has_given", "given.text", "given.said", "given.pips", "given.many", "given.n", "one_dot", \
    "many_dots", "card", "text"
#define TABLET "step", "turn", "tablet_key", "tablet_state"

const struct page_keys phone_page_keys[] = {
    { "phone/join", PAGE_KEYS(WEB_FRAME_KEYS, "typed") },
    { "phone/register", PAGE_KEYS(WEB_FRAME_KEYS, "event_title", "name_required",
        "organisations.id", "organisations.name", "organisations.chosen", "disciplines.id",
        "disciplines.name", "disciplines.chosen", "consents.name", "consents.text",
        "consents.choice", "consents.given", "consents.named", "consents.anonymous",
        "has_organisations", "has_disciplines", "has_consents", "all_secret", "name",
        "organisation_text", "nonce") },
    { "phone/closed", PAGE_KEYS(WEB_FRAME_KEYS, "over") },
    { "phone/sheet", PAGE_KEYS(WEB_FRAME_KEYS, "url") },
    { "phone/cookies", PAGE_KEYS(WEB_FRAME_KEYS) },
    { "phone/welcome", PAGE_KEYS(WEB_FRAME_KEYS, "event_title", "number", "name", "code") },
    { "phone/code", PAGE_KEYS(WEB_FRAME_KEYS, "typed") },
    { "phone/badge", PAGE_KEYS(WEB_FRAME_KEYS, "event_title", "who", "code", "other") },
    { "phone/here", PAGE_KEYS(WEB_FRAME_KEYS, VIEW) },
    { "phone/main", PAGE_KEYS(VIEW, "title", "csrf") },
    { "phone/edit", PAGE_KEYS(WEB_FRAME_KEYS, VIEW) },
    { "phone/cards", PAGE_KEYS(WEB_FRAME_KEYS, VIEW) },
    { "phone/privacy", PAGE_KEYS(WEB_FRAME_KEYS, "code", "host", "number", "own") },
    { "phone/help", PAGE_KEYS(WEB_FRAME_KEYS, "code", "host", "number", "own") },
    { "tablet/bind", PAGE_KEYS(WEB_FRAME_KEYS, "token") },
    { "tablet/unknown", PAGE_KEYS(WEB_FRAME_KEYS) },
    { "tablet/start", PAGE_KEYS(WEB_FRAME_KEYS, TABLET, "typed", "now") },
    { "tablet/ask", PAGE_KEYS(WEB_FRAME_KEYS, TABLET, "who") },
    { "tablet/on", PAGE_KEYS(WEB_FRAME_KEYS, VIEW, "step", "tablet_key", "tablet_state",
        "who") },
    { "tablet/saved", PAGE_KEYS(WEB_FRAME_KEYS, TABLET, "left_ms", "more") },
    { "tablet/edit", PAGE_KEYS(WEB_FRAME_KEYS, VIEW, "step", "tablet_key", "tablet_state") },
    { NULL, NULL }
};

/* What each page of this room is given: the start-up check compares every template with these keys
 * and stops on an unknown one, so that a slip of a designer is found before the doors open. */
#include "kiosk/phone/room.h"
#include "lib/mem.h"

#define FRAME "title", "event", "accent", "lang", "dir", "style", "script", "csrf", "can_choose", \
    "languages.code", "languages.name", "languages.now", "own_lang", "back", "notice", "help", \
    "refresh", "guest"
#define VIEW "heading", \
    "key", "version", "state", "seed", "code", "kicker", "message", "time_left", "left_ms", \
    "running", "note", "so_far", "is_arrival", "is_talk", "is_break", "is_visions", "is_dots", \
    "base", "turn", "name", "lines", "speaker", "until", "next.label", "next.title", "next.at", \
    "can_card", "no_more_cards", "nonce", "item", "run", "card_length", "typed", "author", \
    "has_own", "own_cards.id", "own_cards.text", "own_cards.status", "own_cards.change", \
    "has_cards", "cards.text", "cards.by", "cards.edited", "turnout", "can_dots", "dots", \
    "per_option", "revision", "pips_left.full", "left_pattern", "left_said", "options.id", \
    "options.text", "options.said", "options.pips", "options.many", "options.n", \
    "options.minus_off", "options.plus_off", "secrecy", "voted", "other_way", "results", \
    "options.above", "options.rank", "options.tied", "options.bar", "options.lines", \
    "has_given", "given.text", "given.said", "given.pips", "given.many", "given.n", "one_dot", \
    "many_dots", "card", "text"
#define TABLET "step", "turn", "tablet_key", "tablet_state"

static const struct {
    const char *template;
    const char *keys[120];
} rows[] = {
    {"frame", {FRAME}},
    {"frame_end", {FRAME}},
    {"error", {FRAME, "heading", "sentence", "status"}},
    {"phone/join", {FRAME, "typed"}},
    {"phone/register", {FRAME, "event_title", "name_required", "organisations.id",
        "organisations.name", "organisations.chosen", "disciplines.id", "disciplines.name",
        "disciplines.chosen", "consents.name", "consents.text", "consents.choice",
        "consents.given", "consents.named", "consents.anonymous", "has_organisations",
        "has_disciplines", "has_consents", "all_secret", "name", "organisation_text", "nonce"}},
    {"phone/closed", {FRAME}},
    {"phone/sheet", {FRAME, "url"}},
    {"phone/cookies", {FRAME}},
    {"phone/welcome", {FRAME, "event_title", "number", "name", "code"}},
    {"phone/code", {FRAME, "typed"}},
    {"phone/badge", {FRAME, "event_title", "who", "code", "other"}},
    {"phone/here", {FRAME, VIEW}},
    {"phone/main", {VIEW, "title", "csrf"}},
    {"phone/edit", {FRAME, VIEW}},
    {"phone/cards", {FRAME, VIEW}},
    {"phone/privacy", {FRAME, "code", "host", "number", "own"}},
    {"phone/help", {FRAME, "code", "host", "number", "own"}},
    {"tablet/bind", {FRAME, "token"}},
    {"tablet/unknown", {FRAME}},
    {"tablet/start", {FRAME, TABLET, "typed", "now"}},
    {"tablet/ask", {FRAME, TABLET, "who"}},
    {"tablet/on", {FRAME, VIEW, "step", "tablet_key", "tablet_state", "who"}},
    {"tablet/saved", {FRAME, TABLET, "left_ms", "more"}},
    {"tablet/edit", {FRAME, VIEW, "step", "tablet_key", "tablet_state"}},
};

void phone_check_keys(const struct page_set *set) {
    char unknown[160];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!page_check_keys(set, rows[i].template, rows[i].keys, unknown, sizeof unknown))
            BUG("template %s: nobody gives it {{%s}}", rows[i].template, unknown);
}

/* What the pages of this room are given: see lib/page/keys.h. */
#include "admin/page_keys.h"

const struct page_keys desk_page_keys[] = {
    { "desk/frame", PAGE_KEYS(DESK_PAGE_KEYS) },
    { "desk/frame_end", PAGE_KEYS(DESK_PAGE_KEYS) },
    { "desk/refused", PAGE_KEYS(DESK_PAGE_KEYS, "sentence", "status", "sent.any", "sent.action",
        "sent.words.text", "sent.fields.name", "sent.fields.value") },
    { "desk/login", PAGE_KEYS(DESK_PAGE_KEYS, "name", "next") },
    { "desk/setup", PAGE_KEYS(DESK_PAGE_KEYS, "name", "typed") },
    { "desk/password", PAGE_KEYS(DESK_PAGE_KEYS) },
    { "desk/accounts", PAGE_KEYS(DESK_PAGE_KEYS, "accounts.id", "accounts.name",
        "accounts.own", "accounts.roles.now", "accounts.roles.value", "accounts.roles.word",
        "new_roles.now", "new_roles.value", "new_roles.word", "typed") },
    { "desk/events", PAGE_KEYS(DESK_PAGE_KEYS, "archived.any", "archived.files.name",
        "events.closed_for_good", "events.code", "events.date", "events.file", "events.open",
        "events.people", "events.size", "events.state", "events.title", "events.usable",
        "events.value", "good", "new_start", "new_title", "none", "has_sources", "samples.now",
        "samples.title", "samples.value", "sources.now", "sources.title", "sources.value") },
    { "desk/link", PAGE_KEYS(DESK_PAGE_KEYS, "image", "link", "tablet") },
    { "desk/settings", PAGE_KEYS(DESK_PAGE_KEYS, "saved", "said", "groups.group",
        "groups.heading", "groups.fields.was", DESK_FIELD_KEYS("groups.fields")) },
    { "desk/privacy", PAGE_KEYS(DESK_PAGE_KEYS, "anonymised", "closed", "consents.anonymous",
        "consents.choice", "consents.named", "consents.no", "consents.text", "consents.yes",
        "days", "forget") },
    { NULL, NULL }
};

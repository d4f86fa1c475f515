/* What the pages of this room are given: see lib/page/keys.h. */
#include "admin/page_keys.h"

#define FIELDS(place) DESK_FIELD_KEYS("item.fields." place)

const struct page_keys desk_agenda_page_keys[] = {
    { "desk/overview", PAGE_KEYS(DESK_PAGE_KEYS, "date", "event_title", "place", "url",
        "next.act", "next.path", "next.said", "next.word", "phases.name", "phases.now",
        "phases.steps.how", "phases.steps.mark", "phases.steps.path", "phases.steps.said",
        "phases.steps.word") },
    { "desk/agenda", PAGE_KEYS(DESK_PAGE_KEYS, "has_warnings", "item.begun", "item.id",
        "item.last", "item.picture", "item.rev", "item.title", "item.vote.begun",
        "item.vote.sources.id", "item.vote.sources.now", "item.vote.sources.title",
        "item.vote.stored", "item.vote.takes", "item.vote.value", "item.warnings.serious",
        "item.warnings.text", "items.at", "items.chosen", "items.down.after", "items.fixed",
        "items.id", "items.kind", "items.minutes", "items.on_stage", "items.serious",
        "items.state", "items.title", "items.up.after", "items.warned", "kinds.help", "kinds.kind",
        "kinds.word", "lead", "removed", "said", "warnings.of", "warnings.serious",
        "warnings.text", "warnings.title", FIELDS("main"), FIELDS("more"), FIELDS("inside")) },
    { "desk/agenda_programme", PAGE_KEYS(DESK_PAGE_KEYS, "date", "end", "event_title", "host",
        "place", "rows.above", "rows.at", "rows.pause", "rows.speaker", "rows.title") },
    { "desk/agenda_script", PAGE_KEYS(DESK_PAGE_KEYS, "date", "event_title", "has_real",
        "place", "rows.at", "rows.drift", "rows.from", "rows.goal", "rows.has_options",
        "rows.hints", "rows.kind", "rows.minutes", "rows.modes", "rows.notes", "rows.options",
        "rows.pause", "rows.real", "rows.speaker", "rows.title", "rows.to", "rows.until") },
    { "desk/agenda_run", PAGE_KEYS(DESK_PAGE_KEYS, "after.expected", "after.kind",
        "after.minutes", "after.note", "after.planned", "after.state", "after.title",
        "before.from", "before.kind", "before.planned", "before.state", "before.title",
        "before.to", "has_after", "has_before", "has_history", "history.at", "history.of",
        "history.times", "history.undone", "history.what", "history.who", "on_stage.done",
        "on_stage.drift", "on_stage.ends", "on_stage.from", "on_stage.kind",
        "on_stage.minutes", "on_stage.notes",
        "on_stage.planned", "on_stage.speaker", "on_stage.state", "on_stage.title") },
    { "desk/agenda_rehearsal", PAGE_KEYS(DESK_PAGE_KEYS, "is_running", "least", "link", "most",
        "people", "phones", "running_at", "shown", "usual") },
    { NULL, NULL }
};

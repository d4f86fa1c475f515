/* What the pages of this room are given: see lib/page/keys.h. */
#include "admin/page_keys.h"

#define TABS "tab_texts", "tab_voices", "tab_tables", "tab_pictures"
#define CHAPTERS "chapters.chapter", "chapters.chosen", "chapters.up.after", \
    "chapters.down.after", "chapters.has_items", "chapters.has_pictures", "chapters.key", \
    "chapters.left_out", "chapters.pictures", "chapters.written", "chapters.items.chapter", \
    "chapters.items.chosen", "chapters.items.has_pictures", "chapters.items.key", \
    "chapters.items.pictures", "chapters.items.written"
#define SPANS(of) "blocks." of ".spans.em", "blocks." of ".spans.link", \
    "blocks." of ".spans.strong", "blocks." of ".spans.words"
#define BLOCKS SPANS("section"), SPANS("para"), SPANS("quote"), SPANS("list.points"), \
    SPANS("numbered.points")

const struct page_keys desk_paper_page_keys[] = {
    { "desk/paper", PAGE_KEYS(DESK_PAGE_KEYS, TABS, CHAPTERS, "cancelled", "cancelling", "done",
        "failed", "files.file", "files.size", "files.word", "files.zip", "formats.help",
        "formats.name", "formats.word", "has_files", "made", "now_key", "of", "running", "what") },
    { "desk/paper_text", PAGE_KEYS(DESK_PAGE_KEYS, TABS, CHAPTERS, BLOCKS, "body", "chapter",
        "has_blocks", "help", "included", "is_item", "key", "now_key", "renamed", "rev", "said",
        "theirs") },
    { "desk/paper_voices", PAGE_KEYS(DESK_PAGE_KEYS, TABS, "candidates.id", "candidates.words",
        "form.above", "form.by", "form.card", "form.id", "form.included", "form.people.by",
        "form.people.id", "form.people.name", "form.people.now", "form.rev", "form.stands",
        "form.words", "has_candidates", "has_voices", "headings", "said", "voices.above",
        "voices.by", "voices.chosen", "voices.down.after", "voices.id", "voices.left_out",
        "voices.up.after", "voices.words") },
    { "desk/paper_tables", PAGE_KEYS(DESK_PAGE_KEYS, TABS, "form.dated", "form.id",
        "form.included", "form.name", "form.notes", "form.notes_list.number",
        "form.notes_list.words", "form.rev", "form.rows.cells.cell", "form.rows.cells.head",
        "form.rows.cells.mark", "form.rows.cells.row_head", "form.rows_text", "form.source",
        "form.stands", "has_tables", "said", "tables.chosen", "tables.dated", "tables.down.after",
        "tables.id", "tables.left_out", "tables.name", "tables.up.after") },
    { "desk/paper_pictures", PAGE_KEYS(DESK_PAGE_KEYS, TABS, "alt", "caption", "has_pictures",
        "pictures.alt", "pictures.caption", "pictures.down.after", "pictures.height",
        "pictures.id", "pictures.included", "pictures.places.chapter", "pictures.places.key",
        "pictures.places.now", "pictures.rev", "pictures.up.after", "pictures.width",
        "places.chapter", "places.key", "places.now", "said") },
    { "desk/prints", PAGE_KEYS(DESK_PAGE_KEYS, "all", "asks", "by_itself", "coded", "everybody",
        "fresh", "has_agenda", "has_items", "has_people", "items.id", "items.title", "look.cut",
        "look.id", "look.missing", "look.name", "look.pt", "look.small", "may_all", "may_settings",
        "no_public", "no_wifi", "offset_x", "offset_y", "people.chosen", "people.coded",
        "people.id", "people.name", "people.organisation", "sheets.name", "sheets.now",
        "sheets.title", "some", "start", "url") },
    { NULL, NULL }
};

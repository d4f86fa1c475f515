/* What the templates of this room are given: see lib/page/keys.h. */
#include "admin/print/print.h"

/* A chapter's node (admin/print/html.c). A node stands in nodes, and has the keys of those. */
#define NODE(name) "chapters.children." name
#define CELL(of) of ".text", of ".right", of ".note", of ".note_id", of ".note_label"

const struct page_keys print_page_keys[] = {
    { "print/document", PAGE_KEYS("language", "accent", "title", "subject", "contents_title",
        "statement", "cover.kicker", "cover.title", "cover.dates", "cover.people", "cover.host",
        "cover.width", "cover.height", "cover.groups.dots", "cover.groups.colour",
        "cover.groups.dot", "cover.logo.src", "cover.logo.alt", "contents.id", "contents.text",
        "contents.deep", "chapters.id", "chapters.title", "chapters.kicker", NODE("section"),
        NODE("lead"), NODE("para"), NODE("note"), NODE("bullets"), NODE("numbers"), NODE("quote"),
        NODE("cards"), NODE("id"), NODE("title"), NODE("text"), NODE("by"), NODE("open"),
        NODE("close"), NODE("language"), NODE("children"), NODE("spans.text"),
        NODE("spans.strong"), NODE("spans.emphasis"), NODE("spans.link"),
        NODE("figure.figure_class"), NODE("figure.src"), NODE("figure.alt"), NODE("figure.width"),
        NODE("figure.height"), NODE("figure.caption"), NODE("figure.wide"), NODE("figure.region"),
        NODE("plot.scale"), NODE("plot.caption"), NODE("plot.rows.above"), NODE("plot.rows.rank"),
        NODE("plot.rows.text"), NODE("plot.rows.width"), NODE("plot.rows.height"),
        NODE("plot.rows.dots"), NODE("plot.rows.dot"), NODE("plot.rows.points"),
        NODE("plot.rows.people"), NODE("table.table_class"), NODE("table.label"),
        NODE("table.region"), NODE("table.caption.title"), NODE("table.caption.dated"),
        CELL(NODE("table.heads")), NODE("table.rows.sum"), CELL(NODE("table.rows.cells")),
        NODE("table.rows.cells.head"), NODE("table.source"), NODE("table.notes.id"),
        NODE("table.notes.number"), NODE("table.notes.text")) },
    { "print/contents", PAGE_KEYS("language", "title", "accent", "dates", "cover.width",
        "cover.height", "cover.groups.dots", "cover.groups.colour", "cover.groups.dot",
        "formats.what", "formats.folder", "formats.count", "formats.files.file",
        "formats.files.name", "formats.files.size", "any_result", "results.title",
        "results.text") },
    { NULL, NULL }
};

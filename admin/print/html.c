/* Nodes as data for the templates. See html.h. */
#include "admin/print/html.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/dots.h"
#include "admin/print/foot.h"
#include "admin/print/ink.h"
#include "lib/base64.h"
#include "lib/str.h"

static json_t *words(const char *text) {
    return json_string(text ? text : "");
}

static json_t *spans(const struct doc_node *node) {
    json_t *list = json_array();
    for (size_t i = 0; i < node->spans_n; i++) {
        const struct doc_span *s = &node->spans[i];
        json_array_append_new(list, json_pack("{s:o, s:b, s:b, s:o}", "text", words(s->text),
                                              "strong", s->strong, "emphasis", s->emphasis, "link",
                                              s->link ? words(s->link) : json_false()));
    }
    if (!node->spans_n && node->text)
        json_array_append_new(list, json_pack("{s:o, s:b, s:b, s:b}", "text", words(node->text),
                                              "strong", 0, "emphasis", 0, "link", 0));
    return list;
}

static json_t *figure(const struct doc_figure *f) {
    struct str src = STR_INIT;
    str_puts(&src, f->media == DOC_JPEG ? "data:image/jpeg;base64," : "data:image/png;base64,");
    base64_add(&src, f->bytes, f->len);
    bool stage = f->name && str_starts(f->name, "buehne-");
    json_t *out = json_pack("{s:s, s:o, s:o, s:i, s:i, s:o, s:b, s:o}", "figure_class",
                            stage ? "stage" : f->drawn ? "drawn" : "picture", "src",
                            words(src.data), "alt", words(f->alt), "width", f->width, "height",
                            f->height, "caption", words(f->caption), "wide", f->drawn, "region",
                            words(f->caption && *f->caption ? f->caption : f->alt));
    str_release(&src);
    return out;
}

/* A cell's text and footnote; which: table's number, for anchors. */
static json_t *cell_of(const struct doc_table *t, const char *cell, const char *table, bool head,
                       bool right) {
    int note;
    size_t len = foot_split(cell, t->notes_n, &note);
    json_t *out = json_pack("{s:o, s:b, s:b}", "text", json_stringn(cell, len), "head", head,
                            "right", right);
    struct str id = STR_INIT;
    str_printf(&id, "%s-n%d", table, note);
    json_object_set_new(out, "note", note ? json_integer(note) : json_false());
    json_object_set_new(out, "note_id", words(id.data));
    str_clear(&id);
    str_printf(&id, "* %d", note);
    json_object_set_new(out, "note_label", words(id.data));
    str_release(&id);
    return out;
}

static json_t *rows_of(const struct doc_table *t, const char *id) {
    json_t *rows = json_array();
    for (size_t r = 0; r < t->rows; r++) {
        json_t *cells = json_array();
        for (size_t c = 0; c < t->columns_n; c++)
            json_array_append_new(cells, cell_of(t, t->cells[r * t->columns_n + c], id,
                                                 !c && t->first_is_head,
                                                 t->columns[c].align == DOC_RIGHT));
        json_array_append_new(rows, json_pack("{s:o, s:b}", "cells", cells, "sum",
                                              t->last_is_sum && r + 1 == t->rows));
    }
    return rows;
}

static json_t *notes_of(const struct doc_table *t, const char *table) {
    json_t *notes = json_array();
    for (size_t i = 0; i < t->notes_n; i++) {
        struct str id = STR_INIT;
        str_printf(&id, "%s-n%zu", table, i + 1);
        json_array_append_new(notes, json_pack("{s:o, s:I, s:o}", "id", words(id.data), "number",
                                               (json_int_t)(i + 1), "text", words(t->notes[i])));
        str_release(&id);
    }
    return notes;
}

static json_t *table(const struct doc *d, const struct doc_node *node, const char *id) {
    const struct doc_table *t = node->table;
    json_t *heads = json_array(), *out;
    for (size_t c = 0; c < t->columns_n; c++)
        json_array_append_new(heads, cell_of(t, t->columns[c].head, id, true,
                                             t->columns[c].align == DOC_RIGHT));
    out = json_pack("{s:s, s:b, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "table_class",
                    node->kind == DOC_PROGRAMME ? "programme" : "figures", "caption",
                    *t->caption || *t->dated, "title", words(t->caption), "dated", words(t->dated),
                    "heads", heads, "rows", rows_of(t, id), "notes", notes_of(t, id), "source",
                    words(t->source), "label", json_false(), "region",
                    words(*t->caption ? t->caption : lang_text(foot_lang(d->language), "Table")));
    return out;
}

enum { DOTS_PX = 3 };                      /* to a point of dots.h */

static double tenth(double px) {
    return round(px * 10) / 10;
}

/* Dots as one path of points with round ends. */
static void dots_path(struct str *out, const struct dots_rows *rows, int64_t n) {
    double step = rows->step * DOTS_PX;
    for (int64_t i = 0; i < n; i++)
        str_printf(out, "M%.1f %.1fh0", ((double)(i / rows->deep) + .5) * step,
                   ((double)(i % rows->deep) + .5) * step);
}

static json_t *plot_row(const struct doc *d, const struct doc_plot_row *row,
                        const struct dots_rows *rows) {
    struct str path = STR_INIT, points = STR_INIT;
    char *people = foot_people(row, d->language);
    double step = rows->step * DOTS_PX;
    dots_path(&path, rows, dots_count(rows, row->points));
    lang_number(&points, foot_lang(d->language), row->points);
    json_t *out = json_pack("{s:b, s:i, s:o, s:f, s:f, s:f, s:o, s:o, s:o}", "above",
                            row->above_cut, "rank", row->rank, "text", words(row->text), "width",
                            DOTS_ROW_W * DOTS_PX, "height", tenth(rows->deep * step), "dot",
                            tenth(2 * DOTS_ROW_R * step), "dots", words(path.data), "points",
                            words(points.data), "people", words(people));
    free(people);
    str_release(&path);
    str_release(&points);
    return out;
}

static json_t *plot(const struct doc *d, const struct doc_plot *plot) {
    json_t *list = json_array();
    struct dots_rows rows = dots_rows(plot);
    char *scale = foot_scale(foot_lang(d->language), rows.each);
    for (size_t i = 0; i < plot->n; i++)
        json_array_append_new(list, plot_row(d, &plot->rows[i], &rows));
    json_t *out = json_pack("{s:o, s:o, s:o}", "rows", list, "caption", words(plot->alt), "scale",
                            words(scale));
    free(scale);
    return out;
}

static json_t *children(const struct doc *d, const struct doc_node *node) {
    json_t *list = json_array();
    for (size_t i = 0; i < node->n; i++)
        json_array_append_new(list, html_node(d, node->children[i]));
    return list;
}

/* The key of a kind in print/node.html. */
static const char *key_of(const struct doc_node *node) {
    static const char *const keys[] = {
        [DOC_SECTION] = "section", [DOC_LEAD] = "lead", [DOC_PARA] = "para", [DOC_NOTE] = "note",
        [DOC_QUOTE] = "quote", [DOC_CARDS] = "cards", [DOC_PROGRAMME] = NULL,
    };
    if (node->kind == DOC_LIST)
        return node->flag ? "numbers" : "bullets";
    return (size_t)node->kind < sizeof keys / sizeof *keys ? keys[node->kind] : NULL;
}

json_t *html_node(const struct doc *d, const struct doc_node *node) {
    static const char *const all[] = { "section", "lead", "para", "note", "bullets", "numbers",
                                       "quote", "cards" };
    const char *open, *close, *key = key_of(node);
    json_t *out = json_object();
    foot_quotes(node->language ? node->language : d->language, &open, &close);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        json_object_set_new(out, all[i], json_boolean(key && strcmp(key, all[i]) == 0));
    json_object_set_new(out, "id", words(node->id));
    json_object_set_new(out, "title", words(node->text));
    json_object_set_new(out, "text", words(node->text));
    json_object_set_new(out, "by", words(node->by));
    json_object_set_new(out, "open", words(open));
    json_object_set_new(out, "close", words(close));
    json_object_set_new(out, "language", node->language ? words(node->language) : json_false());
    json_object_set_new(out, "kicker", words(node->kicker));
    json_object_set_new(out, "spans", spans(node));
    json_object_set_new(out, "table", node->table ? table(d, node, node->id ? node->id : "t")
                                                  : json_false());
    json_object_set_new(out, "plot", node->plot ? plot(d, node->plot) : json_false());
    json_object_set_new(out, "figure", node->figure ? figure(node->figure) : json_false());
    json_object_set_new(out, "children", children(d, node));
    return out;
}

/* The cover's dots: one per person, a colour per municipality. */
json_t *html_cover(const struct doc *d) {
    const struct doc_cover *c = &d->cover;
    json_t *groups = json_array();
    struct dots_field f = dots_field(dots_people(c));
    double radius = f.step * DOTS_SHARE / 2;
    int done = 0;
    for (size_t i = 0; i < c->groups_n; i++) {
        struct str path = STR_INIT, colour = STR_INIT;
        for (int j = 0; j < c->groups[i]; j++, done++)
            str_printf(&path, "M%.1f %.1fh0", done % f.columns * f.step + radius,
                       done / f.columns * f.step + radius);
        str_printf(&colour, "#%06X", ink_dot(i));
        json_array_append_new(groups, json_pack("{s:o, s:o, s:f}", "dots", words(path.data),
                                                "colour", words(colour.data), "dot",
                                                tenth(2 * radius)));
        str_release(&path);
        str_release(&colour);
    }
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:f, s:f, s:o}", "kicker", words(c->kicker),
                     "title", words(c->title), "dates", words(c->dates), "people",
                     words(c->people), "host", words(c->host), "groups", groups, "width",
                     DOTS_FIELD_W, "height", done ? tenth((f.rows - 1 + DOTS_SHARE) * f.step) : 0.0,
                     "logo", c->logo ? figure(c->logo) : json_false());
}

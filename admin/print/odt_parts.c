/* Tables, results and pictures of an ODT. See odt.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/chart.h"
#include "admin/print/foot.h"
#include "admin/print/odt.h"
#include "lib/mem.h"

static const double page_width = 16.2, page_height = 19.0;   /* cm */

static void column_styles(struct odt *o, const struct doc_table *t, const char *name) {
    double all = 0;
    xml_open(&o->styles, "style:style", "style:name", name, "style:family", "table", NULL);
    xml_empty(&o->styles, "style:table-properties", "style:width", "16.2cm", "table:align", "left",
              "fo:margin-top", "0.1cm", "fo:margin-bottom", "0.25cm", NULL);
    xml_close(&o->styles);
    for (size_t c = 0; c < t->columns_n; c++)
        all += t->columns[c].weight > 0 ? t->columns[c].weight : 1;
    for (size_t c = 0; c < t->columns_n; c++) {
        char id[32], width[32];
        double weight = t->columns[c].weight > 0 ? t->columns[c].weight : 1;
        int mm = (int)lround(page_width * 10 * weight / all);
        str_format(id, sizeof id, "%s.%zu", name, c + 1);
        str_format(width, sizeof width, "%d.%dcm", mm / 10, mm % 10);
        xml_open(&o->styles, "style:style", "style:name", id, "style:family", "table-column", NULL);
        xml_empty(&o->styles, "style:table-column-properties", "style:column-width", width, NULL);
        xml_close(&o->styles);
    }
}

static void columns(struct odt *o, const struct doc_table *t, const char *name) {
    for (size_t c = 0; c < t->columns_n; c++) {
        char id[32];
        str_format(id, sizeof id, "%s.%zu", name, c + 1);
        xml_empty(&o->body, "table:table-column", "table:style-name", id, NULL);
    }
}

static void cell(struct odt *o, const struct doc_table *t, const char *text,
                 const char *cell_style, const char *para_style) {
    int note;
    char number[12];
    struct str plain = STR_INIT;
    size_t len = foot_split(text, t ? t->notes_n : 0, &note);
    str_add(&plain, text, len);
    xml_open(&o->body, "table:table-cell", "table:style-name", cell_style, "office:value-type",
             "string", NULL);
    xml_open(&o->body, "text:p", "text:style-name", para_style, NULL);
    xml_words(&o->body, plain.data);
    if (note) {
        str_format(number, sizeof number, "%d", note);
        xml_open(&o->body, "text:span", "text:style-name", "Footnote_20_mark", NULL);
        xml_text(&o->body, number);
        xml_close(&o->body);
    }
    xml_close(&o->body);
    xml_close(&o->body);
    str_release(&plain);
}

static void head_row(struct odt *o, const struct doc_table *t) {
    xml_open(&o->body, "table:table-header-rows", NULL);
    xml_open(&o->body, "table:table-row", NULL);
    for (size_t c = 0; c < t->columns_n; c++)
        cell(o, t, t->columns[c].head, "CellHead",
             t->columns[c].align == DOC_RIGHT ? "Table_20_Heading_20_right" : "Table_20_Heading");
    xml_close(&o->body);
    xml_close(&o->body);
}

static void body_row(struct odt *o, const struct doc_table *t, size_t row) {
    bool sum = t->last_is_sum && row + 1 == t->rows;
    xml_open(&o->body, "table:table-row", NULL);
    for (size_t c = 0; c < t->columns_n; c++) {
        bool right = t->columns[c].align == DOC_RIGHT;
        const char *style = sum ? (right ? "Table_20_Sum_20_right" : "Table_20_Sum")
                                : right ? "Table_20_Figures" : "Table_20_Contents";
        cell(o, t, t->cells[row * t->columns_n + c], "Cell", style);
    }
    xml_close(&o->body);
}

static void notes(struct odt *o, const struct doc_table *t) {
    struct str source = STR_INIT;
    for (size_t i = 0; i < t->notes_n; i++) {
        char number[24];
        str_format(number, sizeof number, "%zu", i + 1);
        xml_open(&o->body, "text:p", "text:style-name", "Note", NULL);
        xml_open(&o->body, "text:span", "text:style-name", "Footnote_20_mark", NULL);
        xml_text(&o->body, number);
        xml_close(&o->body);
        xml_text(&o->body, " ");
        xml_words(&o->body, t->notes[i]);
        xml_close(&o->body);
    }
    if (*t->source) {
        str_printf(&source, "%s %s", lang_text(o->lang, "Source:"), t->source);
        odt_para(o, "Note", source.data);
    }
    str_release(&source);
}

void odt_table(struct odt *o, const struct doc_table *t, bool programme) {
    char name[24];
    (void)programme;
    str_format(name, sizeof name, "T%d", ++o->tables);
    if (*t->caption)
        odt_para(o, "Table_20_Heading", t->caption);
    if (*t->dated)
        odt_para(o, "Note", t->dated);
    column_styles(o, t, name);
    xml_open(&o->body, "table:table", "table:name", name, "table:style-name", name, NULL);
    columns(o, t, name);
    head_row(o, t);
    for (size_t r = 0; r < t->rows; r++)
        body_row(o, t, r);
    xml_close(&o->body);
    notes(o, t);
}

/* Bytes into Pictures/ and the manifest. */
static void add_picture(struct odt *o, const char *name, const unsigned char *bytes, size_t len,
                        bool jpeg) {
    struct str path = STR_INIT;
    str_printf(&path, "Pictures/%s", name);
    save_zip_add(o->zip, path.data, bytes, len, true);
    str_printf(&o->manifest, "<manifest:file-entry manifest:full-path=\"%s\" "
               "manifest:media-type=\"image/%s\"/>\n", path.data, jpeg ? "jpeg" : "png");
    str_release(&path);
}

static void frame(struct odt *o, const char *name, double width, double height, const char *title,
                  const char *alt, const char *style) {
    char w[24], h[24], frame_name[24];
    struct str href = STR_INIT;
    str_format(w, sizeof w, "%.2fcm", width);
    str_format(h, sizeof h, "%.2fcm", height);
    str_format(frame_name, sizeof frame_name, "Bild%d", ++o->frames);
    str_printf(&href, "Pictures/%s", name);
    xml_open(&o->body, "text:p", "text:style-name", style, NULL);
    xml_open(&o->body, "draw:frame", "draw:style-name", "Frame", "draw:name", frame_name,
             "text:anchor-type", "as-char", "svg:width", w, "svg:height", h, NULL);
    xml_empty(&o->body, "draw:image", "xlink:href", href.data, "xlink:type", "simple",
              "xlink:show", "embed", "xlink:actuate", "onLoad", NULL);
    if (*title) {
        xml_open(&o->body, "svg:title", NULL);
        xml_text(&o->body, title);
        xml_close(&o->body);
    }
    xml_open(&o->body, "svg:desc", NULL);
    xml_text(&o->body, alt);
    xml_close(&o->body);
    xml_close(&o->body);
    xml_close(&o->body);
    str_release(&href);
}

/* Within the type area, never larger than 150 px an inch would be. */
static void fit(double *width, double *height, int px_width, int px_height) {
    double w = px_width > 0 ? px_width : 1, h = px_height > 0 ? px_height : 1;
    double natural = w / 150 * 2.54;
    *width = natural < page_width ? natural : page_width;
    *height = *width * h / w;
    if (*height > page_height) {
        *width *= page_height / *height;
        *height = page_height;
    }
}

void odt_figure(struct odt *o, const struct doc_figure *f) {
    double width, height;
    struct str name = STR_INIT;
    fit(&width, &height, f->width, f->height);
    str_printf(&name, "%d-%s", o->frames + 1, f->name ? f->name : "bild.png");
    add_picture(o, name.data, f->bytes, f->len, f->media == DOC_JPEG);
    frame(o, name.data, width, height, f->caption ? f->caption : "", f->alt, "Figure");
    if (f->caption && *f->caption)
        odt_para(o, "Caption", f->caption);
    str_release(&name);
}

static void plot_row(struct odt *o, const struct doc_plot_row *row) {
    const char *left = row->above_cut ? "Table_20_Sum" : "Table_20_Contents";
    const char *right = row->above_cut ? "Table_20_Sum_20_right" : "Table_20_Figures";
    struct str points = STR_INIT, people = STR_INIT, places = STR_INIT;
    char rank[16];
    str_format(rank, sizeof rank, "%d", row->rank);
    lang_number(&points, o->lang, row->points);
    lang_number(&people, o->lang, row->people);
    if (row->municipalities >= 0)
        lang_number(&places, o->lang, row->municipalities);
    else
        str_puts(&places, "–");
    xml_open(&o->body, "table:table-row", NULL);
    cell(o, NULL, rank, "Cell", left);
    cell(o, NULL, row->text, "Cell", left);
    cell(o, NULL, points.data, "Cell", right);
    cell(o, NULL, people.data, "Cell", right);
    cell(o, NULL, places.data, "Cell", right);
    xml_close(&o->body);
    str_release(&points);
    str_release(&people);
    str_release(&places);
}

/* The numbers of a result as a table that can be edited. */
static void plot_table(struct odt *o, const struct doc_plot *plot) {
    static const char *const heads[] = { "Rank", "Option", "Points", "People", "Municipalities" };
    static const double weights[] = { 1.2, 8, 1.8, 2.2, 2.8 };
    struct doc_column list[5];
    struct doc_table t = { .columns = list, .columns_n = 5 };
    char name[24];
    for (size_t c = 0; c < 5; c++)
        list[c] = (struct doc_column){ mem_copy(lang_text(o->lang, heads[c])),
                                       c < 2 ? DOC_LEFT : DOC_RIGHT, weights[c] };
    str_format(name, sizeof name, "T%d", ++o->tables);
    column_styles(o, &t, name);
    xml_open(&o->body, "table:table", "table:name", name, "table:style-name", name, NULL);
    columns(o, &t, name);
    head_row(o, &t);
    for (size_t i = 0; i < plot->n; i++)
        plot_row(o, &plot->rows[i]);
    xml_close(&o->body);
    for (size_t c = 0; c < 5; c++)
        free(list[c].head);
}

void odt_plot(struct odt *o, const struct doc_plot *plot) {
    struct chart chart = { plot, "", "", o->d->language };
    size_t len;
    int height;
    double w, h;
    struct str name = STR_INIT;
    unsigned char *png = chart_png(o->text, &chart, &len, &height);
    fit(&w, &h, CHART_WIDTH, height);
    str_printf(&name, "%d-ergebnis.png", o->frames + 1);
    add_picture(o, name.data, png, len, false);
    frame(o, name.data, w, h, lang_text(o->lang, "The result in detail"), plot->alt, "Figure");
    plot_table(o, plot);
    free(png);
    str_release(&name);
}

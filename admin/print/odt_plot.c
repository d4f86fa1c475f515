/* The result of a vote in an ODT: a table whose words and numbers can be edited, with the dots of
 * each row as a picture, as on paper. */
#include <stdlib.h>
#include "admin/print/chart.h"
#include "admin/print/foot.h"
#include "admin/print/odt.h"
#include "admin/print/paper_look.h"

#define RANK_W 30.0
#define TEXT_W 292.0
#define POINTS_W 46.0
#define WHOLE 600.0                    /* higher than this: may be parted */

static const struct { const char *name; double width; } columns[] = {
    { "Results.1", RANK_W }, { "Results.2", TEXT_W }, { "Results.3", POINTS_W },
    { "Results.4", LOOK_WIDTH - RANK_W - TEXT_W - POINTS_W },
};

/* All results have the same columns: their styles once. */
static void column_styles(struct odt *o) {
    char width[16];
    odt_points(width, LOOK_WIDTH);
    if (o->results++)
        return;
    for (int whole = 0; whole < 2; whole++) {
        xml_open(&o->styles, "style:style", "style:name", whole ? "Results" : "ResultsLong",
                 "style:family", "table", NULL);
        xml_empty(&o->styles, "style:table-properties", "style:width", width, "table:align",
                  "left", "fo:margin-top", "6pt", "style:may-break-between-rows",
                  whole ? "false" : "true", NULL);
        xml_close(&o->styles);
    }
    for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
        odt_points(width, columns[c].width);
        xml_open(&o->styles, "style:style", "style:name", columns[c].name, "style:family",
                 "table-column", NULL);
        xml_empty(&o->styles, "style:table-column-properties", "style:column-width", width, NULL);
        xml_close(&o->styles);
    }
}

static void para(struct odt *o, const char *cell, const char *style, const char *text) {
    xml_open(&o->body, "table:table-cell", "table:style-name", cell, "office:value-type",
             "string", NULL);
    odt_para(o, style, text);
    xml_close(&o->body);
}

static void dots(struct odt *o, const struct dots_rows *rows, const struct doc_plot_row *row) {
    struct doc_figure f = { .media = DOC_PNG };
    char name[] = "punkte.png";
    struct str alt = STR_INIT, n = STR_INIT;
    lang_number(&n, o->lang, row->points);
    lang_fill(&alt, lang_plural(o->lang, "{n} dot", "{n} dots", row->points), "n", n.data, NULL);
    f.bytes = chart_dots(rows, row, o->d->accent, &f.len, &f.width, &f.height);
    f.name = name;
    f.alt = alt.data;
    xml_open(&o->body, "text:p", "text:style-name", "Result_20_dots", NULL);
    odt_picture(o, &f, (double)f.width / CHART_PRINT, (double)f.height / CHART_PRINT, "Drawn");
    xml_close(&o->body);
    free(f.bytes);
    str_release(&alt);
    str_release(&n);
}

static void row(struct odt *o, const struct dots_rows *rows, const struct doc_plot_row *row) {
    char rank[16], *people = foot_people(row, o->d->language);
    struct str points = STR_INIT;
    str_format(rank, sizeof rank, "%d", row->rank);
    lang_number(&points, o->lang, row->points);
    xml_open(&o->body, "table:table-row", NULL);
    para(o, "Result", row->above_cut ? "Result_20_rank_20_above" : "Result_20_rank", rank);
    xml_open(&o->body, "table:table-cell", "table:style-name", "ResultText", "office:value-type",
             "string", NULL);
    odt_para(o, row->above_cut ? "Result_20_option_20_above" : "Result_20_option",
             row->text);
    if (row->points > 0)
        dots(o, rows, row);
    xml_close(&o->body);
    para(o, "ResultNumber", "Result_20_points", points.data);
    para(o, "ResultLast", "Result_20_people", people);
    xml_close(&o->body);
    free(people);
    str_release(&points);
}

static void head(struct odt *o) {
    static const char *const heads[] = { "Rank", "Option", "Points", "People" };
    xml_open(&o->body, "table:table-header-rows", NULL);
    xml_open(&o->body, "table:table-row", NULL);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        xml_open(&o->body, "table:table-cell", "table:style-name", "CellHeadSmall",
                 "office:value-type", "string", NULL);
        odt_para(o, i == 2 ? "Table_20_Heading_20_right" : "Table_20_Heading",
                 lang_text(o->lang, heads[i]));
        xml_close(&o->body);
    }
    xml_close(&o->body);
    xml_close(&o->body);
}

void odt_plot(struct odt *o, const struct doc_plot *plot) {
    struct dots_rows rows = dots_rows(plot);
    char *scale = foot_scale(o->lang, rows.each), name[64];
    column_styles(o);
    str_format(name, sizeof name, "%s %d", lang_text(o->lang, "Table"), ++o->tables);
    if (plot->caption && *plot->caption)
        odt_para(o, "Table_20_Title", plot->caption);
    xml_open(&o->body, "table:table", "table:name", name, "table:style-name",
             (double)plot->n * (36 + rows.deep * rows.step) < WHOLE ? "Results" : "ResultsLong",
             NULL);
    for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
        xml_empty(&o->body, "table:table-column", "table:style-name", columns[c].name, NULL);
    head(o);
    for (size_t i = 0; i < plot->n; i++)
        row(o, &rows, &plot->rows[i]);
    xml_close(&o->body);
    if (scale)
        odt_para(o, "Note", scale);
    free(scale);
}

/* Tables of an ODT: columns as wide as on paper, heads repeated on every page, notes below, linked
 * with their marks. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/foot.h"
#include "admin/print/odt.h"
#include "admin/print/paper_columns.h"
#include "admin/print/paper_look.h"
#include "lib/mem.h"

enum { MANY = 8 };                     /* columns; more than these: smaller and closer */
#define GAP 14.0
#define GAP_MANY 4.5
struct grid { const struct doc_table *t; bool programme, small; int notes; };

static double gap(const struct grid *g) {
    return g->small ? GAP_MANY : GAP;
}

/* --- widths ----------------------------------------------------------------------------------- */

static enum look_type look_of(const struct grid *g, size_t row, size_t column, bool head) {
    if (head)
        return g->small ? LOOK_CELL_HEAD_SMALL : LOOK_CELL_HEAD;
    if (g->t->last_is_sum && row + 1 == g->t->rows)
        return g->small ? LOOK_SUM_SMALL : LOOK_SUM;
    if (g->programme)
        return column < 2 ? LOOK_OPTION_ABOVE : LOOK_OPTION;
    return g->small ? LOOK_CELL_SMALL : LOOK_CELL;
}

static void measure(struct odt *o, const struct grid *g, struct paper_column *c, const char *cell,
                    enum look_type type, bool head, bool figures) {
    struct text_style style = look_style(type, o->d->language);
    struct str plain = STR_INIT;
    double most = !head ? 130 : g->small ? 26 : 90;
    int note;
    str_add(&plain, cell, foot_split(cell, g->t->notes_n, &note));
    paper_columns_cell(o->text, c, plain.data, &style, most, note && (head || !figures) ? 6 : 0,
                       head);
    str_release(&plain);
}

static void widths(struct odt *o, const struct grid *g, struct paper_column *list) {
    const struct doc_table *t = g->t;
    for (size_t c = 0; c < t->columns_n; c++) {
        bool figures = t->columns[c].align == DOC_RIGHT;
        list[c].weight = t->columns[c].weight;
        measure(o, g, &list[c], t->columns[c].head, look_of(g, 0, c, true), true, figures);
        for (size_t r = 0; r < t->rows; r++)
            measure(o, g, &list[c], t->cells[r * t->columns_n + c], look_of(g, r, c, false), false,
                    figures);
        list[c].least += 4;            /* office programs set a little wider */
        list[c].wish += 4;
    }
    paper_columns(list, t->columns_n, LOOK_WIDTH, gap(g));
}

static void column_styles(struct odt *o, const struct grid *g, const char *name) {
    struct paper_column *list = mem_new(g->t->columns_n + 1, sizeof *list);
    char width[16];
    odt_points(width, LOOK_WIDTH);
    widths(o, g, list);
    xml_open(&o->styles, "style:style", "style:name", name, "style:family", "table", NULL);
    xml_empty(&o->styles, "style:table-properties", "style:width", width, "table:align", "left",
              "fo:margin-top", "6pt", "fo:margin-bottom", "0pt", NULL);
    xml_close(&o->styles);
    for (size_t c = 0; c < g->t->columns_n; c++) {
        char id[32];
        str_format(id, sizeof id, "%s.%zu", name, c + 1);
        odt_points(width, list[c].width + (c + 1 < g->t->columns_n ? gap(g) : 0));
        xml_open(&o->styles, "style:style", "style:name", id, "style:family", "table-column", NULL);
        xml_empty(&o->styles, "style:table-column-properties", "style:column-width", width, NULL);
        xml_close(&o->styles);
    }
    free(list);
}

/* --- cells ------------------------------------------------------------------------------------ */

/* A raised number that leads to its note. */
static void mark(struct odt *o, const struct grid *g, int note) {
    char number[16], href[32];
    str_format(number, sizeof number, "%d", o->notes + note);
    str_format(href, sizeof href, "#Anmerkung_%d", g->notes + note);
    xml_open(&o->body, "text:a", "xlink:type", "simple", "xlink:href", href, "text:style-name",
             "Footnote_20_mark", "text:visited-style-name", "Footnote_20_mark", NULL);
    xml_text(&o->body, number);
    xml_close(&o->body);
}

static void cell(struct odt *o, const struct grid *g, const char *text, const char *style,
                 const char *para) {
    int note;
    struct str plain = STR_INIT;
    str_add(&plain, text, foot_split(text, g->t->notes_n, &note));
    xml_open(&o->body, "table:table-cell", "table:style-name", style, "office:value-type",
             "string", NULL);
    xml_open(&o->body, "text:p", "text:style-name", odt_style(o, para, plain.data, NULL, NULL),
             NULL);
    xml_words(&o->body, plain.data);
    if (note)
        mark(o, g, note);
    xml_close(&o->body);
    xml_close(&o->body);
    str_release(&plain);
}

/* Names of styles.xml: what, and whether small. */
static const char *para_of(const struct grid *g, size_t column, bool sum, bool head) {
    static const char *const names[][2] = {
        { "Table_20_Contents", "Table_20_Contents_20_small" },
        { "Table_20_Figures", "Table_20_Figures_20_small" },
        { "Table_20_Sum", "Table_20_Sum_20_small" },
        { "Table_20_Sum_20_right", "Table_20_Sum_20_right_20_small" },
        { "Table_20_Heading", "Table_20_Heading_20_small" },
        { "Table_20_Heading_20_right", "Table_20_Heading_20_right_20_small" },
    };
    static const char *const programme[] = { "Programme_20_time", "Programme_20_title",
                                             "Programme_20_note" };
    if (g->programme && !head)
        return programme[column < 2 ? column : 2];
    return names[(head ? 4 : sum ? 2 : 0) + (g->t->columns[column].align == DOC_RIGHT)][g->small];
}

static void head_row(struct odt *o, const struct grid *g) {
    size_t n = g->t->columns_n;
    xml_open(&o->body, "table:table-header-rows", NULL);
    xml_open(&o->body, "table:table-row", NULL);
    for (size_t c = 0; c < n; c++)
        cell(o, g, g->t->columns[c].head,
             c + 1 == n ? "CellHeadLast" : g->small ? "CellHeadSmall" : "CellHead",
             para_of(g, c, false, true));
    xml_close(&o->body);
    xml_close(&o->body);
}

static const char *cell_style(const struct grid *g, size_t row, bool last) {
    bool before_sum = g->t->last_is_sum && row + 2 == g->t->rows;
    if (before_sum)
        return last ? "CellBeforeLast" : g->small ? "CellBeforeSmall" : "CellBefore";
    if (g->programme)
        return last ? "CellWideLast" : "CellWide";
    return last ? "CellLast" : g->small ? "CellSmall" : "Cell";
}

static void body_row(struct odt *o, const struct grid *g, size_t row) {
    size_t n = g->t->columns_n;
    bool sum = g->t->last_is_sum && row + 1 == g->t->rows;
    xml_open(&o->body, "table:table-row", NULL);
    for (size_t c = 0; c < n; c++)
        cell(o, g, g->t->cells[row * n + c], cell_style(g, row, c + 1 == n),
             para_of(g, c, sum, false));
    xml_close(&o->body);
}

/* --- below ------------------------------------------------------------------------------------ */

static void notes(struct odt *o, const struct grid *g) {
    for (size_t i = 0; i < g->t->notes_n; i++) {
        char number[24], id[32];
        str_format(number, sizeof number, "%zu", (size_t)o->notes + i + 1);
        str_format(id, sizeof id, "Anmerkung_%zu", (size_t)g->notes + i + 1);
        xml_open(&o->body, "text:p", "text:style-name",
                 odt_style(o, i ? "Note_20_next" : "Note", g->t->notes[i], NULL, NULL), NULL);
        xml_empty(&o->body, "text:bookmark", "text:name", id, NULL);
        xml_open(&o->body, "text:span", "text:style-name", "Footnote_20_mark", NULL);
        xml_text(&o->body, number);
        xml_close(&o->body);
        xml_text(&o->body, " ");
        xml_words(&o->body, g->t->notes[i]);
        xml_close(&o->body);
    }
    if (*g->t->source) {
        struct str source = STR_INIT;
        str_printf(&source, "%s %s", lang_text(o->lang, "Source:"), g->t->source);
        odt_para(o, g->t->notes_n ? "Note_20_next" : "Note", source.data);
        str_release(&source);
    }
}

void odt_table(struct odt *o, const struct doc_table *t, bool programme) {
    char id[24], name[64];
    struct grid g = { t, programme, t->columns_n > MANY, o->marks };
    str_format(id, sizeof id, "T%d", ++o->tables);
    str_format(name, sizeof name, "%s %d", lang_text(o->lang, "Table"), o->tables);
    if (*t->caption)
        odt_para(o, "Table_20_Title", t->caption);
    if (*t->dated)
        odt_para(o, "Table_20_Date", t->dated);
    column_styles(o, &g, id);
    xml_open(&o->body, "table:table", "table:name", name, "table:style-name", id, NULL);
    for (size_t c = 0; c < t->columns_n; c++) {
        char column[32];
        str_format(column, sizeof column, "%s.%zu", id, c + 1);
        xml_empty(&o->body, "table:table-column", "table:style-name", column, NULL);
    }
    head_row(o, &g);
    for (size_t r = 0; r < t->rows; r++)
        body_row(o, &g, r);
    xml_close(&o->body);
    notes(o, &g);
    o->notes += (int)t->notes_n;
    o->marks += (int)t->notes_n;
}

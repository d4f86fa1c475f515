/* Paragraphs for paper: spans, lines, painting. See flow.h. */
#include "lib/text/flow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"
#include "lib/text/flow_inside.h"

static void mark_part(PangoAttrList *list, PangoAttribute *a, const struct flow_part *part) {
    a->start_index = (guint)part->from;
    a->end_index = (guint)part->to;
    pango_attr_list_change(list, a);
}

static void glue(PangoAttrList *list, const char *from, const char *to, const char *words) {
    PangoAttribute *a = pango_attr_allow_breaks_new(FALSE);
    a->start_index = (guint)(from - words);
    a->end_index = (guint)(to - words);
    pango_attr_list_insert(list, a);
}

/* "4 Punkte", "k. A." and " - " stay on one line with what they belong to; the words themselves
 * stay as they are, so that they are found in the PDF. */
static void add_glue(PangoAttrList *list, const char *words) {
    const char *token = words;
    for (const char *at = words; *at; at++) {
        if (*at != ' ')
            continue;
        size_t len = (size_t)(at - token);
        bool figures = len > 0 && len <= 3 && strspn(token, "0123456789") >= len;
        bool letter = len == 2 && token[1] == '.';
        bool dash = strncmp(at + 1, "– ", 4) == 0;
        if (figures || letter || dash)
            glue(list, at - 1, at + 2, words);
        token = at + 1;
    }
}

static void add_attributes(PangoLayout *layout, const struct text_flow *f,
                           const struct text_style *style) {
    PangoAttrList *list = pango_attr_list_copy(pango_layout_get_attributes(layout));
    int size = (int)(style->size_max * PANGO_SCALE);
    for (size_t i = 0; i < f->parts_n; i++) {
        const struct flow_part *part = &f->parts[i];
        if (part->strong)
            mark_part(list, pango_attr_weight_new(style->weight >= 600 ? PANGO_WEIGHT_ULTRABOLD
                                                                       : PANGO_WEIGHT_SEMIBOLD),
                      part);
        if (part->emphasis)
            mark_part(list, pango_attr_style_new(PANGO_STYLE_ITALIC), part);
        if (part->raised) {
            mark_part(list, pango_attr_size_new_absolute(size * 68 / 100), part);
            mark_part(list, pango_attr_rise_new(size * 36 / 100), part);
        }
        if (part->mark)        /* makes a run of its own; painting takes care of the colour */
            mark_part(list, pango_attr_foreground_new((guint16)(part->mark & 0xFFFF), 1, 1), part);
    }
    add_glue(list, f->words);
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
}

PangoLayout *flow_layout(struct text *t, const struct text_flow *f,
                         const struct text_style *style) {
    PangoLayout *layout = shape_new(t, f->words, style, style->size_max, f->width);
    add_attributes(layout, f, style);
    return layout;
}

struct text_flow *text_flow_new(struct text *t, const struct text_span *spans, size_t n,
                                const struct text_style *style, double width) {
    struct text_flow *f = mem_new(1, sizeof *f);
    struct str all = STR_INIT;
    f->parts = mem_new(n + 1, sizeof *f->parts);
    f->width = width;
    for (size_t i = 0; i < n; i++) {
        size_t from = all.len;
        str_puts(&all, spans[i].words);
        f->parts[f->parts_n++] = (struct flow_part){
            .from = from, .to = all.len, .strong = spans[i].strong, .emphasis = spans[i].emphasis,
            .raised = spans[i].raised, .mark = spans[i].mark, .rgb = spans[i].rgb };
    }
    f->words = str_detach(&all);
    if (width > 0)
        flow_break(t, f, style);
    f->layout = flow_layout(t, f, style);
    if (width > 0 && !shape_fits_width(f->layout, width))
        pango_layout_set_wrap(f->layout, PANGO_WRAP_WORD_CHAR);
    return f;
}

struct text_flow *text_flow_plain(struct text *t, const char *words,
                                  const struct text_style *style, double width) {
    struct text_span span = { .words = words };
    return text_flow_new(t, &span, 1, style, width);
}

void text_flow_free(struct text_flow *f) {
    if (!f)
        return;
    g_object_unref(f->layout);
    free(f->words);
    free(f->parts);
    free(f);
}

int text_flow_lines(const struct text_flow *f) {
    return pango_layout_get_line_count(f->layout);
}

static double extent(PangoLayoutLine *line) {
    PangoRectangle logical;
    pango_layout_line_get_extents(line, NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

double text_flow_width(const struct text_flow *f) {
    double widest = 0;
    for (GSList *l = pango_layout_get_lines_readonly(f->layout); l; l = l->next)
        widest = fmax(widest, extent(l->data));
    return widest;
}

double text_flow_line_width(const struct text_flow *f, int line) {
    return extent(pango_layout_get_line_readonly(f->layout, line));
}

bool text_flow_rtl(const struct text_flow *f) {
    PangoLayoutLine *first = pango_layout_get_line_readonly(f->layout, 0);
    return pango_layout_line_get_resolved_direction(first) == PANGO_DIRECTION_RTL;
}

int text_flow_hyphens(const struct text_flow *f) {
    int n = 0;
    for (const char *at = f->words; (at = strstr(at, "\u00AD")); at += 2)
        n++;
    return n;
}

char *text_flow_words(const struct text_flow *f, int line) {
    PangoLayoutLine *l = pango_layout_get_line_readonly(f->layout, line);
    struct str out = STR_INIT;
    str_add(&out, f->words + l->start_index, (size_t)l->length);
    while (out.len && (out.data[out.len - 1] == ' ' || out.data[out.len - 1] == '\n'))
        out.data[--out.len] = '\0';
    return str_detach(&out);
}

static const struct flow_part *part_at(const struct text_flow *f, size_t at) {
    for (size_t i = 0; i < f->parts_n; i++)
        if (at >= f->parts[i].from && at < f->parts[i].to)
            return &f->parts[i];
    return NULL;
}

/* Colour emoji come from a font of pictures. */
static bool is_picture(PangoFont *font) {
    PangoFontDescription *d = pango_font_describe(font);
    const char *family = pango_font_description_get_family(d);
    bool picture = family && strstr(family, "Emoji");
    pango_font_description_free(d);
    return picture;
}

static void set_colour(cairo_t *cr, unsigned rgb) {
    cairo_set_source_rgb(cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                         (rgb & 255) / 255.0);
}

/* Where the line begins, by alignment and direction. */
static double indent(const struct text_flow *f, PangoLayoutLine *line) {
    double slack = f->width > 0 ? f->width - extent(line) : 0;
    bool rtl = pango_layout_line_get_resolved_direction(line) == PANGO_DIRECTION_RTL;
    PangoAlignment align = pango_layout_get_alignment(f->layout);
    if (align == PANGO_ALIGN_CENTER)
        return slack / 2;
    return (align == PANGO_ALIGN_RIGHT) != rtl ? slack : 0;
}

void text_flow_paint(const struct text_flow *f, cairo_t *cr, int line, double x, double baseline,
                     unsigned rgb, text_run_fn *fn, void *ctx) {
    PangoLayoutLine *l = pango_layout_get_line_readonly(f->layout, line);
    x += indent(f, l);
    for (GSList *r = l->runs; r; r = r->next) {
        PangoGlyphItem *item = r->data;
        const struct flow_part *part = part_at(f, (size_t)item->item->offset);
        double width = (double)pango_glyph_string_get_width(item->glyphs) / PANGO_SCALE;
        struct text_run run = { .mark = part ? part->mark : 0, .x = x, .width = width };
        char *said = is_picture(item->item->analysis.font)
            ? g_strndup(f->words + item->item->offset, (gsize)item->item->length) : NULL;
        run.picture = said;
        if (fn)
            fn(ctx, &run, true);
        set_colour(cr, part && part->rgb ? part->rgb : rgb);
        cairo_move_to(cr, x, baseline - (double)item->y_offset / PANGO_SCALE);
        pango_cairo_show_glyph_item(cr, f->words, item);
        if (fn)
            fn(ctx, &run, false);
        g_free(said);
        x += width;
    }
}

double text_word_width(struct text *t, const char *words, const struct text_style *style) {
    double widest = 0;
    char *copy = mem_copy(words), *rest = copy;
    for (char *word; (word = strsep(&rest, " \n")); ) {
        PangoLayout *layout = shape_new(t, word, style, style->size_max, 0);
        PangoRectangle logical;
        pango_layout_get_extents(layout, NULL, &logical);
        widest = fmax(widest, (double)logical.width / PANGO_SCALE);
        g_object_unref(layout);
    }
    free(copy);
    return widest;
}

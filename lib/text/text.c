/* Life of a struct text: our own font configuration, one Pango context without hinted metrics
 * (sizes scale; fonts.conf says which fonts are hinted), and the public calls. One thread per
 * struct text.
 *
 * Invariants: words are only ever set as plain text, never as markup (T-02); the system's font
 * settings do not reach us (T-05). */
#include "lib/text/text.h"

#include <pango/pangofc-fontmap.h>
#include <stdlib.h>
#include <string.h>
#include "lib/asset.h"
#include "lib/log.h"
#include "lib/mem.h"
#include "lib/text/inside.h"
#include "lib/utf8.h"

static FcConfig *fonts_load(const char *path) {
    FcConfig *fonts = FcConfigCreate();
    const char *ours = path ? NULL : asset_get("fonts.conf", NULL);
    FcBool read = path ? FcConfigParseAndLoad(fonts, (const FcChar8 *)path, FcTrue)
        : ours ? FcConfigParseAndLoadFromMemory(fonts, (const FcChar8 *)ours, FcTrue) : FcFalse;
    if (read && FcConfigBuildFonts(fonts))
        return fonts;
    log_line(LOG_WARN, "fonts.conf cannot be used, taking the system's fonts");
    FcConfigDestroy(fonts);
    return FcInitLoadConfigAndFonts();
}

static PangoContext *context_new(PangoFontMap *map) {
    PangoContext *context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    return context;
}

struct text *text_new(const char *fonts_conf) {
    struct text *t = mem_new(1, sizeof *t);
    t->fonts = fonts_load(fonts_conf);
    FcConfigSetCurrent(t->fonts);       /* else Pango reads the system's configuration as well */
    t->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(t->map), t->fonts);
    t->context = context_new(t->map);
    return t;
}

/* Pango sorts fallback fonts on a thread of its own, in the order it was asked, and never joins
 * it: asking for one more and waiting for the answer leaves it idle, so that nothing is cut off. */
static void await_pango(struct text *t) {
    PangoFontDescription *font = pango_font_description_from_string("Inter 3.7");
    PangoFontset *set = pango_context_load_fontset(t->context, font, NULL);
    PangoFont *last = set ? pango_fontset_get_font(set, 0xF0000) : NULL;
    if (last)
        g_object_unref(last);
    if (set)
        g_object_unref(set);
    pango_font_description_free(font);
}

void text_free(struct text *t) {
    if (!t)
        return;
    await_pango(t);
    memory_release(t);
    hyphens_release(t);
    g_object_unref(t->context);
    g_object_unref(t->map);
    FcConfigDestroy(t->fonts);
    free(t);
}

struct text_fit text_measure(struct text *t, const char *words, const struct text_style *style,
                             double width, double height) {
    return memory_fit(t, words, style, width, height)->fit;
}

struct text_fit text_paint(struct text *t, cairo_t *cr, const char *words,
                           const struct text_style *style, double x, double y, double width,
                           double height, unsigned rgb) {
    const struct fitted *f = memory_fit(t, words, style, width, height);
    PangoLayout *layout = fit_layout(t, f, style, width);
    cairo_set_source_rgb(cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                         (rgb & 255) / 255.0);
    cairo_move_to(cr, x, y);
    pango_cairo_show_layout(cr, layout);
    g_object_unref(layout);
    return f->fit;
}

/* Characters that are not drawn: joiners, variation selectors, soft hyphen, white space. */
static bool invisible(uint32_t c) {
    return c <= 0x20 || c == 0xA0 || c == 0xAD || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202F) || (c >= 0x2060 && c <= 0x206F)
        || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
}

bool text_missing(struct text *t, const char *words, char *dst, size_t size) {
    PangoFontDescription *inter = pango_font_description_from_string("Inter 20");
    PangoFontset *set = pango_context_load_fontset(t->context, inter,
                                                   pango_language_from_string("de"));
    struct str out = STR_INIT;
    char one[16];
    for (uint32_t c = utf8_next(&words); c; c = utf8_next(&words)) {
        PangoFont *font = invisible(c) ? NULL : pango_fontset_get_font(set, c);
        bool missing = font && !pango_font_has_char(font, c);
        if (font)
            g_object_unref(font);
        if (!missing || !str_format(one, sizeof one, "U+%04X", c) || strstr(out.data, one))
            continue;
        if (out.len + strlen(one) + 2 > size)
            break;
        str_printf(&out, "%s%s", out.len ? " " : "", one);
    }
    bool any = out.len > 0;
    if (!str_copy(dst, size, out.data) && size)
        dst[0] = '\0';
    str_release(&out);
    g_object_unref(set);
    pango_font_description_free(inter);
    return any;
}

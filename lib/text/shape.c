/* One Pango layout: font, features, spacing, direction. The text's own thread. */
#include "lib/text/inside.h"

#include <string.h>
#include "lib/utf8.h"

/* Letter spacing tears joined scripts apart: only Latin, Greek and Cyrillic get it. */
static bool may_track(const char *words) {
    for (uint32_t c = utf8_next(&words); c; c = utf8_next(&words))
        if (c >= 0x0590 && c < 0x1E00)
            return false;
    return true;
}

static PangoAttrList *attributes(const char *words, const struct text_style *style, double size) {
    PangoAttrList *list = pango_attr_list_new();
    double leading = style->line_height > 0 ? style->line_height : 1.25;
    pango_attr_list_insert(list,
        pango_attr_line_height_new_absolute((int)(leading * size * PANGO_SCALE + 0.5)));
    if (style->tracking != 0 && may_track(words))
        pango_attr_list_insert(list,
            pango_attr_letter_spacing_new((int)(style->tracking * size * PANGO_SCALE)));
    if (style->tabular || style->code)
        pango_attr_list_insert(list, pango_attr_font_features_new(
            style->code ? "tnum=1, zero=1, ss02=1" : "tnum=1"));
    if (style->language)
        pango_attr_list_insert(list,
            pango_attr_language_new(pango_language_from_string(style->language)));
    return list;
}

static PangoFontDescription *font_of(const struct text_style *style, double size) {
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, style->family ? style->family : "Inter");
    pango_font_description_set_weight(font, style->weight ? (PangoWeight)style->weight
                                                          : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    return font;
}

PangoLayout *shape_new(struct text *t, const char *words, const struct text_style *style,
                       double size, double width) {
    static const PangoAlignment align[] = {
        [TEXT_START] = PANGO_ALIGN_LEFT, [TEXT_CENTER] = PANGO_ALIGN_CENTER,
        [TEXT_END] = PANGO_ALIGN_RIGHT,
    };
    PangoLayout *layout = pango_layout_new(t->context);
    PangoFontDescription *font = font_of(style, size);
    PangoAttrList *list = attributes(words, style, size);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
    pango_font_description_free(font);
    pango_layout_set_width(layout, width > 0 ? (int)(width * PANGO_SCALE) : -1);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_alignment(layout, align[style->align]);
    pango_layout_set_auto_dir(layout, TRUE);
    pango_layout_set_text(layout, words, -1);
    return layout;
}

bool shape_fits_width(PangoLayout *layout, double width) {
    if (width <= 0)
        return true;
    for (GSList *l = pango_layout_get_lines_readonly(layout); l; l = l->next) {
        PangoRectangle logical;
        pango_layout_line_get_extents(l->data, NULL, &logical);
        if (logical.width > (width + 0.5) * PANGO_SCALE)
            return false;
    }
    return true;
}

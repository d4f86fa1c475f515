/* Fonts by (family, weight, size), glyphs as white textures tinted when drawn. SDL_ttf knows no
 * OpenType features, so tabular figures are made here: every digit is centred in the widest digit's
 * cell. Main thread. Invariant: a slot with ttf NULL owns nothing. */
#include "kiosk/stage/figure.h"

#include <math.h>
#include <string.h>
#include "lib/log.h"
#include "lib/str.h"
#include "lib/utf8.h"

void figures_init(struct figures *f, struct text *text, SDL_Renderer *renderer) {
    *f = (struct figures){ .text = text, .renderer = renderer };
}

static void clear_font(struct figure_font *font) {
    for (int i = 0; i < font->glyphs_n; i++)
        SDL_DestroyTexture(font->glyphs[i].texture);
    if (font->ttf)
        TTF_CloseFont(font->ttf);
    *font = (struct figure_font){ 0 };
}

void figures_clear(struct figures *f) {
    for (int i = 0; i < FIGURE_FONTS; i++)
        clear_font(&f->fonts[i]);
}

static bool open_font(struct figures *f, struct figure_font *font, const char *family, int weight,
                      int size) {
    char file[1024];

    clear_font(font);
    if (!text_font_file(f->text, family, weight, file, sizeof file))
        return false;
    font->ttf = TTF_OpenFont(file, size);
    if (!font->ttf) {
        log_line(LOG_WARN, "stage: no font for figures: %s", TTF_GetError());
        return false;
    }
    str_copy(font->family, sizeof font->family, family);
    font->weight = weight;
    font->size = size;
    for (Uint32 c = '0'; c <= '9'; c++) {
        int advance = 0;
        TTF_GlyphMetrics32(font->ttf, c, NULL, NULL, NULL, NULL, &advance);
        font->digit = advance > font->digit ? advance : font->digit;
    }
    return true;
}

static struct figure_font *find_font(struct figures *f, const struct text_style *style, int size) {
    const char *family = style->family ? style->family : "Inter";

    for (int i = 0; i < FIGURE_FONTS; i++) {
        struct figure_font *font = &f->fonts[i];
        if (font->ttf && font->size == size && font->weight == style->weight
            && strcmp(font->family, family) == 0)
            return font;
    }
    struct figure_font *slot = &f->fonts[f->next];
    f->next = (f->next + 1) % FIGURE_FONTS;
    return open_font(f, slot, family, style->weight, size) ? slot : NULL;
}

static bool make_glyph(struct figures *f, struct figure_font *font, struct figure_glyph *g,
                       Uint32 code) {
    static const SDL_Color white = { 255, 255, 255, 255 };
    SDL_Surface *s = TTF_RenderGlyph32_Blended(font->ttf, code, white);

    *g = (struct figure_glyph){ .code = code };
    TTF_GlyphMetrics32(font->ttf, code, NULL, NULL, NULL, NULL, &g->advance);
    if (s && (g->texture = SDL_CreateTextureFromSurface(f->renderer, s))) {
        g->w = s->w;
        g->h = s->h;
    }
    SDL_FreeSurface(s);
    return g->texture != NULL;
}

static struct figure_glyph *find_glyph(struct figures *f, struct figure_font *font, Uint32 code) {
    for (int i = 0; i < font->glyphs_n; i++)
        if (font->glyphs[i].code == code)
            return &font->glyphs[i];
    if (font->glyphs_n == FIGURE_GLYPHS) {
        SDL_DestroyTexture(font->glyphs[0].texture);
        font->glyphs[0] = font->glyphs[--font->glyphs_n];
    }
    if (!make_glyph(f, font, &font->glyphs[font->glyphs_n], code))
        return NULL;
    return &font->glyphs[font->glyphs_n++];
}

static int cell(const struct figure_font *font, const struct figure_glyph *g) {
    return g->code >= '0' && g->code <= '9' ? font->digit : g->advance;
}

static double width_of(struct figures *f, struct figure_font *font, double gap, const char *words) {
    double width = 0;
    struct figure_glyph *g;

    for (Uint32 code; (code = utf8_next(&words)); )
        if ((g = find_glyph(f, font, code)))
            width += cell(font, g) + gap;
    return width;
}

void figures_draw(struct figures *f, const struct board_item *item, const char *words,
                  unsigned rgb) {
    double size = item->fit.size > 0 ? item->fit.size : item->style.size_max;
    struct figure_font *font = find_font(f, &item->style, (int)lround(size));

    if (!font)
        return;
    const struct board_box *box = &item->box;
    double gap = item->style.tracking * size;
    double spare = box->w - width_of(f, font, gap, words);
    double x = box->x + (item->style.align == TEXT_END ? spare
                         : item->style.align == TEXT_CENTER ? spare / 2 : 0);
    double y = item->fit.baseline > 0 ? box->y + item->fit.baseline - TTF_FontAscent(font->ttf)
                                      : box->y + (box->h - TTF_FontHeight(font->ttf)) / 2;
    for (Uint32 code; (code = utf8_next(&words)); ) {
        struct figure_glyph *g = find_glyph(f, font, code);
        if (!g)
            continue;
        SDL_Rect to = { (int)lround(x + (cell(font, g) - g->advance) / 2.0), (int)lround(y),
                        g->w, g->h };
        SDL_SetTextureColorMod(g->texture, (rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255);
        SDL_RenderCopy(f->renderer, g->texture, NULL, &to);
        x += cell(font, g) + gap;
    }
}

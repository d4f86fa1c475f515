/* Table signs (E-11): A4 folded to a tent of A5, the same on both sides, one of them upside down.
 * And the access sheet for walls and doors. Both show the two numbered steps (J-08): first the
 * Wi-Fi, then the page; each code at least 60 mm wide, everything in clear beside it, four
 * languages, and what to do when the phone complains about the internet (J-12). */
#include <stdlib.h>
#include <string.h>
#include "admin/print/prints_inside.h"
#include "lib/asset.h"
#include "lib/mem.h"
#include "lib/values.h"

enum { LANGUAGES_MAX = 8 };

static char *word(const char *what, const char *language) {
    struct str name = STR_INIT;
    const char *file = asset_get("print/signs.txt", NULL);
    str_printf(&name, "%s.%s", what, language);
    char *text = file ? values_get(file, name.data) : NULL;
    str_release(&name);
    if (!text)
        BUG("print/signs.txt has no %s.%s", what, language);
    return text;
}

/* Splits "de en tr ar"; text stays the owner. */
static size_t split(char *text, char **parts, size_t max) {
    size_t n = 0;
    char *rest = text;
    for (char *part; n < max && (part = strtok_r(rest, " ", &rest));)
        parts[n++] = part;
    return n;
}

/* --- the two steps --- */

struct step {
    const char *number, *title, *payload, *alt;
    const char *names[2], *values[2];      /* what stands beside the code in clear */
};

static size_t steps_of(const struct prints *p, struct step steps[2]) {
    const struct book_settings *set = &p->s->settings;
    size_t n = 0;
    if (*p->wifi.data)
        steps[n++] = (struct step){ "1", prints_text(p, "Join the Wi-Fi"), p->wifi.data,
            prints_text(p, "Code that joins the Wi-Fi"),
            { prints_text(p, "Network"), prints_text(p, "Password") },
            { set->ssid, set->password[0] ? set->password : prints_text(p, "not needed") } };
    steps[n] = (struct step){ n ? "2" : "1", prints_text(p, "Open the page"), p->page_url.data,
        prints_text(p, "Code that opens the page"),
        { prints_text(p, "Address"), prints_text(p, "Code") },
        { p->page_text.data, set->code } };
    return n + 1;
}

/* "WLAN  DIALOG" in clear, on one line where it can be read: an address that breaks is typed
 * wrongly. The height used. */
static double clear_line(struct prints *p, const char *name, const char *value, double x, double y,
                         double w, double size) {
    const struct prints_type label = { .size = size * 0.6, .leading = 1.2, .lines = 1,
                                       .rgb = PRINTS_MUTED };
    struct prints_type text = { .weight = 700, .size = size, .min = size * 0.55, .leading = 1.15,
        .lines = 1, .rgb = PRINTS_INK, .code = true, .exact = true };
    double left = size * 1.4;
    if (!*value)
        return 0;
    if (prints_measure(p, value, &text, w - left, size).clipped) {
        text.lines = 3;
        text.min = size * 0.4;
    }
    double foot = prints_measure(p, value, &text, w - left, size).baseline;
    double base = prints_measure(p, name, &label, left, 0).baseline;
    prints_words(p, "P", name, &label, x, y + foot - base, left, 0);
    return prints_words(p, "P", value, &text, x + left, y, w - left, size).height;
}

/* A step: number and title, the code with its quiet zone, what it says in clear. */
static void draw_step(struct prints *p, const struct step *s, double x, double y, double w,
                      double code, double size) {
    const struct prints_type title = { .weight = 700, .size = size * 1.15, .min = size * 0.8,
        .leading = 1.15, .lines = 1, .rgb = PRINTS_INK, .display = true };
    double r = size * 0.27, quiet = code * 4 / 25;    /* of the smallest code: the widest */
    pdf_tag(p->pdf, "Sect", NULL);
    prints_qr(p, s->payload, x, y + 2 * r + quiet, code, s->alt);
    pdf_tag(p->pdf, "H2", NULL);
    prints_dot(p, x + r, y + r, r, p->accent, s->number);
    prints_words(p, NULL, s->title, &title, x + 2 * r + 2.5, y + r - size * 0.235,
                 w - 2 * r - 2.5, 0);
    pdf_end(p->pdf);
    double top = y + 2 * r + code + 2 * quiet;
    top += clear_line(p, s->names[0], s->values[0], x, top, w, size) + size * 0.08;
    clear_line(p, s->names[1], s->values[1], x, top, w, size);
    pdf_end(p->pdf);
}

/* --- the languages --- */

static void draw_language(struct prints *p, const char *language, const char *const *whats,
                          double x, double y, double w, double h, double size) {
    const struct prints_type head = { .weight = 700, .size = size, .leading = 1.25, .lines = 1,
                                      .rgb = p->accent };
    struct prints_type body = { .size = size, .min = size * 0.75, .leading = 1.28,
                                .rgb = PRINTS_INK };
    struct str all = STR_INIT;
    char *name = word("name", language);
    for (size_t i = 0; whats[i]; i++) {
        char *text = word(whats[i], language);
        str_printf(&all, "%s%s", i ? " " : "", text);
        free(text);
    }
    struct text_fit fit = prints_foreign(p, language, name, &head, x, y, w, 0);
    prints_foreign(p, language, all.data, &body, x, y + fit.height + 0.4, w, h - fit.height - 0.4);
    free(name);
    str_release(&all);
}

/* All of them side by side. */
static void draw_languages(struct prints *p, const char *const *whats, double x, double y, double w,
                           double h, double size) {
    const char *file = asset_get("print/signs.txt", NULL);
    char *list = file ? values_get(file, "languages") : NULL, *parts[LANGUAGES_MAX];
    size_t n = list ? split(list, parts, LANGUAGES_MAX) : 0;
    double gap = 6, column = n ? (w - gap * (double)(n - 1)) / (double)n : w;
    for (size_t i = 0; i < n; i++)
        draw_language(p, parts[i], whats, x + (double)i * (column + gap), y, column, h, size);
    free(list);
}

/* --- the table sign --- */

enum { SIGN_W = 210, SIGN_H = 148 };
static const char *const on_signs[] = { "wifi", "page", "stay", "help", NULL };

/* Where people help, ending at the right. */
static void draw_help(struct prints *p, double right, double y) {
    const struct prints_type type = { .weight = 600, .size = 9, .min = 6, .leading = 1.2,
                                      .lines = 1, .align = TEXT_END, .rgb = PRINTS_INK };
    const char *words = prints_text(p, "Help at the reception desk");
    double w = prints_measure(p, words, &type, 40, 6).width;
    pdf_tag(p->pdf, "P", NULL);
    prints_pictogram(p, PRINTS_HELP, right - w - 8, y, 6, p->accent);
    prints_words(p, NULL, words, &type, right - 40, y + 1.2, 40, 6);
    pdf_end(p->pdf);
}

/* One half, its top left at 0, top. */
static void draw_half(struct prints *p, double top) {
    const struct prints_type title = { .weight = 700, .size = 14, .min = 8, .leading = 1.15,
        .lines = 1, .rgb = PRINTS_INK, .display = true };
    struct step steps[2];
    size_t n = steps_of(p, steps);
    const double left = 14, width = SIGN_W - 28, gap = 12, column = (width - gap) / 2;
    prints_words(p, "H1", p->s->settings.title, &title, left, top + 7, width - 48, 8);
    draw_help(p, left + width, top + 6.6);
    for (size_t i = 0; i < n; i++)
        draw_step(p, &steps[i], left + (double)i * (column + gap), top + 16, column, 60, 12.5);
    pdf_tag(p->pdf, "Artifact", NULL);
    pdf_line(p->pdf, left, top + 117, left + width, top + 117, 0.25, PRINTS_LINE);
    pdf_end(p->pdf);
    draw_languages(p, on_signs, left, top + 118.8, width, 22, 7.4);
}

static void draw_sign(struct prints *p) {
    pdf_page(p->pdf, 210, 297);
    pdf_tag(p->pdf, "Artifact", NULL);
    prints_turn_begin(p, 0, 0, SIGN_W, SIGN_H);
    draw_half(p, 0);
    prints_turn_end(p);
    prints_dashes(p, 0, 148.5, 12, 148.5);
    prints_dashes(p, 198, 148.5, 210, 148.5);
    pdf_end(p->pdf);
    pdf_tag(p->pdf, "Sect", NULL);
    draw_half(p, 149);
    pdf_end(p->pdf);
}

const struct prints_kind prints_signs = { "signs", "Table sign", false, NULL, draw_sign };

/* --- the access sheet --- */

static const char *const on_sheet[] = { "stay", "help", NULL };

/* Pictograms and the sentence that helps most often; the box ends at y. */
static void draw_hint(struct prints *p, double x, double y, double w) {
    const struct prints_type head = { .weight = 700, .size = 15, .leading = 1.2,
                                      .rgb = PRINTS_INK };
    const struct prints_type body = { .size = 12, .leading = 1.3, .rgb = PRINTS_INK };
    const char *stay = prints_text(p, "No internet? Stay connected all the same.");
    const char *why = prints_text(p, "Your phone may warn you: this Wi-Fi only leads to our page. "
        "If the page does not open, switch mobile data off for a moment.");
    double left = x + 42, first = prints_measure(p, stay, &head, w - 48, 0).height;
    double height = 11 + first + 0.8 + prints_measure(p, why, &body, w - 48, 0).height;
    y -= height;
    pdf_tag(p->pdf, "Artifact", NULL);
    pdf_rect(p->pdf, x, y, w, height, 3, 0xF3EFE8);
    prints_pictogram(p, PRINTS_PHONE, x + 6, y + height / 2 - 8.5, 17, p->accent);
    prints_pictogram(p, PRINTS_WIFI, x + 21, y + height / 2 - 7.5, 14, p->accent);
    pdf_end(p->pdf);
    prints_words(p, "P", stay, &head, left, y + 5.5, w - 48, 0);
    prints_words(p, "P", why, &body, left, y + 6.3 + first, w - 48, 0);
}

static void draw_access(struct prints *p) {
    const struct prints_type kicker = { .weight = 600, .size = 14, .leading = 1.2,
                                        .rgb = p->accent };
    const struct prints_type title = { .weight = 700, .size = 30, .min = 16, .leading = 1.1,
        .lines = 2, .rgb = PRINTS_INK, .display = true };
    struct step steps[2];
    size_t n = steps_of(p, steps);
    const double left = 18, width = 174, gap = 14, column = (width - gap) / 2;
    pdf_page(p->pdf, 210, 297);
    pdf_tag(p->pdf, "Sect", NULL);
    prints_words(p, "P", prints_text(p, "Take part with your phone"), &kicker, left, 20, width, 0);
    struct text_fit fit = prints_words(p, "H1", p->s->settings.title, &title, left, 27.5, width,
                                       26);
    double top = 27.5 + fit.height + 9;
    for (size_t i = 0; i < n; i++)
        draw_step(p, &steps[i], left + (double)i * (column + gap), top, column,
                  n == 1 ? 104 : 80, 18);
    draw_hint(p, left, 236, width);
    draw_languages(p, on_sheet, left, 242, width, 38, 9);
    pdf_end(p->pdf);
}

const struct prints_kind prints_access = { "access", "Access sheet", false, NULL, draw_access };

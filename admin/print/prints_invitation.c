/* The invitation (E-12): a card A6 with what people at home need: when, where, how to get there,
 * access, whom to ask, and the public page as a code and in clear. The address in the hall would
 * lead nowhere at home, so it does not stand here. */
#include <string.h>
#include "admin/print/prints_inside.h"

enum { CARD_W = 105, CARD_H = 148, LEFT = 10, WIDTH = CARD_W - 2 * LEFT };

/* One dot is one person: a row of them, as on the cover of the documentation. */
static void draw_dots(struct prints *p)
{
    const double radius = 2.1, pitch = 7.27;
    pdf_tag(p->pdf, "Artifact", NULL);
    for (int row = 0; row < 2; row++)
        for (int i = 0; i < 12; i++)
            pdf_dot(p->pdf, LEFT + radius + i * pitch, 12 + radius + row * 6.4, radius,
                    prints_colour((size_t)(row * 12 + i) / 3));
    pdf_end(p->pdf);
}

/* A label and its text below one another; the height used. */
static double entry(struct prints *p, const char *label, const char *text, double x, double y,
                    double w, double h)
{
    const struct prints_type head = { .weight = 600, .size = 7, .leading = 1.2,
                                      .rgb = p->accent };
    const struct prints_type body = { .size = 8.2, .min = 5.8, .leading = 1.3, .rgb = PRINTS_INK };
    if (!*text)
        return 0;
    struct text_fit fit = prints_words(p, "P", label, &head, x, y, w, 0);
    struct text_fit rest = prints_words(p, "P", text, &body, x, y + fit.height + 0.3, w,
                                        h - fit.height - 0.3);
    return fit.height + 0.3 + rest.height + 2.2;
}

/* Code and address of the public page; the top of what they need. */
static double draw_page(struct prints *p, const char *url)
{
    const struct prints_type head = { .weight = 600, .size = 7, .leading = 1.2,
                                      .rgb = p->accent };
    const struct prints_type text = { .weight = 600, .size = 8.2, .min = 5.5, .leading = 1.25,
                                      .rgb = PRINTS_INK, .exact = true };
    const double side = 25, foot = CARD_H - 10, top = foot - side;
    const char *shown = strstr(url, "://") ? strstr(url, "://") + 3 : url;
    if (!*url)
        return foot;
    prints_qr(p, url, LEFT + WIDTH - side, top, side, prints_text(p, "Code of the public page"));
    struct text_fit fit = prints_measure(p, shown, &text, WIDTH - side - 7, side - 4);
    double y = foot - fit.height;
    pdf_link_begin(p->pdf, NULL, url);
    prints_words(p, NULL, shown, &text, LEFT, y, WIDTH - side - 7, side - 4);
    pdf_link_end(p->pdf);
    prints_words(p, "P", prints_text(p, "Programme and registration"), &head, LEFT, y - 3.4,
                 WIDTH - side - 7, 0);
    return top;
}

static double draw_head(struct prints *p)
{
    const struct prints_type kicker = { .weight = 600, .size = 10, .rgb = p->accent };
    const struct prints_type title = { .weight = 700, .size = 20, .min = 11, .leading = 1.12,
        .lines = 5, .rgb = PRINTS_INK, .display = true };
    const struct prints_type host = { .size = 8.2, .min = 6.5, .leading = 1.3,
                                      .rgb = PRINTS_MUTED };
    double y = 31;
    y += prints_words(p, "P", prints_text(p, "Invitation"), &kicker, LEFT, y, WIDTH, 0).height + 1;
    y += prints_words(p, "H1", p->s->settings.title, &title, LEFT, y, WIDTH, 34).height + 1.6;
    y += prints_words(p, "P", p->s->settings.host, &host, LEFT, y, WIDTH, 8).height;
    return y + 3.4;
}

static double draw_when(struct prints *p, double y)
{
    const struct prints_type when = { .weight = 600, .size = 10.5, .min = 8, .leading = 1.3,
                                      .rgb = PRINTS_INK };
    struct str date = STR_INIT, time = STR_INIT;
    const struct book_settings *set = &p->s->settings;
    prints_date(p, &date, set->start_ms);
    prints_time(p, &time, set->start_ms, set->end_ms);
    if (date.len && time.len)
        str_printf(&date, " · %s", time.data);
    y += prints_words(p, "P", date.data, &when, LEFT, y, WIDTH, 10).height;
    y += prints_words(p, "P", set->place, &when, LEFT, y, WIDTH, 10).height;
    str_release(&date);
    str_release(&time);
    return y + 3;
}

static void draw(struct prints *p)
{
    const char *const texts[][2] = {
        { prints_text(p, "How to get there"), snap_setting(p->s, "directions") },
        { prints_text(p, "Access and assistance"), snap_setting(p->s, "access") },
        { prints_text(p, "Questions"), snap_setting(p->s, "contact") },
    };
    pdf_page(p->pdf, CARD_W, CARD_H);
    pdf_tag(p->pdf, "Sect", NULL);
    draw_dots(p);
    double y = draw_when(p, draw_head(p));
    double foot = draw_page(p, snap_setting(p->s, "public_url"));
    for (size_t i = 0; i < 3; i++) {
        size_t left = 1;
        for (size_t k = i + 1; k < 3; k++)
            left += texts[k][1][0] != '\0';
        y += entry(p, texts[i][0], texts[i][1], LEFT, y, WIDTH, (foot - 2 - y) / (double)left);
    }
    pdf_end(p->pdf);
}

const struct prints_kind prints_invitation = { "invitation", "Invitation", false, NULL, draw };

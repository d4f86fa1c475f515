/* The invitation (E-12): a card A6 with what people at home need: when, where, how to get there,
 * access, whom to ask, and the public page as a code and in clear. The address in the hall would
 * lead nowhere at home, so it does not stand here. */
#include <string.h>
#include "admin/print/prints_inside.h"

enum { CARD_W = 105, CARD_H = 148, LEFT = 10, WIDTH = CARD_W - 2 * LEFT, FOOT = CARD_H - 10,
       CODE = 25 };

/* One dot is one person: a row of them, as on the cover of the documentation. */
static void draw_dots(struct prints *p) {
    const double radius = 2.1, pitch = 7.27;
    pdf_tag(p->pdf, "Artifact", NULL);
    for (int row = 0; row < 2; row++)
        for (int i = 0; i < 12; i++)
            pdf_dot(p->pdf, LEFT + radius + i * pitch, 10 + radius + row * 6.4, radius,
                    prints_colour((size_t)(row * 12 + i) / 3));
    pdf_end(p->pdf);
}

struct entry { const char *label, *text; double w; };

/* A label and its text below one another; the height used. paint false: only measured. */
static double entry(struct prints *p, const struct entry *e, double y, double size, bool paint) {
    const struct prints_type body = { .size = size, .leading = 1.3, .rgb = PRINTS_INK,
                                      .exact = e->w < WIDTH };
    const struct prints_type head = { .weight = 600, .size = size * 0.88, .leading = 1.2,
                                      .rgb = p->accent };
    double label = prints_measure(p, e->label, &head, e->w, 0).height + 0.2;
    if (!*e->text)
        return 0;
    if (!paint)
        return label + prints_measure(p, e->text, &body, e->w, 0).height + 2;
    prints_words(p, "P", e->label, &head, LEFT, y, e->w, 0);
    return label + prints_words(p, "P", e->text, &body, LEFT, y + label, e->w, 0).height + 2;
}

static double entries(struct prints *p, const struct entry *list, size_t n, double y, double size,
                      bool paint) {
    double used = 0;
    for (size_t i = 0; i < n; i++)
        used += entry(p, &list[i], y + used, size, paint);
    return used;
}

/* Code of the public page; the width that is left beside it. */
static double draw_page_code(struct prints *p, const char *url) {
    if (!*url)
        return WIDTH;
    double quiet = prints_quiet(url, CODE);
    prints_qr(p, url, LEFT + WIDTH - CODE, FOOT - CODE, CODE,
              prints_text(p, "Code of the public page"));
    return WIDTH - CODE - quiet;
}

/* All at one size: the largest at which they end where the card does. Those beside the code stand
 * at the foot. */
static void draw_entries(struct prints *p, double y) {
    const char *url = snap_setting(p->s, "public_url");
    const char *shown = strstr(url, "://") ? strstr(url, "://") + 3 : url;
    double beside = draw_page_code(p, url);
    const struct entry above[] = {
        { prints_text(p, "How to get there"), snap_setting(p->s, "directions"), WIDTH },
        { prints_text(p, "Access and assistance"), snap_setting(p->s, "access"), WIDTH } };
    const struct entry below[] = {
        { prints_text(p, "Questions"), snap_setting(p->s, "contact"), beside },
        { prints_text(p, "Programme and registration"), shown, beside } };
    double size = 8.6, foot, code_top = *url ? FOOT - CODE - prints_quiet(url, CODE) : FOOT;
    for (; size > 5; size -= 0.2) {
        foot = FOOT + 2 - entries(p, below, 2, 0, size, false);
        if (y + entries(p, above, 2, 0, size, false) <= (foot < code_top ? foot : code_top))
            break;
    }
    p->notes->clipped += size <= 5;
    foot = FOOT + 2 - entries(p, below, 2, 0, size, false);
    entries(p, above, 2, y, size, true);
    entries(p, below, 2, foot, size, true);
}

static double draw_head(struct prints *p) {
    const struct prints_type kicker = { .weight = 600, .size = 10, .rgb = p->accent };
    const struct prints_type title = { .weight = 700, .size = 18, .min = 11, .leading = 1.12,
        .lines = 5, .rgb = PRINTS_INK, .display = true };
    const struct prints_type host = { .size = 8.2, .min = 6.5, .leading = 1.3,
                                      .rgb = PRINTS_MUTED };
    double y = 28;
    y += prints_words(p, "P", prints_text(p, "Invitation"), &kicker, LEFT, y, WIDTH, 0).height + 1;
    y += prints_words(p, "H1", p->s->settings.title, &title, LEFT, y, WIDTH, 29).height + 1.4;
    y += prints_words(p, "P", p->s->settings.host, &host, LEFT, y, WIDTH, 8).height;
    return y + 3.4;
}

static double draw_when(struct prints *p, double y) {
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

static void draw(struct prints *p) {
    pdf_page(p->pdf, CARD_W, CARD_H);
    pdf_tag(p->pdf, "Sect", NULL);
    draw_dots(p);
    draw_entries(p, draw_when(p, draw_head(p)));
    pdf_end(p->pdf);
}

const struct prints_kind prints_invitation = { "invitation", "Invitation", false, NULL, draw };

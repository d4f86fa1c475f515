/* The public programme, A4: what guests get at the door or with the invitation. Times in a column,
 * breaks as bands one finds at once. It stands on one page where it can: letters and lines grow or
 * shrink together between SCALE_LEAST and SCALE_MOST; a longer one goes on with a folio. Nothing
 * internal is on it. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_make.h"
#include "admin/print/prints_agenda.h"

#define SCALE_MOST 1.12
#define SCALE_LEAST 0.76
#define LEFT 20.0
#define WIDTH 170.0
#define TIME 25.0                  /* width of the times' column */
#define FOOT 274.0                 /* where rows end */

struct programme {
    struct prints *p;
    struct rules_slot *slots;
    double scale, y;
    int page, pages;
    bool paint;                    /* else only measured */
};

static struct prints_type type_of(const struct programme *g, int weight, double size,
                                  unsigned rgb) {
    return (struct prints_type){ .weight = weight, .size = size * g->scale, .leading = 1.24,
                                 .rgb = rgb };
}

/* Painted in tag, or only measured; the height. */
static double put(struct programme *g, const char *tag, const char *words,
                  const struct prints_type *type, double x, double y, double w) {
    if (!words || !*words)
        return 0;
    return g->paint ? prints_words(g->p, tag, words, type, x, y, w, 0).height
                    : prints_measure(g->p, words, type, w, 0).height;
}

static void new_page(struct programme *g) {
    g->page++;
    g->y = 24;
    if (!g->paint)
        return;
    pdf_page(g->p->pdf, 210, 297);
    prints_folio(g->p, g->p->s->settings.title, g->page, g->pages, LEFT, 285, WIDTH);
}

static void draw_date(struct programme *g) {
    const struct book_settings *set = &g->p->s->settings;
    const struct prints_type type = { .weight = 600, .size = 12, .leading = 1.35,
                                      .rgb = PRINTS_INK };
    struct str date = STR_INIT, time = STR_INIT;
    prints_date(g->p, &date, set->start_ms);
    prints_time(g->p, &time, set->start_ms, set->end_ms);
    if (date.len && time.len)
        str_printf(&date, " · %s", time.data);
    g->y += put(g, "P", date.data, &type, LEFT, g->y, WIDTH);
    g->y += put(g, "P", set->place, &type, LEFT, g->y, WIDTH);
    str_release(&date);
    str_release(&time);
}

/* Row of dots, kicker, title, when and where. */
static void draw_head(struct programme *g) {
    const struct book_settings *set = &g->p->s->settings;
    const struct prints_type kicker = { .weight = 600, .size = 13, .leading = 1.3,
                                        .rgb = g->p->accent };
    const struct prints_type title = { .weight = 700, .size = 27, .leading = 1.1,
                                       .rgb = PRINTS_INK, .display = true };
    const struct prints_type host = { .size = 10, .leading = 1.35, .rgb = PRINTS_MUTED };
    if (g->paint)
        prints_dot_row(g->p, LEFT, 16, WIDTH, 24, 2.1);
    g->y = 27;
    g->y += put(g, "P", prints_text(g->p, "Programme"), &kicker, LEFT, g->y, WIDTH) + 0.6;
    g->y += put(g, "H1", set->title, &title, LEFT, g->y, WIDTH) + 2.6;
    draw_date(g);
    g->y += put(g, "P", set->host, &host, LEFT, g->y + 0.6, WIDTH) + 6;
}

/* Item or end of the day: title, below it what it is part of and who speaks. */
struct row { const char *time, *title, *below; bool pause; };

static double row_words(struct programme *g, const struct row *r, double y) {
    const double x = LEFT + TIME, w = WIDTH - TIME - 2;
    const struct prints_type title = type_of(g, r->pause ? 400 : 600, 12,
                                             r->pause ? PRINTS_MUTED : PRINTS_INK);
    const struct prints_type below = type_of(g, 400, 10.4, PRINTS_MUTED);
    double top = y;
    y += put(g, "P", r->title, &title, x, y, w);
    y += put(g, "P", r->below, &below, x, y + 0.3, w) + (*r->below ? 0.3 : 0);
    return y - top;
}

static double row_height(struct programme *g, const struct row *r) {
    bool paint = g->paint;
    g->paint = false;
    double height = row_words(g, r, 0);
    g->paint = paint;
    return height + (r->pause ? 3.6 : 4.2) * g->scale;
}

static void paint_row(struct programme *g, const struct row *r, double height) {
    struct prints_type time = type_of(g, 600, 12, r->pause ? PRINTS_MUTED : g->p->accent);
    double y = g->y + (r->pause ? 1.8 : 2.1) * g->scale;
    time.tabular = true;
    pdf_tag(g->p->pdf, "Artifact", NULL);
    if (r->pause)
        pdf_rect(g->p->pdf, LEFT - 4, g->y, WIDTH + 8, height, 1.6, PRINTS_BAND);
    else
        pdf_line(g->p->pdf, LEFT, g->y + height, LEFT + WIDTH, g->y + height, 0.2, PRINTS_LINE);
    pdf_end(g->p->pdf);
    pdf_tag(g->p->pdf, "LI", NULL);
    pdf_tag(g->p->pdf, "Lbl", NULL);
    put(g, NULL, r->time, &time, LEFT, y, TIME - 3);
    pdf_end(g->p->pdf);
    pdf_tag(g->p->pdf, "LBody", NULL);
    row_words(g, r, y);
    pdf_end(g->p->pdf);
    pdf_end(g->p->pdf);
}

static void draw_row(struct programme *g, const struct row *r) {
    double height = row_height(g, r);
    if (g->y + height > FOOT)
        new_page(g);
    if (g->paint)
        paint_row(g, r, height);
    g->y += height;
}

/* An arrival called like the event stands below the event's title already: it gets its own word. */
static void draw_item(struct programme *g, const struct book_item *item, const char *time) {
    const char *event = g->p->s->settings.title;
    bool own = strcmp(item->title, event) != 0;
    const char *title = own ? item->title : prints_text(g->p, make_kind_word(item->kind));
    bool part = own && *item->kicker && strcmp(item->kicker, title) != 0;
    struct str below = STR_INIT;
    if (part)
        str_puts(&below, item->kicker);
    if (*item->speaker)
        str_printf(&below, "%s%s", part ? " · " : "", item->speaker);
    draw_row(g, &(struct row){ time, title, below.data, prints_is_pause(item) });
    str_release(&below);
}

static void draw_day(struct programme *g, int64_t ms) {
    const struct prints_type type = { .weight = 700, .size = 14 * g->scale, .leading = 1.3,
                                      .rgb = PRINTS_INK, .display = true };
    struct str date = STR_INIT;
    prints_date(g->p, &date, ms);
    if (g->y + 34 > FOOT)
        new_page(g);
    g->y += put(g, "H2", date.data, &type, LEFT, g->y + 5, WIDTH) + 7;
    str_release(&date);
}

static void list(struct programme *g, bool open) {
    if (g->paint && open)
        pdf_list(g->p->pdf, true);
    else if (g->paint)
        pdf_end(g->p->pdf);
}

static void draw_rows(struct programme *g) {
    const struct book_snap *s = g->p->s;
    char time[6];
    list(g, true);
    for (size_t i = 0; i < s->items_n; i++) {
        if (prints_new_day(g->slots, i)) {
            list(g, false);
            draw_day(g, g->slots[i].start_ms);
            list(g, true);
        }
        prints_hm(time, g->slots[i].start_ms);
        draw_item(g, s->items[i], time);
    }
    prints_hm(time, g->slots[s->items_n - 1].end_ms);
    if (*time)
        draw_row(g, &(struct row){ time, prints_text(g->p, "End"), "", false });
    list(g, false);
}

/* Whom to ask and where it stands on the web, as far as that is known. */
static void draw_foot(struct programme *g) {
    const struct prints_type type = { .size = 8.5, .min = 6.5, .leading = 1.3, .lines = 2,
                                      .rgb = PRINTS_MUTED };
    const char *url = snap_setting(g->p->s, "public_url"), *contact = snap_setting(g->p->s,
                                                                                 "contact");
    const char *shown = strstr(url, "://") ? strstr(url, "://") + 3 : url;
    struct str words = STR_INIT;
    if (*contact)
        str_printf(&words, "%s: %.*s", prints_text(g->p, "Questions"),
                   (int)strcspn(contact, "\n"), contact);
    if (*shown)
        str_printf(&words, "%s%s", words.len ? " · " : "", shown);
    if (g->paint)
        prints_words(g->p, "P", words.data, &type, LEFT, 277, WIDTH, 8);
    str_release(&words);
}

static void all(struct programme *g, bool paint) {
    g->paint = paint;
    g->page = 0;
    new_page(g);
    if (paint)
        pdf_tag(g->p->pdf, "Sect", NULL);
    draw_head(g);
    draw_rows(g);
    draw_foot(g);
    if (paint)
        pdf_end(g->p->pdf);
    else
        g->pages = g->page;
}

static void draw(struct prints *p) {
    struct programme g = { .p = p, .slots = prints_slots(p), .scale = SCALE_MOST };
    for (; g.scale > SCALE_LEAST; g.scale -= 0.02) {
        all(&g, false);
        if (g.pages == 1)
            break;
    }
    if (g.pages > 1)
        g.scale = 1;
    all(&g, false);
    all(&g, true);
    free(g.slots);
}

const struct prints_kind prints_programme = { "programme", "Programme", false, prints_has_agenda,
                                              draw };

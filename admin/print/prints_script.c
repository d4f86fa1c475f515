/* The director's script, A4 across, for those who lead: planned and real times, what is on the
 * stage, goal, notes and how each collection works. Internal, and says so on every page. A row
 * stands on one page where it fits on one; a longer one breaks between its paragraphs. Laid out
 * twice, the first time only measured: the folio tells how many pages there are. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_make.h"
#include "admin/print/prints_agenda.h"
#include "events/book/walk.h"
#include "lib/mem.h"

#define LEFT 14.0
#define WIDTH 269.0
#define FOOT 194.0
#define PAD 2.2

enum column { PLANNED, REAL, MINUTES, ITEM, LEADING, COLUMNS };
struct script {
    struct prints *p;
    struct rules_slot *slots;
    struct book_day *day;
    int64_t since_ms;              /* 0: nothing was on the stage yet */
    double x[COLUMNS + 1], y;
    int page, pages;
    bool paint;
};

/* --- paragraphs of a cell --- */

struct block { struct str words; struct prints_type type; };
struct cell { struct block *list; size_t n; };

static const struct prints_type strong = { .weight = 700, .size = 11, .leading = 1.2,
                                           .rgb = PRINTS_INK, .tabular = true };
static const struct prints_type plain = { .size = 9.5, .leading = 1.32, .rgb = PRINTS_INK,
                                          .tabular = true };
static const struct prints_type muted = { .size = 8.5, .leading = 1.3, .rgb = PRINTS_MUTED,
                                          .tabular = true };

static struct str *block(struct cell *c, const struct prints_type *type) {
    c->list = mem_resize(c->list, c->n + 1, sizeof *c->list);
    c->list[c->n] = (struct block){ .words = STR_INIT, .type = *type };
    return &c->list[c->n++].words;
}

static void add(struct cell *c, const struct prints_type *type, const char *words) {
    if (*words)
        str_puts(block(c, type), words);
}

/* Each line that is not empty as a paragraph. */
static void add_lines(struct cell *c, const struct prints_type *type, const char *text) {
    while (*text) {
        size_t len = strcspn(text, "\n");
        if (len)
            str_add(block(c, type), text, len);
        text += len + (text[len] == '\n');
    }
}

static void cell_release(struct cell *c) {
    for (size_t i = 0; i < c->n; i++)
        str_release(&c->list[i].words);
    free(c->list);
}

/* --- what stands in the cells of an item --- */

static void add_hm(struct cell *c, const struct prints_type *type, int64_t ms) {
    char time[6];
    prints_hm(time, ms);
    add(c, type, time);
}

static void fill_planned(struct cell *c, const struct rules_slot *slot) {
    add_hm(c, &strong, slot->start_ms);
    add_hm(c, &muted, slot->end_ms);
}

static void fill_real(const struct script *g, struct cell *c, size_t i) {
    int64_t planned = g->slots[i].start_ms, from = g->day[i].from_ms;
    add_hm(c, &strong, from);
    add_hm(c, &muted, g->day[i].to_ms);
    long long late = rules_drift(planned, from);
    if (late > 0)
        prints_count(g->p, block(c, &muted), "{n} minute behind the plan",
                     "{n} minutes behind the plan", late);
    else if (late < 0)
        prints_count(g->p, block(c, &muted), "{n} minute ahead of the plan",
                     "{n} minutes ahead of the plan", -late);
}

static void fill_item(const struct script *g, struct cell *c, const struct book_item *item) {
    struct prints_type kind = muted;
    kind.rgb = g->p->accent;
    kind.weight = 600;
    add(c, &kind, prints_text(g->p, make_kind_word(item->kind)));
    add(c, &strong, item->title);
    add(c, &plain, item->speaker);
    add_lines(c, &muted, item->hint);
}

/* "3 Karten je Person · nach Freigabe" */
static void add_mode(const struct script *g, struct cell *c, const struct book_item *item) {
    static const char *const votes[] = { "secret", "open, with names",
                                         "mood picture, nobody checks" };
    static const char *const ways[] = { "by the number of people", "after their release", "at once",
                                        "all together at the end" };
    bool cards = item->kind == RULES_VISIONS;
    if (!cards && item->kind != RULES_DOTS)
        return;
    struct str *out = block(c, &muted);
    if (cards)
        prints_count(g->p, out, "{n} card per person", "{n} cards per person", item->cards_max);
    else if (item->dots)
        prints_count(g->p, out, "{n} dot per person", "{n} dots per person", item->dots);
    str_printf(out, "%s%s", out->len ? " · " : "",
               prints_text(g->p, cards ? ways[item->appear] : votes[item->secrecy]));
}

static void fill_leading(const struct script *g, struct cell *c, const struct book_item *item) {
    const struct book_run *run = snap_run(item);
    struct prints_type goal = plain;
    goal.weight = 600;
    if (*item->goal)
        str_printf(block(c, &goal), "%s: %s", prints_text(g->p, "Goal"), item->goal);
    add_lines(c, &plain, item->note);
    add_mode(g, c, item);
    for (size_t i = 0; item->kind == RULES_DOTS && run && i < run->options_n; i++)
        str_printf(block(c, &plain), "%zu.  %s", i + 1, run->options[i].text);
}

/* --- painting --- */

static double width_of(const struct script *g, int column) {
    return g->x[column + 1] - g->x[column] - 4;
}

static double block_height(const struct script *g, const struct block *b, int column) {
    return prints_measure(g->p, b->words.data, &b->type, width_of(g, column), 0).height + 0.5;
}

static double cell_height(const struct script *g, const struct cell *c, int column) {
    double height = 0;
    for (size_t i = 0; i < c->n; i++)
        height += block_height(g, &c->list[i], column);
    return height;
}

static bool shown(const struct script *g, int column) {
    return column != REAL || g->since_ms;
}

/* The columns' words: a row of the table on the first page, silent on the others. */
static void draw_heads(struct script *g) {
    static const char *const heads[COLUMNS] = { "Planned", "Actual", "min", "Agenda item",
                                                "For the moderation" };
    const struct prints_type type = { .weight = 600, .size = 8.5, .leading = 1.2, .lines = 1,
                                      .rgb = PRINTS_INK };
    bool first = g->page == 1;
    if (g->paint) {
        pdf_tag(g->p->pdf, first ? "TR" : "Artifact", NULL);
        for (int c = 0; c < COLUMNS; c++) {
            if (!shown(g, c))
                continue;
            if (first)
                pdf_head_cell(g->p->pdf, false);
            prints_words(g->p, NULL, prints_text(g->p, heads[c]), &type, g->x[c], g->y,
                         g->x[c + 1] - g->x[c] - 1, 0);
            if (first)
                pdf_end(g->p->pdf);
        }
        pdf_end(g->p->pdf);
        pdf_tag(g->p->pdf, "Artifact", NULL);
        pdf_line(g->p->pdf, LEFT, g->y + 5.4, LEFT + WIDTH, g->y + 5.4, 0.4, PRINTS_INK);
        pdf_end(g->p->pdf);
    }
    g->y += 5.4;
}

static void new_page(struct script *g) {
    struct str words = STR_INIT;
    g->page++;
    g->y = 14;
    if (g->paint) {
        pdf_page(g->p->pdf, 297, 210);
        str_printf(&words, "%s · %s · %s", prints_text(g->p, "Director’s script"),
                   prints_text(g->p, "internal"), g->p->s->settings.title);
        prints_folio(g->p, words.data, g->page, g->pages, LEFT, 199.5, WIDTH);
        str_release(&words);
    }
    if (g->page > 1)
        draw_heads(g);
}

static void draw_title(struct script *g) {
    const struct book_settings *set = &g->p->s->settings;
    const struct prints_type kicker = { .weight = 600, .size = 10.5, .leading = 1.25,
                                        .rgb = g->p->accent };
    const struct prints_type title = { .weight = 700, .size = 20, .leading = 1.12,
                                       .rgb = PRINTS_INK, .display = true };
    struct str over = STR_INIT, where = STR_INIT;
    str_printf(&over, "%s · %s", prints_text(g->p, "Director’s script"),
               prints_text(g->p, "internal"));
    prints_date(g->p, &where, set->start_ms);
    if (*set->place)
        str_printf(&where, "%s%s", where.len ? " · " : "", set->place);
    const struct { const char *tag, *words; const struct prints_type *type; double after; }
    rows[] = { { "P", over.data, &kicker, 0.4 }, { "H1", set->title, &title, 0.8 },
               { "P", where.data, &plain, 5 } };
    for (size_t i = 0; i < 3; i++) {
        if (!*rows[i].words)
            continue;
        double height = prints_measure(g->p, rows[i].words, rows[i].type, WIDTH, 0).height;
        if (g->paint)
            prints_words(g->p, rows[i].tag, rows[i].words, rows[i].type, LEFT, g->y, WIDTH, 0);
        g->y += height + rows[i].after;
    }
    str_release(&over);
    str_release(&where);
}

static void rule(struct script *g) {
    if (!g->paint)
        return;
    pdf_tag(g->p->pdf, "Artifact", NULL);
    pdf_line(g->p->pdf, LEFT, g->y, LEFT + WIDTH, g->y, 0.2, PRINTS_LINE);
    pdf_end(g->p->pdf);
}

static void open_cell(struct script *g, int column) {
    if (g->paint && column == ITEM)
        pdf_head_cell(g->p->pdf, true);
    else if (g->paint)
        pdf_tag(g->p->pdf, "TD", NULL);
}

static double draw_block(struct script *g, const struct block *b, int column, double y) {
    if (g->paint)
        prints_words(g->p, "P", b->words.data, &b->type, g->x[column], y, width_of(g, column), 0);
    return block_height(g, b, column);
}

/* All cells but the last stand in the row's first part; the last one may go on over pages. */
static void draw_cells(struct script *g, const struct cell cells[COLUMNS], double height) {
    double top = g->y + PAD, y = top;
    for (int c = 0; c < LEADING; c++) {
        if (!shown(g, c))
            continue;
        open_cell(g, c);
        y = top;
        for (size_t i = 0; i < cells[c].n; i++)
            y += draw_block(g, &cells[c].list[i], c, y);
        if (g->paint)
            pdf_end(g->p->pdf);
    }
    double end = g->y + height;
    int page = g->page;
    y = top;
    open_cell(g, LEADING);
    for (size_t i = 0; i < cells[LEADING].n; i++) {
        const struct block *b = &cells[LEADING].list[i];
        if (y + block_height(g, b, LEADING) > FOOT) {
            new_page(g);
            y = g->y + PAD;
        }
        y += draw_block(g, b, LEADING, y);
    }
    if (g->paint)
        pdf_end(g->p->pdf);
    g->y = g->page == page && end > y + PAD ? end : y + PAD;
}

static void draw_row(struct script *g, const struct cell cells[COLUMNS], bool pause) {
    double height = 0;
    for (int c = 0; c < COLUMNS; c++) {
        double own = shown(g, c) ? cell_height(g, &cells[c], c) : 0;
        height = own > height ? own : height;
    }
    height += 2 * PAD;
    if (g->y + height > FOOT && g->y > 60)
        new_page(g);
    if (g->paint && pause && g->y + height <= FOOT) {
        pdf_tag(g->p->pdf, "Artifact", NULL);
        pdf_rect(g->p->pdf, LEFT - 2, g->y, WIDTH + 4, height, 0, PRINTS_BAND);
        pdf_end(g->p->pdf);
    }
    if (g->paint)
        pdf_tag(g->p->pdf, "TR", NULL);
    draw_cells(g, cells, height);
    if (g->paint)
        pdf_end(g->p->pdf);
    rule(g);
}

static void draw_item(struct script *g, size_t i) {
    const struct book_item *item = g->p->s->items[i];
    struct cell cells[COLUMNS] = { { 0 } };
    char minutes[12];
    if (prints_new_day(g->slots, i))
        prints_date(g->p, block(&cells[ITEM], &strong), g->slots[i].start_ms);
    fill_planned(&cells[PLANNED], &g->slots[i]);
    fill_real(g, &cells[REAL], i);
    str_format(minutes, sizeof minutes, "%d", item->minutes);
    add(&cells[MINUTES], &plain, minutes);
    fill_item(g, &cells[ITEM], item);
    fill_leading(g, &cells[LEADING], item);
    draw_row(g, cells, prints_is_pause(item));
    for (int c = 0; c < COLUMNS; c++)
        cell_release(&cells[c]);
}

static void draw_end(struct script *g) {
    const struct book_snap *s = g->p->s;
    struct cell cells[COLUMNS] = { { 0 } };
    if (!g->slots[s->items_n - 1].end_ms)
        return;
    add_hm(&cells[PLANNED], &strong, g->slots[s->items_n - 1].end_ms);
    add(&cells[ITEM], &strong, prints_text(g->p, "End"));
    draw_row(g, cells, false);
    for (int c = 0; c < COLUMNS; c++)
        cell_release(&cells[c]);
}

static void all(struct script *g, bool paint) {
    g->paint = paint;
    g->page = 0;
    new_page(g);
    if (paint)
        pdf_tag(g->p->pdf, "Sect", NULL);
    draw_title(g);
    if (paint)
        pdf_tag(g->p->pdf, "Table", NULL);
    draw_heads(g);
    for (size_t i = 0; i < g->p->s->items_n; i++)
        draw_item(g, i);
    draw_end(g);
    if (paint) {
        pdf_end(g->p->pdf);
        pdf_end(g->p->pdf);
    }
    g->pages = g->page;
}

static void draw(struct prints *p) {
    struct script g = { .p = p, .slots = prints_slots(p) };
    if (p->job->book)
        g.day = book_day(p->job->book, p->s, &g.since_ms);
    else
        g.day = mem_new(p->s->items_n + 1, sizeof *g.day);
    const double widths[COLUMNS] = { 22, g.since_ms ? 31 : 0, 13, 82, 0 };
    g.x[0] = LEFT;
    for (int c = 0; c < LEADING; c++)
        g.x[c + 1] = g.x[c] + widths[c];
    g.x[COLUMNS] = LEFT + WIDTH;
    all(&g, false);
    all(&g, true);
    free(g.slots);
    free(g.day);
}

const struct prints_kind prints_script = { "script", "Director’s script", false,
                                           prints_has_agenda, draw };

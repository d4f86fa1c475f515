/* The paper kit (E-14) for power cuts and people without a phone: ballots of every vote with
 * circles to cross, blank cards of every collection, and a tally list for those who count and type
 * them in later. Everything says that it is paper. */
#include <string.h>
#include "admin/print/prints_inside.h"
#include "events/rules/ballot.h"

enum { CIRCLES_MAX = 8, ROWS_EIGHT = 5, ROWS_FOUR = 12 };

struct area { double x, y, w, h; };

/* Letters grow with the ballot: a whole page is read like one. */
static double scale_of(const struct area *a) {
    return a->w > 150 ? 1.4 : 1;
}

static int at_least(int value, int least) {
    return value > least ? value : least;
}

static int dots_of(const struct book_item *item, const struct book_run *run) {
    int dots = run->dots ? run->dots : item->dots;
    int quarter = at_least((int)run->options_n / 4, 2);
    return dots ? dots : quarter > 8 ? 8 : quarter;
}

static int most_of(const struct book_item *item, const struct book_run *run) {
    int most = run->per_option ? run->per_option : item->per_option, dots = dots_of(item, run);
    return most && most < dots ? most : dots;
}

/* "3 dots, at most 2 for one proposal." */
static void rule_of(const struct prints *p, struct str *out, int dots, int most) {
    char d[12], m[12];
    str_format(d, sizeof d, "%d", dots);
    str_format(m, sizeof m, "%d", most);
    const char *english = most >= CIRCLES_MAX
        ? "You have {n} dots. Write how many of them a proposal gets into its box."
        : most < dots ? "You have {n} dots. Cross one circle for each dot, at most {most} for one "
                        "proposal."
                      : "You have {n} dots. Cross one circle for each dot; a proposal may get all.";
    lang_fill(out, prints_text(p, english), "n", d, "most", m, NULL);
}

/* --- a ballot --- */

static void draw_circles(struct prints *p, double right, double y, int n) {
    pdf_tag(p->pdf, "Artifact", NULL);
    if (n >= CIRCLES_MAX) {
        pdf_frame(p->pdf, right - 12, y - 3.5, 12, 7, 1, 0.35, PRINTS_INK);
    } else {
        cairo_t *cr = pdf_cairo(p->pdf);
        for (int i = 0; i < n; i++) {
            double x = right - 2.3 - (n - 1 - i) * 6.2;
            cairo_new_path(cr);
            pdf_frame(p->pdf, x - 2.3, y - 2.3, 4.6, 4.6, 2.299, 0.35, PRINTS_INK);
        }
    }
    pdf_end(p->pdf);
}

static double circles_width(int most) {
    return most >= CIRCLES_MAX ? 12 : most * 6.2 - 1.6;
}

static void draw_options(struct prints *p, const struct book_run *run, const struct area *a,
                         int most) {
    double row = a->h / (double)run->options_n, right = a->x + a->w;
    double words_w = a->w - circles_width(most) - 4;
    struct prints_type type = { .weight = 500, .size = 10 * scale_of(a), .min = 5.5,
                                .leading = 1.15, .rgb = PRINTS_INK };
    if (row > 13)
        row = 13;
    pdf_list(p->pdf, true);
    for (size_t i = 0; i < run->options_n; i++) {
        double top = a->y + (double)i * row;
        pdf_tag(p->pdf, "LI", NULL);
        pdf_tag(p->pdf, "LBody", NULL);
        struct text_fit fit = prints_measure(p, run->options[i].text, &type, words_w, row - 1);
        prints_words(p, NULL, run->options[i].text, &type, a->x, top + (row - fit.height) / 2,
                     words_w, row - 1);
        pdf_end(p->pdf);
        pdf_end(p->pdf);
        draw_circles(p, right, top + row / 2, most);
        pdf_tag(p->pdf, "Artifact", NULL);
        pdf_line(p->pdf, a->x, top + row, right, top + row, 0.15, PRINTS_LINE);
        pdf_end(p->pdf);
    }
    pdf_end(p->pdf);
}

static void draw_ballot(struct prints *p, const struct book_item *item, const struct book_run *run,
                        struct area a) {
    const double scale = scale_of(&a);
    const struct prints_type kicker = { .weight = 600, .size = 8 * scale, .leading = 1.2,
                                        .lines = 1, .rgb = p->accent };
    const struct prints_type title = { .weight = 700, .size = 13 * scale, .min = 8,
        .leading = 1.15, .rgb = PRINTS_INK, .display = true };
    const struct prints_type rule = { .size = 8.2 * scale, .min = 6, .leading = 1.25,
                                      .rgb = PRINTS_MUTED };
    int dots = dots_of(item, run), most = most_of(item, run);
    struct str text = STR_INIT;
    rule_of(p, &text, dots, most);
    pdf_tag(p->pdf, "Sect", NULL);
    double y = a.y;
    y += prints_words(p, "P", prints_text(p, "Ballot on paper"), &kicker, a.x, y, a.w, 0).height;
    y += prints_words(p, "H1", item->title, &title, a.x, y + 0.4, a.w, a.h * 0.3).height + 1.2;
    y += prints_words(p, "P", text.data, &rule, a.x, y, a.w, 12).height + 1.5;
    pdf_tag(p->pdf, "Artifact", NULL);
    pdf_line(p->pdf, a.x, y, a.x + a.w, y, 0.4, PRINTS_INK);
    pdf_end(p->pdf);
    draw_options(p, run, &(struct area){ a.x, y, a.w, a.y + a.h - y }, most);
    pdf_end(p->pdf);
    str_release(&text);
}

/* --- pages of equal parts --- */

static void cut_lines(struct prints *p, int columns, int rows, double w, double h) {
    pdf_tag(p->pdf, "Artifact", NULL);
    for (int i = 1; i < columns; i++)
        prints_dashes(p, i * w / columns, 0, i * w / columns, h);
    for (int i = 1; i < rows; i++)
        prints_dashes(p, 0, i * h / rows, w, i * h / rows);
    pdf_end(p->pdf);
}

static int per_page(const struct prints *p, const struct book_run *run) {
    if (p->job->per_page == 4 || p->job->per_page == 8)
        return p->job->per_page;
    return run->options_n <= ROWS_EIGHT ? 8 : run->options_n <= ROWS_FOUR ? 4 : 1;
}

static void ballot_page(struct prints *p, const struct book_item *item,
                        const struct book_run *run) {
    int n = per_page(p, run), columns = n == 1 ? 1 : 2, rows = n / columns;
    double w = 210.0 / columns, h = 297.0 / rows, edge = n == 8 ? 7 : n == 4 ? 9 : 18;
    pdf_page(p->pdf, 210, 297);
    cut_lines(p, columns, rows, 210, 297);
    for (int i = 0; i < n; i++)
        draw_ballot(p, item, run, (struct area){ i % columns * w + edge, i / columns * h + edge,
                                                 w - 2 * edge, h - 2 * edge });
}

/* --- blank cards --- */

static void draw_card(struct prints *p, const struct book_item *item, struct area a) {
    const struct prints_type kicker = { .weight = 600, .size = 8, .leading = 1.2, .lines = 1,
                                        .rgb = p->accent };
    const struct prints_type title = { .weight = 700, .size = 12, .min = 8, .leading = 1.2,
        .lines = 3, .rgb = PRINTS_INK, .display = true };
    const struct prints_type foot = { .size = 7.5, .leading = 1.2, .lines = 1,
                                      .rgb = PRINTS_MUTED };
    const char *who = item->author == RULES_BY_NAME ? prints_text(p, "Name and organisation:")
        : item->author == RULES_BY_CITY ? prints_text(p, "Municipality:")
        : prints_text(p, "Please do not write your name.");
    pdf_tag(p->pdf, "Sect", NULL);
    double y = a.y;
    y += prints_words(p, "P", prints_text(p, "Card on paper"), &kicker, a.x, y, a.w, 0).height;
    y += prints_words(p, "H1", item->title, &title, a.x, y + 0.6, a.w, 18).height + 4;
    double bottom = a.y + a.h - 8;
    pdf_tag(p->pdf, "Artifact", NULL);
    for (double line = bottom - 3; line > y + 8; line -= 12)
        pdf_line(p->pdf, a.x, line, a.x + a.w, line, 0.2, PRINTS_EDGE);
    pdf_end(p->pdf);
    prints_words(p, "P", who, &foot, a.x, bottom + 2.5, a.w, 0);
    if (item->author == RULES_BY_NAME || item->author == RULES_BY_CITY) {
        double after = a.x + prints_measure(p, who, &foot, a.w, 0).width + 2;
        pdf_tag(p->pdf, "Artifact", NULL);
        pdf_line(p->pdf, after, bottom + 5.5, a.x + a.w, bottom + 5.5, 0.2, PRINTS_EDGE);
        pdf_end(p->pdf);
    }
    pdf_end(p->pdf);
}

static void card_page(struct prints *p, const struct book_item *item) {
    pdf_page(p->pdf, 297, 210);
    cut_lines(p, 2, 2, 297, 210);
    for (int i = 0; i < 4; i++)
        draw_card(p, item, (struct area){ i % 2 * 148.5 + 12, i / 2 * 105 + 10, 124.5, 85 });
}

/* --- the tally list --- */

static void tally_head(struct prints *p, double y) {
    struct prints_type head = { .weight = 600, .size = 8.5, .leading = 1.2, .lines = 1,
                                .rgb = PRINTS_INK };
    static const struct { double x; const char *words; } columns[] = {
        { 18, "Proposal" }, { 98, "Strokes, one for each dot" }, { 172, "Dots in all" } };
    pdf_tag(p->pdf, "TR", NULL);
    for (size_t i = 0; i < 3; i++) {
        pdf_head_cell(p->pdf, false);
        head.align = i == 2 ? TEXT_END : TEXT_START;
        prints_words(p, NULL, prints_text(p, columns[i].words), &head,
                     i == 2 ? 192 - 40 : columns[i].x, y, i == 2 ? 40 : 70, 0);
        pdf_end(p->pdf);
    }
    pdf_end(p->pdf);
}

static void tally_row(struct prints *p, const char *words, double y, double h) {
    const struct prints_type type = { .weight = 500, .size = 9.5, .min = 6, .leading = 1.15,
                                      .rgb = PRINTS_INK };
    struct text_fit fit = prints_measure(p, words, &type, 74, h - 1);
    pdf_tag(p->pdf, "TR", NULL);
    pdf_head_cell(p->pdf, true);
    prints_words(p, NULL, words, &type, 18, y + (h - fit.height) / 2, 74, h - 1);
    pdf_end(p->pdf);
    for (int i = 0; i < 2; i++) {
        pdf_tag(p->pdf, "TD", NULL);
        pdf_frame(p->pdf, i ? 172 : 98, y + 1, i ? 20 : 70, h - 2, 0.8, 0.2, PRINTS_EDGE);
        pdf_end(p->pdf);
    }
    pdf_end(p->pdf);
}

static void tally_foot(struct prints *p, double y) {
    const struct prints_type type = { .size = 9, .leading = 1.3, .rgb = PRINTS_INK };
    static const char *const asks[] = { "Ballots counted:", "Of these without any cross or not "
        "clear:", "Counted by:", "Typed in by, at:" };
    for (size_t i = 0; i < 4; i++) {
        prints_words(p, "P", prints_text(p, asks[i]), &type, 18, y + (double)i * 9, 74, 0);
        pdf_tag(p->pdf, "Artifact", NULL);
        pdf_line(p->pdf, 98, y + (double)i * 9 + 5, 192, y + (double)i * 9 + 5, 0.2, PRINTS_EDGE);
        pdf_end(p->pdf);
    }
}

static void tally_page(struct prints *p, const struct book_item *item, const struct book_run *run,
                       size_t from, size_t n) {
    const struct prints_type kicker = { .weight = 600, .size = 10, .leading = 1.2,
                                        .rgb = p->accent };
    const struct prints_type title = { .weight = 700, .size = 18, .min = 11, .leading = 1.15,
        .lines = 3, .rgb = PRINTS_INK, .display = true };
    const struct prints_type body = { .size = 9, .leading = 1.35, .rgb = PRINTS_INK };
    double y = 18;
    pdf_page(p->pdf, 210, 297);
    pdf_tag(p->pdf, "Sect", NULL);
    y += prints_words(p, "P", prints_text(p, "Tally list for paper ballots"), &kicker, 18, y, 174,
                      0).height + 0.8;
    y += prints_words(p, "H1", item->title, &title, 18, y, 174, 26).height + 2;
    y += prints_words(p, "P", prints_text(p, "Two people count: one reads aloud, one makes the "
        "strokes. A ballot with more crosses than dots does not count. The sums are typed in at "
        "the desk under Results, marked as paper; who votes on paper does not vote by phone."),
        &body, 18, y, 174, 0).height + 5;
    pdf_tag(p->pdf, "Table", NULL);
    tally_head(p, y);
    y += 6;
    double row = (244 - y) / (double)n;
    if (row > 15)
        row = 15;
    for (size_t i = 0; i < n; i++, y += row)
        tally_row(p, run->options[from + i].text, y, row);
    pdf_end(p->pdf);
    tally_foot(p, y + 6);
    pdf_end(p->pdf);
}

static const struct book_run *run_of(const struct book_item *item) {
    return item->runs_n ? item->runs[item->runs_n - 1] : NULL;
}

static void draw_item(struct prints *p, const struct book_item *item) {
    enum { TALLY_ROWS = 20 };
    const struct book_run *run = run_of(item);
    if (item->kind == RULES_VISIONS)
        card_page(p, item);
    if (item->kind != RULES_DOTS || !run || run->options_n == 0)
        return;
    ballot_page(p, item, run);
    for (size_t from = 0; from < run->options_n; from += TALLY_ROWS) {
        size_t left = run->options_n - from;
        tally_page(p, item, run, from, left < TALLY_ROWS ? left : TALLY_ROWS);
    }
}

static bool wanted(const struct prints *p, const struct book_item *item) {
    const struct book_run *run = run_of(item);
    if (p->job->item && item->id != p->job->item)
        return false;
    return item->kind == RULES_VISIONS || (item->kind == RULES_DOTS && run && run->options_n > 0);
}

static bool ready(struct prints *p) {
    for (size_t i = 0; i < p->s->items_n; i++)
        if (wanted(p, p->s->items[i]))
            return true;
    str_format(p->error, p->error_size, "no vote with options and no collection of cards to print "
               "for");
    return false;
}

static void draw(struct prints *p) {
    for (size_t i = 0; i < p->s->items_n; i++)
        if (wanted(p, p->s->items[i]))
            draw_item(p, p->s->items[i]);
}

const struct prints_kind prints_ballots = { "ballots", "Ballots and cards on paper", false, ready,
                                            draw };

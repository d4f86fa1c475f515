/* Dots: options and turnout while the vote is on, ranks and numbers only when it is revealed.
 * Pure. */
#include <stdlib.h>
#include "events/book/scene_inside.h"
#include "events/rules/ballot.h"
#include "lib/mem.h"

/* By rank; inside a tie the order of creation (measures.md, Ranking and ties). */
static int by_rank(const void *a, const void *b) {
    const struct book_option *x = *(const struct book_option *const *)a;
    const struct book_option *y = *(const struct book_option *const *)b;

    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static void add_line(json_t *lines, struct str *text) {
    json_array_append_new(lines, json_string(text->data));
    str_clear(text);
}

static json_t *lines_of(const struct scene_of *c, const struct book_option *o) {
    json_t *lines = json_array();
    struct str text = STR_INIT;

    scene_count(&text, c->lang, "{n} person", "{n} people", o->people);
    add_line(lines, &text);
    if (o->municipalities <= 0 && c->run->municipalities == 0)
        goto out;              /* an event without municipalities does not count them */
    if (o->municipalities < 0)
        lang_fill(&text, lang_plural(c->lang, "{n} municipality", "{n} municipalities", 2), "n",
                  "–", NULL);
    else
        scene_count(&text, c->lang, "{n} municipality", "{n} municipalities", o->municipalities);
    add_line(lines, &text);
out:
    str_release(&text);
    return lines;
}

static void add_result(const struct scene_of *c, json_t *row, const struct book_option *o) {
    json_object_set_new(row, "rank", json_integer(o->rank));
    json_object_set_new(row, "tied", json_boolean(o->tied));
    json_object_set_new(row, "points", json_integer(o->points));
    json_object_set_new(row, "people", json_integer(o->people));
    json_object_set_new(row, "municipalities",
                        o->municipalities < 0 ? json_null() : json_integer(o->municipalities));
    json_object_set_new(row, "lines", lines_of(c, o));
    json_object_set_new(row, "above", json_boolean(o->above_cut));
}

static void add_options(const struct scene_of *c, json_t *out) {
    bool result = scene_shows_result(c->run);
    size_t n = c->run->options_n;
    const struct book_option **order = mem_new(n + 1, sizeof *order);
    json_t *list = json_array();

    for (size_t i = 0; i < n; i++)
        order[i] = &c->run->options[i];
    if (result)
        qsort(order, n, sizeof *order, by_rank);
    for (size_t i = 0; i < n; i++) {
        json_t *row = json_pack("{s:I, s:s}", "id", (json_int_t)order[i]->id, "text",
                                order[i]->text);
        if (result)
            add_result(c, row, order[i]);
        json_array_append_new(list, row);
    }
    json_object_set_new(out, "options", list);
    free(order);
}

/* The sentence on a tie at the cut line; false when there is none. */
static bool tie_sentence(const struct scene_of *c, struct str *text) {
    const struct book_run *run = c->run;
    int upto = 0, tied = 0, last = 0;

    for (size_t i = 0; i < run->options_n; i++)
        if (run->options[i].rank <= c->item->cut) {
            upto++;
            if (run->options[i].rank > last)
                last = run->options[i].rank;
        }
    if (!c->item->cut || upto <= c->item->cut)
        return false;
    for (size_t i = 0; i < run->options_n; i++)
        tied += run->options[i].rank == last;
    switch (run->tie) {
    case RULES_TIE_ALL:
        str_puts(text, lang_text(c->lang, "Tie at the line: all of them are taken."));
        break;
    case RULES_TIE_RUNOFF:
        str_puts(text, lang_text(c->lang, "Tie at the line: a run-off decides."));
        break;
    case RULES_TIE_DECIDED:
        lang_fill(text, lang_text(c->lang, "Tie at the line, decided: {why}"), "why",
                  run->tie_reason, NULL);
        break;
    default:
        scene_count(text, c->lang, "The line falls inside a tie of {n}.",
                    "The line falls inside a tie of {n}.", tied);
    }
    return true;
}

static void add_totals(const struct scene_of *c, json_t *out) {
    struct str figure = STR_INIT, tie = STR_INIT;
    json_int_t above = 0;

    scene_count(&figure, c->lang, "{n} dot", "{n} dots", c->run->points);
    str_putc(&figure, ' ');
    scene_count(&figure, c->lang, "from {n} person", "from {n} people", c->run->people);
    scene_text(out, "figure", &figure);
    for (size_t i = 0; i < c->run->options_n; i++)
        above += c->run->options[i].above_cut;
    json_object_set_new(out, "cut", json_integer(c->item->cut ? above : 0));
    if (tie_sentence(c, &tie))
        json_object_set_new(out, "tie", json_string(tie.data));
    str_release(&tie);
}

int scene_dots_each(const struct scene_of *c) {
    int dots = c->run->dots ? c->run->dots : c->item->dots;

    return dots ? dots : rules_dots_proposed(c->run->options_n);
}

/* "At most 2 on one option." where that is less than one has. */
static void add_limit(const struct scene_of *c, struct str *text) {
    int most = c->run->per_option ? c->run->per_option : c->item->per_option;

    if (most && most < scene_dots_each(c))
        scene_count(text, c->lang, "At most {n} dot on one option.",
                    "At most {n} dots on one option.", most);
}

static const char *secrecy_note(enum rules_secrecy secrecy) {
    switch (secrecy) {
    case RULES_NAMED: return "Open, with names. The result appears after closing.";
    case RULES_MOOD: return "A mood picture: nobody checks who votes.";
    default: return "Secret. The result appears after closing.";
    }
}

static void add_secrecy_note(const struct scene_of *c, json_t *out) {
    struct str note = STR_INIT;

    if (c->run->state == RULES_CLOSED || c->run->state == RULES_REVEALED) {
        scene_word(c, out, "secrecy_note", "The result appears in a moment.");
        return;
    }
    add_limit(c, &note);
    if (note.len)
        str_putc(&note, ' ');
    str_puts(&note, lang_text(c->lang, secrecy_note(c->run->secrecy)));
    scene_text(out, "secrecy_note", &note);
}

/* Who has voted and left again still counts: never 61 of 60. */
static int64_t denominator(const struct book_run *run) {
    return run->turnout > run->present ? run->turnout : run->present;
}

static void add_turnout(const struct scene_of *c, json_t *out) {
    struct str label = STR_INIT, of = STR_INIT;

    if (!c->s->settings.turnout_shown)
        return;
    lang_number(&of, c->lang, denominator(c->run));
    lang_fill(&label, lang_text(c->lang, "of {of} done"), "of", of.data, NULL);
    json_object_set_new(out, "turnout",
                        json_pack("{s:I, s:I, s:s}", "done", (json_int_t)c->run->turnout, "of",
                                  (json_int_t)denominator(c->run), "label", label.data));
    str_release(&label);
    str_release(&of);
}

static void stage(const struct scene_of *c, json_t *out) {
    struct str label = STR_INIT;

    add_options(c, out);
    if (scene_shows_result(c->run)) {
        add_totals(c, out);
        if (c->run->secrecy == RULES_MOOD)
            scene_word(c, out, "secrecy_note", secrecy_note(c->run->secrecy));
        return;
    }
    if (c->run->state != RULES_PREPARED)
        add_turnout(c, out);
    scene_count(&label, c->lang, "{n} dot per person", "{n} dots per person", scene_dots_each(c));
    json_object_set_new(out, "budget", json_pack("{s:i, s:s}", "dots", scene_dots_each(c), "label",
                                                 label.data));
    add_secrecy_note(c, out);
    str_release(&label);
}

static const char *phone_secrecy(enum rules_secrecy secrecy) {
    switch (secrecy) {
    case RULES_NAMED: return "Open vote: your name stands with your dots.";
    case RULES_MOOD: return "A mood picture: nobody checks who votes.";
    default: return "Secret: nobody can see whom you give your dots.";
    }
}

static void phone(const struct scene_of *c, json_t *out) {
    struct str text = STR_INIT, n = STR_INIT, of = STR_INIT, note = STR_INIT;

    add_options(c, out);
    json_object_set_new(out, "dots", json_integer(scene_dots_each(c)));
    json_object_set_new(out, "per_option", json_integer(c->run->per_option));
    scene_word(c, out, "secrecy", phone_secrecy(c->run->secrecy));
    if (scene_collects(c->run))
        json_object_set_new(out, "can", json_string("dots"));
    if (c->run->state == RULES_OPEN) {
        add_limit(c, &note);
        if (note.len)
            json_object_set_new(out, "note", json_string(note.data));
        str_release(&note);
    }
    if (scene_shows_result(c->run)) {
        add_totals(c, out);
    } else if (c->s->settings.turnout_shown && c->run->state != RULES_PREPARED) {
        lang_number(&n, c->lang, c->run->turnout);
        lang_number(&of, c->lang, denominator(c->run));
        lang_fill(&text, lang_text(c->lang, "{n} of {of} done"), "n", n.data, "of", of.data, NULL);
        scene_text(out, "turnout", &text);
    }
    scene_add_lines(c, out);
    str_release(&n);
    str_release(&of);
}

const struct scene_row scene_dots = { RULES_DOTS, "Dots", stage, phone };

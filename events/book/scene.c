/* Scenes: the one place that decides what may be seen. Each kind has a row in a file of its own;
 * here are the list and the whole. Pure, any thread.
 *
 * Invariant: nothing in a scene or a phone's view comes from a run that is not revealed, from a
 * card that is not on the stage, or from a person's ballot. */
#include <string.h>
#include "events/book/scene_inside.h"
#include "lib/mem.h"

static const struct scene_row *const rows[] = {
    &scene_arrival, &scene_talk, &scene_visions, &scene_dots, &scene_break,
};

const struct scene_row *scene_row_of(enum rules_kind kind) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i]->kind == kind)
            return rows[i];
    BUG("no scene for kind %d", (int)kind);
}

static struct scene_of start(const struct book_snap *s, const struct clock_time *now,
                             const struct lang *lang) {
    struct scene_of c = { .s = s, .now = now, .lang = lang, .item = snap_shown(s) };

    if (!c.item && s->items_n)
        c.item = s->items[0];
    BUG_IF(!c.item);
    c.run = snap_run(c.item);
    return c;
}

static const struct lang *event_lang(const struct book_snap *s) {
    const struct lang *lang = lang_get(s->settings.language);

    return lang ? lang : lang_get("de");
}

static void add_ids(const struct scene_of *c, json_t *out) {
    json_object_set_new(out, "version", json_integer((json_int_t)c->s->version));
    json_object_set_new(out, "kind", json_string(rules_kind_name(c->item->kind)));
    json_object_set_new(out, "item", json_integer(c->item->id));
    json_object_set_new(out, "run", json_integer(c->run->id));
    json_object_set_new(out, "state", json_string(rules_state_name(c->run->state)));
    json_object_set_new(out, "title", json_string(c->item->title));
    scene_kicker(c, out);
}

static int64_t closed_ms(const struct book_snap *s) {
    long long ms = 0;

    return str_number(snap_setting(s, "closed_ms"), 0, INT64_MAX, &ms) ? ms : 0;
}

bool scene_is_over(const struct book_snap *s) {
    int64_t closed = closed_ms(s);

    return closed && closed >= s->last_step_ms;
}

/* A talk of nobody's: thanks, and that all is kept. */
static void add_goodbye(const struct scene_of *c, json_t *out) {
    json_object_set_new(out, "version", json_integer((json_int_t)c->s->version));
    json_object_set_new(out, "kind", json_string(rules_kind_name(RULES_TALK)));
    json_object_set_new(out, "item", json_integer(0));
    json_object_set_new(out, "run", json_integer(0));
    json_object_set_new(out, "state", json_string(rules_state_name(RULES_CLOSED)));
    json_object_set_new(out, "kicker", json_string(c->s->settings.title));
    scene_word(c, out, "title", "Thank you for being here!");
    json_object_set_new(out, "lines", json_pack("[s, s]",
        lang_text(c->lang, "The event is over."),
        lang_text(c->lang, "What you contributed is kept and goes into the documentation.")));
}

json_t *scene_stage(const struct book_snap *s, const struct clock_time *now,
                    const struct scene_place *place) {
    struct scene_of c = start(s, now, event_lang(s));
    json_t *out;

    if (!scene_is_over(s))
        return scene_item(s, now, place);
    out = json_object();
    add_goodbye(&c, out);
    scene_add_frame(&c, place, out);
    json_object_del(out, "join");               /* nobody signs in any more */
    json_object_del(out, "wifi");
    json_object_del(out, "timer");
    json_object_set_new(out, "rail", json_pack("{s:I, s:I}", "count", (json_int_t)s->items_n, "now",
                                               (json_int_t)s->items_n));
    return out;
}

json_t *scene_item(const struct book_snap *s, const struct clock_time *now,
                   const struct scene_place *place) {
    struct scene_of c = start(s, now, event_lang(s));
    json_t *out = json_object();

    add_ids(&c, out);
    scene_add_frame(&c, place, out);
    scene_row_of(c.item->kind)->stage(&c, out);
    return out;
}

/* What a phone says about the state when nothing can be sent. */
static const char *state_note(const struct scene_of *c) {
    bool dots = c->item->kind == RULES_DOTS;

    if (!dots && c->item->kind != RULES_VISIONS)
        return NULL;
    switch (c->run->state) {
    case RULES_PREPARED: return "It starts in a moment.";
    case RULES_PAUSED:
        return dots ? "Paused – your dots stay stored." : "Paused – your cards stay stored.";
    case RULES_CLOSING: return "Closing – the last seconds.";
    case RULES_CLOSED:
        return dots ? "Closed. The result appears on the screen."
                    : "Closed. The cards appear on the screen.";
    case RULES_REVEALED: return dots ? NULL : "The collection has ended.";
    default: return NULL;
    }
}

static void add_phone_timer(const struct scene_of *c, json_t *out) {
    int64_t left;
    bool running;

    if (!c->item->timer_visible || !scene_timer(c, &left, &running))
        return;
    json_object_set_new(out, "left_ms", json_integer(left));
    json_object_set_new(out, "running", json_boolean(running));
}

/* For those who come late: what there was just before. */
static void add_so_far(const struct scene_of *c, json_t *out) {
    struct str text = STR_INIT;

    if (!scene_collects(c->run))
        return;
    for (size_t i = 1; i < c->s->items_n; i++)
        if (c->s->items[i] == c->item) {
            lang_fill(&text, lang_text(c->lang, "Before: {title}"), "title",
                      c->s->items[i - 1]->title, NULL);
            scene_text(out, "so_far", &text);
        }
}

json_t *scene_phone(const struct book_snap *s, const struct clock_time *now,
                    const struct lang *lang) {
    struct scene_of c = start(s, now, lang);
    json_t *out;

    if (!scene_is_over(s))
        return scene_phone_item(s, now, lang);
    out = json_object();
    add_goodbye(&c, out);
    json_object_del(out, "kicker");             /* the page's head says it */
    json_object_set_new(out, "event", json_string(s->settings.title));
    return out;
}

json_t *scene_phone_item(const struct book_snap *s, const struct clock_time *now,
                         const struct lang *lang) {
    struct scene_of c = start(s, now, lang);
    json_t *out = json_object();
    const char *note = state_note(&c);

    add_ids(&c, out);
    json_object_set_new(out, "event", json_string(s->settings.title));
    if (*s->show.message)
        json_object_set_new(out, "message", json_string(s->show.message));
    if (note)
        scene_word(&c, out, "note", note);
    add_phone_timer(&c, out);
    add_so_far(&c, out);
    scene_row_of(c.item->kind)->phone(&c, out);
    return out;
}

static bool same_deadline(const struct clock_deadline *a, const struct clock_deadline *b) {
    return a->wall_ms == b->wall_ms && a->boot_ms == b->boot_ms;
}

/* Deciding a tie again may move the line without a change of state. */
static bool same_line(const struct book_run *x, const struct book_run *y) {
    if (x == y)
        return true;
    if (x->tie != y->tie || strcmp(x->tie_reason, y->tie_reason) != 0)
        return false;
    for (size_t i = 0; i < x->options_n && i < y->options_n; i++)
        if (x->options[i].above_cut != y->options[i].above_cut)
            return false;
    return true;
}

static bool same_run(const struct book_item *a, const struct book_item *b) {
    const struct book_run *x, *y;

    if (!a || !b || a->id != b->id)
        return a == b;
    x = snap_run(a);
    y = snap_run(b);
    return x->id == y->id && x->state == y->state && x->shown == y->shown &&
           x->dots == y->dots && x->options_n == y->options_n && same_line(x, y);
}

bool scene_phones_differ(const struct book_snap *a, const struct book_snap *b) {
    return !same_run(snap_shown(a), snap_shown(b)) || a->show.pinned != b->show.pinned ||
           strcmp(a->show.message, b->show.message) != 0 ||
           !same_deadline(&a->show.timer, &b->show.timer) ||
           a->show.timer_paused_ms != b->show.timer_paused_ms ||
           scene_is_over(a) != scene_is_over(b) ||
           a->settings.turnout_shown != b->settings.turnout_shown;
}

bool scene_is_urgent(const struct book_snap *a, const struct book_snap *b) {
    const struct book_settings *x = &a->settings, *y = &b->settings;

    return scene_phones_differ(a, b) || a->last_step != b->last_step ||
           a->last_step_ms != b->last_step_ms || a->show.blank != b->show.blank ||
           a->show.qr != b->show.qr || a->show.confirm != b->show.confirm ||
           a->disk_trouble != b->disk_trouble || x->dark != y->dark || x->quiet != y->quiet ||
           x->safe_percent != y->safe_percent ||
           strcmp(snap_setting(a, "accent"), snap_setting(b, "accent")) != 0 ||
           x->registration_open != y->registration_open || strcmp(x->address, y->address) != 0;
}

/* A phone that follows a session: comes in by the code, registers, and whenever its page offers a
 * form, uses it as people do. What is not offered on the page is never sent. */
#include <stdlib.h>
#include <string.h>
#include "kiosk/audience/crowd.h"
#include "lib/mem.h"

enum { ARRIVE_SPREAD_MS = 6000, WAKE_MS = 400, POLL_MIN_MS = 2000, POLL_MAX_MS = 5000,
       CARDS_RESTLESS = 1000, AGAIN_PERCENT = 20 };
enum { COMING, REGISTERING, INSIDE };

static void begin(struct phone *p) {
    unsigned spread = p->crowd->config->pace_ms ? ARRIVE_SPREAD_MS : 1;

    p->step = COMING;
    phone_plan(p, crowd_below(p->crowd, spread));
}

static void registering(struct phone *p) {
    struct form_field *name;

    p->step = REGISTERING;
    phone_fill_register(p);
    name = form_field(&p->form, "name");
    str_format(p->ack, sizeof p->ack, "register %u %s", p->number, name ? name->value : "");
    phone_plan(p, phone_pause(p));
}

static const char *value_of(const struct phone *p, const char *field) {
    const struct form_field *f = form_field(&p->form, field);

    return f ? f->value : "";
}

/* A new run is a new wish: how many actions this phone wants in it. */
static bool wants(struct phone *p, unsigned wish) {
    char run[sizeof p->run];

    str_format(run, sizeof run, "%s", value_of(p, "run"));
    if (strcmp(run, p->run) != 0) {
        str_copy(p->run, sizeof p->run, run);
        p->wish = wish;
        p->sent = 0;
    }
    return p->sent < p->wish;
}

static bool plan_card(struct phone *p) {
    struct crowd *c = p->crowd;
    char text[400];

    form_release(&p->form);
    if (!form_find(&p->form, p->page.body.data, "/card") ||
        !wants(p, c->config->restless ? CARDS_RESTLESS : 1 + crowd_below(c, 3)))
        return false;
    form_set(&p->form, "text", phone_card_text(p, text, sizeof text));
    str_format(p->ack, sizeof p->ack, "card %u %s %s", p->number, value_of(p, "nonce"), text);
    phone_plan(p, phone_pause(p));
    return true;
}

/* Popular options get more: the earlier in the agenda, the likelier. A dot that finds no room is
 * not spent. */
static void place_dots(struct phone *p, struct form_field **dots, size_t n) {
    struct crowd *c = p->crowd;
    char points[24];

    for (size_t i = 0; i < n; i++)
        form_set_value(dots[i], "0");
    for (long given = 0; n && given < p->form.dots; given++) {
        unsigned a = crowd_below(c, (unsigned)n), b = crowd_below(c, (unsigned)n);
        struct form_field *one = dots[strcmp(dots[a]->name, dots[b]->name) < 0 ? a : b];
        long has = atol(one->value);
        str_format(points, sizeof points, "%ld", has < p->form.per ? has + 1 : has);
        form_set_value(one, points);
    }
}

static bool plan_ballot(struct phone *p) {
    struct crowd *c = p->crowd;
    struct form_field **dots;
    struct str ack = STR_INIT;
    size_t n = 0;
    bool again = crowd_below(c, 100) < AGAIN_PERCENT;

    form_release(&p->form);
    if (!form_find(&p->form, p->page.body.data, "/ballot") ||
        !wants(p, c->config->restless ? CARDS_RESTLESS : 1 + again))
        return false;
    dots = mem_new(p->form.n, sizeof(struct form_field *));
    for (size_t i = 0; i < p->form.n; i++)
        if (str_starts(p->form.fields[i].name, "dot."))
            dots[n++] = &p->form.fields[i];
    place_dots(p, dots, n);
    str_printf(&ack, "ballot %u %s %s ", p->number, p->run, value_of(p, "revision"));
    for (size_t i = 0; i < n; i++)
        if (strcmp(dots[i]->value, "0") != 0)
            str_printf(&ack, "%s=%s,", dots[i]->name + 4, dots[i]->value);
    str_copy(p->ack, sizeof p->ack, ack.data);
    str_release(&ack);
    free(dots);
    phone_plan(p, phone_pause(p));
    return true;
}

static void consider(struct phone *p) {
    struct crowd *c = p->crowd;

    if (plan_card(p) || plan_ballot(p))
        return;
    form_release(&p->form);
    if (p->woken)
        phone_plan(p, 1 + crowd_below(c, WAKE_MS));
    else if (!c->config->live)
        phone_plan(p, POLL_MIN_MS + crowd_below(c, POLL_MAX_MS - POLL_MIN_MS));
}

static void answered(struct phone *p) {
    if (p->step == COMING && form_find(&p->form, p->page.body.data, "/register")) {
        registering(p);
    } else if (p->step == INSIDE && p->page.status == 200) {
        if (str_starts(p->path, "/here"))
            consider(p);
        else
            phone_plan(p, phone_pause(p));
    } else {                                    /* refused: look again, not at once */
        form_release(&p->form);
        if (p->step == REGISTERING)
            p->step = COMING;
        phone_plan(p, POLL_MAX_MS);
    }
}

static void stored(struct phone *p) {
    struct audience_count *count = p->crowd->count;

    if (strcmp(p->path, "/register") == 0) {
        count->registered++;
        p->step = INSIDE;
        if (p->crowd->config->live)
            p->live_due_ms = p->crowd->now_ms + 1;
    } else {
        p->sent++;
        count->cards += str_starts(p->path, "/card");
        count->ballots += str_starts(p->path, "/ballot");
    }
    form_release(&p->form);
}

static void due(struct phone *p) {
    char path[16];

    if (p->step == COMING) {
        str_format(path, sizeof path, "/%s", p->crowd->config->code);
        phone_get(p, path);
    } else if (p->form.action && !p->woken) {
        phone_post_form(p, false);
    } else {
        p->woken = false;
        phone_get(p, "/here");
    }
}

static void pushed(struct phone *p) {
    p->woken = true;
    if (!phone_busy(p) && !p->due_ms)
        phone_plan(p, 1 + crowd_below(p->crowd, WAKE_MS));
}

int audience_follow(const struct audience_config *config, bool (*stop)(void *ctx), void *ctx,
                    struct audience_count *count) {
    static const struct script script = { begin, answered, stored, due, pushed };
    struct crowd c = { .config = config, .script = &script, .count = count,
                       .n = config->phones, .window = config->phones };

    *count = (struct audience_count){ 0 };
    return crowd_run(&c, stop, ctx);
}

/* A file of ballots through the real path: each voter comes by the code, registers, opens the page,
 * places its dots on the form and sends it. At most WINDOW voters at once; a voter that is done
 * leaves. Everything that is not acknowledged fails the replay. */
#include <inttypes.h>
#include <string.h>
#include "kiosk/audience/crowd.h"
#include "lib/mem.h"

enum { WINDOW = 256, LOOKS_MAX = 20, LOOK_AGAIN_MS = 500, REFUSED_MAX = 60, REFUSED_MS = 1000 };
enum { COMING, REGISTERING, LOOKING, VOTING };

static void come(struct phone *p) {
    char path[16];

    str_format(path, sizeof path, "/%s", p->crowd->config->code);
    phone_get(p, path);
}

/* Phones begin in the order of their numbers, and so do the rows. */
static void begin(struct phone *p) {
    struct crowd *c = p->crowd;

    p->step = COMING;
    p->first = (unsigned)c->row;
    while (c->row < c->rows && c->ballots[c->row].voter == p->number)
        c->row++;
    p->ballots = (unsigned)c->row - p->first;
    come(p);
}

static void due(struct phone *p) {
    if (p->step == COMING)
        come(p);
    else
        phone_get(p, "/here");
}

static void give_up(struct phone *p, const char *why) {
    fprintf(stderr, "voter %u: %s (%d for %s)\n", p->number, why, p->page.status, p->path);
    p->crowd->failed = true;
    p->crowd->count->errors++;
    phone_end(p);
}

static void vote(struct phone *p) {
    struct crowd *c = p->crowd;
    char name[32], points[16];

    for (unsigned i = 0; i < p->ballots; i++) {
        const struct audience_ballot *b = &c->ballots[p->first + i];
        str_format(name, sizeof name, "dot.%" PRId64, c->config->options[b->option]);
        if (!form_field(&p->form, name)) {
            give_up(p, "an option is missing on the page");
            return;
        }
        str_format(points, sizeof points, "%u", b->points);
        form_set(&p->form, name, points);
    }
    p->step = VOTING;
    phone_post_form(p, true);
}

static void look_again(struct phone *p, const char *why) {
    if (++p->sent > (p->page.status == 429 ? REFUSED_MAX : LOOKS_MAX))
        give_up(p, why);
    else
        phone_plan(p, p->page.status == 429 ? REFUSED_MS : LOOK_AGAIN_MS);
}

static void answered(struct phone *p) {
    const char *page = p->page.body.data;

    form_release(&p->form);
    switch (p->step) {
    case COMING:
        if (!form_find(&p->form, page, "/register")) {
            look_again(p, "no registration form");
        } else {
            phone_fill_register(p);
            p->step = REGISTERING;
            phone_post_form(p, false);
        }
        break;
    case REGISTERING:
        p->step = COMING;
        look_again(p, "registration refused");
        break;
    case LOOKING:
        if (form_find(&p->form, page, "/ballot"))
            vote(p);
        else if (!str_starts(p->path, "/here"))     /* the page of welcome, with the code */
            phone_get(p, "/here");
        else
            look_again(p, "no ballot form");
        break;
    default:
        p->step = LOOKING;
        look_again(p, "ballot refused");
    }
}

static void stored(struct phone *p) {
    if (p->step == REGISTERING) {
        p->crowd->count->registered++;
        p->step = LOOKING;
        p->sent = 0;
    } else {
        p->crowd->count->ballots++;
        phone_end(p);
    }
}

int audience_replay(const struct audience_config *config, const struct audience_ballot *ballots,
                    size_t n, struct audience_count *count, double *seconds) {
    static const struct script script = { begin, answered, stored, due, NULL };
    struct crowd c = { .config = config, .script = &script, .count = count, .n = config->phones,
                       .window = WINDOW, .ballots = ballots, .rows = n };
    int64_t begun = crowd_us();
    int code;

    *count = (struct audience_count){ 0 };
    code = crowd_run(&c, NULL, NULL);
    *seconds = (double)(crowd_us() - begun) / 1e6;
    return code == 0 && count->ballots == config->phones ? 0 : 1;
}

/* How many votes a second: every phone comes in through pages and forms; when all have their ballot
 * form, each sends its next ballot as soon as the last was answered. The first WARM_US count not.
 * Against the bare limit the same client posts bodies of the same size without pages. */
#include <stdlib.h>
#include <string.h>
#include "kiosk/audience/crowd.h"
#include "lib/mem.h"

enum { WARM_US = 1000000, TIMES_MAX = 8 << 20, LOOK_AGAIN_MS = 300, LOOKS_MAX = 60 };
enum { COMING, REGISTERING, LOOKING, READY, VOTING };

static void next_vote(struct phone *p) {
    char revision[24];

    if (p->crowd->bench->body_bytes) {
        struct str body = STR_INIT;
        while (body.len + 8 < p->crowd->bench->body_bytes)
            str_puts(&body, body.len ? "&dot.1=0" : "csrf=123");
        phone_post(p, "/ballot", body.data, true);
        str_release(&body);
    } else {
        str_format(revision, sizeof revision, "%lld", (long long)p->revision++);
        form_set(&p->form, "revision", revision);
        phone_post_form(p, true);
    }
    p->begun_us = crowd_us();
}

static void all_vote(struct crowd *c) {
    c->bench_begin_us = crowd_us() + WARM_US;
    c->bench_end_us = c->bench_begin_us + (int64_t)(c->bench->seconds * 1e6);
    for (size_t i = 0; i < c->alive; i++) {
        c->active[i]->step = VOTING;
        next_vote(c->active[i]);
    }
}

static void ready(struct phone *p) {
    struct form_field *revision = form_field(&p->form, "revision");
    bool given = false;

    for (size_t i = 0; i < p->form.n && !given; i++)
        if ((given = str_starts(p->form.fields[i].name, "dot.")))
            form_set_value(&p->form.fields[i], "1");
    p->revision = revision ? atoll(revision->value) : 1;
    p->step = READY;
    if (++p->crowd->ready == p->crowd->n)
        all_vote(p->crowd);
}

static void come(struct phone *p) {
    char path[16];

    str_format(path, sizeof path, "/%s", p->crowd->config->code);
    phone_get(p, path);
}

static void begin(struct phone *p) {
    p->step = COMING;
    if (!p->crowd->bench->body_bytes)
        come(p);
    else if (p->step = READY, ++p->crowd->ready == p->crowd->n)
        all_vote(p->crowd);
}

static void voted(struct phone *p) {
    struct crowd *c = p->crowd;
    int64_t now = crowd_us();

    if (now >= c->bench_end_us) {
        phone_end(p);
        return;
    }
    if (now >= c->bench_begin_us && c->bench->answers < TIMES_MAX && p->page.status == 200)
        c->times_us[c->bench->answers++] = (uint32_t)(now - p->begun_us);
    next_vote(p);
}

static void answered(struct phone *p) {
    const char *page = p->page.body.data;

    if (p->step == VOTING) {
        voted(p);
        return;
    }
    form_release(&p->form);
    if (p->step == COMING && form_find(&p->form, page, "/register")) {
        phone_fill_register(p);
        p->step = REGISTERING;
        phone_post_form(p, false);
    } else if (p->step == LOOKING && form_find(&p->form, page, "/ballot")) {
        ready(p);
    } else if (++p->sent > LOOKS_MAX) {
        fprintf(stderr, "bench: phone %u: %d for %s\n", p->number, p->page.status, p->path);
        p->crowd->failed = true;
        p->crowd->n--;              /* the others go on without it */
        phone_end(p);
    } else {
        phone_plan(p, LOOK_AGAIN_MS);
    }
}

static void stored(struct phone *p) {
    if (p->step == REGISTERING)
        p->step = LOOKING;
}

static void due(struct phone *p) {
    if (p->step == COMING || p->step == REGISTERING) {
        p->step = COMING;
        come(p);
    } else if (p->step == LOOKING) {
        phone_get(p, "/here");
    }
}

static int by_value(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

int audience_bench(const struct audience_config *config, struct audience_bench *bench) {
    static const struct script script = { begin, answered, stored, due, NULL };
    struct audience_count count = { 0 };
    struct crowd c = { .config = config, .script = &script, .count = &count, .bench = bench,
                       .n = config->phones, .window = config->phones,
                       .bench_end_us = INT64_MAX };
    int code;

    bench->answers = 0;
    c.times_us = mem_new(TIMES_MAX, sizeof *c.times_us);
    code = crowd_run(&c, NULL, NULL);
    qsort(c.times_us, bench->answers, sizeof *c.times_us, by_value);
    bench->rate = bench->answers / bench->seconds;
    bench->p50_ms = bench->answers ? c.times_us[bench->answers / 2] / 1e3 : 0;
    bench->p99_ms = bench->answers ? c.times_us[(size_t)(bench->answers * 0.99)] / 1e3 : 0;
    free(c.times_us);
    return code || !bench->answers;
}

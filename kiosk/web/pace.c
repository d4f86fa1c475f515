/* The pacing thread: sends what commits changed. Phones at once when their own page changes, a
 * turnout on phones at most every 2 s, stages and remotes at most twice a second and at once when
 * urgent. One event is rendered once per language and shared. */
#include <stdlib.h>
#include <time.h>
#include "kiosk/web/inner.h"
#include "lib/clock.h"
#include "lib/mem.h"

enum { SCREENS_MS = 500, TURNOUT_MS = 2000, LOOK_MS = 2000, LANGS = 8,
       SCREENS = LIVE_REMOTE | LIVE_STAGE | LIVE_DESK };

struct round {                  /* one live_send */
    struct web *web;
    const struct book_snap *snap;
    const struct wake_news *news;
    bool phones;                /* the shared event goes to every phone */
    bool tried[WEB_LIVE_ROWS][LANGS];
    struct live_buf *shared[WEB_LIVE_ROWS][LANGS];
};

static size_t row_of(const struct web *w, enum live_kind kind) {
    size_t i = 0;
    while (i < w->rows_n && w->rows[i].kind != kind) i++;
    return i;
}

static struct live_buf *shared_event(struct round *r, size_t row, unsigned tag) {
    if (tag >= LANGS || tag >= lang_count()) tag = 0;
    if (!r->tried[row][tag]) {
        r->tried[row][tag] = true;
        if (r->web->rows[row].shared)
            r->shared[row][tag] = r->web->rows[row].shared(r->web, r->snap, lang_at(tag, NULL));
    }
    return r->shared[row][tag] ? live_buf_ref(r->shared[row][tag]) : NULL;
}

/* The whole state for one person, as if the phone had just connected. */
static struct live_buf *own_event(struct round *r, size_t row, const struct live_who *who) {
    struct web_visit v = {.web = r->web, .snap = r->snap, .role = WEB_GUEST};
    v.lang = lang_at(who->tag < lang_count() ? who->tag : 0, NULL);
    v.person = snap_person(r->snap, who->id);
    if (!v.person || v.person->session != who->session || !r->web->rows[row].first) return NULL;
    web_csrf(v.csrf, v.person->session_hash);
    return r->web->rows[row].first(&v);
}

static struct live_buf *pick(void *ctx, const struct live_who *who) {
    struct round *r = ctx;
    size_t row = row_of(r->web, who->kind);
    if (row == r->web->rows_n) return NULL;
    if (who->kind == LIVE_PHONE) {
        for (size_t i = 0; i < r->news->people_n; i++)
            if (r->news->people[i] == who->id) return own_event(r, row, who);
        if (!r->phones) return NULL;
    }
    return shared_event(r, row, who->tag);
}

static bool has_moved(void *ctx, const struct live_who *who) {
    const struct book_snap *snap = ctx;
    if (who->kind != LIVE_PHONE) return false;
    const struct book_person *p = snap_person(snap, who->id);
    return !p || p->session != who->session;
}

static void send_round(struct web *w, const struct wake_news *news, unsigned kinds, bool phones) {
    struct book *book = atomic_load(&w->book);
    if (!book || !kinds) return;
    struct round r = {.web = w, .snap = book_snap(book), .news = news, .phones = phones};
    if (news->moved) {
        static const char gone[] = "{\"gone\":true}";
        struct live_buf *last = live_buf_new(NULL, r.snap->version, gone, sizeof gone - 1);
        live_end(w->live, has_moved, (void *)r.snap, last);
        live_buf_unref(last);
    }
    live_send(w->live, kinds, pick, &r);
    for (size_t row = 0; row < w->rows_n; row++)
        for (size_t tag = 0; tag < LANGS; tag++)
            if (r.shared[row][tag]) live_buf_unref(r.shared[row][tag]);
    book_snap_release(r.snap);
}

struct pace {
    int64_t screens_at, turnout_at;     /* boot clock of the last round of each */
    unsigned stages;                    /* connected when last looked: the desk shows it */
};

/* How long until something in the mailbox is due; -1 = nothing there. Lock held. */
static int64_t due_in(const struct wake_news *n, const struct pace *p, int64_t now) {
    if (n->phones || n->people_n || n->moved || n->taken_back || (n->screens && n->urgent))
        return 0;
    if (!n->screens && !n->turnout) return -1;
    int64_t screens = p->screens_at + SCREENS_MS - now, turnout = p->turnout_at + TURNOUT_MS - now;
    int64_t due = !n->turnout || (n->screens && screens < turnout) ? screens : turnout;
    return due > 0 ? due : 0;
}

static void wait_ms(struct web_wake *wake, int64_t ms) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += (ms % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) until.tv_sec++, until.tv_nsec -= 1000000000;
    pthread_cond_timedwait(&wake->cond, &wake->lock, &until);
}

/* Takes from the mailbox what is due now; the rest stays. Lock held. */
static unsigned take(struct wake_news *from, struct wake_news *out, struct pace *p, int64_t now,
                     bool *phones) {
    unsigned kinds = 0;
    *out = *from;
    *phones = from->phones || (from->turnout && now >= p->turnout_at + TURNOUT_MS);
    if (*phones) {
        p->turnout_at = now;
        from->turnout = false;
    }
    if (*phones || from->people_n || from->moved) kinds |= LIVE_PHONE;
    from->phones = from->moved = from->taken_back = false;
    from->people_n = 0;
    if (from->screens && (from->urgent || now >= p->screens_at + SCREENS_MS)) {
        kinds |= SCREENS;
        p->screens_at = now;
        from->screens = from->urgent = false;
    }
    return kinds;
}

/* A stage that came or went is no commit, but the desk wants to know. Lock held. */
static void look_at_stages(struct web *w, struct pace *p) {
    unsigned stages = live_count(w->live, LIVE_STAGE);
    if (stages != p->stages && live_count(w->live, LIVE_DESK)) w->wake.news.screens = true;
    p->stages = stages;
    atomic_store(&w->stages, stages);
}

static void *run(void *ctx) {
    struct web *w = ctx;
    struct pace pace = {0};
    struct wake_news *news = mem_new(1, sizeof *news);
    pthread_mutex_lock(&w->wake.lock);
    while (!w->wake.stop) {
        int64_t now = clock_now().boot_ms, due = due_in(&w->wake.news, &pace, now);
        if (due) {
            wait_ms(&w->wake, due < 0 ? LOOK_MS : due);
            look_at_stages(w, &pace);
            continue;
        }
        bool phones;
        unsigned kinds = take(&w->wake.news, news, &pace, now, &phones);
        pthread_mutex_unlock(&w->wake.lock);
        if (news->taken_back && w->taken_back) w->taken_back(w->taken_back_ctx);
        send_round(w, news, kinds, phones);
        pthread_mutex_lock(&w->wake.lock);
    }
    pthread_mutex_unlock(&w->wake.lock);
    free(news);
    return NULL;
}

void web_pace_start(struct web *w) {
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_mutex_init(&w->wake.lock, NULL);
    pthread_cond_init(&w->wake.cond, &attr);
    pthread_condattr_destroy(&attr);
    w->wake.running = !pthread_create(&w->wake.thread, NULL, run, w);
    BUG_IF(!w->wake.running);
}

void web_pace_stop(struct web *w) {
    if (!w->wake.running) return;
    pthread_mutex_lock(&w->wake.lock);
    w->wake.stop = true;
    pthread_cond_signal(&w->wake.cond);
    pthread_mutex_unlock(&w->wake.lock);
    pthread_join(w->wake.thread, NULL);
    w->wake.running = false;
}

void web_published(void *ctx, const struct book_snap *before, const struct book_snap *now) {
    struct web *w = ctx;
    struct wake_news *news = mem_new(1, sizeof *news);
    wake_find(news, before, now);
    news->taken_back = web_parts_note(w, before, now) & 1u << WEB_PART_TAKEN_BACK;
    wake_tell(&w->wake, news);
    free(news);
}

void web_add_live(struct web *w, const struct web_live_row *row) {
    BUG_IF(w->rows_n == WEB_LIVE_ROWS);
    w->rows[w->rows_n++] = *row;
}

/* A commit between the visit's snapshot and the subscription would be missed: look again after. */
static void catch_up(struct web *w, const struct web_visit *v, enum live_kind kind) {
    const struct book_snap *now = book_snap(atomic_load(&w->book));
    if (now->version != v->snap->version) {
        struct wake_news *news = mem_new(1, sizeof *news);
        if (kind != LIVE_PHONE) news->screens = true;
        else if (scene_phones_differ(v->snap, now)) wake_person(news, v->person->id);
        wake_tell(&w->wake, news);
        free(news);
    }
    book_snap_release(now);
}

void web_open_live(struct web_visit *v, enum live_kind kind) {
    struct web *w = v->web;
    size_t row = row_of(w, kind);
    BUG_IF(row == w->rows_n);
    struct live_who who = {.kind = kind, .tag = web_lang_tag(v->lang)};
    if (kind == LIVE_PHONE) {
        who.id = v->person->id;
        who.session = v->person->session;
    } else if (v->remote) {
        who.id = v->remote->id;
    }
    struct live_buf *first = w->rows[row].first(v);
    live_open(w->live, v->req, who, kind == LIVE_PHONE ? 2 : kind == LIVE_DESK ? 0 : 8, first);
    catch_up(w, v, kind);
}

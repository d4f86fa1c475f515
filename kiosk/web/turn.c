/* See turn.h. A table of fixed size; when it is full the turn nearest its end gives way. */
#include "kiosk/web/turn.h"
#include <pthread.h>
#include <stdlib.h>
#include "lib/mem.h"
#include "lib/secret.h"

enum { TURNS = 64 };
struct row { int64_t device, id, person, until_ms; enum web_turn_state state; };
struct web_turns {
    pthread_mutex_t lock;        /* protects rows */
    struct row rows[TURNS];      /* device 0: free */
};

struct web_turns *web_turns_new(void) {
    struct web_turns *t = mem_new(1, sizeof *t);
    pthread_mutex_init(&t->lock, NULL);
    return t;
}

void web_turns_free(struct web_turns *t) {
    if (!t) return;
    pthread_mutex_destroy(&t->lock);
    free(t);
}

static int64_t lasts(enum web_turn_state state) {
    switch (state) {
    case WEB_TURN_ASK: return WEB_TURN_ASK_MS;
    case WEB_TURN_SAVED: return WEB_TURN_SAVED_MS;
    default: return WEB_TURN_IDLE_MS;
    }
}

/* The device's row; NULL when it has none or it is over (then it is forgotten, *over set). */
static struct row *find(struct web_turns *t, int64_t device, int64_t now, bool *over) {
    for (size_t i = 0; device && i < TURNS; i++) {
        struct row *r = &t->rows[i];
        if (r->device != device) continue;
        if (r->until_ms > now) return r;
        *r = (struct row){0};
        if (over) *over = true;
        return NULL;
    }
    return NULL;
}

static struct row *room_for(struct web_turns *t, int64_t device, int64_t now) {
    struct row *best = find(t, device, now, NULL);
    for (size_t i = 0; !best && i < TURNS; i++)
        if (!t->rows[i].device) best = &t->rows[i];
    for (size_t i = 0; !best && i < TURNS; i++)
        if (t->rows[i].until_ms <= now) best = &t->rows[i];
    if (best) return best;
    best = &t->rows[0];
    for (size_t i = 1; i < TURNS; i++)
        if (t->rows[i].until_ms < best->until_ms) best = &t->rows[i];
    return best;
}

int64_t web_turn_begin(struct web_turns *t, int64_t device, int64_t person, int64_t boot_ms) {
    int64_t id = secret_id();
    pthread_mutex_lock(&t->lock);
    *room_for(t, device, boot_ms) = (struct row){.device = device, .id = id, .person = person,
        .state = WEB_TURN_ASK, .until_ms = boot_ms + lasts(WEB_TURN_ASK)};
    pthread_mutex_unlock(&t->lock);
    return id;
}

struct web_turn web_turn_at(struct web_turns *t, int64_t device, int64_t boot_ms, bool touch) {
    struct web_turn turn = {0};
    pthread_mutex_lock(&t->lock);
    struct row *r = find(t, device, boot_ms, &turn.over);
    if (r) {
        if (touch && r->state == WEB_TURN_ON) r->until_ms = boot_ms + lasts(WEB_TURN_ON);
        turn = (struct web_turn){r->id, r->person, r->state, r->until_ms - boot_ms, false};
    }
    pthread_mutex_unlock(&t->lock);
    return turn;
}

void web_turn_set(struct web_turns *t, int64_t device, int64_t id, enum web_turn_state state,
                  int64_t boot_ms) {
    pthread_mutex_lock(&t->lock);
    struct row *r = find(t, device, boot_ms, NULL);
    if (r && r->id == id) {
        r->state = state;
        r->until_ms = boot_ms + lasts(state);
    }
    pthread_mutex_unlock(&t->lock);
}

void web_turn_end(struct web_turns *t, int64_t device) {
    pthread_mutex_lock(&t->lock);
    for (size_t i = 0; i < TURNS; i++)
        if (t->rows[i].device == device) t->rows[i] = (struct row){0};
    pthread_mutex_unlock(&t->lock);
}

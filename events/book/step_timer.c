/* The timer of the shown item: an absolute end that outlives restarts and clock changes (S-18); at
 * zero it closes nothing and counts up. Writer thread. */
#include "events/book/do_step.h"

enum { FALLBACK_S = 300, LONGEST_MS = 24 * 3600 * 1000 };
struct timer { struct clock_deadline end; int64_t paused_ms, total_s; };

static void load(struct writer *w, int64_t item, struct timer *t) {
    db_do(w->db, "INSERT INTO timer (item, wall_ms, boot_ms, boot_id, paused_ms, total_s) "
          "VALUES ($1, 0, 0, '', 0, 0) ON CONFLICT (item) DO NOTHING", "i", item);
    struct db_row *row = db_query(w->db, "SELECT wall_ms, boot_ms, boot_id, paused_ms, total_s "
                                  "FROM timer WHERE item = $1", "i", item);
    if (!db_step(row)) return;
    t->end.wall_ms = db_int(row, 0);
    t->end.boot_ms = db_int(row, 1);
    str_copy(t->end.boot_id, sizeof t->end.boot_id, db_text(row, 2));
    t->paused_ms = db_int(row, 3);
    t->total_s = db_int(row, 4);
    db_done(row);
}

static void store(struct writer *w, int64_t item, const struct timer *t) {
    change_deadline(w, CHANGE_TIMER_WALL, item, &t->end);
    change_int(w, CHANGE_TIMER_PAUSED, item, t->paused_ms);
    change_int(w, CHANGE_TIMER_TOTAL, item, t->total_s);
}

static int64_t proposed(struct writer *w, int64_t item) {
    return db_one(w->db, FALLBACK_S, "SELECT CASE WHEN timer_s > 0 THEN timer_s "
                  "WHEN minutes > 0 THEN minutes * 60 END FROM item WHERE id = $1", "i", item);
}

static void start(struct writer *w, int64_t item, struct timer *t, int64_t seconds) {
    if (!seconds && t->paused_ms) {
        t->end = clock_deadline_in(&w->now, t->paused_ms);
    } else {
        t->total_s = seconds ? seconds : proposed(w, item);
        t->end = clock_deadline_in(&w->now, t->total_s * 1000);
    }
    t->paused_ms = 0;
}

/* Stops with what is left; stopped or over already: takes it away. */
static void stop(struct writer *w, struct timer *t) {
    int64_t left = clock_left_ms(&t->end, &w->now);
    if (t->paused_ms || left <= 0) *t = (struct timer){0};
    else t->paused_ms = left;
}

static bool add(struct writer *w, struct timer *t, int64_t minutes) {
    int64_t left = !t->end.wall_ms ? 0 : t->paused_ms ? t->paused_ms
                                                      : clock_left_ms(&t->end, &w->now);
    if (!t->end.wall_ms && minutes <= 0) return false;
    left = (left < 0 && minutes > 0 ? 0 : left) + minutes * 60000;
    if (left > LONGEST_MS) left = LONGEST_MS;
    t->total_s += minutes * 60;
    if (t->total_s < 0) t->total_s = 0;
    if (t->paused_ms) t->paused_ms = left > 1000 ? left : 1000;
    t->end = clock_deadline_in(&w->now, left > 0 ? left : 0);
    return true;
}

enum book_result step_timer(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                            struct book_reply *reply) {
    enum rules_step step = cmd->as.step.step;
    int64_t arg = cmd->as.step.arg;
    struct timer t = {0};
    load(w, at->item, &t);
    reply->id = at->item;
    bool running = t.end.wall_ms && !t.paused_ms;
    if (step == RULES_STEP_TIMER_TOGGLE)
        step = running ? RULES_STEP_TIMER_STOP : RULES_STEP_TIMER_START;
    if (arg < -1440 || arg > LONGEST_MS / 1000 ||
        (step == RULES_STEP_TIMER_START && arg < 0)) return BOOK_NOT_ALLOWED;
    if (step == RULES_STEP_TIMER_STOP && !t.end.wall_ms) return BOOK_AGAIN;
    if (step == RULES_STEP_TIMER_START) start(w, at->item, &t, arg);
    else if (step == RULES_STEP_TIMER_STOP) stop(w, &t);
    else if (!add(w, &t, arg)) return BOOK_NOT_NOW;
    change_begin(w, step, cmd->remote, at->item, 0, 0);
    store(w, at->item, &t);
    return BOOK_OK;
}

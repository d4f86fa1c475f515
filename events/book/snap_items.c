/* Agenda items, runs, options and cards of a snapshot. Writer thread.
 * Invariant: results are read only for a run whose result is shown (run.shown), never earlier. */
#include <string.h>
#include "events/book/snap_build.h"
#include "events/rules/name.h"
#include "lib/mem.h"

static bool read_item(struct db *d, struct part *self, int64_t id, struct book_item *out) {
    struct db_row *row = db_query(d, "SELECT kind, title, kicker, speaker, hint, note, minutes, "
        "timer_s, planned_ms, secrecy, appear, author, cards_max, card_length, dots, per_option, "
        "cut, options_from, timer_visible, goal, report, rev, "
        "planned_fixed FROM item WHERE id = $1", "i", id);
    if (!db_step(row)) return false;
    out->id = id;
    rules_kind_from_name(db_text(row, 0), &out->kind);
    out->title = part_text(self, db_text(row, 1));
    out->kicker = part_text(self, db_text(row, 2));
    out->speaker = part_text(self, db_text(row, 3));
    out->hint = part_text(self, db_text(row, 4));
    out->note = part_text(self, db_text(row, 5));
    out->minutes = (int)db_int(row, 6);
    out->timer_s = (int)db_int(row, 7);
    out->planned_ms = db_int(row, 8);
    rules_secrecy_from_name(db_text(row, 9), &out->secrecy);
    rules_appear_from_name(db_text(row, 10), &out->appear);
    rules_author_from_name(db_text(row, 11), &out->author);
    out->cards_max = (int)db_int(row, 12);
    out->card_length = (int)db_int(row, 13);
    out->dots = (int)db_int(row, 14);
    out->per_option = (int)db_int(row, 15);
    out->cut = (int)db_int(row, 16);
    out->options_from = db_int(row, 17);
    out->timer_visible = db_int(row, 18) != 0;
    out->goal = part_text(self, db_text(row, 19));
    out->report = part_text(self, db_text(row, 20));
    out->rev = db_int(row, 21);
    out->planned_fixed = db_int(row, 22) != 0;
    db_done(row);
    return true;
}

static void read_run(struct db_row *row, struct part *self, struct book_run *run) {
    run->id = db_int(row, 0);
    run->number = (int)db_int(row, 1);
    run->name = part_text(self, db_text(row, 2));
    rules_state_from_name(db_text(row, 3), &run->state);
    run->sealed = db_int(row, 4) != 0;
    run->shown = db_int(row, 5) != 0;
    rules_secrecy_from_name(db_text(row, 6), &run->secrecy);
    rules_appear_from_name(db_text(row, 7), &run->appear);
    run->dots = (int)db_int(row, 8);
    run->per_option = (int)db_int(row, 9);
    run->present = db_int(row, 10);
    run->opened_ms = db_int(row, 11);
    run->closed_ms = db_int(row, 12);
    run->closing.wall_ms = db_int(row, 13);
    run->closing.boot_ms = db_int(row, 14);
    str_copy(run->closing.boot_id, sizeof run->closing.boot_id, db_text(row, 15));
    rules_tie_from_name(db_text(row, 16), &run->tie);
    run->tie_reason = part_text(self, db_text(row, 17));
    run->turnout = db_int(row, 18) + db_int(row, 19);   /* rows, and what was only counted */
}

static struct part *old_body(const struct part *before, int64_t run) {
    const struct snap_item *old = before ? before->face : NULL;
    for (size_t i = 0; old && i < old->item.runs_n; i++)
        if (old->runs[i] == run) return old->bodies[i];
    return NULL;
}

static void attach_body(struct writer *w, const struct book_snap *now, struct part *self,
                        struct snap_item *item, size_t i, struct book_run *run,
                        const struct part *before) {
    struct part *body = ids_has(&w->dirty.runs, run->id) ? NULL : old_body(before, run->id);
    bool fresh = !body;
    if (fresh) body = snap_build_body(w, now, run->id);
    part_need(self, body);
    if (fresh) part_drop(body);
    const struct snap_body *face = body->face;
    item->bodies[i] = body;
    item->runs[i] = run->id;
    run->options = face->options, run->options_n = face->options_n;
    run->cards = face->cards, run->cards_n = face->cards_n;
    run->points = face->points;
    run->people = face->people;
    run->municipalities = face->municipalities;
    if (!run->closed_ms) run->present = now->present;
}

static size_t read_runs(struct writer *w, struct part *self, int64_t item,
                        struct book_run **out) {
    size_t cap = (size_t)db_one(w->db, 0, "SELECT count(*) FROM run WHERE item = $1", "i", item);
    struct book_run *runs = *out = part_alloc(self, cap + 1, sizeof *runs);
    struct db_row *row = db_query(w->db,
        "SELECT r.id, r.number, r.name, r.state, r.sealed, r.shown, r.secrecy, r.appear, r.dots, "
        "r.per_option, r.present, r.opened_ms, r.closed_ms, r.closing_ms, r.closing_boot_ms, "
        "r.closing_boot_id, r.tie, r.tie_reason, "
        "(SELECT count(*) FROM turnout t WHERE t.run = r.id), r.kept_turnout "
        "FROM run r WHERE r.item = $1 AND r.discarded = 0 ORDER BY r.number", "i", item);
    size_t n = 0;
    for (; n < cap && db_step(row); n++) {
        read_run(row, self, &runs[n]);
        runs[n].item = item;
    }
    db_done(row);
    return n;
}

struct part *snap_build_item(struct writer *w, const struct book_snap *now, int64_t id,
                             struct part *before) {
    struct part *self = part_new();
    struct snap_item *item = self->face = part_alloc(self, 1, sizeof *item);
    struct book_run *runs;
    read_item(w->db, self, id, &item->item);
    size_t n = read_runs(w, self, id, &runs);
    const struct book_run **list = part_alloc(self, n + 1, sizeof *list);
    item->bodies = part_alloc(self, n + 1, sizeof *item->bodies);
    item->runs = part_alloc(self, n + 1, sizeof *item->runs);
    for (size_t i = 0; i < n; i++) {
        attach_body(w, now, self, item, i, &runs[i], before);
        list[i] = &runs[i];
    }
    item->item.runs = list;
    item->item.runs_n = n;
    return self;
}

/* --- body: options and cards ------------------------------------------------------------------ */
static bool name_on_stage(const struct book_snap *now, const struct book_person *p) {
    for (size_t i = 0; i < now->consents_n; i++)
        if (!strcmp(now->consents[i].key, "name_stage")) return p->consents[i] != 0;
    return false;
}

static void read_card(struct db_row *row, const struct book_snap *now, const struct run_row *run,
                      struct part *self, struct book_card *card) {
    card->id = db_int(row, 0);
    card->text = part_text(self, db_text(row, 1));
    rules_card_from_name(db_text(row, 2), &card->state);
    card->person = db_int(row, 3);
    card->municipality = db_null(row, 4) ? NULL : part_text(self, db_text(row, 4));
    card->letters = db_null(row, 5) ? NULL : part_text(self, db_text(row, 5));
    bool silent = run->appear == RULES_REVEAL && run->state < RULES_REVEALED;
    card->order = card->state == RULES_SHOWN && !silent ? db_int(row, 6) : 0;
    card->created_ms = db_int(row, 7);
    card->late = db_int(row, 8) != 0;
    card->edited = db_int(row, 9) != 0;
    card->quote = db_int(row, 10) != 0;
    if (run->author != RULES_BY_NAME) return;
    const struct book_person *p = snap_person(now, card->person);
    if (!p) return;
    if (p->name[0] && name_on_stage(now, p)) card->name = part_text(self, p->name);
    card->municipality = p->municipality ? part_text(self, p->municipality) : NULL;
    card->letters = p->letters ? part_text(self, p->letters) : NULL;
}

/* On the stage first, in its order; then the others, the longest waiting first. */
static void build_cards(struct writer *w, const struct book_snap *now, const struct run_row *run,
                        struct part *self, struct snap_body *body) {
    size_t cap = (size_t)db_one(w->db, 0, "SELECT count(*) FROM card WHERE run = $1", "i",
                                run->id);
    struct book_card *cards = part_alloc(self, cap + 1, sizeof *cards);
    struct db_row *row = db_query(w->db,
        "SELECT c.id, v.text, p.state, coalesce(c.person, a.person), c.municipality, c.letters, "
        "p.place, c.created_ms, c.late, EXISTS (SELECT 1 FROM card_version m WHERE m.card = c.id "
        "AND m.moderator = 1 AND m.number <= p.version), p.quote FROM card c "
        "JOIN card_place p ON p.card = c.id "
        "JOIN card_version v ON v.card = c.id AND v.number = p.version "
        "LEFT JOIN card_author a ON a.card = c.id WHERE c.run = $1 AND NOT EXISTS "
        "(SELECT 1 FROM card_withdrawn x WHERE x.card = c.id) "
        "ORDER BY CASE WHEN p.place = 0 THEN 1 ELSE 0 END, p.place, coalesce(a.arrival, 0), "
        "coalesce(c.created_ms, 0), c.id", "i", run->id);
    for (; body->cards_n < cap && db_step(row); body->cards_n++)
        read_card(row, now, run, self, &cards[body->cards_n]);
    db_done(row);
    body->cards = cards;
}

struct part *snap_build_body(struct writer *w, const struct book_snap *now, int64_t id) {
    struct part *self = part_new();
    struct snap_body *body = self->face = part_alloc(self, 1, sizeof *body);
    struct run_row run;
    if (!run_load(w, id, &run)) return self;
    struct book_option *options = part_alloc(self, run.options_n + 1, sizeof *options);
    struct db_row *row = db_query(w->db, "SELECT id, text, card FROM option WHERE run = $1 "
                                  "AND dropped = 0 ORDER BY id", "i", id);
    for (; body->options_n < run.options_n && db_step(row); body->options_n++) {
        struct book_option *o = &options[body->options_n];
        o->id = db_int(row, 0);
        o->text = part_text(self, db_text(row, 1));
        o->card = db_int(row, 2);
    }
    db_done(row);
    body->options = options;
    if (run.kind == RULES_DOTS) snap_fill_results(w, &run, body, options);
    if (run.kind == RULES_VISIONS) build_cards(w, now, &run, self, body);
    return self;
}

/* Snapshots: put together, held, dropped, searched. Building on the writer thread; holding,
 * dropping and finding on any. */
#include "events/book/snap.h"
#include <stdlib.h>
#include <string.h>
#include "events/book/do_step.h"
#include "events/book/snap_build.h"
#include "events/rules/setting.h"
#include "lib/mem.h"

static struct snap_box *box_of(const struct book_snap *snap) {
    return (struct snap_box *)((char *)(uintptr_t)snap - offsetof(struct snap_box, snap));
}

const struct book_snap *snap_hold(const struct book_snap *snap) {
    part_hold(box_of(snap)->self);
    return snap;
}

void book_snap_release(const struct book_snap *snap) {
    if (snap) part_drop(box_of(snap)->self);
}

/* The part of the snapshot before where nothing of it changed, else a fresh one (owned by self). */
static struct part *keep(struct part *self, struct part *p, bool fresh) {
    part_need(self, p);
    if (fresh) part_drop(p);     /* self holds it now */
    return p;
}

static void copy_faces(struct snap_box *box) {
    const struct snap_lists *lists = box->lists->face;
    const struct snap_people *people = box->people->face;
    struct book_snap *s = &box->snap;
    s->organisations = lists->organisations, s->organisations_n = lists->organisations_n;
    s->disciplines = lists->disciplines, s->disciplines_n = lists->disciplines_n;
    s->consents = lists->consents, s->consents_n = lists->consents_n;
    s->settings = *(const struct book_settings *)box->settings->face;
    s->people = people->people, s->people_n = people->n;
    s->sessions = people;
    s->registered = (int64_t)people->n;
    s->present = people->present;
    s->municipalities = people->municipalities;
    s->show = *(const struct book_show *)box->show->face;
    const struct snap_remotes *remotes = box->remotes->face;
    s->remotes = remotes->rows, s->remotes_n = remotes->n;
}

static struct part *item_before(const struct snap_box *old, int64_t id) {
    for (size_t i = 0; old && i < old->items_n; i++)
        if (((const struct snap_item *)old->items[i]->face)->item.id == id) return old->items[i];
    return NULL;
}

/* An item is built again when it is dirty, or while its denominator follows the people present. */
static bool item_stays(const struct writer *w, const struct part *p, bool present_changed) {
    const struct snap_item *item = p->face;
    if (w->dirty.all || ids_has(&w->dirty.items, item->item.id)) return false;
    return !present_changed || !rules_kind_collects(item->item.kind);
}

static void build_items(struct writer *w, struct snap_box *box, const struct snap_box *old) {
    size_t n = (size_t)db_one(w->db, 0, "SELECT count(*) FROM item WHERE removed = 0", "");
    int64_t *ids = mem_new(n + 1, sizeof *ids);
    const struct book_item **items = part_alloc(box->self, n + 1, sizeof *items);
    bool present_changed = !old || old->snap.present != box->snap.present;
    struct db_row *row = db_query(w->db, "SELECT id FROM item WHERE removed = 0 "
                                  "ORDER BY position", "");
    box->items = part_alloc(box->self, n + 1, sizeof *box->items);
    while (db_step(row))
        if (box->items_n < n) ids[box->items_n++] = db_int(row, 0);
    for (size_t i = 0; i < box->items_n; i++) {
        struct part *p = item_before(old, ids[i]);
        bool fresh = !p || !item_stays(w, p, present_changed);
        if (fresh) p = snap_build_item(w, &box->snap, ids[i], w->dirty.all ? NULL : p);
        box->items[i] = keep(box->self, p, fresh);
        items[i] = &((const struct snap_item *)p->face)->item;
    }
    box->snap.items = items;
    box->snap.items_n = box->items_n;
    free(ids);
}

static void last_step(struct writer *w, struct book_snap *s) {
    int64_t run, id;
    s->last_step = RULES_STEPS;
    id = undo_last(w, &s->last_step, &run);
    s->last_step_ms = 0;
    if (!id) s->last_step = RULES_STEPS;
    else s->last_step_ms = db_one(w->db, 0, "SELECT at_ms FROM step WHERE id = $1", "i", id);
}

const struct book_snap *snap_build(struct writer *w, const struct book_snap *before) {
    const struct snap_box *old = before ? box_of(before) : NULL;
    bool all = w->dirty.all || !old;
    struct part *self = part_new();
    struct snap_box *box = part_alloc(self, 1, sizeof *box);
    bool people = all || w->dirty.people.n, settings = all || w->dirty.settings;
    bool remotes = all || w->dirty.remotes, show = all || w->dirty.show;
    box->self = self;
    box->lists = keep(self, all ? snap_build_lists(w->db) : old->lists, all);
    box->settings = keep(self, settings ? snap_build_settings(w->db) : old->settings, settings);
    box->remotes = keep(self, remotes ? snap_build_remotes(w->db) : old->remotes, remotes);
    box->show = keep(self, show ? snap_build_show(w) : old->show, show);
    box->people = keep(self, people ? snap_build_people(w, box->lists, all ? NULL : old->people)
                                    : old->people, people);
    copy_faces(box);
    build_items(w, box, old);
    if (all || w->dirty.steps) last_step(w, &box->snap);
    else box->snap.last_step = old->snap.last_step, box->snap.last_step_ms = old->snap.last_step_ms;
    box->snap.version = old ? old->snap.version + 1 : (uint64_t)w->now.wall_ms;
    box->snap.paper = all || w->dirty.paper ? box->snap.version : old->snap.paper;
    box->snap.log = all || w->dirty.log || w->dirty.steps ? box->snap.version : old->snap.log;
    box->snap.disk_trouble = w->disk_trouble;
    return &box->snap;
}

const char *snap_setting(const struct book_snap *s, const char *name) {
    const struct rules_setting *row;
    for (size_t i = 0; s->settings.values && (row = rules_event_setting(i)); i++)
        if (!strcmp(row->name, name)) return s->settings.values[i];
    return "";
}

/* --- finders ---------------------------------------------------------------------------------- */
const struct book_item *snap_item(const struct book_snap *s, int64_t id) {
    for (size_t i = 0; i < s->items_n; i++)
        if (s->items[i]->id == id) return s->items[i];
    return NULL;
}

const struct book_item *snap_shown(const struct book_snap *s) { return snap_item(s, s->show.item); }

const struct book_run *snap_run(const struct book_item *item) {
    return item && item->runs_n ? item->runs[item->runs_n - 1] : NULL;
}

const struct book_card *snap_card(const struct book_run *run, int64_t id) {
    for (size_t i = 0; run && i < run->cards_n; i++)
        if (run->cards[i].id == id) return &run->cards[i];
    return NULL;
}

const struct book_person *snap_person(const struct book_snap *s, int64_t id) {
    size_t lo = 0, hi = s->people_n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (s->people[mid].id < id) lo = mid + 1;
        else hi = mid;
    }
    return lo < s->people_n && s->people[lo].id == id ? &s->people[lo] : NULL;
}

bool snap_takes_part(const struct book_snap *s, int64_t person) {
    const struct book_person *p = snap_person(s, person);
    return p && !p->erased;
}

const struct book_person *snap_session(const struct book_snap *s,
                                       const unsigned char hash[BOOK_HASH]) {
    const struct snap_people *index = s->sessions;
    uint64_t start;
    if (!index) {                              /* a snapshot made by hand, in a test */
        for (size_t i = 0; i < s->people_n; i++)
            if (s->people[i].session && !memcmp(s->people[i].session_hash, hash, BOOK_HASH))
                return &s->people[i];
        return NULL;
    }
    memcpy(&start, hash, sizeof start);
    size_t mask = index->slots_n - 1;
    for (size_t i = start & mask; index->slots[i]; i = (i + 1) & mask) {
        const struct book_person *p = &index->people[index->slots[i] - 1];
        if (!memcmp(p->session_hash, hash, BOOK_HASH)) return p;
    }
    return NULL;
}

const struct book_remote_row *snap_remote(const struct book_snap *s,
                                          const unsigned char session_hash[BOOK_HASH]) {
    for (size_t i = 0; i < s->remotes_n; i++)
        if (s->remotes[i].bound && !s->remotes[i].revoked &&
            !memcmp(s->remotes[i].session_hash, session_hash, BOOK_HASH)) return &s->remotes[i];
    return NULL;
}

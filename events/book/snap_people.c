/* The people of a snapshot: read once, then only those who changed; found by id and by session.
 * Writer thread. Names live in a pool that only grows: they seldom change. */
#include <stdlib.h>
#include <string.h>
#include "events/book/snap_build.h"
#include "events/rules/name.h"
#include "lib/mem.h"

#define NEWEST(column) "(SELECT n." #column " FROM presence n WHERE n.person = p.id " \
    "ORDER BY n.id DESC LIMIT 1), "
#define PERSON \
    "SELECT p.id, p.name, p.organisation, p.organisation_text, p.discipline, d.name, s.id, " \
    "s.hash, " NEWEST(present) NEWEST(at_ms) \
    "EXISTS (SELECT 1 FROM person_code c WHERE c.person = p.id), p.function, p.email, p.role, " \
    "p.no_phone, p.erased_ms, p.origin, p.batch, p.rev, p.languages FROM person p " \
    "LEFT JOIN discipline d ON d.id = p.discipline " \
    "LEFT JOIN session s ON s.person = p.id AND s.ended_ms IS NULL "

static const struct book_organisation *organisation(const struct snap_lists *lists, int64_t id) {
    for (size_t i = 0; id && i < lists->organisations_n; i++)
        if (lists->organisations[i].id == id) return &lists->organisations[i];
    return NULL;
}

/* Most people are read again for their presence: their texts stand already. */
static void keep_text(struct snap_people *people, const char **text, const char *now) {
    if (!*text || strcmp(*text, now)) *text = part_text(people->pool, now);
}

static void fill(struct db_row *row, struct snap_people *people, const struct snap_lists *lists,
                 struct book_person *p) {
    const struct book_organisation *o = organisation(lists, db_int(row, 2));
    p->id = db_int(row, 0);
    keep_text(people, &p->name, db_text(row, 1));
    keep_text(people, &p->organisation_name, o ? o->name : db_text(row, 3));
    keep_text(people, &p->discipline_name, db_text(row, 5));
    keep_text(people, &p->function, db_text(row, 11));
    keep_text(people, &p->email, db_text(row, 12));
    keep_text(people, &p->role, db_text(row, 13));
    keep_text(people, &p->languages, db_text(row, 19));
    p->organisation = db_int(row, 2);
    p->municipality = o ? o->municipality : NULL;
    p->letters = o ? o->letters : NULL;
    p->discipline = db_int(row, 4);
    p->session = db_int(row, 6);
    const unsigned char *hash = db_blob(row, 7, BOOK_HASH);
    if (hash) memcpy(p->session_hash, hash, BOOK_HASH);
    else memset(p->session_hash, 0, BOOK_HASH);
    p->present = db_int(row, 8) != 0;
    p->presence_ms = db_int(row, 9);
    p->coded = db_int(row, 10) != 0;
    p->no_phone = db_int(row, 14) != 0;
    p->erased = db_int(row, 15) != 0;
    rules_origin_from_name(db_text(row, 16), &p->origin);
    p->batch = db_int(row, 17);
    p->rev = db_int(row, 18);
}

static void read_consents(struct db *d, struct book_person *p) {
    struct db_row *row = db_query(d, "SELECT consent, answer FROM person_consent "
                                  "WHERE person = $1", "i", p->id);
    while (db_step(row)) {
        int64_t at = db_int(row, 0);
        if (at >= 0 && at < BOOK_CONSENTS_MAX) p->consents[at] = (uint8_t)db_int(row, 1);
    }
}

static void read_all(struct writer *w, struct part *self, struct snap_people *people,
                     const struct snap_lists *lists) {
    size_t n = (size_t)db_one(w->db, 0, "SELECT count(*) FROM person", "");
    people->people = part_alloc(self, n + 1, sizeof *people->people);
    struct db_row *row = db_query(w->db, PERSON "ORDER BY p.id", "");
    while (db_step(row))
        if (people->n < n) fill(row, people, lists, &people->people[people->n++]);
    for (size_t i = 0; i < people->n; i++) read_consents(w->db, &people->people[i]);
}

static int by_number(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static struct book_person *place(struct snap_people *people, int64_t id) {
    struct book_snap view = {.people = people->people, .people_n = people->n};
    const struct book_person *found = snap_person(&view, id);
    if (found) return &people->people[found - people->people];
    return &people->people[people->n++];       /* ids grow: new people come last */
}

static void read_some(struct writer *w, struct part *self, struct snap_people *people,
                      const struct snap_lists *lists, const struct snap_people *before) {
    struct ids *ids = &w->dirty.people;
    people->people = part_alloc(self, before->n + ids->n + 1, sizeof *people->people);
    if (before->n) memcpy(people->people, before->people, before->n * sizeof *people->people);
    people->n = before->n;
    qsort(ids->ids, ids->n, sizeof *ids->ids, by_number);
    for (size_t i = 0; i < ids->n; i++) {
        if (i && ids->ids[i] == ids->ids[i - 1]) continue;
        struct db_row *row = db_query(w->db, PERSON "WHERE p.id = $1", "i", ids->ids[i]);
        if (!db_step(row)) continue;
        struct book_person *p = place(people, ids->ids[i]);
        fill(row, people, lists, p);
        db_done(row);
        read_consents(w->db, p);
    }
}

static void index_sessions(struct part *self, struct snap_people *people) {
    people->slots_n = 16;
    while (people->slots_n < people->n * 2) people->slots_n *= 2;
    people->slots = part_alloc(self, people->slots_n, sizeof *people->slots);
    for (size_t i = 0; i < people->n; i++) {
        uint64_t start;
        if (!people->people[i].session) continue;
        memcpy(&start, people->people[i].session_hash, sizeof start);
        size_t at = start & (people->slots_n - 1);
        while (people->slots[at]) at = (at + 1) & (people->slots_n - 1);
        people->slots[at] = (uint32_t)i + 1;
    }
}

/* Equal municipalities are one pointer (snap_build_lists), so distinct ones are distinct
 * pointers. */
static void count(struct snap_people *people, const struct snap_lists *lists) {
    const char **seen = mem_new(lists->organisations_n + 1, sizeof *seen);
    size_t n = 0;
    for (size_t i = 0; i < people->n; i++) {
        const char *m = people->people[i].municipality;
        if (!people->people[i].present) continue;
        people->present++;
        size_t j = 0;
        while (j < n && seen[j] != m) j++;
        if (m && j == n) seen[n++] = m;
    }
    people->municipalities = (int64_t)n;
    free(seen);
}

struct part *snap_build_people(struct writer *w, struct part *lists, struct part *before) {
    struct part *self = part_new();
    struct snap_people *people = self->face = part_alloc(self, 1, sizeof *people);
    const struct snap_people *old = before ? before->face : NULL;
    people->pool = old ? old->pool : part_new();
    part_need(self, people->pool);
    if (!old) part_drop(people->pool);
    part_need(self, lists);
    if (old) read_some(w, self, people, lists->face, old);
    else read_all(w, self, people, lists->face);
    index_sessions(self, people);
    count(people, lists->face);
    return self;
}

/* The small parts of a snapshot: lists of the event, settings, remotes, what the stage shows.
 * Writer thread. */
#include <stdlib.h>
#include <string.h>
#include "events/book/snap_build.h"
#include "events/rules/setting.h"
#include "lib/utf8.h"

static int by_name(const void *a, const void *b) {
    return utf8_compare(((const struct book_organisation *)a)->name,
                        ((const struct book_organisation *)b)->name);
}

static void build_organisations(struct db *d, struct part *self, struct snap_lists *lists) {
    size_t n = (size_t)db_one(d, 0, "SELECT count(*) FROM organisation", ""), i = 0;
    struct book_organisation *list = part_alloc(self, n + 1, sizeof *list);
    struct db_row *row = db_query(d, "SELECT id, name, municipality, letters FROM organisation "
                                  "ORDER BY id", "");
    for (; i < n && db_step(row); i++) {
        const char *m = db_null(row, 2) ? NULL : db_text(row, 2);
        list[i] = (struct book_organisation){.id = db_int(row, 0),
            .name = part_text(self, db_text(row, 1)),
            .letters = db_null(row, 3) ? NULL : part_text(self, db_text(row, 3))};
        for (size_t j = 0; m && j < i && !list[i].municipality; j++)
            if (list[j].municipality && !strcmp(list[j].municipality, m))
                list[i].municipality = list[j].municipality;
        if (m && !list[i].municipality) list[i].municipality = part_text(self, m);
    }
    db_done(row);
    if (i) qsort(list, i, sizeof *list, by_name);
    lists->organisations = list;
    lists->organisations_n = i;
}

static void build_disciplines(struct db *d, struct part *self, struct snap_lists *lists) {
    size_t n = (size_t)db_one(d, 0, "SELECT count(*) FROM discipline", ""), i = 0;
    struct book_discipline *list = part_alloc(self, n + 1, sizeof *list);
    struct db_row *row = db_query(d, "SELECT id, name FROM discipline ORDER BY id", "");
    for (; i < n && db_step(row); i++)
        list[i] = (struct book_discipline){db_int(row, 0), part_text(self, db_text(row, 1))};
    db_done(row);
    lists->disciplines = list;
    lists->disciplines_n = i;
}

static void build_consents(struct db *d, struct part *self, struct snap_lists *lists) {
    struct book_consent *list = part_alloc(self, BOOK_CONSENTS_MAX, sizeof *list);
    struct db_row *row = db_query(d, "SELECT key, text, choice FROM consent ORDER BY position", "");
    size_t i = 0;
    for (; i < BOOK_CONSENTS_MAX && db_step(row); i++)
        list[i] = (struct book_consent){part_text(self, db_text(row, 0)),
                                        part_text(self, db_text(row, 1)), db_int(row, 2) != 0};
    db_done(row);
    lists->consents = list;
    lists->consents_n = i;
}

struct part *snap_build_lists(struct db *d) {
    struct part *self = part_new();
    struct snap_lists *lists = self->face = part_alloc(self, 1, sizeof *lists);
    build_organisations(d, self, lists);
    build_disciplines(d, self, lists);
    build_consents(d, self, lists);
    return self;
}

/* --- settings --------------------------------------------------------------------------------- */
static const char *text_of(struct db *d, struct part *self, const char *name) {
    struct db_row *row = db_query(d, "SELECT value FROM setting WHERE name = $1", "t", name);
    const char *text = db_step(row) ? db_text(row, 0) : rules_event_setting_find(name)->fallback;
    text = part_text(self, text);
    db_done(row);
    return text;
}

static int64_t number_of(struct db *d, struct part *self, const char *name) {
    return strtoll(text_of(d, self, name), NULL, 10);
}

static const char *const *all_of(struct db *d, struct part *self) {
    const struct rules_setting *row;
    size_t n = 0;
    while (rules_event_setting(n)) n++;
    const char **values = part_alloc(self, n + 1, sizeof *values);
    for (size_t i = 0; (row = rules_event_setting(i)); i++) values[i] = text_of(d, self, row->name);
    return values;
}

struct part *snap_build_settings(struct db *d) {
    struct part *self = part_new();
    struct book_settings *s = self->face = part_alloc(self, 1, sizeof *s);
    s->values = all_of(d, self);
    s->code = text_of(d, self, "code");
    s->title = text_of(d, self, "title");
    s->place = text_of(d, self, "place");
    s->ssid = text_of(d, self, "ssid");
    s->password = text_of(d, self, "password");
    s->address = text_of(d, self, "address");
    s->language = text_of(d, self, "language");
    s->host = text_of(d, self, "host");
    s->start_ms = number_of(d, self, "start");
    s->end_ms = number_of(d, self, "end");
    s->expected = (int)number_of(d, self, "expected");
    s->per_address = (int)number_of(d, self, "per_address");
    s->safe_percent = (int)number_of(d, self, "safe_percent");
    s->registration_open = number_of(d, self, "registration_open") != 0;
    s->name_required = number_of(d, self, "name_required") != 0;
    s->dark = number_of(d, self, "dark") != 0;
    s->quiet = number_of(d, self, "quiet") != 0;
    s->turnout_shown = number_of(d, self, "turnout_shown") != 0;
    return self;
}

/* --- remotes and show ------------------------------------------------------------------------- */
struct part *snap_build_remotes(struct db *d) {
    struct part *self = part_new();
    struct snap_remotes *face = self->face = part_alloc(self, 1, sizeof *face);
    size_t n = (size_t)db_one(d, 0, "SELECT count(*) FROM remote", "");
    face->rows = part_alloc(self, n + 1, sizeof *face->rows);
    struct db_row *row = db_query(d, "SELECT id, label, created_ms, seen_ms, revoked_ms, stage, "
                                  "token_hash, session_hash, tablet FROM remote ORDER BY id", "");
    for (; face->n < n && db_step(row); face->n++) {
        const unsigned char *token = db_blob(row, 6, BOOK_HASH);
        const unsigned char *session = NULL;
        struct book_remote_row *r = &face->rows[face->n];
        *r = (struct book_remote_row){.id = db_int(row, 0),
            .label = part_text(self, db_text(row, 1)), .created_ms = db_int(row, 2),
            .seen_ms = db_int(row, 3), .revoked = !db_null(row, 4), .stage = db_int(row, 5) != 0,
            .tablet = db_int(row, 8) != 0};
        if (token) memcpy(r->token_hash, token, BOOK_HASH);
        session = db_blob(row, 7, BOOK_HASH);
        r->bound = session != NULL;
        if (session) memcpy(r->session_hash, session, BOOK_HASH);
    }
    db_done(row);
    return self;
}

static void read_timer(struct db *d, struct book_show *show) {
    struct db_row *row = db_query(d, "SELECT wall_ms, boot_ms, boot_id, paused_ms, total_s "
                                  "FROM timer WHERE item = $1", "i", show->item);
    if (!db_step(row)) return;
    show->timer.wall_ms = db_int(row, 0);
    show->timer.boot_ms = db_int(row, 1);
    str_copy(show->timer.boot_id, sizeof show->timer.boot_id, db_text(row, 2));
    show->timer_paused_ms = db_int(row, 3);
    show->timer_total_s = (int)db_int(row, 4);
    db_done(row);
}

struct part *snap_build_show(struct writer *w) {
    struct part *self = part_new();
    struct book_show *show = self->face = part_alloc(self, 1, sizeof *show);
    struct db_row *row = db_query(w->db, "SELECT item, pinned, blank, qr, message FROM show", "");
    show->message = "";
    if (db_step(row)) {
        show->item = db_int(row, 0);
        show->pinned = db_int(row, 1);
        show->blank = db_int(row, 2) != 0;
        show->qr = db_int(row, 3) != 0;
        show->message = part_text(self, db_text(row, 4));
        db_done(row);
    }
    read_timer(w->db, show);
    show->confirm = w->state.confirm;
    if (show->confirm != RULES_STEPS) show->confirm_until = w->state.confirm_until;
    return self;
}

/* Organisations and disciplines: added, renamed, merged, removed. Writer thread.
 * Invariants: a merge moves people and loses nobody; a row somebody belongs to is never removed. */
#include <stdlib.h>
#include <string.h>
#include "events/book/desk_person.h"
#include "events/rules/import.h"
#include "lib/json.h"
#include "lib/mem.h"

void desk_list_load(struct writer *w, struct desk_list *list, bool organisations) {
    struct db_row *row = organisations
        ? db_query(w->db, "SELECT id, name FROM organisation ORDER BY id", "")
        : db_query(w->db, "SELECT id, name FROM discipline ORDER BY id", "");
    *list = (struct desk_list){ .organisations = organisations };
    while (db_step(row)) {
        if (list->n == list->cap) {
            list->cap = list->cap ? list->cap * 2 : 64;
            list->rows = mem_resize(list->rows, list->cap, sizeof *list->rows);
        }
        list->rows[list->n].id = db_int(row, 0);
        list->rows[list->n++].folded = utf8_fold(db_text(row, 1));
    }
}

int64_t desk_list_find(const struct desk_list *list, const char *name) {
    int64_t found = 0;
    char *want = utf8_fold(name);
    for (size_t i = 0; i < list->n && !found; i++)
        if (!strcmp(list->rows[i].folded, want)) found = list->rows[i].id;
    free(want);
    return found;
}

int64_t desk_list_new(struct writer *w, struct desk_list *list, const char *name,
                      const char *municipality) {
    if (municipality && !municipality[0]) municipality = NULL;
    int64_t id = list->organisations
        ? db_one(w->db, 0, "INSERT INTO organisation (name, municipality) VALUES ($1, $2) "
                 "RETURNING id", "tt", name, municipality)
        : db_one(w->db, 0, "INSERT INTO discipline (name) VALUES ($1) RETURNING id", "t", name);
    if (list->n == list->cap) {
        list->cap = list->cap ? list->cap * 2 : 64;
        list->rows = mem_resize(list->rows, list->cap, sizeof *list->rows);
    }
    list->rows[list->n].id = id;
    list->rows[list->n++].folded = utf8_fold(name);
    return id;
}

void desk_list_release(struct desk_list *list) {
    for (size_t i = 0; i < list->n; i++) free(list->rows[i].folded);
    free(list->rows);
    *list = (struct desk_list){ 0 };
}

static bool which(const struct book_desk *desk, bool *organisations) {
    const char *name = json_text(desk->data, "list", "");
    *organisations = !strcmp(name, "organisation");
    return *organisations || !strcmp(name, "discipline");
}

struct row { struct str name, municipality, letters; };
static void row_release(struct row *r) {
    str_release(&r->name);
    str_release(&r->municipality);
    str_release(&r->letters);
}

static const char *or_null(const struct str *s) { return s->len ? s->data : NULL; }

/* Name, municipality and letters as typed; the name must be free (another row's in any spelling is
 * not). */
static enum book_result take(struct writer *w, const struct book_desk *desk, bool organisations,
                             struct row *r, struct book_reply *reply) {
    struct desk_list list;
    *r = (struct row){ STR_INIT, STR_INIT, STR_INIT };
    if (!desk_text(desk, "name", RULES_PERSON_GRAPHEMES, UTF8_ONE_LINE, &r->name) || !r->name.len ||
        r->name.len >= BOOK_NAME_MAX)
        return desk_bad(reply, "name");
    if (json_object_get(desk->data, "municipality") &&
        !desk_text(desk, "municipality", RULES_PERSON_GRAPHEMES, UTF8_ONE_LINE, &r->municipality))
        return desk_bad(reply, "municipality");
    if (json_object_get(desk->data, "letters") &&
        !desk_text(desk, "letters", 3, UTF8_ONE_LINE, &r->letters))
        return desk_bad(reply, "letters");
    desk_list_load(w, &list, organisations);
    int64_t other = desk_list_find(&list, r->name.data);
    desk_list_release(&list);
    reply->id = other;
    return other && other != desk->id ? desk_bad(reply, "taken") : BOOK_OK;
}

/* Who typed that belongs to the row now. */
static void assign(struct writer *w, const struct book_desk *desk, int64_t organisation) {
    const json_t *typed = json_list(desk->data, "typed");
    for (size_t i = 0; i < json_array_size(typed); i++) {
        const char *text = json_string_value(json_array_get(typed, i));
        if (text && *text)
            db_do(w->db, "UPDATE person SET organisation = $1, organisation_text = '', "
                  "rev = rev + 1 WHERE organisation IS NULL AND organisation_text = $2", "it",
                  organisation, text);
    }
}

enum book_result desk_list_add(struct writer *w, const struct book_desk *desk,
                               struct book_reply *reply) {
    bool organisations;
    struct row r;
    if (!which(desk, &organisations)) return desk_bad(reply, "list");
    enum book_result result = take(w, desk, organisations, &r, reply);
    if (result == BOOK_OK && organisations)
        reply->id = db_one(w->db, 0, "INSERT INTO organisation (name, municipality, letters) "
                           "VALUES ($1, $2, $3) RETURNING id", "ttt", r.name.data,
                           or_null(&r.municipality), or_null(&r.letters));
    else if (result == BOOK_OK)
        reply->id = db_one(w->db, 0, "INSERT INTO discipline (name) VALUES ($1) RETURNING id",
                           "t", r.name.data);
    if (result == BOOK_OK && organisations) assign(w, desk, reply->id);
    row_release(&r);
    desk_changed_all(w);
    return result;
}

enum book_result desk_list_set(struct writer *w, const struct book_desk *desk,
                               struct book_reply *reply) {
    bool organisations;
    struct row r;
    if (!which(desk, &organisations)) return desk_bad(reply, "list");
    enum book_result result = take(w, desk, organisations, &r, reply);
    if (result == BOOK_OK) {
        if (organisations)
            db_do(w->db, "UPDATE organisation SET name = $2, municipality = $3, letters = $4 "
                  "WHERE id = $1", "ittt", desk->id, r.name.data, or_null(&r.municipality),
                  or_null(&r.letters));
        else
            db_do(w->db, "UPDATE discipline SET name = $2 WHERE id = $1", "it", desk->id,
                  r.name.data);
        if (!db_failed(w->db) && !db_changes(w->db)) result = BOOK_NO_SUCH_THING;
        reply->id = desk->id;
    }
    row_release(&r);
    desk_changed_all(w);
    return result;
}

enum book_result desk_list_remove(struct writer *w, const struct book_desk *desk,
                                  struct book_reply *reply) {
    bool organisations;
    if (!which(desk, &organisations)) return desk_bad(reply, "list");
    if (db_one(w->db, 0, organisations ? "SELECT 1 FROM person WHERE organisation = $1 LIMIT 1"
                                       : "SELECT 1 FROM person WHERE discipline = $1 LIMIT 1",
               "i", desk->id) == 1)
        return BOOK_NOT_NOW;
    db_do(w->db, organisations ? "DELETE FROM organisation WHERE id = $1"
                               : "DELETE FROM discipline WHERE id = $1", "i", desk->id);
    if (!db_failed(w->db) && !db_changes(w->db)) return BOOK_NO_SUCH_THING;
    reply->id = desk->id;
    desk_changed_all(w);
    return BOOK_OK;
}

/* A municipality the one that stays has not is taken from the first that goes. */
static void merge_row(struct writer *w, bool organisations, int64_t stays, int64_t goes) {
    if (!organisations) {
        db_do(w->db, "UPDATE person SET discipline = $1, rev = rev + 1 WHERE discipline = $2",
              "ii", stays, goes);
        db_do(w->db, "DELETE FROM discipline WHERE id = $1", "i", goes);
        return;
    }
    db_do(w->db, "UPDATE organisation SET "
          "municipality = COALESCE(municipality, (SELECT municipality FROM organisation "
          "WHERE id = $2)), letters = COALESCE(letters, (SELECT letters FROM organisation "
          "WHERE id = $2)) WHERE id = $1", "ii", stays, goes);
    db_do(w->db, "UPDATE person SET organisation = $1, rev = rev + 1 WHERE organisation = $2",
          "ii", stays, goes);
    db_do(w->db, "DELETE FROM organisation WHERE id = $1", "i", goes);
}

static bool in_list(struct writer *w, bool organisations, int64_t id) {
    return db_one(w->db, 0, organisations ? "SELECT 1 FROM organisation WHERE id = $1"
                                          : "SELECT 1 FROM discipline WHERE id = $1", "i", id);
}

enum book_result desk_list_merge(struct writer *w, const struct book_desk *desk,
                                 struct book_reply *reply) {
    const json_t *others = json_list(desk->data, "others");
    bool organisations;
    if (!which(desk, &organisations)) return desk_bad(reply, "list");
    if (!in_list(w, organisations, desk->id)) return BOOK_NO_SUCH_THING;
    for (size_t i = 0; i < json_array_size(others); i++) {
        int64_t goes = json_integer_value(json_array_get(others, i));
        if (goes == desk->id) continue;
        if (!in_list(w, organisations, goes)) return BOOK_NO_SUCH_THING;
        merge_row(w, organisations, desk->id, goes);
    }
    if (organisations) assign(w, desk, desk->id);
    reply->id = desk->id;
    desk_changed_all(w);
    return BOOK_OK;
}

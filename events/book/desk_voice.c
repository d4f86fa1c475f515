/* Voices and comparison tables of the documentation. Writer thread.
 * Invariant: a voice whose person did not agree to be quoted is never stored as theirs, one quoted
 * without name never carries it; exports look again, consents may change. */
#include "events/book/desk_paper.h"
#include <stdlib.h>
#include "events/book/paper_inside.h"
#include "events/rules/quote.h"
#include "lib/json.h"
#include "lib/mem.h"

struct voice { struct str heading, text, attribution; int64_t person, card, rev; bool included; };

static bool voice_load(struct writer *w, int64_t id, struct voice *v) {
    struct db_row *row = db_query(w->db, "SELECT heading, text, attribution, person, card, "
                                  "included, rev FROM voice WHERE id = $1", "i", id);
    bool found = db_step(row);
    if (found) {
        str_puts(&v->heading, db_text(row, 0));
        str_puts(&v->text, db_text(row, 1));
        str_puts(&v->attribution, db_text(row, 2));
        v->person = db_int(row, 3);
        v->card = db_int(row, 4);
        v->included = db_int(row, 5) != 0;
        v->rev = db_int(row, 6);
    }
    db_done(row);
    return found;
}

static bool voice_read(const struct book_desk *desk, struct voice *v, struct book_reply *reply) {
    if (!paper_text(desk, "heading", PAPER_TITLE, UTF8_ONE_LINE, &v->heading, reply) ||
        !paper_text(desk, "text", PAPER_VOICE, UTF8_ONE_LINE, &v->text, reply) ||
        !paper_text(desk, "attribution", PAPER_LINE, UTF8_ONE_LINE, &v->attribution, reply))
        return false;
    if (!v->text.len) return desk_bad(reply, "text"), false;
    v->person = json_int(desk->data, "person", v->person);
    v->card = json_int(desk->data, "card", v->card);
    v->included = paper_flag(desk, "included", v->included);
    return true;
}

/* "" or the field that stands against it. */
static const char *against_consent(struct writer *w, const struct voice *v) {
    switch (paper_may_quote(w->db, v->person, v->card, v->attribution.data)) {
    case RULES_QUOTE_NONE: return "person";
    case RULES_QUOTE_ANONYMOUS: return "attribution";
    default: return "";
    }
}

static int64_t voice_store(struct writer *w, int64_t id, const struct voice *v) {
    if (id)
        db_do(w->db, "UPDATE voice SET heading = $2, text = $3, attribution = $4, person = $5, "
              "card = $6, included = $7, rev = $8 WHERE id = $1", "itttzzdi", id, v->heading.data,
              v->text.data, v->attribution.data, v->person, v->card, (int)v->included, v->rev);
    else
        db_do(w->db, "INSERT INTO voice (position, heading, text, attribution, person, card, "
              "included) SELECT coalesce(max(position), 0) + 1, $1, $2, $3, $4, $5, $6 FROM voice",
              "tttzzd", v->heading.data, v->text.data, v->attribution.data, v->person, v->card,
              (int)v->included);
    return id ? id : db_inserted(w->db);
}

/* Behind the one named; before all with 0. */
static void voice_move(struct writer *w, int64_t id, int64_t after) {
    int64_t at = db_one(w->db, 0, "SELECT position FROM voice WHERE id = $1", "i", after);
    db_do(w->db, "UPDATE voice SET position = position + 1 WHERE position > $1", "i", at);
    db_do(w->db, "UPDATE voice SET position = $2 WHERE id = $1", "ii", id, at + 1);
}

enum book_result desk_voice_set(struct writer *w, const struct book_desk *desk,
                                struct book_reply *reply) {
    struct voice v = {STR_INIT, STR_INIT, STR_INIT, 0, 0, 0, true};
    enum book_result result = BOOK_NO_SUCH_THING;
    const char *field;
    if (desk->id && !voice_load(w, desk->id, &v)) goto out;
    if (desk->id && (result = desk_fresh(w, desk, v.rev, reply)) != BOOK_OK) goto out;
    result = BOOK_BAD_VALUE;
    if (!voice_read(desk, &v, reply)) goto out;
    if (*(field = against_consent(w, &v))) {
        desk_bad(reply, field);
        goto out;
    }
    reply->revision = ++v.rev;
    reply->id = voice_store(w, desk->id, &v);
    if (json_object_get(desk->data, "after"))
        voice_move(w, reply->id, json_int(desk->data, "after", 0));
    desk_changed_paper(w);
    result = db_refused(w->db) ? desk_bad(reply, "card") : BOOK_OK;
out:
    str_release(&v.heading);
    str_release(&v.text);
    str_release(&v.attribution);
    return result;
}

enum book_result desk_voice_remove(struct writer *w, const struct book_desk *desk,
                                   struct book_reply *reply) {
    (void)reply;
    db_do(w->db, "DELETE FROM voice WHERE id = $1", "i", desk->id);
    desk_changed_paper(w);
    return db_changes(w->db) ? BOOK_OK : BOOK_NO_SUCH_THING;
}

/* A voice and the one who spoke; person 0: not known. */
struct spoken { int64_t id, person; char *attribution, *organisation; bool may; };

static size_t voices_spoken(struct db *d, struct spoken **out) {
    struct spoken *list = mem_new((size_t)db_one(d, 0, "SELECT count(*) FROM voice", "") + 1,
                                  sizeof *list);
    struct db_row *row = db_query(d, "SELECT v.id, p.id, v.attribution, o.name, "
        "(SELECT pc.answer FROM person_consent pc JOIN consent c ON c.position = pc.consent "
        "WHERE pc.person = p.id AND c.key = 'quote') FROM voice v "
        "LEFT JOIN card k ON k.id = v.card AND v.person IS NULL "
        "LEFT JOIN person p ON p.id = coalesce(v.person, k.person) "
        "LEFT JOIN organisation o ON o.id = p.organisation ORDER BY v.id", "");
    size_t n = 0;
    for (; db_step(row); n++)
        list[n] = (struct spoken){ db_int(row, 0), db_int(row, 1), mem_copy(db_text(row, 2)),
            mem_copy(db_text(row, 3)), db_int(row, 4) > 0 };
    *out = list;
    return n;
}

/* Signatures typed by hand tell somebody too. */
static bool tells_any(struct db *d, int64_t person, const char *attribution) {
    struct db_row *row = db_query(d, "SELECT name FROM person WHERE (id = $1 OR $2 = 0) "
                                  "AND name <> ''", "ii", person, person);
    bool told = false;
    while (!told && db_step(row)) told = rules_holds_name(attribution, db_text(row, 0));
    db_done(row);
    return told;
}

static void forget_voice(struct writer *w, const struct spoken *v, bool theirs, bool all) {
    db_do(w->db, "UPDATE voice SET person = NULL, card = CASE WHEN $2 THEN NULL ELSE card END, "
          "attribution = $3, included = CASE WHEN $4 THEN included ELSE 0 END, rev = rev + 1 "
          "WHERE id = $1", "idtd", v->id, (int)theirs,
          all && theirs && v->may ? v->organisation : "", (int)(all && (v->may || !theirs)));
}

void paper_forget_voices(struct writer *w, int64_t person) {
    struct spoken *list;
    size_t n = voices_spoken(w->db, &list);
    for (size_t i = 0; i < n; i++) {
        bool theirs = list[i].person && (!person || list[i].person == person);
        if (theirs || tells_any(w->db, person, list[i].attribution))
            forget_voice(w, &list[i], theirs, !person);
        free(list[i].attribution);
        free(list[i].organisation);
    }
    free(list);
    desk_changed_paper(w);
}

struct table { struct str title, dated, source, body, notes; bool included; int64_t rev; };

static void table_release(struct table *t) {
    str_release(&t->title);
    str_release(&t->dated);
    str_release(&t->source);
    str_release(&t->body);
    str_release(&t->notes);
}

static bool table_load(struct writer *w, int64_t id, struct table *t) {
    struct db_row *row = db_query(w->db, "SELECT title, dated, source, body, notes, included, rev "
                                  "FROM comparison WHERE id = $1", "i", id);
    bool found = db_step(row);
    if (found) {
        str_puts(&t->title, db_text(row, 0));
        str_puts(&t->dated, db_text(row, 1));
        str_puts(&t->source, db_text(row, 2));
        str_puts(&t->body, db_text(row, 3));
        str_puts(&t->notes, db_text(row, 4));
        t->included = db_int(row, 5) != 0;
        t->rev = db_int(row, 6);
    }
    db_done(row);
    return found;
}

static bool table_read(const struct book_desk *desk, struct table *t, struct book_reply *reply) {
    if (!paper_text(desk, "title", PAPER_TITLE, UTF8_ONE_LINE, &t->title, reply) ||
        !paper_text(desk, "dated", PAPER_LINE, UTF8_ONE_LINE, &t->dated, reply) ||
        !paper_text(desk, "source", PAPER_LINE, UTF8_ONE_LINE, &t->source, reply) ||
        !paper_text(desk, "body", PAPER_CELLS, UTF8_MANY_LINES, &t->body, reply) ||
        !paper_text(desk, "notes", PAPER_NOTES, UTF8_MANY_LINES, &t->notes, reply))
        return false;
    if (!t->title.len) return desk_bad(reply, "title"), false;
    t->included = paper_flag(desk, "included", t->included);
    return true;
}

static int64_t table_store(struct writer *w, int64_t id, const struct table *t) {
    if (id)
        db_do(w->db, "UPDATE comparison SET title = $2, dated = $3, source = $4, body = $5, "
              "notes = $6, included = $7, rev = $8 WHERE id = $1", "itttttdi", id, t->title.data,
              t->dated.data, t->source.data, t->body.data, t->notes.data, (int)t->included,
              t->rev);
    else
        db_do(w->db, "INSERT INTO comparison (position, title, dated, source, body, notes, "
              "included) SELECT coalesce(max(position), 0) + 1, $1, $2, $3, $4, $5, $6 "
              "FROM comparison", "tttttd", t->title.data, t->dated.data, t->source.data,
              t->body.data, t->notes.data, (int)t->included);
    return id ? id : db_inserted(w->db);
}

static void table_move(struct writer *w, int64_t id, int64_t after) {
    int64_t at = db_one(w->db, 0, "SELECT position FROM comparison WHERE id = $1", "i", after);
    db_do(w->db, "UPDATE comparison SET position = position + 1 WHERE position > $1", "i", at);
    db_do(w->db, "UPDATE comparison SET position = $2 WHERE id = $1", "ii", id, at + 1);
}

enum book_result desk_table_set(struct writer *w, const struct book_desk *desk,
                                struct book_reply *reply) {
    struct table t = {STR_INIT, STR_INIT, STR_INIT, STR_INIT, STR_INIT, true, 0};
    enum book_result result = BOOK_NO_SUCH_THING;
    if (desk->id && !table_load(w, desk->id, &t)) goto out;
    if (desk->id && (result = desk_fresh(w, desk, t.rev, reply)) != BOOK_OK) goto out;
    result = BOOK_BAD_VALUE;
    if (!table_read(desk, &t, reply)) goto out;
    reply->revision = ++t.rev;
    reply->id = table_store(w, desk->id, &t);
    if (json_object_get(desk->data, "after"))
        table_move(w, reply->id, json_int(desk->data, "after", 0));
    desk_changed_paper(w);
    result = BOOK_OK;
out:
    table_release(&t);
    return result;
}

enum book_result desk_table_remove(struct writer *w, const struct book_desk *desk,
                                   struct book_reply *reply) {
    (void)reply;
    db_do(w->db, "DELETE FROM comparison WHERE id = $1", "i", desk->id);
    desk_changed_paper(w);
    return db_changes(w->db) ? BOOK_OK : BOOK_NO_SUCH_THING;
}

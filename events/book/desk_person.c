/* People as the desk writes them: added, corrected, given a code, erased. Writer thread.
 * Invariants: a name stays as it was given (cleaned, never another case); an erased person never
 * gets words again; of a code only its hash is stored, and no hash comes back. */
#include "events/book/desk_person.h"
#include <stdlib.h>
#include <string.h>
#include "events/book/desk_paper.h"
#include "events/rules/import.h"
#include "lib/json.h"
#include "lib/secret.h"

struct fields {                    /* of one person, as they will be written */
    struct str name, organisation_text, function, email;
    int64_t organisation, discipline;
    const char *role;
    int no_phone;
    char languages[RULES_LANGUAGES_TEXT];
};

static void fields_release(struct fields *f) {
    str_release(&f->name);
    str_release(&f->organisation_text);
    str_release(&f->function);
    str_release(&f->email);
}

static bool fields_load(struct writer *w, int64_t id, struct fields *f, int64_t *rev) {
    *f = (struct fields){ .name = STR_INIT, .organisation_text = STR_INIT, .function = STR_INIT,
                           .email = STR_INIT, .role = rules_role(0) };
    if (!id) return true;
    struct db_row *row = db_query(w->db, "SELECT name, organisation_text, function, email, "
        "organisation, discipline, role, no_phone, rev, languages FROM person WHERE id = $1 "
        "AND erased_ms IS NULL", "i", id);
    if (!db_step(row)) return false;
    str_puts(&f->name, db_text(row, 0));
    str_puts(&f->organisation_text, db_text(row, 1));
    str_puts(&f->function, db_text(row, 2));
    str_puts(&f->email, db_text(row, 3));
    f->organisation = db_int(row, 4);
    f->discipline = db_int(row, 5);
    for (size_t i = 0; rules_role(i); i++)
        if (!strcmp(rules_role(i), db_text(row, 6))) f->role = rules_role(i);
    f->no_phone = db_int(row, 7) != 0;
    *rev = db_int(row, 8);
    (void)str_copy(f->languages, sizeof f->languages, db_text(row, 9));
    db_done(row);
    return true;
}

static enum book_result take_text(const struct book_desk *desk, const char *key, size_t max,
                                  struct str *dst, struct book_reply *reply) {
    if (!json_object_get(desk->data, key)) return BOOK_OK;
    if (desk_text(desk, key, max, UTF8_ONE_LINE, dst) && dst->len < BOOK_NAME_MAX) return BOOK_OK;
    return desk_bad(reply, key);
}

static enum book_result take_texts(const struct book_desk *desk, struct fields *f,
                                   struct book_reply *reply) {
    enum book_result result = take_text(desk, "name", RULES_PERSON_GRAPHEMES, &f->name, reply);
    if (result == BOOK_OK)
        result = take_text(desk, "function", RULES_PERSON_GRAPHEMES, &f->function, reply);
    if (result == BOOK_OK)
        result = take_text(desk, "email", RULES_EMAIL_MAX, &f->email, reply);
    if (result == BOOK_OK && f->email.len && !rules_email_fits(f->email.data))
        result = desk_bad(reply, "email");
    return result;
}

/* A row of a list by its id: it must be there. */
static bool take_row(struct writer *w, const struct book_desk *desk, const char *key,
                     const char *sql, int64_t *dst) {
    if (!json_object_get(desk->data, key)) return true;
    *dst = json_int(desk->data, key, 0);
    return !*dst || db_one(w->db, 0, sql, "i", *dst) == 1;
}

/* A typed name that is in the list is the listed one; grow puts new ones in. */
static void take_typed(struct writer *w, const struct book_desk *desk, struct fields *f,
                       const struct desk_newcomer *how) {
    struct str typed = STR_INIT;
    if (how->disciplines && desk_text(desk, "discipline_text", RULES_PERSON_GRAPHEMES,
                                      UTF8_ONE_LINE, &typed) && typed.len) {
        f->discipline = desk_list_find(how->disciplines, typed.data);
        if (!f->discipline && how->grow)
            f->discipline = desk_list_new(w, how->disciplines, typed.data, NULL);
    }
    str_release(&typed);
    if (!how->organisations || f->organisation || !f->organisation_text.len) return;
    f->organisation = desk_list_find(how->organisations, f->organisation_text.data);
    if (!f->organisation && how->grow)
        f->organisation = desk_list_new(w, how->organisations, f->organisation_text.data,
                                        json_text(desk->data, "municipality", NULL));
}

static enum book_result take(struct writer *w, const struct book_desk *desk, struct fields *f,
                             const struct desk_newcomer *how, struct book_reply *reply) {
    enum book_result result = take_texts(desk, f, reply);
    if (result != BOOK_OK) return result;
    if (!f->name.len && w->snap->settings.name_required) return desk_bad(reply, "name");
    if (!take_row(w, desk, "organisation", "SELECT 1 FROM organisation WHERE id = $1",
                  &f->organisation)) return desk_bad(reply, "organisation");
    if (!take_row(w, desk, "discipline", "SELECT 1 FROM discipline WHERE id = $1",
                  &f->discipline)) return desk_bad(reply, "discipline");
    if (json_object_get(desk->data, "organisation_text")) {
        result = take_text(desk, "organisation_text", RULES_PERSON_GRAPHEMES,
                           &f->organisation_text, reply);
        if (result != BOOK_OK) return result;
        if (!json_int(desk->data, "organisation", 0) && f->organisation_text.len)
            f->organisation = 0;
    }
    take_typed(w, desk, f, how);
    if (f->organisation) str_clear(&f->organisation_text);
    const char *role = json_text(desk->data, "role", NULL);
    for (size_t i = 0; role && f->role != role; i++) {
        if (!rules_role(i)) return desk_bad(reply, "role");
        if (!strcmp(rules_role(i), role)) f->role = role = rules_role(i);
    }
    const char *languages = json_text(desk->data, "languages", NULL);
    if (languages && !rules_languages_read(f->languages, languages))
        return desk_bad(reply, "languages");
    f->no_phone = json_flag(desk->data, "no_phone", f->no_phone);
    return BOOK_OK;
}

/* {key: answer}; a yes-or-no line knows no 2. */
static enum book_result consents(struct writer *w, const struct book_desk *desk, int64_t person,
                                 struct book_reply *reply) {
    const char *key;
    json_t *value;
    json_object_foreach(json_object_get(desk->data, "consents"), key, value) {
        int64_t answer = json_integer_value(value);
        int64_t at = db_one(w->db, -1, "SELECT position FROM consent WHERE key = $1 "
                            "AND $2 BETWEEN 0 AND 1 + choice", "ti", key, answer);
        if (at < 0) return desk_bad(reply, "consents");
        db_do(w->db, "INSERT INTO person_consent (person, consent, answer) VALUES ($1, $2, $3) "
              "ON CONFLICT (person, consent) DO UPDATE SET answer = excluded.answer", "iii",
              person, at, answer);
    }
    return BOOK_OK;
}

enum book_result desk_give_code(struct writer *w, int64_t person, const char *hex,
                                struct book_reply *reply) {
    unsigned char hash[BOOK_HASH];
    if (!hex || !str_unhex(hash, sizeof hash, hex)) return desk_bad(reply, "code_hash");
    if (db_one(w->db, 0, "SELECT 1 FROM person_code WHERE hash = $1", "h", hash) == 1)
        return BOOK_CODE_TAKEN;
    db_do(w->db, "INSERT INTO person_code (person, hash, made_ms) VALUES ($1, $2, $3)", "ihi",
          person, hash, w->now.wall_ms);
    dirty_person(&w->dirty, person);
    return BOOK_OK;
}

static enum book_result with_it(struct writer *w, const struct book_desk *desk, int64_t person,
                                struct book_reply *reply) {
    enum book_result result = consents(w, desk, person, reply);
    const char *hex = json_text(desk->data, "code_hash", NULL);
    if (result == BOOK_OK && hex) result = desk_give_code(w, person, hex, reply);
    if (result == BOOK_OK && json_flag(desk->data, "check_in", false)) desk_present(w, person, 1);
    reply->id = person;
    dirty_person(&w->dirty, person);
    return result;
}

enum book_result desk_person_new(struct writer *w, const struct book_desk *desk,
                                 const struct desk_newcomer *how, struct book_reply *reply) {
    struct fields f;
    int64_t rev = 0;
    (void)fields_load(w, 0, &f, &rev);
    enum book_result result = take(w, desk, &f, how, reply);
    if (result != BOOK_OK) goto out;
    int64_t id = db_one(w->db, 0, "INSERT INTO person (name, organisation, organisation_text, "
        "discipline, registered_ms, function, email, role, no_phone, origin, batch, languages) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'desk', $10, $11) RETURNING id",
        "tztzitttdzt",
        f.name.data, f.organisation, f.organisation_text.data, f.discipline, w->now.wall_ms,
        f.function.data, f.email.data, f.role, f.no_phone, how->batch,
        f.languages);
    reply->revision = 1;
    result = with_it(w, desk, id, reply);
out:
    fields_release(&f);
    return result;
}

enum book_result desk_person_add(struct writer *w, const struct book_desk *desk,
                                 struct book_reply *reply) {
    struct desk_list organisations, disciplines;
    desk_list_load(w, &organisations, true);
    desk_list_load(w, &disciplines, false);
    enum book_result result = desk_person_new(w, desk, &(struct desk_newcomer){
        .organisations = &organisations, .disciplines = &disciplines }, reply);
    desk_list_release(&organisations);
    desk_list_release(&disciplines);
    return result;
}

enum book_result desk_person_set(struct writer *w, const struct book_desk *desk,
                                 struct book_reply *reply) {
    struct fields f;
    struct desk_list organisations = { 0 };
    int64_t rev = 0;
    enum book_result result = BOOK_NO_SUCH_THING;
    if (!desk->id || !fields_load(w, desk->id, &f, &rev)) return result;
    desk_list_load(w, &organisations, true);
    result = desk_fresh(w, desk, rev, reply);
    if (result == BOOK_OK)
        result = take(w, desk, &f, &(struct desk_newcomer){ .organisations = &organisations },
                      reply);
    if (result != BOOK_OK) goto out;
    db_do(w->db, "UPDATE person SET name = $2, organisation = $3, organisation_text = $4, "
          "discipline = $5, function = $6, email = $7, role = $8, no_phone = $9, languages = $10, "
          "rev = rev + 1 WHERE id = $1", "itztztttdt", desk->id, f.name.data, f.organisation,
          f.organisation_text.data, f.discipline, f.function.data, f.email.data, f.role,
          f.no_phone, f.languages);
    reply->revision = rev + 1;
    result = with_it(w, desk, desk->id, reply);
out:
    fields_release(&f);
    desk_list_release(&organisations);
    return result;
}

static bool is_person(struct writer *w, int64_t id) {
    return db_one(w->db, 0, "SELECT 1 FROM person WHERE id = $1 AND erased_ms IS NULL", "i", id);
}

/* One, or many made in one go: {codes: [{id, hash}]}. */
enum book_result desk_person_code(struct writer *w, const struct book_desk *desk,
                                  struct book_reply *reply) {
    const json_t *codes = json_list(desk->data, "codes");
    enum book_result result = BOOK_OK;
    if (!codes) {
        if (!is_person(w, desk->id)) return BOOK_NO_SUCH_THING;
        reply->id = desk->id;
        return desk_give_code(w, desk->id, json_text(desk->data, "code_hash", NULL), reply);
    }
    for (size_t i = 0; i < json_array_size(codes) && result == BOOK_OK; i++) {
        const json_t *code = json_array_get(codes, i);
        int64_t id = json_int(code, "id", 0);
        if (!is_person(w, id)) return BOOK_NO_SUCH_THING;
        result = desk_give_code(w, id, json_text(code, "hash", NULL), reply);
    }
    return result;
}

/* What identifies somebody goes for good; that somebody was there stays counted. */
enum book_result desk_erase(struct writer *w, const struct book_desk *desk,
                            struct book_reply *reply) {
    if (!is_person(w, desk->id)) return BOOK_NO_SUCH_THING;
    paper_forget_voices(w, desk->id);
    db_do(w->db, "UPDATE person SET name = '', organisation_text = '', function = '', email = '', "
          "languages = '', nonce = NULL, erased_ms = $2, rev = rev + 1 WHERE id = $1", "ii",
          desk->id, w->now.wall_ms);
    db_do(w->db, "DELETE FROM session WHERE person = $1", "i", desk->id);
    db_do(w->db, "DELETE FROM person_code WHERE person = $1", "i", desk->id);
    db_do(w->db, "DELETE FROM person_consent WHERE person = $1", "i", desk->id);
    db_do(w->db, "UPDATE batch SET file = '' WHERE id = (SELECT batch FROM person WHERE id = $1)",
          "i", desk->id);             /* a list of one is called after its one */
    db_do(w->db, "INSERT INTO owed (what) VALUES ('truncate') ON CONFLICT DO NOTHING", "");
    w->state.owed = true;
    reply->id = desk->id;
    desk_changed_all(w);
    return BOOK_OK;
}

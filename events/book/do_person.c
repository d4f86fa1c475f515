/* Registration, changed phones, leaving, new codes. Writer thread.
 * Invariants: a person has at most one session in force (index session_in_force); coming in by own
 * phone means being present; a form sent twice makes one person and its last phone counts. */
#include <stdlib.h>
#include <string.h>
#include "events/book/write.h"
#include "lib/utf8.h"

enum { NAME_GRAPHEMES = 60 };

static void present(struct writer *w, int64_t person, int yes) {
    int64_t now = db_one(w->db, -1, "SELECT present FROM presence WHERE person = $1 "
                         "ORDER BY id DESC LIMIT 1", "i", person);
    if (now == yes) return;
    db_do(w->db, "INSERT INTO presence (person, present, at_ms) VALUES ($1, $2, $3)", "idi",
          person, yes, w->now.wall_ms);
    dirty_person(&w->dirty, person);
}

static void end_session(struct writer *w, int64_t person) {
    db_do(w->db, "UPDATE session SET ended_ms = $2 WHERE person = $1 AND ended_ms IS NULL", "ii",
          person, w->now.wall_ms);
    dirty_person(&w->dirty, person);
}

static void begin_session(struct writer *w, int64_t person, const unsigned char *hash) {
    db_do(w->db, "INSERT INTO session (person, hash, begun_ms) VALUES ($1, $2, $3)", "ihi", person,
          hash, w->now.wall_ms);
    dirty_person(&w->dirty, person);
}

static bool code_taken(struct writer *w, const unsigned char *hash) {
    return db_one(w->db, 0, "SELECT 1 FROM person_code WHERE hash = $1", "h", hash) == 1;
}

static void give_code(struct writer *w, int64_t person, const unsigned char *hash) {
    db_do(w->db, "INSERT INTO person_code (person, hash, made_ms) VALUES ($1, $2, $3)", "ihi",
          person, hash, w->now.wall_ms);
}

/* "typed five ways": the same name in another case or without its umlauts is the listed one. */
static int64_t listed(struct writer *w, const char *typed) {
    if (!typed[0]) return 0;
    char *want = utf8_fold(typed);
    int64_t found = 0;
    for (size_t i = 0; i < w->snap->organisations_n && !found; i++) {
        char *have = utf8_fold(w->snap->organisations[i].name);
        if (!strcmp(want, have)) found = w->snap->organisations[i].id;
        free(have);
    }
    free(want);
    return found;
}

static enum book_result check(struct writer *w, const struct book_register *reg) {
    if (db_one(w->db, 1, "SELECT CAST(value AS INTEGER) FROM setting "
               "WHERE name = 'registration_open'", "") == 0)
        return BOOK_REGISTRATION_CLOSED;
    if (!reg->name[0] && w->snap->settings.name_required) return BOOK_NAME_NEEDED;
    if (!utf8_valid(reg->name, strlen(reg->name)) ||
        !utf8_valid(reg->organisation_text, strlen(reg->organisation_text)))
        return BOOK_NOT_ALLOWED;
    if (utf8_graphemes(reg->name) > NAME_GRAPHEMES ||
        utf8_graphemes(reg->organisation_text) > NAME_GRAPHEMES)
        return BOOK_TEXT_TOO_LONG;
    return BOOK_OK;
}

/* The same form again: no second person; this phone and this code are the ones in force. */
static enum book_result again(struct writer *w, const struct book_register *reg, int64_t person) {
    if (db_one(w->db, 0, "SELECT 1 FROM session WHERE person = $1 AND hash = $2", "ih", person,
               reg->session_hash) == 1)
        return BOOK_AGAIN;
    if (code_taken(w, reg->code_hash)) return BOOK_CODE_TAKEN;
    end_session(w, person);
    begin_session(w, person, reg->session_hash);
    give_code(w, person, reg->code_hash);
    return BOOK_AGAIN;
}

static void insert(struct writer *w, const struct book_cmd *cmd, int64_t *person) {
    const struct book_register *reg = &cmd->as.reg;
    int64_t organisation = reg->organisation;
    if (!organisation) organisation = listed(w, reg->organisation_text);
    *person = db_one(w->db, 0,
        "INSERT INTO person (name, organisation, organisation_text, discipline, nonce, "
        "registered_ms) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id", "tztzzi", reg->name,
        organisation, organisation ? "" : reg->organisation_text, reg->discipline, cmd->nonce,
        w->now.wall_ms);
    for (size_t i = 0; i < w->snap->consents_n && i < BOOK_CONSENTS_MAX; i++)
        db_do(w->db, "INSERT INTO person_consent (person, consent, answer) VALUES ($1, $2, $3)",
              "idd", *person, (int)i, (int)reg->consents[i]);
}

enum book_result do_register(struct writer *w, const struct book_cmd *cmd,
                             struct book_reply *reply) {
    const struct book_register *reg = &cmd->as.reg;
    if (cmd->nonce) {
        reply->id = db_one(w->db, 0, "SELECT id FROM person WHERE nonce = $1", "i", cmd->nonce);
        if (reply->id) return again(w, reg, reply->id);
    }
    enum book_result result = check(w, reg);
    if (result != BOOK_OK) return result;
    if (code_taken(w, reg->code_hash)) return BOOK_CODE_TAKEN;
    insert(w, cmd, &reply->id);
    give_code(w, reply->id, reg->code_hash);
    begin_session(w, reply->id, reg->session_hash);
    present(w, reply->id, 1);
    return BOOK_OK;
}

enum book_result do_take_over(struct writer *w, const struct book_cmd *cmd,
                              struct book_reply *reply) {
    const struct book_take_over *take = &cmd->as.take;
    int64_t person = db_one(w->db, 0,
        "SELECT c.person FROM person_code c WHERE c.hash = $1 AND NOT EXISTS "
        "(SELECT 1 FROM person_code n WHERE n.person = c.person AND n.id > c.id)", "h",
        take->code_hash);
    if (!person) return BOOK_NO_SUCH_CODE;
    end_session(w, person);
    begin_session(w, person, take->session_hash);
    present(w, person, 1);
    reply->id = person;
    return BOOK_OK;
}

enum book_result do_leave(struct writer *w, const struct book_cmd *cmd, struct book_reply *reply) {
    if (!snap_person(w->snap, cmd->person)) return BOOK_NOT_ALLOWED;
    end_session(w, cmd->person);
    present(w, cmd->person, 0);
    reply->id = cmd->person;
    return BOOK_OK;
}

enum book_result do_new_code(struct writer *w, const struct book_cmd *cmd,
                             struct book_reply *reply) {
    if (!snap_person(w->snap, cmd->person)) return BOOK_NOT_ALLOWED;
    if (code_taken(w, cmd->as.code.code_hash)) return BOOK_CODE_TAKEN;
    give_code(w, cmd->person, cmd->as.code.code_hash);
    reply->id = cmd->person;
    w->dirty.any = true;
    return BOOK_OK;
}

/* Cards by participants: added, edited, withdrawn. Writer thread.
 * Invariants: of a secret card neither author nor time is written outside of card_author; a nonce
 * makes one card for ever; a late card changes nothing but the list of held cards. */
#include <string.h>
#include "events/book/write.h"
#include "events/rules/name.h"
#include "lib/secret.h"
#include "lib/utf8.h"

static enum book_result check_text(const char *text, int graphemes) {
    if (!text[0]) return BOOK_TEXT_EMPTY;
    if (!utf8_valid(text, strlen(text))) return BOOK_NOT_ALLOWED;
    return utf8_graphemes(text) > (size_t)graphemes ? BOOK_TEXT_TOO_LONG : BOOK_OK;
}

static int64_t own_cards(struct writer *w, const struct run_row *run, int64_t person) {
    return run_secret_cards(run)
        ? db_one(w->db, 0, "SELECT count(*) FROM card_author a WHERE a.run = $1 AND a.person = $2 "
                 "AND NOT EXISTS (SELECT 1 FROM card_withdrawn x WHERE x.card = a.card)", "ii",
                 run->id, person)
        : db_one(w->db, 0, "SELECT count(*) FROM card c WHERE c.run = $1 AND c.person = $2 "
                 "AND NOT EXISTS (SELECT 1 FROM card_withdrawn x WHERE x.card = c.id)", "ii",
                 run->id, person);
}

static int64_t next_place(struct writer *w, int64_t run) {
    return db_one(w->db, 1, "SELECT coalesce(max(p.place), 0) + 1 FROM card c "
                  "JOIN card_place p ON p.card = c.id WHERE c.run = $1", "i", run);
}

static int64_t insert_named(struct writer *w, const struct run_row *run,
                            const struct card_wish *c) {
    return db_one(w->db, 0, "INSERT INTO card (run, person, created_ms, late, origin) "
                  "VALUES ($1, $2, $3, $4, $5) RETURNING id", "iiidt", run->id, c->person,
                  w->now.wall_ms, (int)c->late, rules_origin_name(c->origin));
}

/* Also a card of nobody: read aloud, and entered at the desk. */
static int64_t insert_secret(struct writer *w, const struct run_row *run,
                             const struct card_wish *c) {
    const struct book_person *p = c->person ? snap_person(w->snap, c->person) : NULL;
    bool city = p && run->author == RULES_BY_CITY;
    int64_t card = secret_id();
    db_do(w->db, "INSERT INTO card (id, run, municipality, letters, late) "
          "VALUES ($1, $2, $3, $4, $5)", "iittd", card, run->id, city ? p->municipality : NULL,
          city ? p->letters : NULL, (int)c->late);
    if (p && !run->sealed)
        db_do(w->db, "INSERT INTO card_author (card, run, person, arrival, origin) SELECT $1, $2, "
              "$3, coalesce(max(arrival), 0) + 1, $4 FROM card_author WHERE run = $2", "iiit",
              card, run->id, c->person, rules_origin_name(c->origin));
    if (!p && !c->late)
        db_do(w->db, "INSERT INTO run_origin (run, origin, cards) VALUES ($1, $2, 1) ON CONFLICT "
              "(run, origin) DO UPDATE SET cards = run_origin.cards + 1", "it", run->id,
              rules_origin_name(c->origin));
    return card;
}

static int64_t insert(struct writer *w, const struct run_row *run, const struct card_wish *c) {
    bool secret = run_secret_cards(run) || !c->person;
    int64_t card = secret ? insert_secret(w, run, c) : insert_named(w, run, c);
    enum rules_card state = rules_card_begins(run->appear, c->late);
    int64_t place = state == RULES_SHOWN && run->appear != RULES_REVEAL
        ? next_place(w, run->id) : 0;
    db_do(w->db, "INSERT INTO card_version (card, number, text) VALUES ($1, 1, $2)", "it", card,
          c->text);
    db_do(w->db, "INSERT INTO card_place (card, state, place) VALUES ($1, $2, $3)", "iti", card,
          rules_card_name(state), place);
    if (c->nonce)
        db_do(w->db, "INSERT INTO spent_nonce (nonce, run, card) VALUES ($1, $2, $3)", "iiz",
              c->nonce, run->id, secret && run->sealed ? 0 : card);
    if (!c->late && c->person)
        db_do(w->db, "INSERT INTO turnout (run, person, origin) VALUES ($1, $2, $3) "
              "ON CONFLICT DO NOTHING", "iit", run->id, c->person, rules_origin_name(c->origin));
    return card;
}

static bool spent(struct writer *w, int64_t nonce, int64_t *card) {
    *card = 0;
    if (!nonce) return false;
    struct db_row *row = db_query(w->db, "SELECT card FROM spent_nonce WHERE nonce = $1", "i",
                                  nonce);
    if (!db_step(row)) return false;
    *card = db_int(row, 0);
    db_done(row);
    return true;
}

enum book_result card_add(struct writer *w, const struct run_row *run, struct card_wish *c,
                          int64_t *card) {
    if (!run || run->kind != RULES_VISIONS || (c->person && !snap_takes_part(w->snap, c->person)))
        return BOOK_NOT_ALLOWED;
    if (spent(w, c->nonce, card)) return BOOK_AGAIN;
    enum book_result text = check_text(c->text, run->card_length);
    if (text != BOOK_OK) return text;
    if (run->discarded) return BOOK_OVER;
    c->late = run->state >= RULES_CLOSED;
    if (!c->late && !rules_run_takes(run->state)) return BOOK_NOT_OPEN;
    if (c->person && own_cards(w, run, c->person) >= run->cards_max) return BOOK_TOO_MANY_CARDS;
    *card = insert(w, run, c);
    dirty_run(&w->dirty, run->id, run->item);
    return c->late ? BOOK_LATE : BOOK_OK;
}

enum book_result do_card_add(struct writer *w, const struct book_cmd *cmd,
                             struct book_reply *reply) {
    struct card_wish wish = {.person = cmd->person, .nonce = cmd->nonce,
                             .text = cmd->as.card.text, .origin = cmd->as.card.origin};
    if (!cmd->person) return BOOK_NOT_ALLOWED;
    return card_add(w, run_cached(w, cmd->as.card.run), &wish, &reply->id);
}

/* The card's run when cmd's person may still change it; NULL with the reason. */
static const struct run_row *own_run(struct writer *w, const struct book_cmd *cmd,
                                     enum book_result *why) {
    int64_t card = cmd->as.card.card;
    int64_t id = db_one(w->db, 0, "SELECT run FROM card WHERE id = $1", "i", card);
    const struct run_row *run = run_cached(w, id);
    *why = BOOK_NOT_YOURS;
    if (!run || !cmd->person) return NULL;
    int64_t author = run_secret_cards(run)
        ? db_one(w->db, 0, "SELECT person FROM card_author WHERE card = $1", "i", card)
        : db_one(w->db, 0, "SELECT person FROM card WHERE id = $1", "i", card);
    bool over = run->sealed || run->discarded || run->state >= RULES_CLOSED;
    if (author != cmd->person) {
        if (over && !author) *why = BOOK_OVER;
        return NULL;
    }
    *why = over ? BOOK_OVER : BOOK_OK;
    return over ? NULL : run;
}

static bool withdrawn(struct writer *w, int64_t card) {
    return db_one(w->db, 0, "SELECT 1 FROM card_withdrawn WHERE card = $1", "i", card) == 1;
}

/* A released card with a new text waits for a moderator again. */
static void put_edit(struct writer *w, const struct run_row *run, int64_t card, const char *text) {
    int64_t number = db_one(w->db, 1, "INSERT INTO card_version (card, number, text) SELECT $1, "
        "max(number) + 1, $2 FROM card_version WHERE card = $1 RETURNING number", "it", card,
        text);
    db_do(w->db, "UPDATE card_place SET version = $2 WHERE card = $1", "ii", card, number);
    if (run->appear == RULES_RELEASE)
        db_do(w->db, "UPDATE card_place SET state = 'waiting', place = 0 WHERE card = $1 "
              "AND state = 'shown'", "i", card);
}

static void unpin(struct writer *w, int64_t card) {
    db_do(w->db, "UPDATE show SET pinned = 0 WHERE pinned = $1", "i", card);
    if (db_changes(w->db)) w->dirty.show = w->dirty.any = true;
}

enum book_result do_card_edit(struct writer *w, const struct book_cmd *cmd,
                              struct book_reply *reply) {
    enum book_result why;
    const struct run_row *run = own_run(w, cmd, &why);
    const char *text = cmd->as.card.text;
    reply->id = cmd->as.card.card;
    if (!run) return why;
    if (withdrawn(w, reply->id)) return BOOK_NOT_YOURS;
    enum book_result fits = check_text(text, run->card_length);
    if (fits != BOOK_OK) return fits;
    if (db_one(w->db, 0, "SELECT 1 FROM card_place p JOIN card_version v ON v.card = p.card "
               "AND v.number = p.version WHERE p.card = $1 AND v.text = $2", "it", reply->id, text))
        return BOOK_AGAIN;
    put_edit(w, run, reply->id, text);
    if (run->appear == RULES_RELEASE) unpin(w, reply->id);
    dirty_run(&w->dirty, run->id, run->item);
    return BOOK_OK;
}

enum book_result do_card_withdraw(struct writer *w, const struct book_cmd *cmd,
                                  struct book_reply *reply) {
    enum book_result why;
    const struct run_row *run = own_run(w, cmd, &why);
    reply->id = cmd->as.card.card;
    if (!run) return why;
    if (withdrawn(w, reply->id)) return BOOK_AGAIN;
    db_do(w->db, "INSERT INTO card_withdrawn (card) VALUES ($1)", "i", reply->id);
    unpin(w, reply->id);
    if (own_cards(w, run, cmd->person) == 0)
        db_do(w->db, "DELETE FROM turnout WHERE run = $1 AND person = $2", "ii", run->id,
              cmd->person);
    dirty_run(&w->dirty, run->id, run->item);
    return BOOK_OK;
}

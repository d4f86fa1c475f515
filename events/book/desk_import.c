/* An import of people as one batch, and taking it back. Writer thread.
 * Invariants: a batch is whole or not at all; an undo removes only those who never came, never had
 * a phone and took part in nothing: of everybody else something is counted already; and of what the
 * lists got, what nobody belongs to. */
#include "events/book/desk_person.h"
#include "events/rules/import.h"
#include "lib/json.h"

static int64_t batch_new(struct writer *w, const struct book_desk *desk, size_t people) {
    struct str file = STR_INIT;
    (void)desk_text(desk, "file", 100, UTF8_ONE_LINE, &file);
    int64_t id = db_one(w->db, 0, "INSERT INTO batch (at_ms, file, people) VALUES ($1, $2, $3) "
                        "RETURNING id", "iti", w->now.wall_ms, file.data, (int64_t)people);
    str_release(&file);
    return id;
}

/* What joined the lists since they had this many rows. */
static void note_growth(struct writer *w, int64_t batch, const struct desk_list *list, size_t had) {
    for (size_t i = had; i < list->n; i++)
        db_do(w->db, list->organisations
              ? "INSERT INTO batch_grew (batch, organisation) VALUES ($1, $2)"
              : "INSERT INTO batch_grew (batch, discipline) VALUES ($1, $2)", "ii", batch,
              list->rows[i].id);
}

/* {file, lists: true = unknown organisations and disciplines join the lists, people: [{as of
 * BOOK_PERSON_ADD, discipline_text, municipality}]}. reply->revision: how many. */
enum book_result desk_import(struct writer *w, const struct book_desk *desk,
                             struct book_reply *reply) {
    const json_t *people = json_list(desk->data, "people");
    size_t n = json_array_size(people);
    struct desk_list organisations = { 0 }, disciplines = { 0 };
    enum book_result result = BOOK_OK;
    if (!n || n > RULES_IMPORT_ROWS) return desk_bad(reply, "people");
    if (desk->seen && desk->seen != 1 + db_one(w->db, 0, "SELECT max(id) FROM person", ""))
        return BOOK_STALE;                  /* the same list by two at once is no second one */
    desk_list_load(w, &organisations, true);
    desk_list_load(w, &disciplines, false);
    struct desk_newcomer how = { .organisations = &organisations, .disciplines = &disciplines,
                                 .grow = json_flag(desk->data, "lists", false),
                                 .batch = batch_new(w, desk, n) };
    size_t had_organisations = organisations.n, had_disciplines = disciplines.n;
    for (size_t i = 0; i < n && result == BOOK_OK && !db_failed(w->db); i++) {
        struct book_desk one = *desk;
        one.data = json_array_get(people, i);
        result = desk_person_new(w, &one, &how, reply);
    }
    note_growth(w, how.batch, &organisations, had_organisations);
    note_growth(w, how.batch, &disciplines, had_disciplines);
    desk_list_release(&organisations);
    desk_list_release(&disciplines);
    reply->id = how.batch;
    reply->revision = (int64_t)n;
    if (result == BOOK_OK) (void)str_format(reply->where, sizeof reply->where, "%zu", n);
    desk_changed_all(w);
    return result;
}

/* The people of a batch of whom nothing is counted yet. */
#define UNTOUCHED "SELECT p.id FROM person p WHERE p.batch = $1 " \
    "AND NOT EXISTS (SELECT 1 FROM presence x WHERE x.person = p.id) " \
    "AND NOT EXISTS (SELECT 1 FROM session x WHERE x.person = p.id) " \
    "AND NOT EXISTS (SELECT 1 FROM turnout x WHERE x.person = p.id) " \
    "AND NOT EXISTS (SELECT 1 FROM card x WHERE x.person = p.id) " \
    "AND NOT EXISTS (SELECT 1 FROM card_author x WHERE x.person = p.id) " \
    "AND NOT EXISTS (SELECT 1 FROM named_ballot x WHERE x.person = p.id) " \
    "AND NOT EXISTS (SELECT 1 FROM voice x WHERE x.person = p.id)"

/* reply->revision: how many stay. */
enum book_result desk_import_undo(struct writer *w, const struct book_desk *desk,
                                  struct book_reply *reply) {
    if (db_one(w->db, 1, "SELECT undone FROM batch WHERE id = $1", "i", desk->id) != 0)
        return BOOK_NOTHING_TO_UNDO;
    db_do(w->db, "DELETE FROM person_consent WHERE person IN (" UNTOUCHED ")", "i", desk->id);
    db_do(w->db, "DELETE FROM person_code WHERE person IN (" UNTOUCHED ")", "i", desk->id);
    db_do(w->db, "DELETE FROM person WHERE id IN (" UNTOUCHED ")", "i", desk->id);
    db_do(w->db, "DELETE FROM organisation WHERE id IN (SELECT organisation FROM batch_grew "
          "WHERE batch = $1) AND id NOT IN (SELECT organisation FROM person "
          "WHERE organisation IS NOT NULL)", "i", desk->id);
    db_do(w->db, "DELETE FROM discipline WHERE id IN (SELECT discipline FROM batch_grew "
          "WHERE batch = $1) AND id NOT IN (SELECT discipline FROM person "
          "WHERE discipline IS NOT NULL)", "i", desk->id);
    db_do(w->db, "UPDATE batch SET undone = 1 WHERE id = $1", "i", desk->id);
    reply->id = desk->id;
    reply->revision = db_one(w->db, 0, "SELECT count(*) FROM person WHERE batch = $1", "i",
                             desk->id);
    desk_changed_all(w);
    return BOOK_OK;
}

/* Chapters of the documentation: texts and order. Writer thread. A chapter nobody wrote has no row:
 * position 0 means where it usually stands; a new one of the organisers' own comes last once they
 * have put the others in order. */
#include "events/book/desk_paper.h"
#include <string.h>
#include "events/rules/chapter.h"
#include "lib/json.h"

bool paper_text(const struct book_desk *desk, const char *key, size_t max, enum utf8_lines lines,
                struct str *dst, struct book_reply *reply) {
    if (!json_object_get(desk->data, key)) return true;
    if (desk_text(desk, key, max, lines, dst)) return true;
    desk_bad(reply, key);
    return false;
}

bool paper_flag(const struct book_desk *desk, const char *key, bool stored) {
    return json_flag(desk->data, key, stored);
}

bool paper_chapter_known(struct writer *w, const char *key, bool logo) {
    long long n;
    if (rules_chapter_known(key)) return true;
    if (str_starts(key, "item-") && str_number(key + 5, 1, INT64_MAX, &n))
        return db_one(w->db, 0, "SELECT id FROM item WHERE id = $1", "i", (int64_t)n) != 0;
    return logo && !strcmp(key, "logo");
}

struct chapter { struct str title, body; bool included; int64_t rev; };

static bool chapter_load(struct writer *w, const char *key, struct chapter *c) {
    struct db_row *row = db_query(w->db, "SELECT title, body, included, rev FROM chapter "
                                  "WHERE key = $1", "t", key);
    bool found = db_step(row);
    if (found) {
        str_puts(&c->title, db_text(row, 0));
        str_puts(&c->body, db_text(row, 1));
        c->included = db_int(row, 2) != 0;
        c->rev = db_int(row, 3);
    }
    db_done(row);
    return found;
}

/* Who wrote the chapter last stands in the log under its key. */
static enum book_result stale(struct writer *w, const char *key, struct book_reply *reply) {
    struct db_row *row = db_query(w->db, "SELECT account FROM desk_log WHERE what = 'text_set' "
                                  "AND note = $1 ORDER BY id DESC LIMIT 1", "t", key);
    if (db_step(row)) (void)str_copy(reply->who, sizeof reply->who, db_text(row, 0));
    db_done(row);
    return BOOK_STALE;
}

static void chapter_store(struct writer *w, const char *key, const struct chapter *c) {
    db_do(w->db, "INSERT INTO chapter (key, position, title, body, included, rev) "
          "VALUES ($1, (SELECT CASE WHEN max(position) > 0 AND $1 LIKE 'free-%' "
          "THEN max(position) + 1 ELSE 0 END FROM chapter), $2, $3, $4, $5) ON CONFLICT (key) "
          "DO UPDATE SET title = excluded.title, body = excluded.body, "
          "included = excluded.included, rev = excluded.rev", "tttdi", key,
          c->title.data, c->body.data, (int)c->included, c->rev);
}

enum book_result desk_text_set(struct writer *w, const struct book_desk *desk,
                               struct book_reply *reply) {
    const char *key = json_text(desk->data, "key", "");
    struct chapter c = {STR_INIT, STR_INIT, true, -1};
    enum book_result result = BOOK_BAD_VALUE;
    if (!paper_chapter_known(w, key, false)) return desk_bad(reply, "key");
    bool known = chapter_load(w, key, &c);
    reply->revision = c.rev;
    if (desk->seen && desk->seen != c.rev) {
        result = stale(w, key, reply);
        goto out;
    }
    if (!paper_text(desk, "title", PAPER_TITLE, UTF8_ONE_LINE, &c.title, reply) ||
        !paper_text(desk, "body", PAPER_BODY, UTF8_MANY_LINES, &c.body, reply)) goto out;
    c.included = paper_flag(desk, "included", c.included);
    reply->revision = c.rev = known ? c.rev + 1 : 1;
    chapter_store(w, key, &c);
    (void)str_copy(reply->where, sizeof reply->where, key);
    desk_changed_paper(w);
    result = BOOK_OK;
out:
    str_release(&c.title);
    str_release(&c.body);
    return result;
}

enum book_result desk_text_order(struct writer *w, const struct book_desk *desk,
                                 struct book_reply *reply) {
    const json_t *keys = json_list(desk->data, "keys");
    if (!keys || !json_array_size(keys) || json_array_size(keys) > PAPER_ROWS_MAX)
        return desk_bad(reply, "keys");
    for (size_t i = 0; i < json_array_size(keys); i++) {
        const char *key = json_string_value(json_array_get(keys, i));
        if (!key || !paper_chapter_known(w, key, false)) return desk_bad(reply, "keys");
        db_do(w->db, "INSERT INTO chapter (key, position) VALUES ($1, $2) "
              "ON CONFLICT (key) DO UPDATE SET position = excluded.position", "ti", key,
              (int64_t)i + 1);
    }
    desk_changed_paper(w);
    return BOOK_OK;
}

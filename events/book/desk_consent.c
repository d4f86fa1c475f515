/* The consent lines of the registration form. Writer thread.
 * Invariant: lines change only before anybody answered one: an answer belongs to its sentence. */
#include <string.h>
#include "events/book/desk_do.h"
#include "lib/json.h"

enum { SENTENCE = 300 };
static const char *const keys[] = { "name_list", "name_stage", "quote", "photo", "contact" };

static bool is_key(const char *key) {
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!strcmp(keys[i], key)) return true;
    return false;
}

/* {consents: [{key, text}]} in their order. */
enum book_result desk_consents(struct writer *w, const struct book_desk *desk,
                               struct book_reply *reply) {
    const json_t *lines = json_list(desk->data, "consents");
    enum book_result result = BOOK_OK;
    struct str text = STR_INIT;
    if (!lines || json_array_size(lines) > BOOK_CONSENTS_MAX) return desk_bad(reply, "consents");
    if (db_one(w->db, 0, "SELECT 1 FROM person_consent LIMIT 1", "") == 1) return BOOK_NOT_NOW;
    db_do(w->db, "DELETE FROM consent", "");
    for (size_t i = 0; i < json_array_size(lines) && result == BOOK_OK; i++) {
        struct book_desk line = *desk;
        line.data = json_array_get(lines, i);
        const char *key = json_text(line.data, "key", "");
        if (!is_key(key) || !desk_text(&line, "text", SENTENCE, UTF8_ONE_LINE, &text) || !text.len)
            result = desk_bad(reply, "consents");
        else
            db_do(w->db, "INSERT INTO consent (position, key, text, choice) VALUES "
                  "($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING", "ittd", (int64_t)i, key,
                  text.data, !strcmp(key, "quote"));
    }
    str_release(&text);
    desk_changed_all(w);
    return result;
}

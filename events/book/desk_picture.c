/* Pictures of the documentation. They come here decoded and encoded anew (admin/photo): this file
 * looks at their first bytes and sizes and believes the rest. Writer thread. */
#include <string.h>
#include "events/book/desk_paper.h"
#include "lib/json.h"

enum { SIDE_MAX = 10000 };

/* The bytes under "jpeg" or "png"; NULL when neither begins as such a file does. */
static const char *bytes_of(const struct book_desk *desk, bool *png, size_t *len) {
    json_t *jpeg = json_object_get(desk->data, "jpeg");
    json_t *bytes = jpeg ? jpeg : json_object_get(desk->data, "png");
    const char *data = json_string_value(bytes);
    *png = !jpeg;
    *len = json_string_length(bytes);
    if (!data || *len < 16 || *len > PAPER_PICTURE_MAX) return NULL;
    return memcmp(data, *png ? "\x89PNG" : "\xFF\xD8\xFF", *png ? 4 : 3) == 0 ? data : NULL;
}

struct words { struct str chapter, caption, alt; };

static void words_release(struct words *v) {
    str_release(&v->chapter);
    str_release(&v->caption);
    str_release(&v->alt);
}

/* A picture nobody can hear described is not taken: alt must say something. */
static bool words_read(struct writer *w, const struct book_desk *desk, struct words *v,
                       struct book_reply *reply) {
    if (!paper_text(desk, "chapter", PAPER_TITLE, UTF8_ONE_LINE, &v->chapter, reply) ||
        !paper_text(desk, "caption", PAPER_LINE, UTF8_ONE_LINE, &v->caption, reply) ||
        !paper_text(desk, "alt", PAPER_LINE, UTF8_ONE_LINE, &v->alt, reply)) return false;
    if (!v->alt.len) return desk_bad(reply, "alt"), false;
    if (!paper_chapter_known(w, v->chapter.data, true)) return desk_bad(reply, "chapter"), false;
    return true;
}

enum book_result desk_picture_add(struct writer *w, const struct book_desk *desk,
                                  struct book_reply *reply) {
    struct words v = {STR_INIT, STR_INIT, STR_INIT};
    json_int_t width = json_int(desk->data, "width", 0), height = json_int(desk->data, "height", 0);
    enum book_result result = BOOK_BAD_VALUE;
    bool png;
    size_t len;
    const char *bytes = bytes_of(desk, &png, &len);
    if (!bytes || width < 1 || height < 1 || width > SIDE_MAX || height > SIDE_MAX)
        return desk_bad(reply, "picture");
    if (db_one(w->db, 0, "SELECT count(*) FROM picture", "") >= PAPER_PICTURES_MAX)
        return desk_bad(reply, "picture");
    if (!words_read(w, desk, &v, reply)) goto out;
    db_do(w->db, "INSERT INTO picture (position, chapter, caption, alt, png, width, height, bytes) "
          "SELECT coalesce(max(position), 0) + 1, $1, $2, $3, $4, $5, $6, $7 FROM picture",
          "tttdiib", v.chapter.data, v.caption.data, v.alt.data, (int)png, (int64_t)width,
          (int64_t)height, (const void *)bytes, len);
    reply->id = db_inserted(w->db);
    reply->revision = 1;
    desk_changed_paper(w);
    result = BOOK_OK;
out:
    words_release(&v);
    return result;
}

static void picture_move(struct writer *w, int64_t id, int64_t after) {
    int64_t at = db_one(w->db, 0, "SELECT position FROM picture WHERE id = $1", "i", after);
    db_do(w->db, "UPDATE picture SET position = position + 1 WHERE position > $1", "i", at);
    db_do(w->db, "UPDATE picture SET position = $2 WHERE id = $1", "ii", id, at + 1);
}

static bool picture_load(struct writer *w, int64_t id, struct words *v, bool *included,
                         int64_t *rev) {
    struct db_row *row = db_query(w->db, "SELECT chapter, caption, alt, included, rev FROM picture "
                                  "WHERE id = $1", "i", id);
    bool found = db_step(row);
    if (found) {
        str_puts(&v->chapter, db_text(row, 0));
        str_puts(&v->caption, db_text(row, 1));
        str_puts(&v->alt, db_text(row, 2));
        *included = db_int(row, 3) != 0;
        *rev = db_int(row, 4);
    }
    db_done(row);
    return found;
}

enum book_result desk_picture_set(struct writer *w, const struct book_desk *desk,
                                  struct book_reply *reply) {
    struct words v = {STR_INIT, STR_INIT, STR_INIT};
    enum book_result result = BOOK_NO_SUCH_THING;
    bool included;
    int64_t rev;
    if (!picture_load(w, desk->id, &v, &included, &rev)) goto out;
    if ((result = desk_fresh(w, desk, rev, reply)) != BOOK_OK) goto out;
    result = BOOK_BAD_VALUE;
    if (!words_read(w, desk, &v, reply)) goto out;
    reply->id = desk->id;
    reply->revision = rev + 1;
    db_do(w->db, "UPDATE picture SET chapter = $2, caption = $3, alt = $4, included = $5, "
          "rev = rev + 1 WHERE id = $1", "itttd", desk->id, v.chapter.data, v.caption.data,
          v.alt.data, (int)paper_flag(desk, "included", included));
    if (json_object_get(desk->data, "after"))
        picture_move(w, desk->id, json_int(desk->data, "after", 0));
    desk_changed_paper(w);
    result = BOOK_OK;
out:
    words_release(&v);
    return result;
}

enum book_result desk_picture_remove(struct writer *w, const struct book_desk *desk,
                                     struct book_reply *reply) {
    (void)reply;
    db_do(w->db, "DELETE FROM picture WHERE id = $1", "i", desk->id);
    desk_changed_paper(w);
    return db_changes(w->db) ? BOOK_OK : BOOK_NO_SUCH_THING;
}

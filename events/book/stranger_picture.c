/* Pictures in an event file from somewhere else. Nothing of what stands there is kept but what can
 * be decoded: bytes, kind and size are those of the picture encoded anew. One transaction: a file
 * is renewed whole or not at all. */
#include <inttypes.h>
#include <stdlib.h>
#include "events/book/desk_paper.h"
#include "events/book/stranger_inside.h"
#include "lib/mem.h"

struct pictures { int64_t ids[PAPER_PICTURES_MAX]; size_t n; };

/* False when there are more than any documentation holds. */
static bool list_all(struct db *d, struct pictures *p) {
    struct db_row *row = db_query(d, "SELECT id FROM picture ORDER BY id", "");
    p->n = 0;
    while (db_step(row)) {
        if (p->n == PAPER_PICTURES_MAX) {
            db_done(row);
            return false;
        }
        p->ids[p->n++] = db_int(row, 0);
    }
    return true;
}

static enum book_renewed renew_one(struct db *d, int64_t id, const struct book_renew *renew,
                                   const char **why) {
    struct book_new_picture new = {.bytes = NULL};
    struct db_row *row = db_query(d, "SELECT bytes FROM picture WHERE id = $1 "
                                  "AND length(bytes) <= $2", "id", id, (int)PAPER_PICTURE_MAX);
    enum book_renewed result = BOOK_RENEW_REFUSED;
    size_t len;
    *why = "too-large";
    if (db_step(row)) {
        const unsigned char *bytes = db_bytes(row, 0, &len);
        result = renew->picture(renew->ctx, bytes ? (const void *)bytes : "", len, &new, why);
        db_done(row);
    }
    if (result == BOOK_RENEWED)
        db_do(d, "UPDATE picture SET png = $2, width = $3, height = $4, bytes = $5 WHERE id = $1",
              "idddb", id, (int)new.png, new.width, new.height, (const void *)new.bytes, new.len);
    free(new.bytes);
    return result;
}

static enum book_adopted adopted(enum book_renewed how) {
    return how == BOOK_RENEWED ? BOOK_ADOPTED : how == BOOK_RENEW_REFUSED ? BOOK_STRANGER_PICTURE
                                                                        : BOOK_STRANGER_FAILED;
}

enum book_adopted stranger_renew(struct db *d, const struct book_renew *renew, char *error,
                                 size_t size) {
    struct pictures *all = mem_new(1, sizeof *all);
    enum book_adopted result = BOOK_STRANGER_PICTURE;
    const char *why = "more pictures than a documentation holds";
    if (!db_exec(d, "BEGIN IMMEDIATE") || !list_all(d, all)) {
        str_format(error, size, "%s", why);
        goto out;
    }
    result = BOOK_ADOPTED;
    for (size_t i = 0; i < all->n && result == BOOK_ADOPTED; i++) {
        why = "all of them together take too long";
        result = db_time_over(d) ? BOOK_STRANGER_PICTURE
                                 : adopted(renew_one(d, all->ids[i], renew, &why));
        if (result != BOOK_ADOPTED)
            str_format(error, size, "picture %" PRId64 ": %.80s", all->ids[i], why);
    }
    if (result == BOOK_ADOPTED && !db_exec(d, "COMMIT")) result = BOOK_STRANGER_FAILED;
out:
    free(all);
    return result;
}

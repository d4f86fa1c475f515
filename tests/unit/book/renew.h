/* In place of the room of pictures: what begins like a picture is one and stays as it is, unless
 * the word BAD stands in it. */
#ifndef TESTS_UNIT_BOOK_RENEW_H
#define TESTS_UNIT_BOOK_RENEW_H
#include <string.h>
#include "events/book/renew.h"
#include "lib/mem.h"

static inline enum book_renewed renew_by_look(void *ctx, const void *bytes, size_t len,
                                              struct book_new_picture *out, const char **why) {
    bool png = len > 4 && !memcmp(bytes, "\x89PNG", 4);
    (void)ctx;
    *why = "broken";
    if (len < 4 || (!png && memcmp(bytes, "\xFF\xD8\xFF", 3)) || memmem(bytes, len, "BAD", 3))
        return BOOK_RENEW_REFUSED;
    *out = (struct book_new_picture){png, png ? 4 : 40, png ? 3 : 30, mem_new(len, 1), len};
    memcpy(out->bytes, bytes, len);
    return BOOK_RENEWED;
}

static const struct book_renew renewing = {renew_by_look, NULL};
#endif

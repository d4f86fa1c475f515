/* Pictures inside of event files and records from somewhere else: each is decoded and encoded anew
 * before anything here uses it. The room that can do so is above this one: it comes as a function.
 * Any thread that may wait. */
#ifndef EVENTS_BOOK_RENEW_H
#define EVENTS_BOOK_RENEW_H
#include <stdbool.h>
#include <stddef.h>

enum book_renewed {
    BOOK_RENEWED,
    BOOK_RENEW_REFUSED,     /* no picture, broken, too large */
    BOOK_RENEW_FAILED       /* our side: it could not be tried */
};
struct book_new_picture { bool png; int width, height; unsigned char *bytes; size_t len; };
struct book_renew {
    /* A picture this program encoded comes back byte for byte. out->bytes is the caller's, to be
     * freed; why: a word for the log. */
    enum book_renewed (*picture)(void *ctx, const void *bytes, size_t len,
                                 struct book_new_picture *out, const char **why);
    void *ctx;
};
#endif

/* multipart/form-data as it streams in (RFC 7578), in pieces of any size: fields and one file. Pure
 * but for the calls it makes. Nobody outside includes it (its tests may). */
#ifndef LIB_HTTP_MULTIPART_H
#define LIB_HTTP_MULTIPART_H
#include <stdbool.h>
#include <stddef.h>
#include "lib/str.h"

enum { MULTIPART_NAME = 64, MULTIPART_FILENAME = 256, MULTIPART_FIELDS_MAX = 64 * 1024 };
enum multipart_state { MULTIPART_BEGIN, MULTIPART_HEAD, MULTIPART_BODY, MULTIPART_END,
                       MULTIPART_BAD };
struct multipart {
    enum multipart_state state;
    struct str delimiter;       /* CR LF "--" boundary */
    struct str waiting;         /* not yet understood */
    bool is_file, first;        /* the part at work; nothing of the body was seen */
    char name[MULTIPART_NAME], filename[MULTIPART_FILENAME];
    /* A piece of a part's content; last: it ends here (len may be 0). False ends it all. */
    bool (*piece)(void *ctx, const struct multipart *m, const char *data, size_t len, bool last);
    void *ctx;
};
/* From the Content-Type; false when there is no sound boundary in it. */
bool multipart_begin(struct multipart *m, const char *content_type,
                     bool (*piece)(void *, const struct multipart *, const char *, size_t, bool),
                     void *ctx);
/* False once it is malformed or piece refused. */
bool multipart_feed(struct multipart *m, const char *data, size_t len);
/* True when the closing boundary was seen. */
bool multipart_complete(const struct multipart *m);
void multipart_release(struct multipart *m);
#endif

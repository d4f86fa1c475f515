/* See renew.h. The file worker, or the main thread of a verb: each picture waits for its child. */
#include "admin/renew.h"
#include <stdint.h>
#include "admin/photo/photo.h"

static enum book_renewed renew(void *ctx, const void *bytes, size_t len,
                               struct book_new_picture *out, const char **why) {
    const char *program = ctx;
    struct photo photo;
    enum photo_result result = photo_convert(program, bytes, len, &photo);

    *why = photo_result_name(result);
    if (result != PHOTO_OK)
        return result == PHOTO_FAILED ? BOOK_RENEW_FAILED : BOOK_RENEW_REFUSED;
    *out = (struct book_new_picture){ photo.png, photo.width, photo.height, photo.bytes,
                                      photo.len };
    return BOOK_RENEWED;
}

struct book_renew desk_renew(const char *program) {
    return (struct book_renew){ renew, (void *)(uintptr_t)program };
}

/* The parent's side: feeds the child, believes nothing it says without looking. Any thread that may
 * wait. */
#include "admin/photo/photo.h"
#include <stdlib.h>
#include <string.h>
#include "lib/child.h"
#include "lib/mem.h"
#include "lib/str.h"

enum { WAIT_MS = 15000, ANSWER_MAX = 24 << 20 };

static const char *const names[] = {
    [PHOTO_OK] = "ok", [PHOTO_NOT_A_PICTURE] = "not-a-picture", [PHOTO_TOO_LARGE] = "too-large",
    [PHOTO_BROKEN] = "broken", [PHOTO_FAILED] = "failed",
};

const char *photo_result_name(enum photo_result result) {
    return names[result];
}

void photo_release(struct photo *p) {
    free(p->bytes);
    *p = (struct photo){ .bytes = NULL };
}

static enum photo_result refused(const char *word) {
    for (int i = PHOTO_NOT_A_PICTURE; i <= PHOTO_FAILED; i++)
        if (strcmp(word, names[i]) == 0)
            return (enum photo_result)i;
    return PHOTO_BROKEN;
}

static bool is_side(const char *text, int *out) {
    long long n;
    if (!str_number(text, 1, PHOTO_LONG_SIDE, &n))
        return false;
    *out = (int)n;
    return true;
}

/* "jpeg 2400 1600 123456", then that many bytes which begin as such a file does. */
static enum photo_result take(char *line, const char *bytes, size_t len, struct photo *out) {
    char *save = NULL;
    const char *kind = strtok_r(line, " ", &save);
    const char *words[3];
    long long said;
    for (int i = 0; i < 3; i++)
        words[i] = strtok_r(NULL, " ", &save);
    if (kind && strcmp(kind, "no") == 0 && words[0])
        return refused(words[0]);
    if (!kind || !words[2] || !is_side(words[0], &out->width) || !is_side(words[1], &out->height)
        || !str_number(words[2], 4, ANSWER_MAX, &said) || (size_t)said != len)
        return PHOTO_BROKEN;
    out->png = strcmp(kind, "png") == 0;
    if (memcmp(bytes, out->png ? "\x89PNG" : "\xFF\xD8\xFF", out->png ? 4 : 3) != 0)
        return PHOTO_BROKEN;
    out->bytes = mem_new(len, 1);
    memcpy(out->bytes, bytes, len);
    out->len = len;
    return PHOTO_OK;
}

enum photo_result photo_convert(const char *program, const void *bytes, size_t len,
                                struct photo *out) {
    const char *const argv[] = { program, "picture", NULL };
    struct str answer = STR_INIT;
    enum photo_result result = PHOTO_BROKEN;
    char *end;
    *out = (struct photo){ .bytes = NULL };
    if (len > PHOTO_BYTES_MAX)
        return PHOTO_TOO_LARGE;
    int status = child_filter(argv, bytes, len, &answer, ANSWER_MAX, WAIT_MS);
    if (status == CHILD_NOT_STARTED) {
        result = PHOTO_FAILED;
    } else if ((end = memchr(answer.data, '\n', answer.len))) {
        size_t head = (size_t)(end - answer.data) + 1;
        *end = '\0';
        result = take(answer.data, answer.data + head, answer.len - head, out);
        if (result == PHOTO_OK && status != 0) {
            photo_release(out);
            result = PHOTO_BROKEN;
        }
    }
    str_release(&answer);
    return result;
}

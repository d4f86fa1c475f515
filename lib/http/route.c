/* The route tables as an index: exact paths in a hash, patterns in the order of the tables. Built
 * once before the threads start, read-only afterwards. */
#include <stdlib.h>
#include <string.h>
#include "lib/http/parts.h"
#include "lib/mem.h"

static size_t hash(const char *path) {
    uint32_t h = 2166136261u;

    for (; *path; path++)
        h = (h ^ (unsigned char)*path) * 16777619u;
    return h;
}

static bool is_pattern(const char *path) {
    return strstr(path, "/*") != NULL;
}

static void place(struct http_index *index, const struct http_route *row) {
    if (is_pattern(row->path)) {
        index->pattern[index->patterns++] = row;
        return;
    }
    size_t i = hash(row->path) & index->mask;
    while (index->slot[i])
        i = (i + 1) & index->mask;
    index->slot[i] = row;
}

void http_index_build(struct http_index *index, const struct http_route *const *tables) {
    size_t rows = 0, slots = 16;

    for (size_t t = 0; tables[t]; t++)
        for (const struct http_route *r = tables[t]; r->path; r++)
            rows++;
    while (slots < rows * 4)
        slots *= 2;
    index->mask = slots - 1;
    index->slot = mem_new(slots, sizeof *index->slot);
    index->pattern = mem_new(rows + 1, sizeof *index->pattern);
    for (size_t t = 0; tables[t]; t++)
        for (const struct http_route *r = tables[t]; r->path; r++)
            place(index, r);
}

void http_index_release(struct http_index *index) {
    free(index->slot);
    free(index->pattern);
    *index = (struct http_index){ 0 };
}

/* Whole segments only; a "*" takes one that is not empty. Fills req->segment on the way. */
static bool matches(const char *pattern, struct http_req *req) {
    const char *path = req->path;
    char *copy = req->segments;
    int n = 0;

    while (*pattern) {
        if (pattern[0] == '*' && (pattern[1] == '/' || !pattern[1]) && n < HTTP_SEGMENTS) {
            size_t len = strcspn(path, "/");
            if (!len)
                return false;
            memcpy(copy, path, len);
            copy[len] = '\0';
            req->segment[n++] = copy;
            copy += len + 1;
            path += len;
            pattern++;
        } else if (*pattern++ != *path++) {
            return false;
        }
    }
    return *path == '\0';
}

static bool take(struct http_req *req, const struct http_route *row) {
    req->allow |= row->methods;
    if (!(row->methods & (unsigned)req->method))
        return false;
    req->route = row;
    return true;
}

void http_index_find(const struct http_index *index, struct http_req *req) {
    memset(req->segment, 0, sizeof req->segment);
    for (size_t i = hash(req->path) & index->mask; index->slot[i]; i = (i + 1) & index->mask)
        if (strcmp(index->slot[i]->path, req->path) == 0 && take(req, index->slot[i]))
            return;
    if (req->allow)             /* a fixed path never falls through to a pattern */
        return;
    for (size_t i = 0; i < index->patterns; i++)
        if (matches(index->pattern[i]->path, req) && take(req, index->pattern[i]))
            return;
}

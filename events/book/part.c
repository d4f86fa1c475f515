/* See part.h. */
#include "events/book/part.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"

enum { CHUNK = 8192, ALIGN = 16 };
struct part_chunk { struct part_chunk *next; size_t used, size; _Alignas(16) char bytes[]; };

struct part *part_new(void) {
    struct part *p = mem_new(1, sizeof *p);
    atomic_init(&p->references, 1);
    return p;
}

struct part *part_hold(struct part *p) {
    atomic_fetch_add_explicit(&p->references, 1, memory_order_relaxed);
    return p;
}

void part_drop(struct part *p) {
    if (!p || atomic_fetch_sub_explicit(&p->references, 1, memory_order_acq_rel) != 1) return;
    for (size_t i = 0; i < p->needs_n; i++) part_drop(p->needs[i]);
    for (struct part_chunk *c = p->chunks, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    free(p->needs);
    free(p);
}

void part_need(struct part *p, struct part *needed) {
    if (p->needs_n == p->needs_cap) {
        p->needs_cap = p->needs_cap ? p->needs_cap * 2 : 4;
        p->needs = mem_resize(p->needs, p->needs_cap, sizeof *p->needs);
    }
    p->needs[p->needs_n++] = part_hold(needed);
}

void *part_alloc(struct part *p, size_t count, size_t size) {
    BUG_IF(size && count > SIZE_MAX / 2 / size);
    size_t need = (count * size + ALIGN - 1) / ALIGN * ALIGN;
    if (!p->chunks || p->chunks->size - p->chunks->used < need) {
        size_t room = need > CHUNK ? need : CHUNK;
        struct part_chunk *c = mem_new(1, sizeof *c + room);
        c->size = room;
        c->next = p->chunks;
        p->chunks = c;
    }
    void *at = p->chunks->bytes + p->chunks->used;
    p->chunks->used += need;
    return at;
}

const char *part_text(struct part *p, const char *text) {
    if (!text) return NULL;
    if (!text[0]) return "";
    size_t len = strlen(text) + 1;
    char *copy = part_alloc(p, (len + ALIGN - 1) / ALIGN, ALIGN);
    memcpy(copy, text, len);
    return copy;
}

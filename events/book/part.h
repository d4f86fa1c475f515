/* Parts of snapshots: reference-counted bundles of immutable memory. Filled by the writer thread
 * before they are published; afterwards any thread may hold and drop references. */
#ifndef EVENTS_BOOK_PART_H
#define EVENTS_BOOK_PART_H
#include <stdatomic.h>
#include <stddef.h>

struct part_chunk;
struct part {
    atomic_size_t references;
    struct part_chunk *chunks;   /* newest first */
    struct part **needs;         /* parts whose memory this one points into; one reference each */
    size_t needs_n, needs_cap;
    void *face;                  /* what it is for, in its own memory */
};
/* One reference for the caller. */
struct part *part_new(void);
struct part *part_hold(struct part *p);
/* NULL is fine. The last one frees it and drops what it needs. */
void part_drop(struct part *p);
/* p keeps one more reference to needed. */
void part_need(struct part *p, struct part *needed);
/* Zeroed memory and copies of texts that live as long as p. Writer thread, before publishing - or
 * later for memory no published pointer leads to yet. "" is shared; NULL stays NULL. */
void *part_alloc(struct part *p, size_t count, size_t size);
const char *part_text(struct part *p, const char *text);
#endif

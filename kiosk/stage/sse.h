/* Reads server-sent events from pieces of any size. Pure, one owner. */
#ifndef KIOSK_STAGE_SSE_H
#define KIOSK_STAGE_SSE_H
#include <stdbool.h>
#include <stddef.h>
#include "lib/str.h"

enum { SSE_EVENT_MAX = 4 << 20 };    /* bytes of one event */
struct sse {
    struct str line, data;
    char name[32];                   /* "" = "message" */
    bool too_long;                   /* the rest of this event is dropped */
    void (*event)(void *ctx, const char *name, const char *data, size_t len);
    void *ctx;
};
void sse_init(struct sse *s, void (*event)(void *, const char *, const char *, size_t), void *ctx);
void sse_release(struct sse *s);
/* Forgets a half event: a new connection begins. */
void sse_reset(struct sse *s);
/* Calls event for every event that is whole. Comments (heartbeats) call nothing. */
void sse_feed(struct sse *s, const char *bytes, size_t len);
#endif

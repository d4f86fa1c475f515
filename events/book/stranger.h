/* Event files that are not open here: who they are, and whether one that came from somewhere else
 * may be used. Any thread but the pool's and a writer's: all of it waits for the disk. */
#ifndef EVENTS_BOOK_STRANGER_H
#define EVENTS_BOOK_STRANGER_H
#include <stdbool.h>
#include <stdint.h>
#include "events/book/book.h"
#include "events/book/renew.h"

struct book_peek {
    char title[512], place[512], code[8];
    int64_t start_ms, closed_ms;
    int people, items;
};
/* Reads a closed file's face: BOOK_LOCKED while another program has it open. */
enum book_open book_peek(const char *path, struct book_peek *out);

enum book_adopted { BOOK_ADOPTED,
    BOOK_STRANGER_NO_EVENT, BOOK_STRANGER_NEWER, BOOK_STRANGER_DAMAGED,
    BOOK_STRANGER_SCHEMA,       /* its tables, indices or triggers are not those of an event */
    BOOK_STRANGER_RULES,        /* its contents break the rules of an event */
    BOOK_STRANGER_PICTURE,      /* a picture in it is none, broken or too large */
    BOOK_STRANGER_FAILED };     /* the disk */
/* Makes a file from somewhere else one of ours, or says why not (a line for the log in error): its
 * header, its schema word for word as a version of this program makes it, quick_check, the rules;
 * pictures are decoded and encoded anew. Links of moderators and stages in it end; a code that is
 * taken gives way to a new one. */
struct book_adoption {
    const struct book_renew *renew;
    bool (*taken)(void *ctx, const char *code);
    void *ctx;
};
enum book_adopted book_adopt(const char *path, const struct book_adoption *how, char *error,
                             size_t size);
#endif

/* Reads the .po files translators edit. Pure, any thread. */
#ifndef LIB_PO_H
#define LIB_PO_H
#include <stddef.h>

struct po_entry {
    char *id;       /* the English text; "" for the header */
    char *plural;   /* English plural, NULL without one */
    char *text[2];  /* translations (singular, plural); NULL where missing or fuzzy */
};
struct po {
    struct po_entry *entries; /* sorted by id; a test keeps ids from standing twice */
    size_t count;
};
/* Text of a whole file. 0, or the number of the line with the mistake (po is then empty). */
int po_parse(struct po *po, const char *text);
void po_release(struct po *po);
/* The entry with this id, or NULL. */
const struct po_entry *po_find(const struct po *po, const char *id);
/* A line "Key: value" of the header entry; the caller frees it. NULL when there is none. */
char *po_header(const struct po *po, const char *key);
#endif

/* Files of assets/ and events/samples/: compiled in, or read from disk with --assets DIR while
 * developing. Loaded before threads start, read-only afterwards. */
#ifndef LIB_ASSET_H
#define LIB_ASSET_H
#include <stddef.h>

/* Read from this directory (the repository's root) instead of the compiled-in copies. A second
 * call ends what the first one gave. */
void asset_set_root(const char *dir);
/* "pages/phone/card.html" (below assets/) or "samples/x.json". NUL-terminated, borrowed for ever;
 * NULL when there is no such file. len may be NULL. */
const char *asset_get(const char *path, size_t *len);
/* Walks all names that start with prefix, in order: i = 0, 1, ... NULL at the end. */
const char *asset_name(const char *prefix, size_t i);
/* Short hash of the content, for ETags and cache-busting names: 8 hex digits. */
const char *asset_hash(const char *path);
#endif

/* Long words on narrow pages part where a reader would part them, also in browsers without a
 * dictionary of the event's language. Loaded at start, read-only: any thread. */
#include <stdlib.h>
#include <string.h>
#include "kiosk/web/inner.h"

static const char *const codes[WEB_HYPHENS] = {"de", "en"};

void web_hyphens_load(struct web *w) {
    for (size_t i = 0; i < WEB_HYPHENS; i++) w->hyphens[i] = hyphen_load(codes[i]);
}
void web_hyphens_free(struct web *w) {
    for (size_t i = 0; i < WEB_HYPHENS; i++) hyphen_free(w->hyphens[i]);
}

static const struct hyphen *hyphens_of(const struct web *w, const struct book_snap *s) {
    const char *language = s->settings.language ? s->settings.language : "";
    for (size_t i = 0; i < WEB_HYPHENS; i++)
        if (!strncmp(language, codes[i], 2)) return w->hyphens[i];
    return NULL;
}

static void soften(const struct hyphen *h, json_t *object, const char *key) {
    const char *words = json_string_value(json_object_get(object, key));
    if (!words) return;
    char *soft = hyphen_soft(h, words);
    json_object_set_new(object, key, json_string(soft));
    free(soft);
}

void web_soften(const struct web *w, const struct book_snap *s, json_t *view, const char *key) {
    const struct hyphen *h = hyphens_of(w, s);
    size_t i;
    json_t *row;
    if (!h) return;
    if (json_is_object(view)) soften(h, view, key);
    json_array_foreach(view, i, row) soften(h, row, key);
}

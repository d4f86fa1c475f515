/* The web component's life and the small things it lends to the rooms above. Main thread for new,
 * close, free; the rest any thread. */
#include <stdlib.h>
#include <string.h>
#include "kiosk/web/inner.h"
#include "lib/mem.h"

struct web *web_new(const struct web_config *config, char *error, size_t size) {
    struct web *w = mem_new(1, sizeof *w);
    atomic_init(&w->book, config->book);
    atomic_init(&w->port, 0);
    w->address = config->address;
    w->bench = config->bench;
    w->pages = page_set_load(error, size);
    if (!w->pages) {
        free(w);
        return NULL;
    }
    w->live = live_new();
    w->limits = web_limits_new();
    w->turns = web_turns_new();
    pthread_mutex_init(&w->chosen_lock, NULL);
    web_bundles_load(w);
    web_hyphens_load(w);
    web_pace_start(w);
    return w;
}
void web_set_book(struct web *w, struct book *book) { atomic_store(&w->book, book); }
void web_set_port(struct web *w, unsigned port) { atomic_store(&w->port, port); }

void web_close(struct web *w) {
    web_pace_stop(w);
    live_close(w->live);
}
void web_free(struct web *w) {
    if (!w) return;
    web_pace_stop(w);
    live_free(w->live);
    page_set_free(w->pages);
    web_limits_free(w->limits);
    web_turns_free(w->turns);
    web_bundles_free(w);
    web_hyphens_free(w);
    for (size_t i = 0; i < w->chosen_n; i++) free(w->chosen[i]);
    pthread_mutex_destroy(&w->chosen_lock);
    pthread_mutex_destroy(&w->wake.lock);
    pthread_cond_destroy(&w->wake.cond);
    free(w);
}

void web_set_remote(struct web *w, void *remote) { w->remote = remote; }
void web_on_taken_back(struct web *w, void (*done)(void *ctx), void *ctx) {
    w->taken_back = done;
    w->taken_back_ctx = ctx;
}
void *web_remote(const struct web *w) { return w->remote; }
struct live *web_live(struct web *w) { return w->live; }
struct book *web_book(struct web *w) { return atomic_load(&w->book); }
const struct page_set *web_pages(const struct web *w) { return w->pages; }

unsigned web_lang_tag(const struct lang *lang) {
    for (size_t i = 0; i < lang_count(); i++)
        if (lang_at(i, NULL) == lang) return (unsigned)i;
    return 0;
}

/* Where the book and HTTP meet: one web context serves an event to guests, moderators and stages.
 * This header is the component: made, wired and ended by kiosk. One request of it: visit.h. */
#ifndef KIOSK_WEB_WEB_H
#define KIOSK_WEB_WEB_H
#include <stdbool.h>
#include <stddef.h>
#include "events/book/book.h"
#include "events/book/scene.h"
#include "kiosk/web/visit.h"
#include "lib/http/http.h"
#include "lib/http/live.h"
#include "lib/page/page.h"

struct web_config {
    struct book *book;          /* may be NULL until web_set_book */
    const char *address;        /* --address, NULL: chosen from the interfaces */
    bool bench;                 /* rate limits from the event's own settings only */
};
/* NULL with a sentence in error. Call before http_start; set book and port before guests come. */
struct web *web_new(const struct web_config *config, char *error, size_t size);
/* For the order web_new, book_open(.., web_published, w), web_set_book. */
void web_set_book(struct web *w, struct book *book);
void web_set_port(struct web *w, unsigned port);
/* Ends the pacing thread; everything that waits is woken (between http_quiesce and http_stop). */
void web_close(struct web *w);
void web_free(struct web *w);
/* For book_open: called by the writer thread after each commit (ctx = struct web *). */
void web_published(void *ctx, const struct book_snap *before, const struct book_snap *now);
/* Called on the pacing thread soon after names or consents were taken back, and once after the
 * opening: documents made before have to go. Before the book opens. */
void web_on_taken_back(struct web *w, void (*done)(void *ctx), void *ctx);
/* Host header check and error page for struct http_config; its ctx is the struct web. */
bool web_host_ok(const char *host, void *ctx);
void web_error(struct http_req *req, int status, void *ctx);
/* The same in the frame of a room with sessions of its own. */
void web_error_own(struct http_req *req, int status, struct web *w, const char *room);
/* Connectivity probes, assets, the language form. The ctx of every route is the struct web. */
extern const struct http_route web_routes[];
/* Styles and scripts, for another listener's "/a/" route; ctx = struct web. */
void web_serve_asset(struct http_req *req, void *ctx);

/* A moderator's session cookie (SameSite=Strict), apart from a guest's. */
#define WEB_MODERATOR_COOKIE "punktum_m"
/* And a shared tablet's. */
#define WEB_TABLET_COOKIE "punktum_t"
/* The remote room's own state, opaque here: its handlers get only the struct web. */
void web_set_remote(struct web *w, void *remote);
void *web_remote(const struct web *w);
/* Number of a catalogue for live_who.tag: web_published builds one shared event per tag. */
unsigned web_lang_tag(const struct lang *lang);

/* Soft hyphens in the text key of view (an object or an array of objects; NULL does nothing): for
 * pages only, never for values of forms. */
void web_soften(const struct web *w, const struct book_snap *s, json_t *view, const char *key);

struct live *web_live(struct web *w);
struct book *web_book(struct web *w);
const struct page_set *web_pages(const struct web *w);
/* Where guests reach us now: event's setting, else --address, else chosen. The text lives as long
 * as the snapshot. */
struct scene_place web_place(struct web *w, const struct book_snap *s);
/* Addresses a guest might reach, best first: private, then others, loopback only when alone. */
struct web_address { char name[32]; char address[48]; bool is_private; };
size_t web_addresses(struct web_address *out, size_t max);

/* Live renderers registered by rooms above, before http_start. Called on a pool or the live thread.
 * first may be called with v->req NULL (an event for one person later on). */
struct web_live_row {
    enum live_kind kind;
    /* shared event for all of a language, or NULL */
    struct live_buf *(*shared)(struct web *w, const struct book_snap *s, const struct lang *lang);
    struct live_buf *(*first)(struct web_visit *v);  /* the whole state for one subscriber */
};
void web_add_live(struct web *w, const struct web_live_row *row);
/* Answers with the event stream of that kind: first event by the row, then as others change. */
void web_open_live(struct web_visit *v, enum live_kind kind);
#endif

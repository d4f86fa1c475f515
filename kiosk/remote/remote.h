/* The moderator's pages (/m) and the stage's routes (/stage). Pool threads. */
#ifndef KIOSK_REMOTE_REMOTE_H
#define KIOSK_REMOTE_REMOTE_H
#include "kiosk/web/page_keys.h"
#include "kiosk/web/web.h"

struct remote;               /* the record being made */
struct remote_config {       /* borrowed, must outlive the web context */
    const char *program;     /* path of punktum itself, for `punktum export` */
    const char *event_path;  /* the event file */
    const char *record_dir;  /* private folder for the record's files; made when missing */
};
/* All routes of the room; ctx of the listener is the struct web. Ended by path NULL. */
extern const struct http_route remote_routes[];
extern const struct page_keys remote_page_keys[];

/* Registers the live renderers for remotes and stages. The caller owns the result. */
struct remote *remote_attach(struct web *w, const struct remote_config *config);
/* Names or consents were taken back: a record begun before that version of the event goes, one in
 * the making is not kept. Not on a pool thread. */
void remote_taken_back(struct remote *r, uint64_t version);
/* Ends a record still being made, wakes who waits for it. Between http_quiesce and http_stop. */
void remote_close(struct remote *r);
/* After http_stop. */
void remote_free(struct remote *r);
#endif

/* The web room's inside: its one struct and what its files share. Not for rooms above. */
#ifndef KIOSK_WEB_INNER_H
#define KIOSK_WEB_INNER_H
#include <pthread.h>
#include <stdatomic.h>
#include "kiosk/web/limit.h"
#include "kiosk/web/parts.h"
#include "kiosk/web/wake.h"
#include "kiosk/web/web.h"
#include "lib/hyphen.h"

enum { WEB_LIVE_ROWS = 4, WEB_BUNDLES = 10, WEB_CHOSEN = 32, WEB_HYPHENS = 2 };
#define WEB_PRE_COOKIE "punktum_pre"
#define WEB_EVENT_COOKIE "punktum_event"     /* code of the event last entered: pick.c */
#define WEB_LANG_COOKIE "punktum_lang"

struct web_bundle {             /* one style or script, its parts joined at start */
    const char *name;           /* "phone.css" */
    const char *type;
    char path[48];              /* "/a/1a2b3c4d-phone.css" */
    char *text;
    size_t len;
};
struct hall;
struct web {
    _Atomic(struct book *) book;
    struct live *live;
    struct page_set *pages;
    struct hyphen *hyphens[WEB_HYPHENS];   /* soft.c; read-only, NULL where not installed */
    const char *address;        /* --address or NULL */
    struct hall *hall;          /* of the empty context only */
    bool bench;
    void *remote;               /* the remote room's own */
    atomic_uint port;
    struct web_limits *limits;
    struct web_turns *turns;    /* at shared tablets */
    struct web_live_row rows[WEB_LIVE_ROWS];
    size_t rows_n;
    struct web_bundle bundles[WEB_BUNDLES]; size_t bundles_n;
    void (*taken_back)(void *ctx);  /* web_on_taken_back; NULL without */
    void *taken_back_ctx;
    atomic_uint stages;         /* connected when the pacing thread last looked */
    _Atomic uint64_t part_version[WEB_PARTS];
    struct web_wake wake;       /* what published found, for the pacing thread */
    /* addresses ever chosen, kept for web_place's callers; protected by chosen_lock */
    pthread_mutex_t chosen_lock;
    char *chosen[WEB_CHOSEN]; size_t chosen_n;
    int64_t looked_ms;          /* boot clock of the last look at the interfaces */
    struct web_address found[16]; size_t found_n;
};

/* asset.c; web_bundle_path: of "phone.css", "" when there is none */
void web_bundles_load(struct web *w);
void web_bundles_free(struct web *w);
const char *web_bundle_path(const struct web *w, const char *name);
/* place.c: own addresses, looked at again every few seconds. */
size_t web_own_addresses(struct web *w, struct web_address *out, size_t max);
/* visit.c */
void web_guest_cookie(char dst[32], const struct book_snap *snap);
void web_give_cookie(struct web_visit *v);
/* The browser's, else the event's (NULL: German); own: one chosen in this browser comes first. */
const struct lang *web_choose_lang(const struct http_req *, const struct book_snap *, bool own);
/* soft.c */
void web_hyphens_load(struct web *w);
void web_hyphens_free(struct web *w);
/* origin.c: the token forms of a session carry. */
void web_csrf(char dst[44], const unsigned char session_hash[BOOK_HASH]);
bool web_origin_ok(const struct http_req *req);
/* parts.c: writer thread; the bits of what changed */
unsigned web_parts_note(struct web *w, const struct book_snap *before,
                        const struct book_snap *now);
struct web *hall_empty(const struct hall *h);   /* hall.c */
/* pace.c */
void web_pace_start(struct web *w);
void web_pace_stop(struct web *w);
#endif

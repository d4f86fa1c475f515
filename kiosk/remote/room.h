/* What the files of this room share: views as JSON for the templates, and small helpers. */
#ifndef KIOSK_REMOTE_ROOM_H
#define KIOSK_REMOTE_ROOM_H
#include <jansson.h>
#include "kiosk/remote/remote.h"

/* What the moderator sees now: templates remote/main and remote/cards. No session's secret in it,
 * so that all remotes of one language share it. New references. */
json_t *remote_view_main(const struct book_snap *s, const struct clock_time *now,
                         const struct lang *lang);
json_t *remote_view_cards(const struct book_snap *s, const struct clock_time *now,
                          const struct lang *lang);
json_t *remote_view_agenda(const struct book_snap *s, const struct clock_time *now,
                           const struct lang *lang);
/* Adds item, run, state as the moderator sees them and the page to come back to ("/m/cards"):
 * hidden fields of every form. */
void remote_add_seen(json_t *data, const struct book_snap *s, const char *from);
/* "3:07", or "-0:12" when over. dst needs 16 bytes. */
void remote_left_text(char dst[16], int64_t left_ms);
/* A word of the catalogue as JSON text. */
json_t *remote_word(const struct lang *lang, const char *english);
/* State of a run in a word: "open". Borrowed. */
const char *remote_state_word(const struct book_run *run, const struct lang *lang);
/* Fills one number into a word's {n}: plural by n. */
json_t *remote_count(const struct lang *lang, const char *one, const char *many, long long n);

/* A stage's key as a step. False for a key that means nothing here. */
bool remote_key_step(const char *key, bool shift, const char *text, int64_t card,
                     const struct book_snap *s, struct book_step *step);

/* Handlers, one per route row. */
void remote_get_bind(struct http_req *req, void *ctx);
void remote_post_bind(struct http_req *req, void *ctx);
void remote_get_main(struct http_req *req, void *ctx);
void remote_get_cards(struct http_req *req, void *ctx);
void remote_get_agenda(struct http_req *req, void *ctx);
void remote_get_message(struct http_req *req, void *ctx);
void remote_get_edit(struct http_req *req, void *ctx);
void remote_post_step(struct http_req *req, void *ctx);
void remote_get_remotes(struct http_req *req, void *ctx);
void remote_post_add(struct http_req *req, void *ctx);
void remote_post_revoke(struct http_req *req, void *ctx);
void remote_get_record(struct http_req *req, void *ctx);
void remote_post_record(struct http_req *req, void *ctx);
void remote_get_record_file(struct http_req *req, void *ctx);
void remote_get_live(struct http_req *req, void *ctx);
void remote_get_stage_stream(struct http_req *req, void *ctx);
void remote_post_stage_key(struct http_req *req, void *ctx);

/* live.c */
struct live_buf *remote_live_shared(struct web *w, const struct book_snap *s,
                                    const struct lang *lang);
struct live_buf *remote_live_first(struct web_visit *v);
struct live_buf *remote_stage_shared(struct web *w, const struct book_snap *s,
                                     const struct lang *lang);
struct live_buf *remote_stage_first(struct web_visit *v);
#endif

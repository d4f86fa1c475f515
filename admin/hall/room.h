/* What the files of this room share: cards, results, log and entering for people. Pool threads. */
#ifndef ADMIN_HALL_ROOM_H
#define ADMIN_HALL_ROOM_H
#include "admin/desk.h"
#include "events/book/paper.h"
#include "lib/str.h"

/* view.c: numbers of a form or of the address, 0 without; a text, "" without. */
int64_t hall_form(const struct http_req *req, const char *name);
int64_t hall_query(const struct http_req *req, const char *name);
const char *hall_query_text(const struct http_req *req, const char *name);
/* What was typed for one option: the form's field "dot.5"; NULL when it has none. Borrowed. */
const char *hall_typed(const struct http_req *req, const char *prefix, int64_t id);
/* Text as a value of an address: everything but letters and figures as %XX. */
void hall_url(struct str *out, const char *text);
/* {n} and the like filled into words of the catalogue; pairs end with NULL. */
json_t *hall_say(const struct lang *lang, const char *english, ...) __attribute__((sentinel));
json_t *hall_count(const struct lang *lang, const char *one, const char *many, long long n);
/* "Elif Yılmaz, Stadt Bochum"; "Nummer 12" without a name. */
json_t *hall_person(const struct book_person *p, const struct lang *lang);
/* The page with the room's own links; mark: cards, enter, results, hands, log. */
void hall_page(struct desk_visit *v, int status, const char *template, const char *mark,
               json_t *data);
/* True when a result may be told: it was revealed and is still shown. */
bool hall_told(const struct book_run *run);
/* State of a run in a word. */
const char *hall_state(const struct book_run *run, const struct lang *lang);

/* words.c: what happened, in words, English source text; the row's what. */
const char *hall_done(const struct book_log_row *row);

/* Handlers, one per route row. */
void hall_get_cards(struct http_req *req, void *ctx);
void hall_post_cards(struct http_req *req, void *ctx);
void hall_get_results(struct http_req *req, void *ctx);
void hall_get_hands(struct http_req *req, void *ctx);
void hall_post_hands(struct http_req *req, void *ctx);
void hall_get_log(struct http_req *req, void *ctx);
void hall_get_enter(struct http_req *req, void *ctx);
void hall_post_enter(struct http_req *req, void *ctx);
#endif

/* The documentation's room at the desk: chapters, voices, tables, pictures, and making it. What its
 * files share. Pool threads. (The prints' files, prints_*, have their own header.) */
#ifndef ADMIN_PAPER_ROOM_H
#define ADMIN_PAPER_ROOM_H
#include "admin/desk.h"
#include "events/book/paper.h"
#include "lib/str.h"

/* --- chapters.c ------------------------------------------------------------------------------ */
enum { PAPER_KEY = 32, PAPER_CHAPTERS = 120 };
/* Keys of all chapters in the order they are printed in: the organisers' where they chose one. */
struct paper_order { char keys[PAPER_CHAPTERS][PAPER_KEY]; size_t n; };
void paper_order(struct paper_order *out, const struct book_paper *p);
/* The text with that key, NULL when nobody wrote it. */
const struct book_text *paper_text_of(const struct book_paper *p, const char *key);
/* A chapter's title as it will be printed; item-ID: that of the item. Appends. */
void paper_title(struct str *out, const struct desk_visit *v, const struct book_paper *p,
                 const char *key);
/* What stands in it without anybody writing; English, "" for a chapter only organisers fill. */
const char *paper_help(const char *key);
/* True when the documentation can have such a chapter. */
bool paper_key_known(const struct desk_visit *v, const char *key);
/* The list at the left: {chapters: [...]}, chosen marked. The items of the agenda stand below
 * their chapter. */
json_t *paper_chapters(const struct desk_visit *v, const struct book_paper *p, const char *chosen);
/* Every chapter a picture may stand in: [{key, title, now}]. */
json_t *paper_places(const struct desk_visit *v, const struct book_paper *p, const char *now);

/* --- preview.c: text as it will be printed: blocks for template paper_blocks. ----------------- */
json_t *paper_blocks(const char *body);

/* --- making_box.c: the state of the documents as template data, or for the script. ------------ */
json_t *paper_making(const struct desk_visit *v);

/* --- page.c ---------------------------------------------------------------------------------- */
/* Reads the parts of the documentation; false: a refusal was sent. Release p. */
bool paper_read_all(struct desk_visit *v, struct book_paper *p);
/* Numbers of a path or form; 0 otherwise. */
int64_t paper_number(const char *text);
/* A text field of the form without \r; "" when there is none. Appends. */
void paper_field(struct str *out, const struct http_req *req, const char *name);
/* data for a desk wish from the form's fields that are there, each under its name. */
json_t *paper_data(const struct http_req *req, const char *const *names);
/* Sentence for a refused wish, said on the page it came from. */
json_t *paper_sentence(const struct desk_visit *v, const struct book_reply *r);
/* The answer to a wish: JSON for the script, else a redirect to /e/CODE/paper + to (printf), else
 * the sentence. */
void paper_done(struct desk_visit *v, const struct book_reply *r, const char *to);
/* "14:03" */
json_t *paper_time(int64_t ms);

/* Handlers. */
void paper_get(struct http_req *req, void *ctx);
void paper_get_text(struct http_req *req, void *ctx);
void paper_post_text(struct http_req *req, void *ctx);
void paper_post_preview(struct http_req *req, void *ctx);
void paper_post_include(struct http_req *req, void *ctx);
void paper_post_move(struct http_req *req, void *ctx);
void paper_post_order(struct http_req *req, void *ctx);
void paper_post_add(struct http_req *req, void *ctx);
void paper_get_voices(struct http_req *req, void *ctx);
void paper_post_voice(struct http_req *req, void *ctx);
void paper_get_tables(struct http_req *req, void *ctx);
void paper_post_table(struct http_req *req, void *ctx);
void paper_get_pictures(struct http_req *req, void *ctx);
void paper_post_picture(struct http_req *req, void *ctx);
void paper_post_upload(struct http_req *req, void *ctx);
void paper_get_picture(struct http_req *req, void *ctx);
void paper_get_making(struct http_req *req, void *ctx);
void paper_post_making(struct http_req *req, void *ctx);
void paper_get_file(struct http_req *req, void *ctx);
#endif

/* What the files of this room share: people as JSON for the templates, and what a form brings. Pool
 * threads. */
#ifndef ADMIN_PEOPLE_ROOM_H
#define ADMIN_PEOPLE_ROOM_H
#include "admin/desk.h"
#include "lib/str.h"

/* view.c */
/* One person: id, name (never empty), organisation, municipality, discipline, function, email,
 * role, state (word), state_class, at ("8:31"), present, no_phone, coded. New references. */
json_t *people_view(const struct desk_visit *v, const struct book_person *p);
/* An array of those whose keys fit what was typed (rules_search), best first: at most max. */
json_t *people_found(const struct desk_visit *v, const char *typed, size_t max);
/* Same name, typed in any way, other than id: an array of people_view. */
json_t *people_namesakes(const struct desk_visit *v, const char *name, int64_t id);
/* Adds code, organisations {id name now}, disciplines {id name now}, roles {word name now}. */
void people_add_choices(json_t *data, const struct desk_visit *v, int64_t organisation,
                        int64_t discipline, const char *role);
const char *people_role_word(const char *role, const struct lang *lang);
/* {n}, {of} ... filled into a sentence of the catalogue; pairs end with NULL. */
json_t *people_say(const struct lang *lang, const char *english, ...) __attribute__((sentinel));
json_t *people_count(const struct lang *lang, const char *one, const char *many, long long n);
/* People in the list, without those erased. */
long long people_registered(const struct book_snap *s);

/* form.c */
/* A number of the form, 0 without or when it is none. */
int64_t people_form_number(const struct http_req *req, const char *name);
const char *people_form_text(const struct http_req *req, const char *name);   /* "" without */
/* Text as a value of an address: everything but letters and figures as %XX. */
void people_url(struct str *out, const char *text);
/* The fields of a person's form as data for BOOK_PERSON_ADD and _SET. */
json_t *people_form_person(const struct desk_visit *v);
/* Sentence about the field that did not fit. */
const char *people_bad_sentence(const char *where, const struct lang *lang);
/* Answers of every kind but BOOK_OK and BOOK_AGAIN are refused by desk_done; true when it was. */
bool people_refused(struct desk_visit *v, const struct book_reply *reply);

/* scan.c: the person whose code stands in what was scanned or typed, 0: in none. A badge's address,
 * a code with or without hyphen, also by a scanner that believes in another keyboard (Y and Z
 * changed over). looks: it was a code, whoever it belongs to; old: a newer one is in force. */
struct people_scan { int64_t person; bool looks, old; };
struct people_scan people_scan(struct book *b, const char *typed);

/* recent.c: what this desk did last, carried in its address: "17i1731-12a1702". kinds: i in, a
 * again, n new, p without phone, o out, u undone, c code. */
void people_recent_add(struct str *out, const char *before, int64_t id, char kind, int64_t at_ms);
/* Rows {at, name, organisation, word, again}; without any those who came last. */
json_t *people_recent(const struct desk_visit *v, const char *recent);

/* Handlers, one per route row. */
void people_get_checkin(struct http_req *req, void *ctx);
void people_get_search(struct http_req *req, void *ctx);
void people_post_checkin(struct http_req *req, void *ctx);
void people_get_walkin(struct http_req *req, void *ctx);
void people_post_walkin(struct http_req *req, void *ctx);
void people_get_list(struct http_req *req, void *ctx);
void people_get_csv(struct http_req *req, void *ctx);
void people_get_vcards(struct http_req *req, void *ctx);
void people_get_new(struct http_req *req, void *ctx);
void people_post_new(struct http_req *req, void *ctx);
void people_get_person(struct http_req *req, void *ctx);
void people_post_person(struct http_req *req, void *ctx);
void people_post_erase(struct http_req *req, void *ctx);
void people_get_import(struct http_req *req, void *ctx);
void people_post_import(struct http_req *req, void *ctx);
void people_post_import_check(struct http_req *req, void *ctx);
void people_post_import_undo(struct http_req *req, void *ctx);
void people_get_lists(struct http_req *req, void *ctx);
void people_post_lists(struct http_req *req, void *ctx);
#endif

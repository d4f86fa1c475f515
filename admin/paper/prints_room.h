/* The prints' inside: what the page and the job share. Pool threads and a worker. */
#ifndef ADMIN_PAPER_PRINTS_ROOM_H
#define ADMIN_PAPER_PRINTS_ROOM_H
#include "admin/desk.h"
#include "lib/str.h"

/* prints.c: handlers. */
void prints_get_page(struct http_req *req, void *ctx);
void prints_get_file(struct http_req *req, void *ctx);
void prints_post_badges(struct http_req *req, void *ctx);

/* prints_options.c: how sheets are printed on this machine's printer: the form's fields, else those
 * of the last time (a cookie), else the first sheet from its first label. */
struct prints_options { char sheet[32], start[8], offset_x[12], offset_y[12]; };
void prints_options_read(struct prints_options *o, const struct http_req *req,
                         const char *(*field)(const struct http_req *req, const char *name));
/* Keeps them for the next time; used: labels that are gone now. */
void prints_options_keep(const struct prints_options *o, struct http_req *req, size_t used);
/* {name, title, now}, in the sheets' order. A new reference. */
json_t *prints_sheets(const struct lang *lang, const char *now);
/* Sheet, start and offsets are good; else the name of the field that is not. */
const char *prints_options_wrong(const struct prints_options *o);

/* prints_job.c: one print, made by a child from a copy of the event. */
enum { PRINTS_ARGV = 24 };
struct prints_job {
    struct str path, address, port;      /* of the event file; where guests reach it */
    struct prints_options options;
    char what[16], item[24], per[4];     /* item, per: "" without */
    const char *program;
    size_t badges;
    struct str codes;                    /* lines for the child; wiped at the end */
    json_t *hashes;                      /* {codes: [{id, hash}]} for the book, NULL: none */
    struct book *book;                   /* held by the request */
    char account[64];
    struct str pdf;                      /* what came */
    struct str look;                     /* badges to look at: lines of punktum print --notes */
    bool all_the_same, printed;          /* all_the_same: print even if there are some */
    struct book_reply stored;            /* hashes: what the book answered */
};
struct prints_job *prints_job_new(const struct desk_visit *v, const char *what,
                                  const struct prints_options *o);
/* A new personal code for a person: into codes and hashes. */
void prints_job_code(struct prints_job *job, int64_t person);
/* Parks the request with the job. */
void prints_job_start(struct desk_visit *v, struct prints_job *job);
/* Badges to look at that kept it from being handed out; nothing was changed then. */
bool prints_job_asks(const struct prints_job *job);
/* Sends the PDF as a download, or the sentence why there is none. */
void prints_job_reply(struct desk_visit *v, struct prints_job *job);
#endif

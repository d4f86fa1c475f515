/* The organisers' desk as the program sees it: made, wired and ended by kiosk. It listens on the
 * organisers' own listener; the guests' one never knows these routes. */
#ifndef ADMIN_ADMIN_H
#define ADMIN_ADMIN_H
#include <stdbool.h>
#include <stddef.h>
#include "lib/http/http.h"
#include "lib/page/keys.h"

struct desk;
struct hall;
struct web;
struct desk_config {
    const char *data_dir;       /* event files and accounts.json lie here */
    const char *program;        /* path of punktum, for export, audience */
    const char *stage_program;  /* path of punktum-stage, for pictures of the stage */
    struct hall *hall;          /* the events open now; borrowed */
    /* Opens an event file for guests, closes one; false with a sentence in error. Worker thread. */
    bool (*open)(void *ctx, const char *path, char *error, size_t size);
    bool (*close)(void *ctx, const char *code, char *error, size_t size);
    void *ctx;
};
struct desk *desk_new(const struct desk_config *config, char *error, size_t size);
/* The one-time set-up code, or NULL when an account exists already. Valid until used. */
const char *desk_setup_code(const struct desk *d);
/* Opens again what was open when the program ended (DATA/open.json). After the listeners' start. */
void desk_reopen(struct desk *d);
/* Ends workers and children; who waits is woken (between http_quiesce and http_stop). */
void desk_close(struct desk *d);
void desk_free(struct desk *d);
/* Registers the desk's live channel with an event's web context, before its book opens. */
void desk_attach(struct web *w);
/* Error page for struct http_config; the ctx of every desk route is the struct desk. */
void desk_error(struct http_req *req, int status, void *ctx);
bool desk_host_ok(const char *host, void *ctx);
/* For struct http_config: 0 when this request may send a file (organisation, moderation). */
int desk_may_upload(struct http_req *req, void *ctx);
/* The port it listens on, known only after the start. */
void desk_set_port(struct desk *d, unsigned port);

/* The desk's route tables, one per room; kiosk lists them for http_start. */
extern const struct http_route desk_routes[];          /* admin: way in, events */
extern const struct http_route desk_settings_routes[]; /* admin: settings, privacy */
extern const struct http_route desk_agenda_routes[];   /* admin/agenda */
extern const struct http_route desk_people_routes[];   /* admin/people: list, import, check-in */
extern const struct http_route desk_hall_routes[];     /* admin/hall: cards, results, log, entry */
extern const struct http_route desk_paper_routes[];    /* admin/paper: documentation */
extern const struct http_route desk_prints_routes[];   /* admin/paper: badges, signs, ballots */
/* And what their pages are given, for the start-up check. */
extern const struct page_keys desk_page_keys[], desk_agenda_page_keys[], desk_people_page_keys[],
    desk_hall_page_keys[], desk_paper_page_keys[];
#endif

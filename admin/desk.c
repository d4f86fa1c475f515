/* The desk's life: made and ended by kiosk. Main thread, but for the error page and the Host check
 * (pool threads). */
#include <stdlib.h>
#include "admin/inner.h"
#include "admin/making.h"
#include "kiosk/web/hall.h"
#include "lib/folder.h"
#include "lib/mem.h"

/* A pacing thread. */
static void taken_back(void *ctx, const char *code, uint64_t version) {
    making_forget(ctx, code, version);
}

struct desk *desk_new(const struct desk_config *config, char *error, size_t size) {
    const struct web_config web = { 0 };
    struct desk *d = mem_new(1, sizeof *d);

    d->config = *config;
    d->accounts = accounts_open(config->data_dir, error, size);
    if (!d->accounts || !(d->web = web_new(&web, error, size))) {
        accounts_free(d->accounts);
        free(d);
        return NULL;
    }
    d->guard = guard_new();
    folder_clear_dead(config->data_dir, DESK_COPY);
    struct str folder = STR_INIT;
    str_printf(&folder, "%s/.documents", config->data_dir);
    d->making = making_new(folder.data);
    hall_on_taken_back(config->hall, taken_back, d->making);
    str_release(&folder);
    pthread_mutex_init(&d->setup_lock, NULL);
    pthread_mutex_init(&d->rooms_lock, NULL);
    if (!accounts_count(d->accounts))
        secret_person_code(d->setup);
    for (int i = 0; i < DESK_WORKS; i++)
        d->workers[i] = worker_start();
    return d;
}

const char *desk_setup_code(const struct desk *d) {
    return d->setup[0] ? d->setup : NULL;
}

void desk_close(struct desk *d) {
    for (int i = 0; i < DESK_WORKS; i++)
        worker_stop(d->workers[i]);
    making_stop(d->making);
    web_close(d->web);
}

void desk_free(struct desk *d) {
    if (!d)
        return;
    for (int i = 0; i < DESK_ROOMS && d->rooms[i].room; i++)
        d->rooms[i].room->end(d->rooms[i].state);
    pthread_mutex_destroy(&d->rooms_lock);
    for (int i = 0; i < DESK_WORKS; i++)
        worker_free(d->workers[i]);
    web_free(d->web);
    accounts_free(d->accounts);
    guard_free(d->guard);
    making_free(d->making);
    pthread_mutex_destroy(&d->setup_lock);
    secret_wipe(d->setup, sizeof d->setup);
    free(d);
}

void *desk_room(struct desk *d, const struct desk_room *room) {
    void *state;
    int i = 0;

    pthread_mutex_lock(&d->rooms_lock);
    while (i < DESK_ROOMS && d->rooms[i].room && d->rooms[i].room != room)
        i++;
    BUG_IF(i == DESK_ROOMS);
    if (!d->rooms[i].room) {
        d->rooms[i].state = room->make(d);
        d->rooms[i].room = room;
    }
    state = d->rooms[i].state;
    pthread_mutex_unlock(&d->rooms_lock);
    return state;
}

void desk_set_port(struct desk *d, unsigned port) {
    web_set_port(d->web, port);
}

bool desk_host_ok(const char *host, void *ctx) {
    struct desk *d = ctx;

    return web_host_ok(host, d->web);
}

struct making *desk_making(const struct desk *d) {
    return d->making;
}

const struct desk_config *desk_config(const struct desk *d) {
    return &d->config;
}

/* Before or instead of a handler: nobody is known, so a page without navigation. */
void desk_error(struct http_req *req, int status, void *ctx) {
    struct desk *d = ctx;

    web_error_own(req, status, d->web, "desk");
}

/* The first record from the remote: `punktum export` in a child process (it asks this server for a
 * private copy), its files offered for download. One record at a time; who asks is parked until it
 * is there. The maker is a thread of its own: it only starts the child and waits. */
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "kiosk/remote/room.h"
#include "kiosk/web/parts.h"
#include "lib/child.h"
#include "lib/folder.h"
#include "lib/log.h"
#include "lib/mem.h"

enum { RECORD_MS = 18000, WAITING_MAX = 16 };

struct remote {
    const struct remote_config *config;
    pthread_mutex_t lock;
    pthread_t maker;
    bool started;                           /* protected by lock: a maker to join */
    bool making, closing, well;             /* protected by lock */
    uint64_t begun, made, wanted;           /* versions of the event, protected by lock: of what is
                                             * being made, of the folder, the least that may be */
    struct http_req *waiting[WAITING_MAX];  /* protected by lock */
    size_t waiting_n;
};

static const struct web_live_row live_rows[] = {
    { LIVE_REMOTE, remote_live_shared, remote_live_first },
    { LIVE_STAGE, remote_stage_shared, remote_stage_first },
};

struct remote *remote_attach(struct web *w, const struct remote_config *config) {
    struct remote *r = mem_new(1, sizeof *r);

    r->config = config;
    pthread_mutex_init(&r->lock, NULL);
    web_set_remote(w, r);
    for (size_t i = 0; i < sizeof live_rows / sizeof live_rows[0]; i++)
        web_add_live(w, &live_rows[i]);
    return r;
}

static void *make(void *ctx) {
    struct remote *r = ctx;
    const char *argv[] = { r->config->program, "export", "--format", "record",
                           r->config->event_path, r->config->record_dir, NULL };
    int status = child_run(argv, NULL, RECORD_MS);

    if (status != 0)
        log_line(LOG_WARN, "record: export ended with %d", status);
    pthread_mutex_lock(&r->lock);
    r->well = status == 0 && r->begun >= r->wanted;
    if (r->well)
        r->made = r->begun;
    if (r->made < r->wanted)
        folder_remove(r->config->record_dir);
    r->making = false;
    for (size_t i = 0; i < r->waiting_n; i++)
        http_wake(r->waiting[i]);
    r->waiting_n = 0;
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

/* Parks req until the record is made; starts the maker unless it runs. False: not now. */
static bool wait_for_record(struct remote *r, struct http_req *req, uint64_t version) {
    bool well = false;

    pthread_mutex_lock(&r->lock);
    if (!r->closing && r->waiting_n < WAITING_MAX) {
        if (!r->making && r->started)
            pthread_join(r->maker, NULL);
        if (!r->making)
            r->begun = version;
        if (!r->making)
            r->making = r->started = pthread_create(&r->maker, NULL, make, r) == 0;
        if ((well = r->making)) {
            http_set_memo(req, r, NULL);
            http_park(req);
            r->waiting[r->waiting_n++] = req;
        }
    }
    pthread_mutex_unlock(&r->lock);
    return well;
}

void remote_taken_back(struct remote *r, uint64_t version) {
    pthread_mutex_lock(&r->lock);
    r->wanted = version;
    if (!r->making && r->made < version)
        folder_remove(r->config->record_dir);
    pthread_mutex_unlock(&r->lock);
}

/* The folder, when what lies there may be told: NULL else. */
static const char *folder_now(struct remote *r, struct web *w) {
    pthread_mutex_lock(&r->lock);
    bool fresh = r->made && r->made >= web_part_version(w, WEB_PART_TAKEN_BACK);
    pthread_mutex_unlock(&r->lock);
    return fresh ? r->config->record_dir : NULL;
}

void remote_close(struct remote *r) {
    bool join;

    pthread_mutex_lock(&r->lock);
    r->closing = true;
    join = r->started;
    pthread_mutex_unlock(&r->lock);
    if (join)
        pthread_join(r->maker, NULL);
    r->started = false;
}

void remote_free(struct remote *r) {
    if (!r)
        return;
    pthread_mutex_destroy(&r->lock);
    free(r);
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static json_t *files_of(const char *dir) {
    json_t *list = json_array();
    char *names[256];
    size_t n = 0;
    DIR *d = dir ? opendir(dir) : NULL;

    for (struct dirent *e; d && (e = readdir(d)) && n < sizeof names / sizeof names[0];)
        if (e->d_name[0] != '.')
            names[n++] = mem_copy(e->d_name);
    if (d)
        closedir(d);
    qsort(names, n, sizeof names[0], by_name);
    for (size_t i = 0; i < n; i++) {
        json_array_append_new(list, json_pack("{s:s}", "name", names[i]));
        free(names[i]);
    }
    return list;
}

static bool made_well(struct remote *r) {
    bool well;

    pthread_mutex_lock(&r->lock);
    well = r->well;
    pthread_mutex_unlock(&r->lock);
    return well;
}

void remote_get_record(struct http_req *req, void *ctx) {
    struct remote *r = web_remote(ctx);
    struct web_visit v;
    json_t *data;

    if (!web_enter(&v, ctx, req, WEB_MODERATOR))
        return;
    data = json_pack("{s:o, s:b}", "files", files_of(folder_now(r, ctx)),
                     "failed", http_query(req, "failed") != NULL);
    web_reply_page(&v, 200, "remote/record", data);
    web_leave(&v);
}

void remote_post_record(struct http_req *req, void *ctx) {
    struct remote *r = web_remote(ctx);
    struct web_visit v;

    if (!web_enter(&v, ctx, req, WEB_MODERATOR))
        return;
    if (http_memo(req))
        http_redirect(req, made_well(r) ? "/m/record" : "/m/record?failed=1");
    else if (web_may_post(&v) && !wait_for_record(r, req, v.snap->version))
        http_redirect(req, "/m/record?failed=1");
    web_leave(&v);
}

/* Only a name that stands in the folder, never a path. */
static const char *type_of(const char *name) {
    size_t len = strlen(name);

    if (len > 5 && strcmp(name + len - 5, ".xlsx") == 0)
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return len > 4 && strcmp(name + len - 4, ".csv") == 0 ? "text/csv; charset=utf-8" : NULL;
}

void remote_get_record_file(struct http_req *req, void *ctx) {
    struct remote *r = web_remote(ctx);
    const char *name = http_segment(req, 0), *folder = folder_now(r, ctx);
    struct web_visit v;
    int dir = -1, fd = -1;

    if (!web_enter(&v, ctx, req, WEB_MODERATOR))
        return;
    if (folder && *name != '.' && !strchr(name, '/') && type_of(name)) {
        dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        fd = dir < 0 ? -1 : openat(dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    }
    if (fd >= 0)
        http_reply_file(req, fd, type_of(name), name);
    else
        http_error(req, 404);
    if (dir >= 0)
        close(dir);
    web_leave(&v);
}

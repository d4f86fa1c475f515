/* Which of the open events a request is for. Pool threads. In this order: what the request itself
 * says (code in the path, typed code, badge, link of a moderator or tablet, token of a stage), what
 * its cookies say (the event of the last code, a session), else none: the empty context asks for
 * the code. One event: no question, but for a stage that names another. */
#include <string.h>
#include <strings.h>
#include "kiosk/web/hall.h"
#include "kiosk/web/inner.h"
#include "lib/secret.h"
#include "lib/str.h"

/* One look at a request against all events: the index of the one meant, or n. */
struct look {
    struct http_req *req;
    struct hall_event *const *all;
    size_t n;
};

static size_t by_code(const struct look *l, const char *typed) {
    char code[5];
    size_t i = 0;
    if (!typed || !secret_code_clean(code, 4, typed)) return l->n;
    while (i < l->n && strcasecmp(l->all[i]->code, code)) i++;
    return i;
}

static bool has_remote(const struct book_snap *s, const unsigned char hash[BOOK_HASH],
                       bool session) {
    for (size_t i = 0; i < s->remotes_n; i++) {
        const struct book_remote_row *row = &s->remotes[i];
        if (!row->revoked &&
            secret_equal(session ? row->session_hash : row->token_hash, hash, BOOK_HASH) &&
            (!session || row->bound))
            return true;
    }
    return false;
}

/* A link or bearer token, or with session the cookie of a moderator or tablet. */
static size_t by_remote(const struct look *l, const char *token, bool session) {
    unsigned char hash[BOOK_HASH];
    bool found = false;
    size_t i = 0;
    secret_hash(hash, token);
    for (; i < l->n; i++) {
        const struct book_snap *s = book_snap(web_book(l->all[i]->web));
        found = has_remote(s, hash, session);
        book_snap_release(s);
        if (found) break;
    }
    return i;
}

static size_t by_session(const struct look *l) {
    unsigned char hash[BOOK_HASH];
    char name[32], token[64];
    bool found = false;
    size_t i = 0;
    for (; i < l->n; i++) {
        const struct book_snap *s = book_snap(web_book(l->all[i]->web));
        web_guest_cookie(name, s);
        if (http_cookie(l->req, name, token, sizeof token)) {
            secret_hash(hash, token);
            found = snap_session(s, hash) != NULL;
        }
        book_snap_release(s);
        if (found) break;
    }
    return i;
}

/* The code on a badge; one that a newer one took the place of still names its event. */
static size_t by_badge(const struct look *l, const char *typed) {
    unsigned char hash[BOOK_HASH];
    char code[9];
    bool old;
    size_t i = 0;
    if (!typed || !secret_code_clean(code, 8, typed)) return l->n;
    secret_hash(hash, code);
    while (i < l->n && !book_code_person(web_book(l->all[i]->web), hash, &old)) i++;
    return i;
}

static size_t by_itself(const struct look *l) {
    const char *path = http_path(l->req), *bearer = http_header(l->req, "Authorization");
    size_t i = by_code(l, http_query(l->req, "event"));
    if (i == l->n && !strchr(path + 1, '/')) i = by_code(l, path + 1);
    if (i == l->n && !strcmp(path, "/join")) i = by_code(l, http_form(l->req, "code"));
    if (i == l->n && (str_starts(path, "/B/") || str_starts(path, "/b/")))
        i = by_badge(l, path + 3);
    if (i == l->n && !strcmp(path, "/code")) i = by_badge(l, http_form(l->req, "code"));
    if (i == l->n && str_starts(path, "/m/")) i = by_remote(l, path + 3, false);
    if (i == l->n && str_starts(path, "/tablet/")) i = by_remote(l, path + 8, false);
    if (i == l->n && bearer && str_starts(bearer, "Bearer ")) i = by_remote(l, bearer + 7, false);
    return i;
}

static size_t by_cookie(const struct look *l) {
    const char *path = http_path(l->req);
    bool moderation = !strcmp(path, "/m") || str_starts(path, "/m/");
    char token[64];
    size_t i = l->n;
    if (moderation && http_cookie(l->req, WEB_MODERATOR_COOKIE, token, sizeof token))
        i = by_remote(l, token, true);
    if (i == l->n && http_cookie(l->req, WEB_TABLET_COOKIE, token, sizeof token))
        i = by_remote(l, token, true);
    if (i == l->n && http_cookie(l->req, WEB_EVENT_COOKIE, token, sizeof token))
        i = by_code(l, token);
    return i == l->n ? by_session(l) : i;
}

/* The one event that knows this token: the program's own stage is known in all, then it is the one
 * the program was started with. */
static size_t by_stage(const struct look *l) {
    const char *bearer = http_header(l->req, "Authorization");
    size_t i = l->n, found = l->n;
    if (!bearer || !str_starts(bearer, "Bearer ") || http_query(l->req, "choose")) return l->n;
    for (i = 0; i < l->n; i++) {
        struct look one = {.req = l->req, .all = &l->all[i], .n = 1};
        if (by_remote(&one, bearer + 7, false)) continue;
        if (l->all[i]->main) return i;
        found = found == l->n ? i : l->n + 1;
    }
    return found < l->n ? found : l->n;
}

/* The index of the one meant, n when that is open. */
static size_t meant(const struct look *l) {
    bool stage = str_starts(http_path(l->req), "/stage/");
    const char *named = stage ? http_query(l->req, "event") : NULL;
    if (named && *named) return by_code(l, named);
    if (l->n <= 1) return 0;
    if (stage) return by_stage(l);
    size_t i = by_itself(l);
    return i == l->n ? by_cookie(l) : i;
}

void *hall_pick(struct http_req *req, void *ctx) {
    struct hall *h = ctx;
    struct hall_event *all[HALL_EVENTS];
    struct look look = {.req = req, .all = all, .n = hall_list(h, all)};
    size_t chosen = meant(&look);
    for (size_t i = 0; i < look.n; i++)
        if (i != chosen) hall_release(all[i]);
    if (chosen >= look.n) return hall_empty(h);
    http_hold(req, all[chosen], hall_release);
    return all[chosen]->web;
}

/* Codes let people in: only whoever has a right in one of the events is told them. */
static json_t *offered(const struct look *l) {
    const char *bearer = http_header(l->req, "Authorization");
    json_t *list = json_array();
    if (!bearer || !str_starts(bearer, "Bearer ") || by_remote(l, bearer + 7, false) == l->n)
        return list;
    for (size_t i = 0; i < l->n; i++) {
        const struct book_snap *s = book_snap(web_book(l->all[i]->web));
        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "code", s->settings.code, "title",
                                              s->settings.title, "lang", s->settings.language));
        book_snap_release(s);
    }
    return list;
}

bool hall_offer(struct web *w, struct http_req *req) {
    struct hall_event *all[HALL_EVENTS];
    struct web_visit v = {.web = w, .req = req};
    const char *named = http_query(req, "event");
    if (web_book(w) || !w->hall) return false;
    struct look look = {.req = req, .all = all, .n = hall_list(w->hall, all)};
    json_t *answer = json_pack("{s:s, s:I}", "result", "choose", "open", (json_int_t)look.n);
    if (named && *named) json_object_set_new(answer, "closed", json_string(named));
    else json_object_set_new(answer, "events", offered(&look));
    web_reply_json(&v, named && *named ? 404 : 300, answer);
    for (size_t i = 0; i < look.n; i++) hall_release(all[i]);
    return true;
}

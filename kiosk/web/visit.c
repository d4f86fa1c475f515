/* One visit: cookies and bearer token to person, remote and role; language; limits. A visitor
 * without a session gets a random pre-session cookie so that forms have a token to
 * carry. Pool threads. */
#include <string.h>
#include "kiosk/web/hall.h"
#include "kiosk/web/inner.h"
#include "lib/clock.h"
#include "lib/secret.h"
#include "lib/str.h"

enum { SESSION_S = 14 * 24 * 3600, PRE_S = 24 * 3600 };

void web_guest_cookie(char dst[32], const struct book_snap *snap) {
    char code[8] = "";
    (void)str_copy(code, sizeof code, snap->settings.code);
    for (char *c = code; *c; c++)
        if (*c >= 'A' && *c <= 'Z') *c = (char)(*c - 'A' + 'a');
    (void)str_format(dst, 32, "punktum_%s", code);
}

const struct lang *web_choose_lang(const struct http_req *req, const struct book_snap *snap,
                                   bool own) {
    char code[16];
    const struct lang *chosen = NULL, *event = snap ? lang_get(snap->settings.language) : NULL;
    if (!event) event = lang_get("de");
    if (own && http_cookie(req, WEB_LANG_COOKIE, code, sizeof code)) chosen = lang_get(code);
    return chosen ? chosen : lang_accept(http_header(req, "Accept-Language"), event);
}

static void find_person(struct web_visit *v) {
    char name[32], token[64];
    unsigned char hash[BOOK_HASH];
    web_guest_cookie(name, v->snap);
    if (!http_cookie(v->req, name, token, sizeof token)) return;
    secret_hash(hash, token);
    v->person = snap_session(v->snap, hash);
}

/* A stage shows its token with every request; a moderator's cookie carries a session. */
static void find_remote(struct web_visit *v) {
    const char *bearer = http_header(v->req, "Authorization");
    unsigned char hash[BOOK_HASH];
    char token[64];
    if (bearer && str_starts(bearer, "Bearer ")) {
        secret_hash(hash, bearer + 7);
        for (size_t i = 0; i < v->snap->remotes_n && !v->remote; i++) {
            const struct book_remote_row *row = &v->snap->remotes[i];
            if (row->stage && !row->revoked && secret_equal(row->token_hash, hash, BOOK_HASH))
                v->remote = row;
        }
    }
    if (v->remote || !http_cookie(v->req, WEB_MODERATOR_COOKIE, token, sizeof token)) return;
    secret_hash(hash, token);
    const struct book_remote_row *row = snap_remote(v->snap, hash);
    if (row && !row->revoked && !row->stage && !row->tablet) v->remote = row;
}

/* A shared tablet has no person of its own: whoever's turn it is, and only where that is wanted. */
static void find_tablet(struct web_visit *v, bool wanted) {
    unsigned char hash[BOOK_HASH];
    char token[64];
    if (!http_cookie(v->req, WEB_TABLET_COOKIE, token, sizeof token)) return;
    secret_hash(hash, token);
    const struct book_remote_row *row = snap_remote(v->snap, hash);
    if (!row || row->revoked || !row->tablet) return;
    v->tablet = row;
    if (!wanted) return;
    /* the script asks with "idle" while nobody touches the page */
    v->turn = web_turn_at(v->web->turns, row->id, clock_now().boot_ms,
                          !http_query(v->req, "idle"));
    if (v->turn.over) http_set_cookie(v->req, WEB_LANG_COOKIE, "", 0, false);
    v->person = v->turn.person ? snap_person(v->snap, v->turn.person) : NULL;
}

static enum web_role choose_role(const struct web_visit *v, enum web_role want) {
    bool stage = v->remote && v->remote->stage;
    if (want == WEB_GUEST) return v->person ? WEB_GUEST : WEB_NOBODY;
    if (want == WEB_MODERATOR) return v->remote && !stage ? WEB_MODERATOR : WEB_NOBODY;
    if (want == WEB_STAGE) return stage ? WEB_STAGE : WEB_NOBODY;
    if (want == WEB_TABLET) return v->tablet ? WEB_TABLET : WEB_NOBODY;
    if (stage) return WEB_STAGE;
    if (v->person) return WEB_GUEST;
    return v->remote ? WEB_MODERATOR : WEB_NOBODY;
}

/* The form token of whoever the visit speaks for; without a session that of the pre-session. */
static void give_token(struct web_visit *v) {
    unsigned char hash[BOOK_HASH];
    char cookie[24];
    if (v->role == WEB_GUEST) {
        web_csrf(v->csrf, v->person->session_hash);
        return;
    }
    if (v->role == WEB_MODERATOR) {
        web_csrf(v->csrf, v->remote->session_hash);
        return;
    }
    if (v->role == WEB_TABLET) {
        web_csrf(v->csrf, v->tablet->session_hash);
        return;
    }
    if (v->role == WEB_STAGE) return;
    if (!http_cookie(v->req, WEB_PRE_COOKIE, cookie, sizeof cookie) || strlen(cookie) != 22) {
        if (http_method(v->req) != HTTP_GET) return;
        secret_token(cookie);
        memcpy(v->fresh, cookie, sizeof cookie);
    }
    secret_hash(hash, cookie);
    web_csrf(v->csrf, hash);
}

/* Nobody where a guest or moderator is needed: pages lead to the way in, scripts get a 401. */
static void turn_away(struct web_visit *v, enum web_role want) {
    char name[32], old[64];
    if (want == WEB_GUEST && http_method(v->req) == HTTP_GET && !web_wants_json(v->req)) {
        web_guest_cookie(name, v->snap);
        http_redirect(v->req, http_cookie(v->req, name, old, sizeof old) ? "/?gone=1" : "/");
    } else if (want == WEB_GUEST) {
        web_refuse(v, 401, "gone", lang_text(v->lang,
            "This device is no longer signed in. What you stored before is safe. Please enter your "
            "personal code or the code on the screen again."));
    } else if (want == WEB_TABLET) {
        web_refuse(v, 401, "nobody", lang_text(v->lang,
            "This device is not a tablet of the event, or no longer. Nothing was stored. Please "
            "ask at the entrance for the link."));
    } else {
        web_refuse(v, 401, "nobody", lang_text(v->lang,
            "This page needs the link of the moderation. Nothing was changed. Please ask whoever "
            "started the event for the link."));
    }
}

/* No event is open, or several and none of them is meant: then the code is asked for. */
static void no_event(struct web_visit *v, enum web_role want) {
    bool several = v->web->hall && hall_open_count(v->web->hall) > 0;
    bool page = http_method(v->req) == HTTP_GET && !web_wants_json(v->req);
    v->lang = web_choose_lang(v->req, NULL, true);
    if (!several) http_error(v->req, 404);
    else if (page && (want == WEB_GUEST || want == WEB_NOBODY)) http_redirect(v->req, "/");
    else if (want == WEB_NOBODY) http_error(v->req, 404);
    else turn_away(v, want);
}

bool web_enter_any(struct web_visit *v, struct web *w, struct http_req *req) {
    if (web_book(w) || !w->hall || !hall_open_count(w->hall))
        return web_enter(v, w, req, WEB_NOBODY);
    *v = (struct web_visit){.web = w, .req = req, .lang = web_choose_lang(req, NULL, true)};
    give_token(v);
    return true;
}

bool web_enter(struct web_visit *v, struct web *w, struct http_req *req, enum web_role want) {
    *v = (struct web_visit){.web = w, .req = req};
    struct book *book = atomic_load(&w->book);
    if (!book) {
        no_event(v, want);
        return false;
    }
    v->snap = book_snap(book);
    find_person(v);
    find_remote(v);
    find_tablet(v, want == WEB_TABLET);
    v->lang = web_choose_lang(req, v->snap, !v->turn.over);
    v->role = choose_role(v, want);
    give_token(v);
    if (want == WEB_NOBODY || v->role == want) return true;
    turn_away(v, want);
    web_leave(v);
    return false;
}

void web_enter_own(struct web_visit *v, struct web *w, struct http_req *req, const char *room,
                   const struct book_snap *snap, const unsigned char *session_hash) {
    *v = (struct web_visit){.web = w, .req = req, .snap = snap, .room = room, .own = true};
    v->lang = web_choose_lang(req, snap, true);
    if (session_hash) web_csrf(v->csrf, session_hash);
    else give_token(v);
}

void web_leave(struct web_visit *v) {
    if (v->snap) book_snap_release(v->snap);
    v->snap = NULL;
}

void web_set_session(struct web_visit *v, enum web_role role, const char *token) {
    char name[32];
    int age = token ? SESSION_S : 0;
    if (role == WEB_MODERATOR || role == WEB_TABLET) {
        const char *cookie = role == WEB_TABLET ? WEB_TABLET_COOKIE : WEB_MODERATOR_COOKIE;
        http_set_cookie(v->req, cookie, token ? token : "", age, true);
        return;
    }
    web_guest_cookie(name, v->snap);
    http_set_cookie(v->req, name, token ? token : "", age, false);
}

void web_remember_event(struct web_visit *v) {
    http_set_cookie(v->req, WEB_EVENT_COOKIE, v->snap->settings.code, SESSION_S, false);
}

void web_give_turn(struct web_visit *v, int64_t person) {
    int64_t now = clock_now().boot_ms;
    (void)web_turn_begin(v->web->turns, v->tablet->id, person, now);
    v->turn = web_turn_at(v->web->turns, v->tablet->id, now, false);
}

void web_set_turn(struct web_visit *v, enum web_turn_state state) {
    int64_t now = clock_now().boot_ms;
    if (state != WEB_TURN_NONE) {
        web_turn_set(v->web->turns, v->tablet->id, v->turn.id, state, now);
    } else {
        web_turn_end(v->web->turns, v->tablet->id);
        http_set_cookie(v->req, WEB_LANG_COOKIE, "", 0, false);
    }
    v->turn = web_turn_at(v->web->turns, v->tablet->id, now, false);
}

bool web_pre_session(const struct web_visit *v, char dst[24]) {
    return http_cookie(v->req, WEB_PRE_COOKIE, dst, 24) && strlen(dst) == 22;
}

/* Sets the pre-session cookie that give_token made up; called once by whatever answers. */
void web_give_cookie(struct web_visit *v) {
    if (!v->fresh[0]) return;
    http_set_cookie(v->req, WEB_PRE_COOKIE, v->fresh, PRE_S, false);
    v->fresh[0] = '\0';
}

static bool limited(struct web_visit *v, enum web_limit what, bool take) {
    static const struct book_settings none;
    const struct book_settings *set = v->snap ? &v->snap->settings : &none;
    unsigned factor = set->per_address > 0 ? (unsigned)set->per_address : 50;
    struct web_limit_who who = {.person = v->person ? v->person->id : 0,
                                .address = http_peer(v->req), .address_factor = factor};
    who.guests = set->expected > 100 ? (unsigned)set->expected : 100;
    if (v->web->bench) who.person_factor = factor, who.address_factor = 1;
    if (web_limits_pass(v->web->limits, what, &who, clock_now().boot_ms, take)) return true;
    http_add_header(v->req, "Retry-After", "20");
    web_refuse(v, 429, "limit", lang_text(v->lang, what == WEB_LIMIT_JOIN ?
        "Too many wrong codes came from this device. Please wait a minute, then look at the code "
        "on the screen and try again." :
        "That was a lot at once. This one was not stored; what you stored before is safe. Please "
        "wait a moment and send it again."));
    return false;
}
bool web_within(struct web_visit *v, enum web_limit what) { return limited(v, what, true); }
bool web_open_for(struct web_visit *v, enum web_limit what) { return limited(v, what, false); }

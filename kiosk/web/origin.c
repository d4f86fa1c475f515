/* Which requests are ours: Host allow-list against DNS rebinding, Origin and CSRF of form posts
 * (S-07). SameSite ignores ports, so the Origin must equal the Host, port and all. Pool threads. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "kiosk/web/form.h"
#include "kiosk/web/inner.h"
#include "lib/secret.h"
#include "lib/str.h"

/* Splits "host[:port]"; port 0 when none. False when it is neither. */
static bool split_host(const char *host, char *name, size_t size, long long *port) {
    const char *colon = strrchr(host, ':');
    size_t len = colon ? (size_t)(colon - host) : strlen(host);
    *port = 0;
    if (!len || len >= size || (colon && !str_number(colon + 1, 1, 65535, port))) return false;
    memcpy(name, host, len);
    name[len] = '\0';
    if (name[len - 1] == '.') name[len - 1] = '\0';
    return name[0] != '\0';
}

static bool same_name(const char *name, const char *ours) {
    char plain[256];
    long long port;
    if (!ours || !ours[0]) return false;
    return split_host(ours, plain, sizeof plain, &port) && !strcasecmp(name, plain);
}

static bool own_name(const char *name) {
    char host[80] = "", local[96];
    if (gethostname(host, sizeof host - 1)) return false;
    return same_name(name, host) ||
           (str_format(local, sizeof local, "%s.local", host) && same_name(name, local)) ||
           (str_format(local, sizeof local, "%s.lan", host) && same_name(name, local));
}

bool web_host_ok(const char *host, void *ctx) {
    struct web *w = ctx;
    char name[256];
    long long port;
    struct web_address own[16];
    if (!host || !split_host(host, name, sizeof name, &port)) return false;
    if (port && port != 80 && port != atomic_load(&w->port)) return false;
    if (!strcasecmp(name, "localhost") || !strcmp(name, "127.0.0.1")) return true;
    size_t n = web_own_addresses(w, own, 16);
    for (size_t i = 0; i < n; i++)
        if (!strcmp(name, own[i].address)) return true;
    if (same_name(name, w->address) || own_name(name)) return true;
    struct book *book = atomic_load(&w->book);
    if (!book) return false;
    const struct book_snap *s = book_snap(book);
    bool ok = same_name(name, s->settings.address);
    book_snap_release(s);
    return ok;
}

bool web_origin_ok(const struct http_req *req) {
    const char *origin = http_header(req, "Origin"), *host = http_header(req, "Host");
    if (!origin) return true;                        /* then the CSRF token alone decides */
    if (!host) return false;
    if (str_starts(origin, "http://")) origin += 7;
    else if (str_starts(origin, "https://")) origin += 8;
    else return false;                               /* "null" and other schemes */
    return !strcasecmp(origin, host);
}

void web_csrf(char dst[44], const unsigned char session_hash[BOOK_HASH]) {
    unsigned char mac[SECRET_HASH];
    secret_mac(mac, session_hash, "punktum form");
    str_hex(dst, mac, 21);
}

/* The token is right for one of the cookies this browser sent: a page opened before registering
 * stays good afterwards. */
static bool token_ok(const struct web_visit *v, const char *token) {
    char want[44], cookie[24];
    unsigned char hash[BOOK_HASH];
    if (!token || strlen(token) != 42) return false;
    bool ok = v->csrf[0] && secret_equal(token, v->csrf, 42);
    if (v->person && v->role != WEB_TABLET) {
        web_csrf(want, v->person->session_hash);
        ok |= secret_equal(token, want, 42);
    }
    if (v->remote && !v->remote->stage) {
        web_csrf(want, v->remote->session_hash);
        ok |= secret_equal(token, want, 42);
    }
    if (v->tablet) {
        web_csrf(want, v->tablet->session_hash);
        ok |= secret_equal(token, want, 42);
    }
    if (v->own && v->csrf[0]) return ok;
    if (http_cookie(v->req, WEB_PRE_COOKIE, cookie, sizeof cookie)) {
        secret_hash(hash, cookie);
        web_csrf(want, hash);
        ok |= secret_equal(token, want, 42);
    }
    return ok;
}

static const char *token_of(const struct web_visit *v) {
    const char *token = http_form(v->req, "csrf");
    return token ? token : http_header(v->req, "X-Csrf");
}

bool web_form_ours(const struct web_visit *v) {
    return http_header(v->req, "Origin") && web_origin_ok(v->req);
}

bool web_form_old(const struct web_visit *v) {
    return web_form_ours(v) && !token_ok(v, token_of(v));
}

bool web_may_post(struct web_visit *v) {
    if (!web_origin_ok(v->req)) {
        web_refuse(v, 403, "origin", lang_text(v->lang,
            "This form came from another page. Nothing was stored. Please open the address of the "
            "event again and repeat."));
        return false;
    }
    if (token_ok(v, token_of(v))) return true;
    web_refuse(v, 403, "form", lang_text(v->lang,
        "This form is too old or your browser keeps no cookies. Nothing was stored. Please reload "
        "the page and send it again."));
    return false;
}

/* A phone: cookies, one request at a time, redirects, second tries. A form is sent again with the
 * same bytes – its nonce makes that safe – until it was answered or patience ends. */
#include "kiosk/audience/crowd.h"
#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

enum { REDIRECTS_MAX = 5, RETRY_MIN_MS = 100, RETRY_MAX_MS = 900, BUSY_MS = 1500,
       LIVE_RETRY_MIN_MS = 1000, LIVE_RETRY_MAX_MS = 5000 };

static void addresses(const struct phone *p, struct sockaddr_in *to, struct sockaddr_in *from) {
    const struct audience_config *c = p->crowd->config;
    unsigned n = p->number;

    *to = (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons((uint16_t)c->port) };
    inet_pton(AF_INET, c->address, &to->sin_addr);
    *from = (struct sockaddr_in){ .sin_family = AF_INET };
    from->sin_addr.s_addr = htonl(127u << 24 | (1 + n / 62500) << 16 | (n / 250 % 250) << 8 |
                                  (1 + n % 250));
}

static void send_on(struct phone *p, struct wire *w, struct str *text) {
    struct sockaddr_in to, from;

    addresses(p, &to, &from);
    if (!wire_send(w, &to, p->crowd->config->own_addresses ? &from : NULL, text)) {
        if (w == &p->page) {
            p->again = true;
            phone_plan(p, RETRY_MAX_MS);
        } else {
            p->live_due_ms = p->crowd->now_ms + LIVE_RETRY_MAX_MS;
        }
    }
}

static void begin_request(struct phone *p, struct str *text, const char *method, const char *path) {
    const struct audience_config *c = p->crowd->config;

    str_printf(text, "%s %s HTTP/1.1\r\nHost: %s", method, path, c->address);
    if (c->port != 80)
        str_printf(text, ":%u", c->port);
    str_puts(text, "\r\nUser-Agent: Mozilla/5.0 (simulated phone)\r\nAccept-Language: de\r\n");
    for (size_t i = 0; i < p->cookies_n; i++)
        str_printf(text, "%s%s=%s", i ? "; " : "Cookie: ", p->cookies[i].name,
                   p->cookies[i].value);
    if (p->cookies_n)
        str_puts(text, "\r\n");
}

void phone_get(struct phone *p, const char *path) {
    struct str text = STR_INIT;

    if (p->path != path)
        str_copy(p->path, sizeof p->path, path);
    p->posting = false;
    begin_request(p, &text, "GET", p->path);
    str_puts(&text, "Accept: text/html\r\n\r\n");
    send_on(p, &p->page, &text);
}

void phone_post(struct phone *p, const char *path, const char *body, bool json) {
    const struct audience_config *c = p->crowd->config;
    struct str text = STR_INIT;

    str_copy(p->path, sizeof p->path, path);
    p->posting = true;
    p->redirects = 0;
    begin_request(p, &text, "POST", path);
    str_printf(&text, "Accept: %s\r\nOrigin: http://%s", json ? "application/json" : "text/html",
               c->address);
    if (c->port != 80)
        str_printf(&text, ":%u", c->port);
    str_printf(&text, "\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                      "Content-Length: %zu\r\n\r\n%s", strlen(body), body);
    send_on(p, &p->page, &text);
}

void phone_post_form(struct phone *p, bool json) {
    struct str body = STR_INIT;

    form_body(&body, &p->form);
    crowd_log(p->crowd, "try", p->ack);
    phone_post(p, p->form.action, body.data, json);
    str_release(&body);
}

void phone_open_live(struct phone *p) {
    struct str text = STR_INIT;

    p->live_due_ms = 0;
    if (p->live.state != WIRE_CLOSED)
        return;
    begin_request(p, &text, "GET", "/live");
    str_puts(&text, "Accept: text/event-stream\r\n\r\n");
    send_on(p, &p->live, &text);
}

void phone_plan(struct phone *p, int64_t in_ms) {
    p->due_ms = p->crowd->now_ms + (in_ms > 0 ? in_ms : 1);
}

int64_t phone_pause(struct phone *p) {
    unsigned mean = (unsigned)p->crowd->config->pace_ms;

    return mean ? mean / 2 + crowd_below(p->crowd, mean) : 0;
}

void phone_end(struct phone *p) {
    p->done = true;
    p->due_ms = p->live_due_ms = 0;
}

bool phone_busy(const struct phone *p) {
    return p->again || p->page.state == WIRE_CONNECTING || p->page.state == WIRE_SENDING ||
           p->page.state == WIRE_READING;
}

static int64_t jitter(struct phone *p, unsigned from, unsigned to) {
    return from + crowd_below(p->crowd, to - from);
}

void phone_again(struct phone *p) {
    struct str text = STR_INIT;

    p->again = false;
    str_add(&text, p->page.out.data, p->page.out.len);
    send_on(p, &p->page, &text);
}

/* No answer: the connection broke or the server is away. */
static void try_later(struct phone *p, int64_t in_ms) {
    struct crowd *c = p->crowd;

    if (!p->away_since_ms)
        p->away_since_ms = c->now_ms;
    if (c->now_ms - p->away_since_ms > c->config->patience_ms) {
        phone_end(p);                       /* the server is gone */
        return;
    }
    p->again = true;
    phone_plan(p, in_ms);
}

static void keep_cookies(struct phone *p) {
    char line[256];

    for (size_t at = 0; (at = wire_header(&p->page, at, "Set-Cookie", line, sizeof line));) {
        size_t len = strcspn(line, "="), end = strcspn(line, ";"), i = 0;
        if (len >= sizeof p->cookies[0].name || line[len] != '=' || end - len > 127)
            continue;
        while (i < p->cookies_n && (strlen(p->cookies[i].name) != len ||
                                    strncmp(p->cookies[i].name, line, len) != 0))
            i++;
        if (i == COOKIES_MAX)
            continue;
        p->cookies_n = i == p->cookies_n ? i + 1 : p->cookies_n;
        str_format(p->cookies[i].name, sizeof p->cookies[i].name, "%.*s", (int)len, line);
        str_format(p->cookies[i].value, sizeof p->cookies[i].value, "%.*s",
                   (int)(end - len - 1), line + len + 1);
    }
}

/* True when the answer leads on to another page. */
static bool led_on(struct phone *p) {
    char to[sizeof p->path];
    int status = p->page.status;

    if (status < 301 || status > 308 || status == 304 || p->redirects++ >= REDIRECTS_MAX ||
        !wire_header(&p->page, 0, "Location", to, sizeof to))
        return false;
    to[strcspn(to, "#")] = '\0';
    phone_get(p, to);
    return true;
}

static void answered(struct phone *p) {
    struct crowd *c = p->crowd;
    int status = p->page.status;

    p->away_since_ms = status == 503 ? p->away_since_ms : 0;
    keep_cookies(p);
    if (status == 503) {                    /* busy or closing: nothing was stored */
        try_later(p, BUSY_MS / 2 + jitter(p, 0, BUSY_MS));
        return;
    }
    if (status >= 500) {
        c->count->errors++;
        c->failed = true;
        fprintf(stderr, "audience: %d for %s\n", status, p->path);
    }
    if (p->posting && status < 400) {
        crowd_log(c, "ack", p->ack);
        if (c->script->stored)
            c->script->stored(p);
    } else if (p->posting) {
        c->count->refused++;
        crowd_log(c, "refused", p->ack);
    }
    if (p->done || led_on(p))
        return;
    p->redirects = 0;
    c->script->answered(p);
}

void phone_happened(struct phone *p, struct wire *w) {
    enum wire_news news;

    if (p->done)
        return;
    news = wire_happened(w);
    if (w == &p->live) {
        if (news == WIRE_PIECE) {
            bool heartbeat = w->body.data[0] == ':';
            str_clear(&w->body);
            if (!heartbeat && p->crowd->script->pushed)
                p->crowd->script->pushed(p);
        } else if (news != WIRE_NOTHING) {
            wire_close(w);
            p->live_due_ms = p->crowd->now_ms + jitter(p, LIVE_RETRY_MIN_MS, LIVE_RETRY_MAX_MS);
            if (p->crowd->script->pushed)   /* what was missed? and is the server there? */
                p->crowd->script->pushed(p);
        }
    } else if (news == WIRE_ANSWER) {
        answered(p);
    } else if (news == WIRE_LOST) {
        try_later(p, jitter(p, RETRY_MIN_MS, RETRY_MAX_MS));
    }
}

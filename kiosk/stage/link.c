/* The stream of scenes and the posts of keys, on one thread with one curl multi handle: a slow
 * answer holds up neither the stream nor the picture.
 * Invariants: one stream and at most one post at a time, so keys arrive in order; a stream that is
 * silent for longer than SILENT_MS counts as lost (the server's heart beats every 10 s); between
 * two attempts pass at most RETRY_MS + CONNECT_MS < 2 s. An event that was chosen is asked for by
 * its code ever after, so that a stage never changes to another one by itself. */
#include "kiosk/stage/link.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include "kiosk/stage/mailbox.h"
#include "kiosk/stage/sse.h"
#include "lib/clock.h"
#include "lib/json.h"
#include "lib/log.h"
#include "lib/mem.h"
#include "lib/str.h"

enum { SILENT_MS = 25000, RETRY_MS = 400, CONNECT_MS = 1200, POST_MS = 5000, KEYS_WAITING = 8,
       ANSWER_MAX = 16 << 10, POLL_MAX_MS = 60000, OFFER_MS = 2000 };

struct link {
    pthread_t thread;
    CURLM *multi;
    void (*wake)(void *ctx);
    void *ctx;
    char *server;
    bool may_press;
    struct curl_slist *headers;
    struct mailbox scenes, answers;
    atomic_bool stop;
    _Atomic int64_t lost_since;         /* 0 while connected */
    /* link thread only */
    CURL *stream, *post;                /* NULL when not running */
    struct sse sse;
    int64_t retry_at, heard_at;
    struct str answer, offer;           /* bodies: of a post, of a stream that is refused */
    bool told;                          /* the present trouble was logged */
    pthread_mutex_t lock;               /* protects the rest */
    struct link_key keys[KEYS_WAITING]; /* ring */
    unsigned keys_first, keys_n;
    char event[8];                      /* code of the event wanted, "" = none yet */
    bool chosen;                        /* event was changed: the stream has to begin anew */
    bool ask;                           /* not the server's own choice: the list */
    bool fixed;                         /* event was given at the start: wait for it */
};

static int64_t boot_ms(void) {
    return clock_now().boot_ms;
}

static void drop_scene(void *scene) {
    json_decref(scene);
}

/* --- the stream ------------------------------------------------------------------------------- */

static void got_event(void *ctx, const char *name, const char *data, size_t len) {
    struct link *l = ctx;
    char error[160];

    if (strcmp(name, "scene") != 0)
        return;
    json_t *scene = json_read(data, len, error, sizeof error);
    if (!json_is_object(scene)) {
        log_line(LOG_WARN, "stage: a scene that is none was ignored: %s", error);
        json_decref(scene);
        return;
    }
    if (l->told)
        log_line(LOG_NOTE, "stage: scenes come again");
    l->told = false;
    l->lost_since = 0;
    if (mailbox_put(&l->scenes, scene))
        l->wake(l->ctx);
}

static size_t got_bytes(char *bytes, size_t size, size_t n, void *ctx) {
    struct link *l = ctx;
    long status = 0;

    curl_easy_getinfo(l->stream, CURLINFO_RESPONSE_CODE, &status);
    l->heard_at = boot_ms();
    if (status != 200) {
        if (l->offer.len + size * n > ANSWER_MAX)
            return 0;
        str_add(&l->offer, bytes, size * n);
        return size * n;
    }
    sse_feed(&l->sse, bytes, size * n);
    return size * n;
}

static CURL *new_request(struct link *l, const char *url) {
    CURL *c = curl_easy_init();
    BUG_IF(!c);
    curl_easy_setopt(c, CURLOPT_URL, url);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(c, CURLOPT_USERAGENT, "punktum-stage/" PUNKTUM_VERSION);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, l->headers);
    return c;
}

static void name_event(struct link *l, struct str *url, bool with_ask) {
    pthread_mutex_lock(&l->lock);
    if (l->event[0])
        str_printf(url, "?event=%s", l->event);
    else if (with_ask && l->ask)
        str_puts(url, "?choose=1");
    pthread_mutex_unlock(&l->lock);
}

static void open_stream(struct link *l) {
    struct str url = STR_INIT;

    str_printf(&url, "%s/stage/stream", l->server);
    name_event(l, &url, true);
    l->stream = new_request(l, url.data);
    str_release(&url);
    str_clear(&l->offer);
    curl_easy_setopt(l->stream, CURLOPT_WRITEFUNCTION, got_bytes);
    curl_easy_setopt(l->stream, CURLOPT_WRITEDATA, l);
    sse_reset(&l->sse);
    l->heard_at = boot_ms();
    curl_multi_add_handle(l->multi, l->stream);
}

static void close_stream(struct link *l, int64_t retry_at) {
    if (!l->stream)
        return;
    curl_multi_remove_handle(l->multi, l->stream);
    curl_easy_cleanup(l->stream);
    l->stream = NULL;
    l->retry_at = retry_at;
}

static void lose_stream(struct link *l, const char *why) {
    int64_t now = boot_ms();

    if (!l->told)
        log_line(LOG_WARN, "stage: no scenes from the server: %s", why);
    l->told = true;
    close_stream(l, now + RETRY_MS);
    if (l->lost_since == 0) {
        l->lost_since = now;
        l->wake(l->ctx);
    }
}

/* The server does not know which event is meant, or the one wanted is not open: it is asked again
 * soon, and what it said is shown meanwhile. False when it said something else. */
static bool take_offer(struct link *l, long status) {
    char error[160];
    json_t *offer = status == 300 || status == 404
        ? json_read(l->offer.data, l->offer.len, error, sizeof error) : NULL;
    bool closed = json_text(offer, "closed", NULL) != NULL;

    if (!closed && !json_is_array(json_object_get(offer, "events"))) {
        json_decref(offer);
        return false;
    }
    pthread_mutex_lock(&l->lock);
    if (closed && !l->fixed)
        l->event[0] = '\0';
    pthread_mutex_unlock(&l->lock);
    close_stream(l, boot_ms() + (closed && !l->fixed ? 0 : OFFER_MS));
    l->lost_since = 0;
    l->told = false;
    json_object_set_new(offer, "kind", json_string("choice"));
    if (mailbox_put(&l->scenes, offer))
        l->wake(l->ctx);
    return true;
}

static void end_stream(struct link *l, CURLcode result) {
    char why[64] = "the server ended the stream";
    long status = 0;

    curl_easy_getinfo(l->stream, CURLINFO_RESPONSE_CODE, &status);
    if (take_offer(l, status))
        return;
    if (status != 0 && status != 200)
        str_format(why, sizeof why, "it answers with %ld", status);
    lose_stream(l, result == CURLE_OK || status != 0 ? why : curl_easy_strerror(result));
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool next_key(struct link *l, struct link_key *key) {
    pthread_mutex_lock(&l->lock);
    bool any = l->keys_n > 0;
    if (any) {
        *key = l->keys[l->keys_first];
        l->keys_first = (l->keys_first + 1) % KEYS_WAITING;
        l->keys_n--;
    }
    pthread_mutex_unlock(&l->lock);
    return any;
}

static size_t got_answer(char *bytes, size_t size, size_t n, void *ctx) {
    struct link *l = ctx;

    if (l->answer.len + size * n > ANSWER_MAX)
        return 0;
    str_add(&l->answer, bytes, size * n);
    return size * n;
}

static void add_field(struct str *form, CURL *c, const char *name, const char *value) {
    char *escaped = curl_easy_escape(c, value, 0);
    BUG_IF(!escaped);
    str_printf(form, "%s%s=%s", form->len ? "&" : "", name, escaped);
    curl_free(escaped);
}

static void open_post(struct link *l, const struct link_key *key) {
    struct str form = STR_INIT, url = STR_INIT;
    char number[24];

    str_printf(&url, "%s/stage/key", l->server);
    name_event(l, &url, false);
    l->post = new_request(l, url.data);
    str_release(&url);
    add_field(&form, l->post, "key", key->name);
    if (key->shift)
        add_field(&form, l->post, "shift", "1");
    str_format(number, sizeof number, "%lld", (long long)key->version);
    add_field(&form, l->post, "version", number);
    if (key->card) {
        str_format(number, sizeof number, "%lld", (long long)key->card);
        add_field(&form, l->post, "card", number);
    }
    if (key->text[0])
        add_field(&form, l->post, "text", key->text);
    curl_easy_setopt(l->post, CURLOPT_COPYPOSTFIELDS, form.data);
    curl_easy_setopt(l->post, CURLOPT_TIMEOUT_MS, (long)POST_MS);
    curl_easy_setopt(l->post, CURLOPT_WRITEFUNCTION, got_answer);
    curl_easy_setopt(l->post, CURLOPT_WRITEDATA, l);
    str_clear(&l->answer);
    curl_multi_add_handle(l->multi, l->post);
    str_release(&form);
}

static void end_post(struct link *l) {
    struct link_answer *answer = mem_new(1, sizeof *answer);
    char error[160];
    json_t *json = json_read(l->answer.data, l->answer.len, error, sizeof error);

    str_copy(answer->result, sizeof answer->result, json_text(json, "result", ""));
    str_copy(answer->sentence, sizeof answer->sentence, json_text(json, "sentence", ""));
    json_decref(json);
    curl_multi_remove_handle(l->multi, l->post);
    curl_easy_cleanup(l->post);
    l->post = NULL;
    if (mailbox_put(&l->answers, answer))
        l->wake(l->ctx);
}

/* --- the thread ------------------------------------------------------------------------------- */

static void take_finished(struct link *l) {
    CURLMsg *m;
    int left;

    while ((m = curl_multi_info_read(l->multi, &left))) {
        if (m->msg != CURLMSG_DONE)
            continue;
        if (m->easy_handle == l->post)
            end_post(l);
        else
            end_stream(l, m->data.result);
    }
}

static bool take_choice(struct link *l) {
    pthread_mutex_lock(&l->lock);
    bool chosen = l->chosen;
    l->chosen = false;
    if (chosen)
        l->keys_n = 0;                  /* pressed for another event */
    pthread_mutex_unlock(&l->lock);
    return chosen;
}

static int step(struct link *l, int64_t now) {
    struct link_key key;

    if (take_choice(l)) {
        close_stream(l, now);
        l->retry_at = now;
    }
    if (l->stream && now - l->heard_at > SILENT_MS)
        lose_stream(l, "the server is silent");
    if (!l->stream && now >= l->retry_at)
        open_stream(l);
    if (!l->post && next_key(l, &key))
        open_post(l, &key);
    int64_t until = l->stream ? l->heard_at + SILENT_MS + 1 : l->retry_at;
    int64_t wait = until - now;
    return wait < 0 ? 0 : wait > POLL_MAX_MS ? POLL_MAX_MS : (int)wait;
}

static void *run(void *ctx) {
    struct link *l = ctx;

    while (!l->stop) {
        int running, wait = step(l, boot_ms());
        curl_multi_perform(l->multi, &running);
        take_finished(l);
        if (l->stream && !l->stop)
            curl_multi_poll(l->multi, NULL, 0, wait, NULL);
        else if (!l->stop)
            curl_multi_poll(l->multi, NULL, 0, RETRY_MS, NULL);
    }
    return NULL;
}

struct link *link_start(const struct link_config *config) {
    struct link *l = mem_new(1, sizeof *l);
    struct str text = STR_INIT;

    curl_global_init(CURL_GLOBAL_DEFAULT);
    l->multi = curl_multi_init();
    BUG_IF(!l->multi);
    l->wake = config->wake;
    l->ctx = config->ctx;
    str_puts(&text, config->server);
    l->server = str_detach(&text);
    l->fixed = config->event && *config->event
        && str_copy(l->event, sizeof l->event, config->event);
    l->may_press = config->token && config->token[0];
    if (l->may_press) {
        str_printf(&text, "Authorization: Bearer %s", config->token);
        l->headers = curl_slist_append(NULL, text.data);
        str_release(&text);
    }
    mailbox_init(&l->scenes, drop_scene);
    mailbox_init(&l->answers, free);
    pthread_mutex_init(&l->lock, NULL);
    sse_init(&l->sse, got_event, l);
    l->answer = l->offer = (struct str)STR_INIT;
    l->lost_since = boot_ms();
    if (pthread_create(&l->thread, NULL, run, l) != 0)
        BUG("no thread");
    return l;
}

void link_stop(struct link *l) {
    l->stop = true;
    curl_multi_wakeup(l->multi);
    pthread_join(l->thread, NULL);
    CURL *open[] = { l->stream, l->post };
    for (int i = 0; i < 2; i++) {
        if (open[i]) {
            curl_multi_remove_handle(l->multi, open[i]);
            curl_easy_cleanup(open[i]);
        }
    }
    curl_multi_cleanup(l->multi);
    curl_slist_free_all(l->headers);
    sse_release(&l->sse);
    str_release(&l->answer);
    str_release(&l->offer);
    mailbox_release(&l->scenes);
    mailbox_release(&l->answers);
    pthread_mutex_destroy(&l->lock);
    free(l->server);
    free(l);
}

void link_choose(struct link *l, const char *code) {
    pthread_mutex_lock(&l->lock);
    str_copy(l->event, sizeof l->event, code);
    l->ask = !*code;
    l->fixed = false;
    l->chosen = true;
    pthread_mutex_unlock(&l->lock);
    curl_multi_wakeup(l->multi);
}

json_t *link_take_scene(struct link *l) {
    return mailbox_take(&l->scenes);
}

struct link_answer *link_take_answer(struct link *l) {
    return mailbox_take(&l->answers);
}

int64_t link_lost_since(struct link *l) {
    return l->lost_since;
}

bool link_may_press(const struct link *l) {
    return l->may_press;
}

bool link_press(struct link *l, const struct link_key *key) {
    if (l->lost_since != 0)
        return false;
    pthread_mutex_lock(&l->lock);
    bool room = l->keys_n < KEYS_WAITING;
    if (room)
        l->keys[(l->keys_first + l->keys_n++) % KEYS_WAITING] = *key;
    pthread_mutex_unlock(&l->lock);
    curl_multi_wakeup(l->multi);
    return room;
}

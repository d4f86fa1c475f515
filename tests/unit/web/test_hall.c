/* Proves: with several events open each request finds its own - by the code in its path, a typed
 * code, a link, a token, a session, the event last entered -, and one that means none gets none;
 * a stage gets the event it names or an offer, never another; with one there is no question, with
 * none the empty context answers; a code or file is open only once; and an event that is closed
 * while a request of it waits is freed only after the answer. */
#include "tests/unit/http/served.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include "kiosk/web/hall.h"
#include "kiosk/web/inner.h"
#include "lib/secret.h"

static char dir[] = "/tmp/punktum-hall-XXXXXX";
static struct hall *hall;
static struct web *webs[2];
static struct book *books[2];
static struct hall_event *events[2];
static const char *const codes[2] = {"AAAA", "K7MQ"};
static struct http *http;
static _Atomic(struct http_req *) parked;

static struct book_reply submit(int i, const struct book_cmd *cmd) {
    return book_submit_wait(books[i], cmd);
}

static struct web *make(int i, char path[100]) {
    static const struct web_config config = {.address = "127.0.0.1"};
    char json[300], error[300] = "";
    str_format(path, 100, "%s/%s.punktum", dir, codes[i]);
    str_format(json, sizeof json, "{\"title\": \"%s\", \"code\": \"%s\", \"agenda\": "
               "[{\"kind\": \"arrival\", \"title\": \"An\"}]}", codes[i], codes[i]);
    if (access(path, F_OK) && !book_create(path, json, strlen(json), error, sizeof error))
        fail_msg("%s", error);
    struct web *w = web_new(&config, error, sizeof error);
    assert_non_null(w);
    assert_int_equal(book_open(&books[i], path, web_published, w), BOOK_OPENED);
    web_set_book(w, books[i]);
    return w;
}

static void open_one(int i) {
    char path[100];
    webs[i] = make(i, path);
    events[i] = hall_add(hall, &(struct hall_event){.web = webs[i], .path = path});
    assert_non_null(events[i]);
}

static void close_one(int i) {
    hall_remove(events[i]);
    book_stop(books[i]);
    web_close(webs[i]);
    hall_drain(events[i]);
    book_close(books[i]);
    web_free(webs[i]);
}

/* Answers with the code of the event that was picked; "/wait" only after a wake. */
static void handle(struct http_req *req, void *ctx) {
    struct web *w = ctx;
    if (!strcmp(http_path(req), "/wait") && !http_memo(req)) {
        http_set_memo(req, &parked, NULL);
        http_park(req);
        atomic_store(&parked, req);
        return;
    }
    if (!strcmp(http_path(req), "/stage/stream") && hall_offer(w, req)) return;
    const struct book_snap *s = web_book(w) ? book_snap(web_book(w)) : NULL;
    http_reply_text(req, 200, "text/plain", s ? s->settings.title : "none");
    book_snap_release(s);
}

static const struct http_route routes[] = {
    {HTTP_GET | HTTP_POST, "/join", handle, 1000, 0}, {HTTP_GET, "/m/*", handle, 0, 0},
    {HTTP_GET, "/m", handle, 0, 0}, {HTTP_GET, "/stage/stream", handle, 0, 0},
    {HTTP_GET, "/wait", handle, 0, 0},
    {HTTP_GET, "/*", handle, 0, 0}, {0, NULL, NULL, 0, 0},
};

/* The event that answers a request with these heads; "" when it was not a 200. */
static void asks(const char *what, const char *heads, const char *body, const char *want) {
    char text[4096] = "", request[1000];
    int fd = dial(http, NULL);
    str_format(request, sizeof request, "%s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s"
               "Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
               "Content-Length: %zu\r\n\r\n%s", what, heads, strlen(body), body);
    say(fd, request);
    hear(fd, text, sizeof text, "\r\n\r\n~", 3000);
    const char *answer = strstr(text, "\r\n\r\n");
    close(fd);
    if (!answer || strcmp(answer + 4, want)) fail_msg("%s %s: %s", what, heads, text);
}

static void cookie(char dst[200], const char *name, const char *value) {
    str_format(dst, 200, "Cookie: %s=%s\r\n", name, value);
}

static void each_its_own(void **state) {
    struct book_cmd person = {.verb = BOOK_REGISTER, .nonce = 5};
    struct book_cmd remote = {.verb = BOOK_REMOTE_ADD}, bind = {.verb = BOOK_REMOTE_BIND};
    char session[SECRET_TOKEN_TEXT], link[SECRET_TOKEN_TEXT], device[SECRET_TOKEN_TEXT];
    char heads[200], path[100];
    (void)state;
    secret_token(session), secret_token(link), secret_token(device);
    str_copy(person.as.reg.name, BOOK_NAME_MAX, "Gast");
    secret_hash(person.as.reg.session_hash, session);
    secret_hash(person.as.reg.code_hash, "code");
    secret_hash(remote.as.remote_cmd.token_hash, link);
    bind.as.remote_cmd = remote.as.remote_cmd;
    secret_hash(bind.as.remote_cmd.session_hash, device);
    assert_int_equal(submit(1, &person).result, BOOK_OK);
    assert_int_equal(submit(1, &remote).result, BOOK_OK);
    asks("GET /here", "", "", "none");                      /* nothing known: nobody's */
    asks("GET /K7MQ", "", "", "K7MQ");
    asks("GET /k7mq", "", "", "K7MQ");
    asks("POST /join", "", "code=k7-mq", "K7MQ");
    asks("POST /join", "", "code=ZZZZ", "none");
    asks("GET /here?event=K7MQ", "", "", "K7MQ");
    str_format(path, sizeof path, "GET /m/%s", link);
    asks(path, "", "", "K7MQ");
    str_format(heads, sizeof heads, "Authorization: Bearer %s\r\n", link);
    asks("GET /here", heads, "", "K7MQ");
    assert_int_equal(submit(1, &bind).result, BOOK_OK);
    cookie(heads, WEB_MODERATOR_COOKIE, device);
    asks("GET /m", heads, "", "K7MQ");
    asks("GET /here", heads, "", "none");                   /* a moderator's is for /m */
    cookie(heads, "punktum_k7mq", session);
    asks("GET /here", heads, "", "K7MQ");
    asks("GET /AAAA", heads, "", "AAAA");                   /* what it says itself comes first */
    cookie(heads, "punktum_k7mq", "wrong");
    asks("GET /here", heads, "", "none");
    cookie(heads, WEB_EVENT_COOKIE, "K7MQ");
    asks("GET /here", heads, "", "K7MQ");
    cookie(heads, WEB_EVENT_COOKIE, "ZZZZ");
    asks("GET /here", heads, "", "none");
}

static void grant(int i, const char *token) {
    struct book_cmd stage = {.verb = BOOK_REMOTE_ADD, .as.remote_cmd.stage = true};
    secret_hash(stage.as.remote_cmd.token_hash, token);
    assert_int_equal(submit(i, &stage).result, BOOK_OK);
}

/* A stage never gets another event than the one it names; with a right in one it gets that one,
 * with a right in several the main one; else it is offered what it may know of. */
static void stages(void **state) {
    static const char both[] = "{\"events\":[{\"code\":\"AAAA\",\"lang\":\"de\",\"title\":"
        "\"AAAA\"},{\"code\":\"K7MQ\",\"lang\":\"de\",\"title\":\"K7MQ\"}],\"open\":2,"
        "\"result\":\"choose\"}";
    char own[SECRET_TOKEN_TEXT], guest[SECRET_TOKEN_TEXT], heads[200];
    (void)state;
    secret_token(own), secret_token(guest);
    grant(1, guest);
    asks("GET /stage/stream", "", "", "{\"events\":[],\"open\":2,\"result\":\"choose\"}");
    asks("GET /stage/stream?event=k7mq", "", "", "K7MQ");
    asks("GET /stage/stream?event=ZZZZ", "", "",
         "{\"closed\":\"ZZZZ\",\"open\":2,\"result\":\"choose\"}");
    str_format(heads, sizeof heads, "Authorization: Bearer %s\r\n", guest);
    asks("GET /stage/stream", heads, "", "K7MQ");
    asks("GET /stage/stream?event=AAAA", heads, "", "AAAA");
    grant(0, own), grant(1, own);
    str_format(heads, sizeof heads, "Authorization: Bearer %s\r\n", own);
    asks("GET /stage/stream", heads, "", both);
    events[1]->main = true;
    asks("GET /stage/stream", heads, "", "K7MQ");
    asks("GET /stage/stream?choose=1", heads, "", both);
    events[1]->main = false;
}

static void once(void **state) {
    struct hall_event *all[HALL_EVENTS], *one;
    (void)state;
    assert_null(hall_add(hall, &(struct hall_event){.web = webs[1], .path = "other"}));
    assert_int_equal(hall_list(hall, all), 2);
    hall_release(all[0]), hall_release(all[1]);
    one = hall_find(hall, "k7mq");
    assert_ptr_equal(one, events[1]);
    hall_release(one);
    assert_null(hall_find(hall, "ZZZZ"));
}

static void *closes(void *done) {
    close_one(1);
    atomic_store((atomic_bool *)done, true);
    return NULL;
}

static void waits_for_requests(void **state) {
    atomic_bool done = false;
    char text[2000] = "", heads[200];
    pthread_t thread;
    int fd = dial(http, NULL);
    (void)state;
    cookie(heads, WEB_EVENT_COOKIE, "K7MQ");
    say(fd, "GET /wait HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    say(fd, heads);
    say(fd, "\r\n");
    for (int i = 0; i < 300 && !atomic_load(&parked); i++) nap(10);
    assert_non_null(atomic_load(&parked));
    assert_int_equal(pthread_create(&thread, NULL, closes, &done), 0);
    nap(150);
    assert_false(atomic_load(&done));
    asks("GET /here", heads, "", "AAAA");                   /* new ones do not find it: one left */
    http_wake(atomic_load(&parked));
    assert_true(hear(fd, text, sizeof text, "\r\n\r\nK7MQ", 3000));
    close(fd);
    pthread_join(thread, NULL);
    assert_true(atomic_load(&done));
    open_one(1);                                            /* and it can be opened again */
    asks("GET /K7MQ", "", "", "K7MQ");
    close_one(1);
    asks("GET /K7MQ", "", "", "AAAA");                      /* one left: no question */
    asks("GET /stage/stream", "", "", "AAAA");
    asks("GET /stage/stream?event=K7MQ", "", "",
         "{\"closed\":\"K7MQ\",\"open\":1,\"result\":\"choose\"}");
    close_one(0);
    asks("GET /here", "", "", "none");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_its_own), cmocka_unit_test(stages), cmocka_unit_test(once),
        cmocka_unit_test(waits_for_requests),
    };
    static const struct web_config config = {.address = "127.0.0.1"};
    char error[300], command[64];
    struct web *empty;
    secret_start();
    if (!mkdtemp(dir) || !(empty = web_new(&config, error, sizeof error))) return 1;
    hall = hall_new(empty);
    open_one(0);
    open_one(1);
    http = served(routes, (struct http_config){.ctx = hall, .pick = hall_pick,
                                               .host_ok = hall_host_ok, .error = hall_error});
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    http_quiesce(http);
    web_close(empty);
    http_stop(http);
    hall_free(hall);
    web_free(empty);
    if (str_format(command, sizeof command, "rm -r %s", dir) && system(command)) failed++;
    return failed;
}

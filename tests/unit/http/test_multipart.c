/* Proves: a form with a file is read the same however its bytes are cut; content that looks like a
 * boundary stays content; what is malformed is refused; and over a real listener the file lies on
 * the disk, is deleted with its request unless taken, and too large or forbidden ones are not
 * even begun. */
#include "tests/unit/http/served.h"
#include <dirent.h>
#include <stdlib.h>
#include "lib/http/multipart.h"

#define TYPE "multipart/form-data; boundary=XyZ"

struct got { struct str text; bool inside; };

static bool note(void *ctx, const struct multipart *m, const char *data, size_t len, bool last) {
    struct got *g = ctx;

    if (!g->inside)
        str_printf(&g->text, "%s%s%s=", m->name, m->is_file ? "@" : "", m->filename);
    str_add(&g->text, data, len);
    g->inside = !last;
    if (last)
        str_puts(&g->text, "|\n");
    return true;
}

/* Feeds text in pieces of step bytes; what was understood, or "bad". */
static void reads(const char *text, size_t step, const char *expected) {
    struct got g = { .text = STR_INIT };
    struct multipart m;
    size_t len = strlen(text);
    bool well = multipart_begin(&m, TYPE, note, &g);

    assert_true(well);
    for (size_t i = 0; well && i < len; i += step)
        well = multipart_feed(&m, text + i, i + step < len ? step : len - i);
    if (!well || !multipart_complete(&m))
        assert_string_equal("bad", expected);
    else
        assert_string_equal(g.text.data, expected);
    multipart_release(&m);
    str_release(&g.text);
}

static void cut_anywhere(void **state) {
    static const char form[] =
        "--XyZ\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n"
        "--XyZ\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n"
        "--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a b.bin\"\r\n"
        "Content-Type: application/octet-stream\r\n\r\nx\r\n--Xy\r\n--XyY\r\n\r\n--\r\n"
        "--XyZ--\r\n";
    static const char want[] = "csrf=abc|\nempty=|\nfile@a b.bin=x\r\n--Xy\r\n--XyY\r\n\r\n--|\n";

    (void)state;
    for (size_t step = 1; step <= sizeof form; step++)
        reads(form, step, want);
}

static void malformed(void **state) {
    static const char *const bad[] = {
        "", "--XyZ\r\n", "--XyY--\r\n", "x--XyZ--", "--XyZ\r\n\r\nno head\r\n--XyZ--",
        "--XyZ\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--XyZ--",
        "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
        "--XyZ\nContent-Disposition: form-data; name=\"a\"\n\nline feeds\n--XyZ--",
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        reads(bad[i], 1, "bad");
        reads(bad[i], 1000, "bad");
    }
}

static void boundaries(void **state) {
    static const struct { const char *type; bool well; } rows[] = {
        { "multipart/form-data; boundary=abc", true },
        { "multipart/form-data; boundary=\"a b\"", false },
        { "multipart/form-data; boundary=\"a.b\"", true },
        { "multipart/form-data; charset=utf-8; boundary=abc; x=y", true },
        { "multipart/form-data", false }, { "multipart/form-data; boundary=", false },
        { "multipart/mixed; boundary=abc", false }, { NULL, false },
    };
    struct multipart m;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(multipart_begin(&m, rows[i].type, note, NULL), rows[i].well);
        multipart_release(&m);
    }
}

/* --- over a listener ---- */
static char folder[] = "/tmp/punktum-upload-XXXXXX";

static void handle(struct http_req *req, void *ctx) {
    const char *name = "", *path, *take = http_form(req, "take");
    uint64_t size = 0;
    struct str text = STR_INIT;

    (void)ctx;
    path = http_upload(req, &size, &name);
    str_printf(&text, "%s;%llu;%s", path ? "file" : "none", (unsigned long long)size, name);
    if (take && *take == '1')
        http_upload_take(req);
    http_reply(req, 200, "text/plain", &text);
}

static int may(struct http_req *req, void *ctx) {
    (void)ctx;
    return http_header(req, "X-May") ? 0 : 403;
}

static const struct http_route routes[] = {
    { HTTP_POST, "/up", handle, 300000, HTTP_UPLOAD }, { 0, NULL, NULL, 0, 0 }
};

static size_t files(void) {
    size_t n = 0;
    DIR *d = opendir(folder);

    for (struct dirent *e; (e = readdir(d));)
        n += e->d_name[0] != '.' || strlen(e->d_name) > 2;
    closedir(d);
    return n;
}

static void sends(struct http *http, const char *heads, const char *take, size_t bytes,
                  const char *want) {
    struct str body = STR_INIT, head = STR_INIT;
    char answer[4096] = "";
    int fd = dial(http, NULL);

    str_printf(&body, "--XyZ\r\nContent-Disposition: form-data; name=\"take\"\r\n\r\n"
               "%s\r\n--XyZ\r\n"
               "Content-Disposition: form-data; name=\"f\"; filename=\"Grüße.punktum\"\r\n\r\n",
               take);
    for (size_t i = 0; i < bytes; i++)
        str_putc(&body, (char)(i % 251));
    str_puts(&body, "\r\n--XyZ--\r\n");
    str_printf(&head, "POST /up HTTP/1.1\r\nHost: a\r\n%sContent-Type: " TYPE
               "\r\nContent-Length: %zu\r\n\r\n", heads, body.len);
    say(fd, head.data);
    for (size_t i = 0; i < body.len;) {
        ssize_t n = send(fd, body.data + i, body.len - i, MSG_NOSIGNAL);
        if (n <= 0)
            break;                      /* refused: the listener has ended it */
        i += (size_t)n;
    }
    if (!hear(fd, answer, sizeof answer, want, 5000))
        fail_msg("wanted %s, got %s", want, answer);
    close(fd);
    str_release(&body);
    str_release(&head);
}

static void on_the_disk(void **state) {
    struct http *http;

    (void)state;
    assert_non_null(mkdtemp(folder));
    http = served(routes, (struct http_config){ .upload_dir = folder, .may_upload = may });
    sends(http, "X-May: 1\r\n", "0", 200000, "file;200000;Grüße.punktum");
    for (int i = 0; i < 100 && files(); i++)
        nap(10);
    assert_int_equal(files(), 0);
    sends(http, "X-May: 1\r\n", "0", 0, "none;0;");
    sends(http, "X-May: 1\r\n", "1", 3, "file;3;Grüße.punktum");
    nap(50);
    assert_int_equal(files(), 1);
    sends(http, "X-May: 1\r\n", "0", 300000, "413");
    sends(http, "", "0", 70000, "403");
    sends(http, "", "0", 10, "403");
    nap(50);
    assert_int_equal(files(), 1);
    http_stop(http);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_anywhere), cmocka_unit_test(malformed), cmocka_unit_test(boundaries),
        cmocka_unit_test(on_the_disk),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    char command[64];

    if (str_format(command, sizeof command, "rm -r %s", folder) && system(command) != 0)
        failed++;
    return failed;
}

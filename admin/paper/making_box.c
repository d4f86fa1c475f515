/* Making the documentation: choose formats, see it grow, cancel, download. Pool threads; the work
 * is a child's (admin/making.h). */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "admin/making.h"
#include "admin/paper/room.h"
#include "kiosk/web/hall.h"
#include "kiosk/web/parts.h"

/* In the order they are shown; off: only when asked for. */
static const struct format { const char *name, *word, *help; } formats[] = {
    { "pdf", "PDF", "to read and print" },
    { "odt", "ODT", "to go on writing" },
    { "html", "HTML", "one page for the browser" },
    { "xlsx", "XLSX", "tables" },
    { "csv", "CSV", "tables one by one" },
    { "charts", "SVG, PNG", "results as pictures" },
    { "pictures", "Photos", "and pictures of the stage" },
    { "json", "JSON", "for programs" },
    { "ics", "iCalendar", "the programme" },
};
/* What may be fetched, the ZIP first. */
static const struct file { const char *name, *type, *word; } files[] = {
    { "Dokumentation.zip", "application/zip", "Everything in one ZIP" },
    { "Dokumentation.pdf", "application/pdf", "PDF" },
    { "Dokumentation.odt", "application/vnd.oasis.opendocument.text", "ODT" },
    { "Dokumentation.html", "text/html; charset=utf-8", "HTML" },
    { "Tabellen.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "XLSX" },
    { "Daten.json", "application/json", "JSON" },
    { "Programm.ics", "text/calendar; charset=utf-8", "iCalendar" },
};
enum { FORMATS = sizeof formats / sizeof *formats, FILES = sizeof files / sizeof *files };

static void size_words(char dst[24], const struct lang *lang, off_t bytes) {
    bool mega = bytes >= 1000000;
    double n = (double)bytes / (mega ? 1e6 : 1e3);
    str_format(dst, 24, "%.*f %s", mega && n < 10 ? 1 : 0, n < 1 ? 1 : n, mega ? "MB" : "kB");
    char *point = strchr(dst, '.');
    if (point && strcmp(lang_code(lang), "de") == 0)
        *point = ',';
}

static json_t *made_files(const struct desk_visit *v) {
    json_t *list = json_array();
    struct str path = STR_INIT;
    struct stat st;
    char size[24];
    for (size_t i = 0; i < FILES; i++) {
        making_path(desk_making(v->desk), v->code, files[i].name, &path);
        if (stat(path.data, &st) != 0)
            continue;
        size_words(size, v->web.lang, st.st_size);
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:b}", "file", files[i].name, "word",
                              lang_text(v->web.lang, files[i].word), "size", size, "zip", i == 0));
    }
    str_release(&path);
    return list;
}

static json_t *choices(const struct desk_visit *v) {
    json_t *list = json_array();
    for (size_t i = 0; i < FORMATS; i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "name", formats[i].name, "word",
                              lang_text(v->web.lang, formats[i].word), "help",
                              lang_text(v->web.lang, formats[i].help)));
    return list;
}

/* After names or consents were taken back no file made before may tell them: the folder goes soon,
 * and nobody gets it meanwhile. */
static void drop_outdated(const struct desk_visit *v) {
    making_forget(desk_making(v->desk), v->code,
                  web_part_version(v->web.web, WEB_PART_TAKEN_BACK));
}

json_t *paper_making(const struct desk_visit *v) {
    struct making_state s;
    json_t *files_list;
    drop_outdated(v);
    making_look(desk_making(v->desk), v->code, &s);
    files_list = s.made_ms ? made_files(v) : json_array();
    return json_pack("{s:b, s:b, s:b, s:b, s:i, s:i, s:s, s:o, s:b, s:o, s:o}", "running",
                     s.running, "cancelling", s.cancelling, "failed", s.failed, "cancelled",
                     s.cancelled, "done", s.done, "of", s.of ? s.of : 1, "what", s.what, "made",
                     paper_time(s.made_ms), "has_files", json_array_size(files_list) > 0, "files",
                     files_list, "formats", choices(v));
}

/* For the script: {running, done, of, what}; the page itself shows the rest. */
void paper_get_making(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    if (web_wants_json(req)) {
        web_reply_json(&v.web, 200, paper_making(&v));
    } else {
        struct str to = STR_INIT;
        str_printf(&to, "/e/%s/paper", v.code);
        http_redirect(req, to.data);
        str_release(&to);
    }
    desk_leave(&v);
}

/* The formats ticked, "all" when none is. */
static void chosen_formats(struct str *out, const struct http_req *req) {
    const char *name, *value;
    for (size_t f = 0; f < FORMATS; f++)
        for (size_t i = 0; http_form_at(req, i, &name, &value); i++)
            if (strcmp(name, "format") == 0 && strcmp(value, formats[f].name) == 0)
                str_printf(out, "%s%s", out->len ? "," : "", value);
    if (!out->len)
        str_puts(out, "all");
}

static bool start(struct desk_visit *v) {
    const struct hall_event *e = http_held(v->web.req);
    struct str list = STR_INIT;
    chosen_formats(&list, v->web.req);
    bool well = making_start(desk_making(v->desk), &(struct making_order){
        .code = v->code, .program = desk_config(v->desk)->program, .path = e->path,
        .formats = list.data, .version = v->web.snap->version });
    str_release(&list);
    return well;
}

void paper_post_making(struct http_req *req, void *ctx) {
    const char *act = http_form(req, "do");
    struct book_reply ok = { .result = BOOK_OK };
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    if (desk_may_post(&v)) {
        bool cancel = act && strcmp(act, "cancel") == 0;
        if (cancel)
            making_cancel(desk_making(v.desk), v.code);
        if (cancel || start(&v))
            paper_done(&v, &ok, "#making");
        else
            desk_refuse(&v, 409, "busy", lang_text(v.web.lang, "A documentation is being made "
                        "already. Please wait until it is ready, or cancel it."));
    }
    desk_leave(&v);
}

void paper_get_file(struct http_req *req, void *ctx) {
    const char *name = http_segment(req, 1);
    struct str path = STR_INIT;
    struct desk_visit v;
    int fd = -1;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    drop_outdated(&v);
    for (size_t i = 0; i < FILES; i++) {
        if (strcmp(files[i].name, name) != 0)
            continue;
        making_path(desk_making(v.desk), v.code, name, &path);
        fd = open(path.data, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (fd >= 0) {
            http_add_header(req, "Cache-Control", "no-store");
            http_reply_file(req, fd, files[i].type, name);
        }
    }
    if (fd < 0)
        http_error(req, 404);
    str_release(&path);
    desk_leave(&v);
}

/* /e/CODE/people/import: a file or pasted text, a preview that can be corrected, and the import of
 * exactly what it showed; imports can be taken back. The text travels in the preview's form, so
 * nothing is kept by us between two requests. Pool threads. */
#include "admin/people/import.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "lib/mem.h"

/* --- first page --- */
struct batch { int64_t id; long long people, came; };

static int newest(const void *a, const void *b) {
    const struct batch *x = a, *y = b;
    return (x->id < y->id) - (x->id > y->id);
}

static void count(struct batch *all, size_t *n, const struct book_person *p) {
    size_t i = 0;
    while (i < *n && all[i].id != p->batch) i++;
    if (i == *n) all[(*n)++] = (struct batch){ .id = p->batch };
    all[i].people++;
    all[i].came += p->presence_ms != 0 || p->session != 0;
}

/* Imports of which somebody is left. */
static json_t *batches(const struct desk_visit *v) {
    const struct book_snap *s = v->web.snap;
    struct batch *all = mem_new(s->people_n + 1, sizeof *all);
    json_t *list = json_array();
    size_t n = 0;
    for (size_t i = 0; i < s->people_n; i++)
        if (s->people[i].batch && !s->people[i].erased) count(all, &n, &s->people[i]);
    qsort(all, n, sizeof *all, newest);
    for (size_t i = 0; i < n && i < 20; i++) {
        json_t *people = people_count(v->web.lang, "{n} person", "{n} people", all[i].people);
        json_t *came = people_count(v->web.lang, "{n} has come", "{n} have come", all[i].came);
        json_array_append_new(list, json_pack("{s:I, s:o, s:o, s:b}", "id",
            (json_int_t)all[i].id, "people", people, "came", came, "can",
            all[i].came < all[i].people));
    }
    free(all);
    return list;
}

static void first_page(struct desk_visit *v, int status, const char *problem) {
    const struct lang *lang = v->web.lang;
    const char *left = http_query(v->web.req, "left"), *added = http_query(v->web.req, "added");
    long long n = 0;
    json_t *list = batches(v);
    json_t *data = json_pack("{s:s, s:b, s:o}", "heading", lang_text(lang, "Import a list"),
                             "has_batches", json_array_size(list) > 0, "batches", list);
    if (problem) json_object_set_new(data, "problem", json_string(problem));
    if (added && str_number(added, 0, RULES_IMPORT_ROWS, &n))
        json_object_set_new(data, "good", people_count(lang, "{n} person was added.",
                                                       "{n} people were added.", n));
    if (left && str_number(left, 0, RULES_IMPORT_ROWS, &n))
        json_object_set_new(data, "good", n ? people_count(lang,
            "Taken back. {n} person stays, having come already.",
            "Taken back. {n} people stay, having come already.", n)
            : json_string(lang_text(lang, "Taken back. Nobody of this list is left.")));
    desk_page(v, status, "desk/people/import", "people", data);
}

void people_get_import(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION)) return;
    first_page(&v, 200, NULL);
    desk_leave(&v);
}

/* --- the text --- */
static bool slurp(struct str *out, const char *path) {
    char chunk[65536];
    ssize_t n = -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && (n = read(fd, chunk, sizeof chunk)) > 0) str_add(out, chunk, (size_t)n);
    if (fd >= 0) close(fd);
    return n == 0;
}

/* Why it cannot be read, or NULL. */
static const char *decode(struct people_import *im, const struct str *bytes) {
    im->encoding = csv_decode(&im->text, bytes->data, bytes->len);
    if (im->encoding == CSV_WORKBOOK)
        return "This is a workbook, not a CSV file. In Excel choose \"Save as\" and then \"CSV "
               "UTF-8\"; in LibreOffice \"Text CSV\".";
    if (im->encoding == CSV_BINARY) return "This file is no text. A CSV file is wanted.";
    return bytes->len ? NULL : "There is nothing in it: please choose a file or paste a list.";
}

/* From the file that was sent, else from the field. */
static const char *take_text(struct people_import *im, const struct http_req *req) {
    struct str bytes = STR_INIT;
    uint64_t size = 0;
    const char *name = NULL, *path = http_upload(req, &size, &name), *problem = NULL;
    if (path && size > RULES_IMPORT_BYTES)
        problem = "The file is larger than 2 MB. Please leave out columns that are not needed, or "
                  "import it in two parts.";
    else if (path && !slurp(&bytes, path))
        problem = "The file could not be read. Please try again.";
    else if (!path)
        str_puts(&bytes, people_form_text(req, "pasted"));
    if (!problem) problem = decode(im, &bytes);
    if (path && name && !str_copy(im->file, sizeof im->file, name))
        (void)str_copy(im->file, sizeof im->file, "CSV");
    str_release(&bytes);
    return problem;
}

static const char *too_many(const struct people_import *im) {
    if (!im->table.more && im->result.n <= RULES_IMPORT_ROWS) return NULL;
    return "There are more than 5,000 people in this file. Please import it in parts.";
}

static void preview(struct desk_visit *v, const struct people_import *im, const char *notice) {
    json_t *data = people_import_view(im, v);
    if (notice) json_object_set_new(data, "problem", json_string(lang_text(v->web.lang, notice)));
    desk_page(v, 200, "desk/people/import_preview", "people", data);
}

/* A file or pasted text comes: the first preview. */
void people_post_import(struct http_req *req, void *ctx) {
    struct people_import im = { .text = STR_INIT, .lists = true };
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION)) return;
    if (desk_may_post(&v)) {
        const char *problem = take_text(&im, req);
        if (!problem) {
            people_import_judge(&im, &v, true);
            problem = too_many(&im);
        }
        if (problem) first_page(&v, 422, lang_text(v.web.lang, problem));
        else preview(&v, &im, NULL);
    }
    people_import_release(&im);
    desk_leave(&v);
}

/* --- corrected, then applied --- */
/* What desk_import compares: who was in the list when the preview was judged. */
static int64_t people_seen(const struct desk_visit *v) {
    const struct book_snap *s = v->web.snap;
    return s->people_n ? s->people[s->people_n - 1].id + 1 : 1;
}

/* overtaken: somebody joined the list between our look and the writing. */
static void press(struct desk_visit *v, bool overtaken) {
    const struct http_req *req = v->web.req;
    struct people_import im = { .text = STR_INIT, .encoding = CSV_UTF8,
        .twins = people_form_number(req, "twins") != 0,
        .lists = people_form_number(req, "lists") != 0 };
    struct str mark = STR_INIT;
    const char *text = people_form_text(req, "text"), *notice = NULL;
    str_puts(&im.text, text);
    (void)str_copy(im.file, sizeof im.file, people_form_text(req, "file"));
    people_import_judge(&im, v, false);
    people_import_mark(&mark, &im);
    bool same = !strcmp(mark.data, people_form_text(req, "mark")) && !overtaken;
    bool apply = http_form(req, "apply");
    if (apply && !same)
        notice = "Something has changed since this preview was made, so nothing was added yet. "
                 "Please look at it once more.";
    const char *problem = too_many(&im);
    if (problem) first_page(v, 422, lang_text(v->web.lang, problem));
    else if (apply && same && people_import_count(&im))
        desk_submit(v, BOOK_IMPORT, 0, people_seen(v), people_import_data(&im));
    else preview(v, &im, notice);
    str_release(&mark);
    people_import_release(&im);
}

void people_post_import_check(struct http_req *req, void *ctx) {
    struct desk_visit v;
    char where[80];
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION)) return;
    const struct book_reply *r = desk_answer(&v);
    if (r && r->result == BOOK_STALE && !web_wants_json(req)) {
        press(&v, true);
    } else if (r) {
        (void)str_format(where, sizeof where, "/e/%s/people/import?added=%lld", v.code,
                         (long long)r->revision);
        desk_done(&v, r, where);
    } else if (desk_may_post(&v)) {
        press(&v, false);
    }
    desk_leave(&v);
}

void people_post_import_undo(struct http_req *req, void *ctx) {
    struct desk_visit v;
    char where[80];
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION)) return;
    const struct book_reply *r = desk_answer(&v);
    if (r) {
        (void)str_format(where, sizeof where, "/e/%s/people/import?left=%lld", v.code,
                         (long long)r->revision);
        desk_done(&v, r, where);
    } else if (desk_may_post(&v)) {
        desk_submit(&v, BOOK_IMPORT_UNDO, people_form_number(req, "id"), 0, NULL);
    }
    desk_leave(&v);
}

/* Photos: uploaded, decoded in a child of their own (admin/photo), described, put into chapters.
 * Pool threads; run_convert on the desk's worker for pictures. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "admin/paper/room.h"
#include "admin/photo/photo.h"
#include "lib/mem.h"

static json_t *rows(const struct desk_visit *v, const struct book_paper *p) {
    json_t *list = json_array();
    for (size_t i = 0; i < p->pictures_n; i++) {
        const struct book_picture *b = &p->pictures[i];
        json_t *one = json_pack("{s:I, s:I, s:s, s:s, s:b, s:i, s:i, s:o}", "id",
            (json_int_t)b->id, "rev", (json_int_t)b->rev, "caption", b->caption, "alt", b->alt,
            "included", b->included, "width", b->width, "height", b->height, "places",
            paper_places(v, p, b->chapter));
        if (i > 0)
            json_object_set_new(one, "up", json_pack("{s:I}", "after", (json_int_t)(i > 1
                                ? p->pictures[i - 2].id : 0)));
        if (i + 1 < p->pictures_n)
            json_object_set_new(one, "down", json_pack("{s:I}", "after",
                                                       (json_int_t)p->pictures[i + 1].id));
        json_array_append_new(list, one);
    }
    return list;
}

static void pictures_page(struct desk_visit *v, int status, const char *sentence) {
    const char *place = http_query(v->web.req, "chapter");
    struct str caption = STR_INIT, alt = STR_INIT;
    struct book_paper p;
    if (!paper_read_all(v, &p))
        return;
    json_t *data = json_object();
    if (sentence) {
        paper_field(&caption, v->web.req, "caption");
        paper_field(&alt, v->web.req, "alt");
        place = http_form(v->web.req, "chapter");
        json_object_set_new(data, "said", json_string(sentence));
    }
    json_object_set_new(data, "heading", json_string(lang_text(v->web.lang, "Photos")));
    json_object_set_new(data, "tab_pictures", json_true());
    json_object_set_new(data, "pictures", rows(v, &p));
    json_object_set_new(data, "has_pictures", json_boolean(p.pictures_n > 0));
    json_object_set_new(data, "places", paper_places(v, &p, place ? place : "impressions"));
    json_object_set_new(data, "caption", json_string(caption.data));
    json_object_set_new(data, "alt", json_string(alt.data));
    desk_page(v, status, "desk/paper_pictures", "paper", data);
    str_release(&caption);
    str_release(&alt);
    book_paper_release(&p);
}

void paper_get_pictures(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    pictures_page(&v, 200, NULL);
    desk_leave(&v);
}

static void submit(struct desk_visit *v, int64_t id, const char *act) {
    static const char *const names[] = { "chapter", "caption", "alt", NULL };
    json_t *data;
    if (strcmp(act, "remove") == 0) {
        desk_submit(v, BOOK_PICTURE_REMOVE, id, 0, NULL);
    } else if (strcmp(act, "move") == 0) {
        desk_submit(v, BOOK_PICTURE_SET, id, 0, json_pack("{s:I}", "after",
                    (json_int_t)paper_number(http_form(v->web.req, "after"))));
    } else {
        data = paper_data(v->web.req, names);
        json_object_set_new(data, "included",
                            json_boolean(http_form(v->web.req, "included") != NULL));
        desk_submit(v, BOOK_PICTURE_SET, id, paper_number(http_form(v->web.req, "seen")), data);
    }
}

void paper_post_picture(struct http_req *req, void *ctx) {
    const char *act = http_form(req, "do");
    int64_t id = paper_number(http_form(req, "id"));
    const struct book_reply *r;
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    if ((r = desk_answer(&v)))
        paper_done(&v, r, "/pictures");
    else if (desk_may_post(&v))
        submit(&v, id, act ? act : "set");
    desk_leave(&v);
}

/* --- upload ---------------------------------------------------------------------------------- */
struct upload { const char *program; char *path; struct photo photo; enum photo_result result; };

static bool read_file(const char *path, struct str *out) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    char chunk[65536];
    ssize_t got = -1;
    while (fd >= 0 && out->len <= PHOTO_BYTES_MAX &&
           ((got = read(fd, chunk, sizeof chunk)) > 0 || (got < 0 && errno == EINTR)))
        if (got > 0)
            str_add(out, chunk, (size_t)got);
    if (fd >= 0)
        close(fd);
    return fd >= 0 && got >= 0;
}

static void run_convert(void *ctx) {
    struct upload *u = ctx;
    struct str bytes = STR_INIT;
    u->result = read_file(u->path, &bytes)
        ? photo_convert(u->program, bytes.data, bytes.len, &u->photo) : PHOTO_FAILED;
    str_release(&bytes);
}

static void release_upload(void *ctx) {
    struct upload *u = ctx;
    photo_release(&u->photo);
    free(u->path);
    free(u);
}

static void convert(struct desk_visit *v, const char *path) {
    struct upload *u = mem_new(1, sizeof *u);
    *u = (struct upload){ .program = desk_config(v->desk)->program, .path = mem_copy(path) };
    desk_work(v, DESK_WORK_PICTURE, run_convert, u, release_upload);
}

static const char *refusal(const struct desk_visit *v, enum photo_result result) {
    static const char *const sentences[] = {
        [PHOTO_NOT_A_PICTURE] = "This is neither a JPEG nor a PNG picture, so it was not taken.",
        [PHOTO_TOO_LARGE] = "The picture is too large, so it was not taken: at most 8 MB and 60 "
                            "megapixels.",
        [PHOTO_BROKEN] = "The picture is damaged and could not be read, so it was not taken.",
        [PHOTO_FAILED] = "The picture could not be read just now. Please try again.",
    };
    return lang_text(v->web.lang, sentences[result]);
}

/* What the child made of it goes into the book. */
static void store(struct desk_visit *v, const struct upload *u) {
    static const char *const names[] = { "chapter", "caption", "alt", NULL };
    json_t *data = paper_data(v->web.req, names);
    json_object_set_new(data, u->photo.png ? "png" : "jpeg",
        json_stringn_nocheck((const char *)u->photo.bytes, u->photo.len));
    json_object_set_new(data, "width", json_integer(u->photo.width));
    json_object_set_new(data, "height", json_integer(u->photo.height));
    desk_submit(v, BOOK_PICTURE_ADD, 0, 0, data);
}

static void refuse(struct desk_visit *v, int status, const char *sentence) {
    if (web_wants_json(v->web.req))
        desk_refuse(v, status, "refused", sentence);
    else
        pictures_page(v, status, sentence);
}

static void begin(struct desk_visit *v) {
    const char *alt = http_form(v->web.req, "alt"), *path = http_upload(v->web.req, NULL, NULL);
    struct book_reply no_words = { .result = BOOK_BAD_VALUE, .where = "alt" };
    if (!path) {
        refuse(v, 400, lang_text(v->web.lang, "Please choose a picture first."));
    } else if (!alt || !alt[strspn(alt, " ")]) {
        json_t *said = paper_sentence(v, &no_words);
        refuse(v, 400, json_string_value(said));
        json_decref(said);
    } else {
        convert(v, path);
    }
}

void paper_post_upload(struct http_req *req, void *ctx) {
    const struct book_reply *r;
    const struct upload *u;
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    r = desk_answer(&v);
    u = r ? NULL : desk_worked(&v);
    if (r && r->result == BOOK_BAD_VALUE && !web_wants_json(req)) {
        json_t *said = paper_sentence(&v, r);
        pictures_page(&v, 400, json_string_value(said));
        json_decref(said);
    } else if (r) {
        paper_done(&v, r, "/pictures");
    } else if (u && u->result == PHOTO_OK) {
        store(&v, u);
    } else if (u) {
        refuse(&v, u->result == PHOTO_FAILED ? 503 : 400, refusal(&v, u->result));
    } else if (desk_may_post(&v)) {
        begin(&v);
    }
    desk_leave(&v);
}

void paper_get_picture(struct http_req *req, void *ctx) {
    struct str bytes = STR_INIT;
    struct desk_visit v;
    size_t len;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    unsigned char *picture = book_picture(desk_book(&v), paper_number(http_segment(req, 1)), &len);
    if (picture) {
        bool png = len > 4 && memcmp(picture, "\x89PNG", 4) == 0;
        str_add(&bytes, picture, len);
        http_add_header(req, "Cache-Control", "private, max-age=86400, immutable");
        http_reply(req, 200, png ? "image/png" : "image/jpeg", &bytes);
    } else {
        http_error(req, 404);
    }
    free(picture);
    desk_leave(&v);
}

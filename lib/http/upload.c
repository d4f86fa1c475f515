/* Bodies of HTTP_UPLOAD routes: the file goes to the disk as it comes, fields into the form. The
 * file is private (0600), in the folder the listener names, so that a rename keeps it. Pool thread.
 * Invariant: the temporary file is deleted with its request unless somebody took it. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "lib/folder.h"
#include "lib/http/multipart.h"
#include "lib/http/parts.h"
#include "lib/log.h"
#include "lib/mem.h"
#include "lib/utf8.h"

struct http_upload {
    struct multipart parser;
    struct str fields;          /* name NUL value NUL ...: the form points into it at the end */
    bool in_field;              /* a field's value is being gathered */
    int status;                 /* why no more is taken; 0 */
    int fd;                     /* -1: no file yet, or done */
    char *path;                 /* NULL: none */
    bool chosen, taken;         /* a file was sent; somebody owns it now */
    uint64_t size;
    char name[MULTIPART_FILENAME];
};

static bool refuse(struct http_upload *u, int status) {
    if (!u->status)
        u->status = status;
    return false;
}

static bool refuse_disk(struct http_upload *u) {
    log_line(LOG_ERROR, "an upload could not be stored: %s", strerror(errno));
    return refuse(u, 507);
}

static bool open_file(struct http_req *req, struct http_upload *u, const struct multipart *m) {
    struct str path = STR_INIT;

    if (u->chosen)
        return refuse(u, 400);          /* one file only */
    folder_own(&path, req->http->config.upload_dir, ".upload-");
    str_puts(&path, "XXXXXX");
    u->fd = mkostemp(path.data, O_CLOEXEC);
    if (u->fd < 0) {
        str_release(&path);
        return refuse_disk(u);
    }
    u->path = str_detach(&path);
    u->chosen = true;
    str_copy(u->name, sizeof u->name, m->filename);
    return true;
}

static bool write_all(struct http_upload *u, const char *data, size_t len) {
    while (len) {
        ssize_t n = write(u->fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return refuse_disk(u);
        data += n;
        len -= (size_t)n;
        u->size += (uint64_t)n;
    }
    return true;
}

static bool file_piece(struct http_req *req, const struct multipart *m, const char *data,
                       size_t len, bool last) {
    struct http_upload *u = req->upload;

    if (u->fd < 0 && !len && last)      /* nothing was chosen, or an empty file: the same to us */
        return true;
    if (u->fd < 0 && !open_file(req, u, m))
        return false;
    if (!write_all(u, data, len))
        return false;
    if (last) {
        close(u->fd);
        u->fd = -1;
    }
    return true;
}

static bool piece(void *ctx, const struct multipart *m, const char *data, size_t len, bool last) {
    struct http_req *req = ctx;
    struct http_upload *u = req->upload;

    if (m->is_file)
        return file_piece(req, m, data, len, last);
    if (memchr(data, '\0', len))
        return refuse(u, 400);
    if (!u->in_field)
        str_add(&u->fields, m->name, strlen(m->name) + 1);
    u->in_field = !last;
    str_add(&u->fields, data, len);
    if (last)
        str_add(&u->fields, "", 1);
    return u->fields.len <= MULTIPART_FIELDS_MAX || refuse(u, 413);
}

int http_upload_begin(struct http_req *req) {
    const struct http_config *c = &req->http->config;
    int status = c->may_upload ? c->may_upload(req, c->ctx) : 0;

    BUG_IF(!c->upload_dir);
    if (status)
        return status;
    req->upload = mem_new(1, sizeof *req->upload);
    req->upload->fd = -1;
    req->upload->fields = (struct str)STR_INIT;
    if (multipart_begin(&req->upload->parser, http_header(req, "Content-Type"), piece, req))
        return 0;
    http_upload_drop(req);
    return 400;
}

void http_upload_feed(struct http_req *req, const char *data, size_t len) {
    if (!multipart_feed(&req->upload->parser, data, len))
        refuse(req->upload, 400);
}

/* Fields in order; each value must be text. */
static bool fill_form(struct http_req *req) {
    struct http_upload *u = req->upload;
    char *p = u->fields.data, *end = p + u->fields.len;

    while (p < end) {
        struct http_field f = { .name = p };
        p += strlen(p) + 1;
        f.value = p;
        p += strlen(p) + 1;
        if (p > end || req->form.n == HTTP_FIELDS_MAX || !utf8_valid(f.value, strlen(f.value)))
            return false;
        if (req->form.n == req->form.cap) {
            req->form.cap = req->form.cap ? req->form.cap * 2 : 16;
            req->form.at = mem_resize(req->form.at, req->form.cap, sizeof *req->form.at);
        }
        req->form.at[req->form.n++] = f;
    }
    return true;
}

int http_upload_end(struct http_req *req) {
    struct http_upload *u = req->upload;

    if (!u->status && !multipart_complete(&u->parser))
        u->status = 400;
    if (!u->status && !fill_form(req))
        u->status = 400;
    return u->status;
}

void http_upload_drop(struct http_req *req) {
    struct http_upload *u = req->upload;

    if (!u)
        return;
    req->upload = NULL;
    req->form.n = 0;
    if (u->fd >= 0)
        close(u->fd);
    if (u->path && !u->taken)
        unlink(u->path);
    free(u->path);
    str_release(&u->fields);
    multipart_release(&u->parser);
    free(u);
}

const char *http_upload(const struct http_req *req, uint64_t *size, const char **name) {
    const struct http_upload *u = req->upload;

    if (!u || !u->path)
        return NULL;
    if (size)
        *size = u->size;
    if (name)
        *name = u->name;
    return u->path;
}

void http_upload_take(struct http_req *req) {
    BUG_IF(!req->upload || !req->upload->path);
    req->upload->taken = true;
}

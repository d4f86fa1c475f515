/* All documents of an event into one folder and one ZIP: what everybody needs is made once, then
 * each format in its turn. To add a format: its row (format.h) in the list below. Child process
 * (punktum export) or any one thread; the folder is for the owner only, because it holds names. */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "admin/print/doc_build.h"
#include "admin/print/format.h"
#include "admin/print/package.h"
#include "admin/print/print.h"
#include "admin/print/stage_picture.h"
#include "admin/print/tables.h"
#include "lib/mem.h"
#include "lib/str.h"

/* In the order they are made, under the names that print_order.only knows them by. */
static const struct { const char *name; const struct print_format *row; } formats[] = {
    { "pdf", &format_pdf }, { "odt", &format_odt }, { "html", &format_html },
    { "xlsx", &format_xlsx }, { "csv", &format_csv }, { "charts", &format_charts },
    { "pictures", &format_pictures }, { "json", &format_json }, { "ics", &format_ics },
};
enum { FORMATS = sizeof formats / sizeof *formats };

struct going { const struct print_order *order; const struct lang *lang; int done, of;
               const struct print_format *chosen[FORMATS]; size_t n; };

/* Whether a comma-separated list names it. */
static bool listed(const char *list, const char *name, size_t len) {
    for (const char *at = list; *at; at += strcspn(at, ",") + (at[strcspn(at, ",")] == ','))
        if (strcspn(at, ",") == len && strncmp(at, name, len) == 0)
            return true;
    return false;
}

bool print_formats_known(const char *list) {
    for (const char *at = list; *at; at += strcspn(at, ",") + (at[strcspn(at, ",")] == ',')) {
        bool known = false;
        for (size_t i = 0; i < FORMATS && !known; i++)
            known = strlen(formats[i].name) == strcspn(at, ",") &&
                    strncmp(at, formats[i].name, strcspn(at, ",")) == 0;
        if (!known)
            return false;
    }
    return *list != '\0';
}

/* The formats wanted; two steps more: the stage's pictures and the ZIP. */
static void choose(struct going *g) {
    for (size_t i = 0; i < FORMATS; i++)
        if (!g->order->only || listed(g->order->only, formats[i].name, strlen(formats[i].name)))
            g->chosen[g->n++] = formats[i].row;
    g->of = (int)g->n + 2;
}

static bool tell(struct going *g, const char *what) {
    const struct print_order *o = g->order;
    return !o->progress || o->progress(o->ctx, g->done, g->of, lang_text(g->lang, what));
}

static bool go_on(void *ctx) {
    return tell(ctx, "Pictures of the stage");
}

static bool fail(const char *path, char *error, size_t size) {
    str_format(error, size, "%s: %s", path, strerror(errno));
    return false;
}

/* There and without files: those of an earlier export would get into this one. */
static bool empty_folder(const char *path, char *error, size_t size) {
    if (mkdir(path, 0700) != 0 && errno != EEXIST)
        return fail(path, error, size);
    DIR *d = opendir(path);
    if (!d)
        return fail(path, error, size);
    bool well = true;
    for (struct dirent *e; well && (e = readdir(d)) != NULL;)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            well = unlinkat(dirfd(d), e->d_name, 0) == 0 || fail(e->d_name, error, size);
    closedir(d);
    return well;
}

static bool write_format(const struct print_format *f, const struct print_made *made,
                         const char *dir, char *error, size_t size) {
    struct str path = STR_INIT;
    bool folder = f->file[strlen(f->file) - 1] == '/';
    str_printf(&path, "%s/%s", dir, f->file);
    if (folder)
        path.data[--path.len] = '\0';
    bool well = (!folder || empty_folder(path.data, error, size)) &&
                f->write(made, path.data, error, size);
    str_release(&path);
    return well;
}

static enum print_result write_all(struct going *g, const struct print_made *made, char *error,
                                   size_t size) {
    for (size_t i = 0; i < g->n; i++, g->done++) {
        if (!tell(g, g->chosen[i]->what))
            return PRINT_STOPPED;
        if (!write_format(g->chosen[i], made, g->order->dir, error, size))
            return PRINT_FAILED;
    }
    if (!tell(g, "ZIP"))
        return PRINT_STOPPED;
    if (!package_write(made, g->chosen, g->n, g->order->dir, error, size))
        return PRINT_FAILED;
    g->done = g->of;
    tell(g, "Done");
    return PRINT_DONE;
}

static enum print_result make(struct going *g, const struct book_snap *s,
                              const struct book_paper *paper, char *error, size_t size) {
    struct doc_pictures stage = { .n = 0 };
    struct doc_pages pages = { .n = 0 };
    struct model model;
    enum print_result result = PRINT_STOPPED;
    if (g->order->stage_program)
        stage_pictures(&stage, s, g->order->stage_program, g->order->dir, go_on, g);
    struct doc *doc = doc_build(s, paper, g->order->book, &stage);
    tables_build(&model, s);
    tables_paper(&model, s, paper);
    g->done++;
    struct print_made made = { .book = g->order->book, .snap = s, .paper = paper, .doc = doc,
                               .model = &model, .lang = g->lang, .pages = &pages };
    result = write_all(g, &made, error, size);
    model_release(&model);
    doc_free(doc);
    doc_pages_release(&pages);
    doc_pictures_release(&stage);
    return result;
}

enum print_result print_documents(const struct print_order *order, char *error, size_t size) {
    const struct book_snap *s = book_snap(order->book);
    struct going g = { .order = order, .lang = doc_lang(s) };
    struct book_paper paper;
    enum print_result result = PRINT_FAILED;
    mode_t old = umask(0077);
    choose(&g);
    if (mkdir(order->dir, 0700) != 0 && errno != EEXIST)
        fail(order->dir, error, size);
    else if (!book_paper(order->book, &paper))
        str_format(error, size, "the texts cannot be read");
    else {
        result = make(&g, s, &paper, error, size);
        book_paper_release(&paper);
    }
    umask(old);
    book_snap_release(s);
    return result;
}

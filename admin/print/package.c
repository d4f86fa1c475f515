/* See package.h. The contents page tells what each file is for, and of each result its numbers as
 * text, for those who do not see the picture. */
#include "admin/print/package.h"
#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "admin/print/html.h"
#include "admin/print/ink.h"
#include "admin/print/save.h"
#include "lib/mem.h"
#include "lib/page/page.h"
#include "lib/str.h"

struct names { char **list; size_t n; };

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Files of a folder, sorted; hidden ones are half made. */
static bool list_folder(struct names *out, const char *path, char *error, size_t size) {
    DIR *d = opendir(path);
    if (!d) {
        str_format(error, size, "%s: %s", path, strerror(errno));
        return false;
    }
    for (struct dirent *e; (e = readdir(d)) != NULL;)
        if (e->d_name[0] != '.') {
            out->list = mem_resize(out->list, out->n + 1, sizeof *out->list);
            out->list[out->n++] = mem_copy(e->d_name);
        }
    closedir(d);
    if (out->n)
        qsort(out->list, out->n, sizeof *out->list, by_bytes);
    return true;
}

static void names_release(struct names *names) {
    for (size_t i = 0; i < names->n; i++)
        free(names->list[i]);
    free(names->list);
}

/* --- what there is, for the contents page ---------------------------------------------------- */

/* Path inside the ZIP, its last part to be read, its size. */
static json_t *file_row(const struct print_made *made, const char *dir, const char *file) {
    struct str path = STR_INIT, size = STR_INIT;
    const char *last = strrchr(file, '/');
    struct stat st;
    str_printf(&path, "%s/%s", dir, file);
    if (stat(path.data, &st) == 0)
        lang_bytes(&size, made->lang, st.st_size);
    json_t *row = json_pack("{s:s, s:s, s:s}", "file", file, "name", last ? last + 1 : file, "size",
                            size.data ? size.data : "");
    str_release(&path);
    str_release(&size);
    return row;
}

static bool is_folder(const struct print_format *f) {
    return f->file[strlen(f->file) - 1] == '/';
}

static bool list_format(json_t *list, const struct print_made *made, const struct print_format *f,
                        const char *dir, char *error, size_t size) {
    json_t *files = json_array();
    struct names names = { .n = 0 };
    struct str path = STR_INIT, count = STR_INIT, n = STR_INIT;
    bool well = true;
    str_printf(&path, "%s/%s", dir, f->file);
    if (is_folder(f))
        well = list_folder(&names, path.data, error, size);
    else
        json_array_append_new(files, file_row(made, dir, f->file));
    for (size_t i = 0; i < names.n; i++) {
        str_clear(&path);
        str_printf(&path, "%s%s", f->file, names.list[i]);
        json_array_append_new(files, file_row(made, dir, path.data));
    }
    lang_number(&n, made->lang, (long long)names.n);
    lang_fill(&count, lang_plural(made->lang, "{n} file", "{n} files", (long long)names.n), "n",
              n.data, NULL);
    json_array_append_new(list, json_pack("{s:s, s:b, s:s, s:o}", "what",
                                          lang_text(made->lang, f->what), "folder", is_folder(f),
                                          "count", count.data, "files", files));
    names_release(&names);
    str_release(&path);
    str_release(&count);
    str_release(&n);
    return well;
}

/* The numbers of every result, as sentences. */
static void add_results(json_t *list, const char *title, const struct doc_node *node) {
    for (size_t i = 0; i < node->n; i++) {
        const struct doc_node *child = node->children[i];
        if (child->kind == DOC_CHAPTER)
            title = child->text;
        if (child->plot)
            json_array_append_new(list, json_pack("{s:s, s:s}", "title", title, "text",
                                                  child->plot->alt));
        add_results(list, title, child);
    }
}

static bool add_contents(struct save_zip *z, const struct print_made *made, json_t *list,
                         char *error, size_t size) {
    struct page_set *set = page_set_load(error, size);
    struct str out = STR_INIT;
    json_t *results = json_array();
    char accent[8];
    if (!set) {
        json_decref(results);
        return false;
    }
    str_format(accent, sizeof accent, "#%06X", ink_accent(made->doc->accent));
    add_results(results, "", made->doc->root);
    json_t *data = json_pack("{s:s, s:s, s:s, s:s, s:O, s:b, s:o, s:o}", "language",
                             made->doc->language, "title", made->doc->title, "accent", accent,
                             "dates", made->doc->cover.dates, "formats", list, "any_result",
                             json_array_size(results) > 0, "results", results, "cover",
                             html_cover(made->doc));
    page_render(&out, set, "print/contents", data, made->lang);
    save_zip_add(z, "LIESMICH.html", out.data, out.len, false);
    json_decref(data);
    page_set_free(set);
    str_release(&out);
    return true;
}

static bool add_files(struct save_zip *z, json_t *list, const char *dir, char *error,
                      size_t size) {
    size_t i, k;
    json_t *format, *file;
    bool well = true;
    json_array_foreach(list, i, format)
        json_array_foreach(json_object_get(format, "files"), k, file) {
            struct str path = STR_INIT;
            const char *name = json_string_value(json_object_get(file, "file"));
            str_printf(&path, "%s/%s", dir, name);
            well = well && save_zip_add_file(z, name, path.data, error, size);
            str_release(&path);
        }
    return well;
}

/* The contents page is the first file: it is what one sees first. */
bool package_write(const struct print_made *made, const struct print_format *const *formats,
                   size_t n, const char *dir, char *error, size_t size) {
    struct str path = STR_INIT;
    str_printf(&path, "%s/Dokumentation.zip", dir);
    struct save_zip *z = save_zip_new(path.data, made->doc->made_ms);
    json_t *list = json_array();
    bool well = true;
    for (size_t i = 0; well && i < n; i++)
        well = list_format(list, made, formats[i], dir, error, size);
    well = well && add_contents(z, made, list, error, size) &&
           add_files(z, list, dir, error, size);
    if (well)
        well = save_zip_end(z, error, size);
    else
        save_zip_drop(z);
    json_decref(list);
    str_release(&path);
    return well;
}

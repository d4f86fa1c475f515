/* See package.h. The contents page tells what each file is for, and of each result its numbers as
 * text, for those who do not see the picture. */
#include "admin/print/package.h"
#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
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

static bool add_folder(struct save_zip *z, json_t *files, const char *folder, const char *dir,
                       char *error, size_t size) {
    struct names names = { .n = 0 };
    struct str path = STR_INIT, entry = STR_INIT;
    str_printf(&path, "%s/%s", dir, folder);
    bool well = list_folder(&names, path.data, error, size);
    for (size_t i = 0; well && i < names.n; i++) {
        str_clear(&path);
        str_clear(&entry);
        str_printf(&entry, "%s%s", folder, names.list[i]);
        str_printf(&path, "%s/%s", dir, entry.data);
        well = save_zip_add_file(z, entry.data, path.data, error, size);
        json_array_append_new(files, json_pack("{s:s}", "file", entry.data));
    }
    names_release(&names);
    str_release(&path);
    str_release(&entry);
    return well;
}

static bool add_format(struct save_zip *z, json_t *list, const struct print_made *made,
                       const struct print_format *f, const char *dir, char *error, size_t size) {
    json_t *files = json_array();
    struct str path = STR_INIT;
    bool well;
    if (f->file[strlen(f->file) - 1] == '/') {
        well = add_folder(z, files, f->file, dir, error, size);
    } else {
        str_printf(&path, "%s/%s", dir, f->file);
        well = save_zip_add_file(z, f->file, path.data, error, size);
        json_array_append_new(files, json_pack("{s:s}", "file", f->file));
    }
    json_t *row = json_pack("{s:s, s:o}", "what", lang_text(made->lang, f->what), "files", files);
    json_array_append_new(list, row);
    str_release(&path);
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
    if (!set) {
        json_decref(results);
        return false;
    }
    add_results(results, "", made->doc->root);
    json_t *data = json_pack("{s:s, s:s, s:s, s:O, s:o}", "language", made->doc->language, "title",
                             made->doc->title, "dates", made->doc->cover.dates, "formats", list,
                             "results", results);
    page_render(&out, set, "print/contents", data, made->lang);
    save_zip_add(z, "LIESMICH.html", out.data, out.len, false);
    json_decref(data);
    page_set_free(set);
    str_release(&out);
    return true;
}

bool package_write(const struct print_made *made, const struct print_format *const *formats,
                   size_t n, const char *dir, char *error, size_t size) {
    struct str path = STR_INIT;
    str_printf(&path, "%s/Dokumentation.zip", dir);
    struct save_zip *z = save_zip_new(path.data, made->doc->made_ms);
    json_t *list = json_array();
    bool well = true;
    for (size_t i = 0; well && i < n; i++)
        well = add_format(z, list, made, formats[i], dir, error, size);
    well = well && add_contents(z, made, list, error, size);
    if (well)
        well = save_zip_end(z, error, size);
    else
        save_zip_drop(z);
    json_decref(list);
    str_release(&path);
    return well;
}

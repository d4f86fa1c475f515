/* The set of templates of a program: loaded once at start, read-only afterwards, any thread.
 * Invariant: every partial a loaded template names is in the set. */
#include "lib/page/page.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "lib/asset.h"
#include "lib/mem.h"
#include "lib/page/parse.h"
#include "lib/page/render.h"
#include "lib/page/set.h"

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct page_entry *)a)->name, ((const struct page_entry *)b)->name);
}

const struct page_template *page_find(const struct page_set *set, const char *name) {
    struct page_entry key = { .name = (char *)name };
    const struct page_entry *found = NULL;
    if (set->count)
        found = bsearch(&key, set->entries, set->count, sizeof *set->entries, by_name);
    return found ? &found->parsed : NULL;
}

static const struct page_template *find_partial(const void *set, const char *name) {
    return page_find(set, name);
}

static bool add(struct page_set *set, const char *name, const char *source, char *error,
                size_t size) {
    char why[160];
    set->entries = mem_resize(set->entries, set->count + 1, sizeof *set->entries);
    struct page_entry *entry = &set->entries[set->count++];
    entry->name = mem_copy(name);
    if (page_parse(&entry->parsed, source, why, sizeof why))
        return true;
    snprintf(error, size, "template %s, %s", name, why);
    return false;
}

/* Adds the template in an asset ("pages/phone/card.html"); other files are left alone. */
static bool add_asset(struct page_set *set, const char *file, char *error, size_t size) {
    static const char head[] = "pages/", tail[] = ".html";
    struct str name = STR_INIT;
    size_t len = strlen(file), ends = strlen(head) + strlen(tail);
    if (len <= ends || strcmp(file + len - strlen(tail), tail) != 0)
        return true;
    str_add(&name, file + strlen(head), len - ends);
    bool ok = add(set, name.data, asset_get(file, NULL), error, size);
    str_release(&name);
    return ok;
}

static void sort(struct page_set *set) {
    if (set->count)
        qsort(set->entries, set->count, sizeof *set->entries, by_name);
}

static bool partials_known(const struct page_set *set, char *error, size_t size) {
    for (size_t i = 0; i < set->count; i++) {
        const struct page_template *t = &set->entries[i].parsed;
        for (size_t n = 0; n < t->count; n++) {
            if (t->nodes[n].kind != PAGE_PARTIAL || page_find(set, t->nodes[n].text))
                continue;
            snprintf(error, size, "template %s: there is no partial %s", set->entries[i].name,
                     t->nodes[n].text);
            return false;
        }
    }
    return true;
}

struct page_set *page_set_load(char *error, size_t size) {
    struct page_set *set = mem_new(1, sizeof *set);
    const char *file;
    bool ok = true;
    for (size_t i = 0; ok && (file = asset_name("pages/", i)) != NULL; i++)
        ok = add_asset(set, file, error, size);
    sort(set);
    if (ok && partials_known(set, error, size))
        return set;
    page_set_free(set);
    return NULL;
}

void page_set_free(struct page_set *set) {
    if (!set)
        return;
    for (size_t i = 0; i < set->count; i++) {
        free(set->entries[i].name);
        page_template_release(&set->entries[i].parsed);
    }
    free(set->entries);
    free(set);
}

void page_render(struct str *out, const struct page_set *set, const char *name, const json_t *data,
                 const struct lang *lang) {
    const struct page_template *t = page_find(set, name);
    struct page_render r = { .out = out, .lang = lang, .partial = find_partial, .ctx = set,
                             .stack = { data }, .depth = 1 };
    if (!t)
        BUG("there is no template %s", name);
    if (!page_render_nodes(&r, t))
        BUG("template %s nests endlessly", name);
}

bool page_render_text(struct str *out, const char *template_text, const json_t *partials,
                      const json_t *data, char *error, size_t size) {
    struct page_set *set = mem_new(1, sizeof *set);
    struct page_template t = { 0 };
    struct page_render r = { .out = out, .partial = find_partial, .ctx = set, .stack = { data },
                             .depth = 1 };
    const char *name;
    json_t *text;
    bool ok = true;
    json_object_foreach((json_t *)partials, name, text) {
        ok = ok && add(set, name, json_string_value(text), error, size);
    }
    sort(set);
    ok = ok && page_parse(&t, template_text, error, size);
    if (ok && !page_render_nodes(&r, &t)) {
        snprintf(error, size, "partials nest endlessly");
        ok = false;
    }
    page_template_release(&t);
    page_set_free(set);
    return ok;
}

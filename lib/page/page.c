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

struct entry {
    char *name;  /* "phone/card" */
    struct page_template parsed;
};
struct page_set {
    struct entry *entries;  /* sorted by name */
    size_t count;
};

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

static const struct page_template *find(const struct page_set *set, const char *name) {
    struct entry key = { .name = (char *)name };
    const struct entry *found = NULL;
    if (set->count)
        found = bsearch(&key, set->entries, set->count, sizeof *set->entries, by_name);
    return found ? &found->parsed : NULL;
}

static const struct page_template *find_partial(const void *set, const char *name) {
    return find(set, name);
}

static bool add(struct page_set *set, const char *name, const char *source, char *error,
                size_t size) {
    char why[160];
    set->entries = mem_resize(set->entries, set->count + 1, sizeof *set->entries);
    struct entry *entry = &set->entries[set->count++];
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
            if (t->nodes[n].kind != PAGE_PARTIAL || find(set, t->nodes[n].text))
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
    const struct page_template *t = find(set, name);
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

/* The start-up check walks a template with the names of the sections around it. */
struct check {
    const struct page_set *set;
    const char *const *keys;
    const char *sections[PAGE_STACK_MAX];  /* full names, "" outermost */
    size_t depth;
    size_t partials;
    char *error;
    size_t size;
};

/* Is name a key, or the head of one ("cards" of "cards.text")? */
static bool is_key(const struct check *c, const char *name) {
    size_t len = strlen(name);
    for (const char *const *key = c->keys; *key; key++)
        if (strncmp(*key, name, len) == 0 && ((*key)[len] == '\0' || (*key)[len] == '.'))
            return true;
    return false;
}

/* The full name of a key looked up here, or "" when no context around has it. */
static void resolve(const struct check *c, const char *name, struct str *full) {
    for (size_t i = c->depth; i-- > 0;) {
        str_clear(full);
        str_printf(full, "%s%s%s", c->sections[i], *c->sections[i] ? "." : "", name);
        if (is_key(c, full->data))
            return;
    }
    str_clear(full);
}

static bool check_range(struct check *c, const struct page_template *t, size_t from, size_t to);

static bool check_key(struct check *c, const struct page_template *t, size_t at) {
    const struct page_node *node = &t->nodes[at];
    struct str full = STR_INIT;
    bool ok = true, self = strcmp(node->text, ".") == 0;
    if (!self)
        resolve(c, node->text, &full);
    if (!self && !full.len) {
        snprintf(c->error, c->size, "%s", node->text);
        ok = false;
    } else if (node->kind == PAGE_INVERTED) {
        ok = check_range(c, t, at + 1, node->end);
    } else if (node->kind == PAGE_SECTION && c->depth < PAGE_STACK_MAX) {
        c->sections[c->depth] = self ? c->sections[c->depth - 1] : full.data;
        c->depth++;
        ok = check_range(c, t, at + 1, node->end);
        c->depth--;
    }
    str_release(&full);
    return ok;
}

static bool check_range(struct check *c, const struct page_template *t, size_t from, size_t to) {
    bool ok = true;
    for (size_t i = from; ok && i < to; i = t->nodes[i].end) {
        enum page_kind kind = t->nodes[i].kind;
        if (kind == PAGE_KEY || kind == PAGE_SECTION || kind == PAGE_INVERTED)
            ok = check_key(c, t, i);
        if (kind == PAGE_PARTIAL && c->partials < 8) { /* one that contains itself has been seen */
            const struct page_template *inner = find(c->set, t->nodes[i].text);
            c->partials++;
            ok = check_range(c, inner, 0, inner->count);
            c->partials--;
        }
    }
    return ok;
}

bool page_check_keys(const struct page_set *set, const char *name, const char *const *keys,
                     char *error, size_t size) {
    const struct page_template *t = find(set, name);
    struct check c = { .set = set, .keys = keys, .sections = { "" }, .depth = 1, .error = error,
                       .size = size };
    if (!t)
        BUG("there is no template %s", name);
    return check_range(&c, t, 0, t->count);
}

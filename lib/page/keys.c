/* The start-up check: templates against what their pages give. Keys are looked up as the renderer
 * does it: in the innermost section first, then in those around it. Pure. */
#include "lib/page/keys.h"
#include <stdio.h>
#include <string.h>
#include "lib/page/parse.h"
#include "lib/page/render.h"
#include "lib/page/set.h"

/* A walk through a template with the names of the sections around. */
struct check {
    const struct page_set *set;
    const char *const *keys;
    const char *sections[PAGE_STACK_MAX];  /* full names, "" outermost */
    size_t depth;
    size_t partials;
    const char *unknown;                   /* what nobody gives, borrowed from the template */
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
        c->unknown = node->text;
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
            const struct page_template *inner = page_find(c->set, t->nodes[i].text);
            c->partials++;
            ok = check_range(c, inner, 0, inner->count);
            c->partials--;
        }
    }
    return ok;
}

static bool check_row(const struct page_set *set, const struct page_keys *row, char *error,
                      size_t size) {
    const struct page_template *t = page_find(set, row->name);
    struct check c = { .set = set, .keys = row->keys, .sections = { "" }, .depth = 1 };
    if (!t) {
        snprintf(error, size, "there is no template %s", row->name);
        return false;
    }
    if (check_range(&c, t, 0, t->count))
        return true;
    snprintf(error, size, "template %s: nobody gives it {{%s}}", row->name, c.unknown);
    return false;
}

static bool has_row(const struct page_keys *const *tables, const char *name) {
    for (; *tables; tables++)
        for (const struct page_keys *row = *tables; row->name; row++)
            if (strcmp(row->name, name) == 0)
                return true;
    return false;
}

static bool is_partial(const struct page_set *set, const char *name) {
    for (size_t i = 0; i < set->count; i++) {
        const struct page_template *t = &set->entries[i].parsed;
        for (size_t n = 0; n < t->count; n++)
            if (t->nodes[n].kind == PAGE_PARTIAL && strcmp(t->nodes[n].text, name) == 0)
                return true;
    }
    return false;
}

bool page_check(const struct page_set *set, const struct page_keys *const *tables, char *error,
                size_t size) {
    for (const struct page_keys *const *table = tables; *table; table++)
        for (const struct page_keys *row = *table; row->name; row++)
            if (!check_row(set, row, error, size))
                return false;
    for (size_t i = 0; i < set->count; i++) {
        const char *name = set->entries[i].name;
        if (has_row(tables, name) || is_partial(set, name))
            continue;
        snprintf(error, size, "template %s belongs to no page", name);
        return false;
    }
    return true;
}

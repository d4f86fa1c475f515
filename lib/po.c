/* .po files: comments, msgid, msgid_plural, msgstr, msgstr[0] and [1], texts over several lines.
 * Obsolete entries (#~) are comments; fuzzy ones count as not translated. Pure, any thread. */
#include "lib/po.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"
#include "lib/str.h"

struct reader {
    struct po *po;
    struct po_entry *entry;  /* being read */
    char **field;            /* where a further "..." line goes on; NULL before the first keyword */
    bool fuzzy;              /* said in the comments above the entry to come */
};

/* Appends the text between quotes. False when it is not one quoted text up to the line's end. */
static bool add_quoted(char **field, const char *p, const char *end) {
    struct str out = STR_INIT;
    bool ok = false;
    if (*field)
        str_puts(&out, *field);
    if (p == end || *p++ != '"')
        goto out;
    for (; p < end && *p != '"'; p++) {
        if (*p != '\\') {
            str_putc(&out, *p);
            continue;
        }
        if (++p == end)
            goto out;
        switch (*p) {
        case 'n': str_putc(&out, '\n'); break;
        case 't': str_putc(&out, '\t'); break;
        case '"': case '\\': str_putc(&out, *p); break;
        default: goto out;
        }
    }
    ok = p < end && p + 1 == end;
out:
    free(*field);
    *field = str_detach(&out);
    return ok;
}

static void begin_entry(struct reader *r) {
    r->po->entries = mem_resize(r->po->entries, r->po->count + 1, sizeof *r->po->entries);
    r->entry = &r->po->entries[r->po->count++];
    *r->entry = (struct po_entry){ 0 };
}

/* The field a keyword line fills, or NULL when it may not stand here. */
static char **field_of(struct reader *r, const char *word, size_t len) {
    struct po_entry *e = r->entry;
    char **field = NULL;
    if (len == 5 && strncmp(word, "msgid", len) == 0) {
        begin_entry(r);
        return &r->entry->id;
    }
    if (!e)
        return NULL;
    if (len == 12 && strncmp(word, "msgid_plural", len) == 0)
        field = &e->plural;
    else if (len == 6 && strncmp(word, "msgstr", len) == 0)
        field = e->plural ? NULL : &e->text[0];
    else if (len == 9 && strncmp(word, "msgstr[0]", len) == 0)
        field = e->plural ? &e->text[0] : NULL;
    else if (len == 9 && strncmp(word, "msgstr[1]", len) == 0)
        field = e->plural ? &e->text[1] : NULL;
    return field && !*field ? field : NULL;
}

/* An entry marked fuzzy keeps its id but loses its texts: the English shows until it is checked. */
static void end_entry(struct reader *r) {
    if (!r->entry || !r->fuzzy || !*r->entry->id) /* tools mark a fresh header as fuzzy */
        return;
    for (int i = 0; i < 2; i++) {
        free(r->entry->text[i]);
        r->entry->text[i] = NULL;
    }
}

static bool read_line(struct reader *r, const char *p, const char *end) {
    while (end > p && strchr(" \t\r", end[-1]))
        end--;
    while (p < end && (*p == ' ' || *p == '\t'))
        p++;
    if (p == end)
        return true;
    if (*p == '#') {
        if (r->field) { /* comments stand above the next entry */
            end_entry(r);
            r->field = NULL;
            r->fuzzy = false;
        }
        if (end - p > 1 && p[1] == ',' && memmem(p, (size_t)(end - p), "fuzzy", 5))
            r->fuzzy = true;
        return true;
    }
    if (*p == '"')
        return r->field && add_quoted(r->field, p, end);
    size_t len = 0;
    while (p + len < end && p[len] != ' ' && p[len] != '\t')
        len++;
    if (len == 5 && r->field) { /* msgid without a comment above it */
        end_entry(r);
        r->fuzzy = false;
    }
    r->field = field_of(r, p, len);
    p += len;
    while (p < end && (*p == ' ' || *p == '\t'))
        p++;
    return r->field && add_quoted(r->field, p, end);
}

static int by_id(const void *a, const void *b) {
    return strcmp(((const struct po_entry *)a)->id, ((const struct po_entry *)b)->id);
}

int po_parse(struct po *po, const char *text) {
    struct reader r = { .po = po };
    *po = (struct po){ 0 };
    for (int line = 1; *text; line++) {
        size_t len = strcspn(text, "\n");
        if (!read_line(&r, text, text + len)) {
            po_release(po);
            return line;
        }
        text += len + (text[len] == '\n');
    }
    if (r.field)
        end_entry(&r);
    if (po->count)
        qsort(po->entries, po->count, sizeof *po->entries, by_id);
    return 0;
}

void po_release(struct po *po) {
    for (size_t i = 0; i < po->count; i++) {
        struct po_entry *e = &po->entries[i];
        free(e->id);
        free(e->plural);
        free(e->text[0]);
        free(e->text[1]);
    }
    free(po->entries);
    *po = (struct po){ 0 };
}

const struct po_entry *po_find(const struct po *po, const char *id) {
    struct po_entry key = { .id = (char *)id };
    if (!po->count)
        return NULL;
    return bsearch(&key, po->entries, po->count, sizeof *po->entries, by_id);
}

char *po_header(const struct po *po, const char *key) {
    const struct po_entry *header = po_find(po, "");
    const char *p = header ? header->text[0] : NULL;
    size_t len = strlen(key);
    while (p && *p) {
        if (strncmp(p, key, len) == 0 && p[len] == ':') {
            p += len + 1;
            p += strspn(p, " ");
            struct str value = STR_INIT;
            str_add(&value, p, strcspn(p, "\n"));
            return str_detach(&value);
        }
        p = strchr(p, '\n');
        p = p ? p + 1 : NULL;
    }
    return NULL;
}

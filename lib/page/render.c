/* Nodes and data to text. Pure, any thread: all state is in struct page_render.
 * Invariant: nothing that came from data or a catalogue reaches out without page_escape. */
#include "lib/page/render.h"
#include <stdio.h>
#include <string.h>
#include "lib/page/page.h"

enum { PARTIALS_MAX = 24 };

void page_escape(struct str *out, const char *text) {
    for (;;) {
        size_t plain = strcspn(text, "&<>\"'");
        str_add(out, text, plain);
        text += plain;
        switch (*text++) {
        case '&': str_puts(out, "&amp;"); break;
        case '<': str_puts(out, "&lt;"); break;
        case '>': str_puts(out, "&gt;"); break;
        case '"': str_puts(out, "&quot;"); break;
        case '\'': str_puts(out, "&#39;"); break;
        default: return;
        }
    }
}

/* The first part of a name is looked for through the contexts, the rest only below what it
 * found. */
static const json_t *look_up(const struct page_render *r, const char *name) {
    const json_t *value = NULL;
    size_t len = strcspn(name, ".");
    if (strcmp(name, ".") == 0)
        return r->depth ? r->stack[r->depth - 1] : NULL;
    for (size_t i = r->depth; i-- > 0 && !value;)
        value = json_object_getn(r->stack[i], name, len);
    while (value && name[len] == '.') {
        name += len + 1;
        len = strcspn(name, ".");
        value = json_object_getn(value, name, len);
    }
    return value;
}

static bool is_empty(const json_t *value) {
    if (!value || json_is_null(value) || json_is_false(value))
        return true;
    if (json_is_string(value))
        return json_string_length(value) == 0;
    return json_is_array(value) && json_array_size(value) == 0;
}

static void put_value(struct str *out, const json_t *value) {
    char number[40];
    if (json_is_string(value)) {
        page_escape(out, json_string_value(value));
    } else if (json_is_integer(value)) {
        str_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    } else if (json_is_real(value)) {
        snprintf(number, sizeof number, "%.15g", json_real_value(value));
        char *comma = strchr(number, ','); /* a process locale must not reach a page (T-13) */
        if (comma)
            *comma = '.';
        str_puts(out, number);
    } else if (json_is_boolean(value)) {
        str_puts(out, json_is_true(value) ? "true" : "false");
    }
}

static bool render_range(struct page_render *r, const struct page_template *t, size_t from,
                         size_t to, const char *indent);

static bool render_below(struct page_render *r, const struct page_template *t, size_t at,
                         const json_t *context, const char *indent) {
    if (r->depth == PAGE_STACK_MAX)
        return false;
    r->stack[r->depth++] = context;
    bool ok = render_range(r, t, at + 1, t->nodes[at].end, indent);
    r->depth--;
    return ok;
}

static bool render_section(struct page_render *r, const struct page_template *t, size_t at,
                           const char *indent) {
    const json_t *value = look_up(r, t->nodes[at].text);
    if (is_empty(value))
        return true;
    if (!json_is_array(value))
        return render_below(r, t, at, value, indent);
    bool ok = true;
    for (size_t i = 0; ok && i < json_array_size(value); i++)
        ok = render_below(r, t, at, json_array_get(value, i), indent);
    return ok;
}

/* A partial on a line of its own carries its indent, and the indent around it, to each line. */
static bool render_partial(struct page_render *r, const struct page_node *node,
                           const char *indent) {
    const struct page_template *t = r->partial(r->ctx, node->text);
    struct str inner = STR_INIT;
    if (!t)
        return true;
    if (r->partials == PARTIALS_MAX)
        return false;
    if (node->indent) {
        str_puts(&inner, indent);
        str_puts(&inner, node->indent);
    }
    r->partials++;
    bool ok = render_range(r, t, 0, t->count, inner.data);
    r->partials--;
    str_release(&inner);
    return ok;
}

static bool render_range(struct page_render *r, const struct page_template *t, size_t from,
                         size_t to, const char *indent) {
    bool ok = true;
    for (size_t i = from; ok && i < to; i = t->nodes[i].end) {
        const struct page_node *node = &t->nodes[i];
        switch (node->kind) {
        case PAGE_TEXT:
            if (node->line_start)
                str_puts(r->out, indent);
            str_add(r->out, node->text, node->len);
            break;
        case PAGE_KEY:
            put_value(r->out, look_up(r, node->text));
            break;
        case PAGE_WORDS:
            page_escape(r->out, r->lang ? lang_text(r->lang, node->text) : node->text);
            break;
        case PAGE_SECTION:
            ok = render_section(r, t, i, indent);
            break;
        case PAGE_INVERTED:
            if (is_empty(look_up(r, node->text)))
                ok = render_range(r, t, i + 1, node->end, indent);
            break;
        case PAGE_PARTIAL:
            ok = render_partial(r, node, indent);
            break;
        }
    }
    return ok;
}

bool page_render_nodes(struct page_render *r, const struct page_template *t) {
    return render_range(r, t, 0, t->count, "");
}

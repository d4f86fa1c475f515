/* The documentation as one HTML file: styles and pictures inside, no script, nothing from outside.
 * Words and escaping by lib/page from assets/pages/print. Same data, same bytes. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/foot.h"
#include "admin/print/format.h"
#include "admin/print/html.h"
#include "admin/print/ink.h"
#include "admin/print/save.h"
#include "lib/mem.h"
#include "lib/page/page.h"

static json_t *contents(const struct doc *d) {
    json_t *list = json_array();
    for (size_t i = 0; i < d->root->n; i++) {
        const struct doc_node *node = d->root->children[i];
        if (node->kind != DOC_CHAPTER)
            continue;
        json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "id", node->id, "text",
                                              node->text, "deep", node->depth > 0));
    }
    return list;
}

static const char *contents_title(const struct doc *d) {
    for (size_t i = 0; i < d->root->n; i++)
        if (d->root->children[i]->kind == DOC_CONTENTS && d->root->children[i]->text)
            return d->root->children[i]->text;
    return "";
}

static json_t *chapters(const struct doc *d) {
    json_t *list = json_array();
    for (size_t i = 0; i < d->root->n; i++)
        if (d->root->children[i]->kind == DOC_CHAPTER)
            json_array_append_new(list, html_node(d, d->root->children[i]));
    return list;
}

bool html_write(struct str *out, const struct doc *d, char *error, size_t size) {
    struct page_set *set = page_set_load(error, size);
    if (!set)
        return false;
    char accent[8];
    str_format(accent, sizeof accent, "#%06X", ink_accent(d->accent));
    json_t *data = json_pack("{s:s, s:s, s:s, s:s, s:o, s:s, s:o, s:s, s:o}", "language",
                             d->language, "accent", accent, "title", d->title, "subject",
                             d->subject, "cover", html_cover(d),
                             "contents_title", contents_title(d),
                             "contents", contents(d), "statement", d->statement, "chapters",
                             chapters(d));
    page_render(out, set, "print/document", data, foot_lang(d->language));
    json_decref(data);
    page_set_free(set);
    return true;
}

static bool write(const struct print_made *made, const char *path, char *error, size_t size) {
    struct str out = STR_INIT;
    bool well = html_write(&out, made->doc, error, size) &&
                save_file(path, out.data, out.len, error, size);
    str_release(&out);
    return well;
}

const struct print_format format_html = { "Documentation (HTML)", "Dokumentation.html", write };

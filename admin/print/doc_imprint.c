/* The imprint: who is answerable, whom to ask, when and where it was, what it is made of. */
#include "admin/print/doc_make.h"
#include "lib/mem.h"

static void row(const struct make *m, struct doc_node *chapter, const char *label,
                const char *text) {
    struct str head = STR_INIT;
    if (!text || !*text)
        return;
    struct doc_node *note = doc_add(chapter, DOC_NOTE, NULL);
    str_printf(&head, "%s: ", make_word(m, label));
    doc_add_span(note, head.data, true, false, NULL);
    doc_add_span(note, text, false, false, NULL);
    str_release(&head);
}

void make_imprint(const struct make *m, const char *title) {
    struct doc_node *chapter = make_chapter(m, "imprint", NULL, title);
    make_body(m, chapter, "imprint");
    row(m, chapter, "Host", m->s->settings.host);
    row(m, chapter, "Contact", snap_setting(m->s, "contact"));
    row(m, chapter, "Place and time", m->doc->cover.dates);
    if (chapter->n)
        row(m, chapter, "What it is made of", m->doc->statement);
    if (!chapter->n)
        make_drop_last(m->doc->root);
}

/* Pictures of the stage: large in an item's chapter; small, as a sheet behind the programme, of the
 * items that have no chapter of their own, but for breaks. So every item of the day has its place:
 * all are in the programme. */
#include <string.h>
#include "admin/print/doc_make.h"
#include "lib/clock.h"
#include "lib/mem.h"

/* Without caption and alternative text. NULL where the stage was not painted. */
static struct doc_figure *figure_of(const struct make *m, const struct book_item *item) {
    const struct doc_picture *p = NULL;
    struct str name = STR_INIT;
    for (size_t i = 0; m->stage && i < m->stage->n; i++)
        if (m->stage->list[i].item == item->id)
            p = &m->stage->list[i];
    if (!p)
        return NULL;
    struct doc_figure *f = mem_new(1, sizeof *f);
    f->media = DOC_PNG;
    f->bytes = mem_new(p->len, 1);
    memcpy(f->bytes, p->png, p->len);
    f->len = p->len;
    f->width = p->width;
    f->height = p->height;
    str_printf(&name, "buehne-%lld.png", (long long)item->id);
    f->name = str_detach(&name);
    return f;
}

static char *filled(const struct make *m, const char *words, const char *name, const char *value) {
    struct str out = STR_INIT;
    lang_fill(&out, make_word(m, words), name, value, NULL);
    char *clean = doc_clean(out.data);
    str_release(&out);
    return clean;
}

void make_stage(const struct make *m, struct doc_node *chapter, const struct book_item *item) {
    struct doc_figure *f = figure_of(m, item);
    char time[6] = "";
    if (!f)
        return;
    if (snap_run(item)->closed_ms)
        clock_hm(time, snap_run(item)->closed_ms);
    f->caption = filled(m, *time ? "The stage at {time}." : "The stage.", "time", time);
    f->alt = filled(m, "The stage with “{title}”; what it shows stands below as text.", "title",
                    item->title);
    doc_add(chapter, DOC_FIGURE, NULL)->figure = f;
}

/* "9:45 · Begrüßung · Die gastgebende Stadt" */
static char *caption(const struct book_item *item) {
    struct str out = STR_INIT;
    char time[6];
    if (item->planned_ms) {
        clock_hm(time, item->planned_ms);
        str_printf(&out, "%s · ", time);
    }
    str_puts(&out, item->title);
    if (item->speaker && *item->speaker)
        str_printf(&out, " · %s", item->speaker);
    char *clean = doc_clean(out.data);
    str_release(&out);
    return clean;
}

void make_stage_sheet(const struct make *m, struct doc_node *chapter) {
    struct doc_node *section = make_section(chapter, make_word(m, "The day on the stage"), "stage",
                                            1);
    for (size_t i = 0; i < m->s->items_n; i++) {
        const struct book_item *item = m->s->items[i];
        struct doc_figure *f = NULL;
        if (item->kind != RULES_BREAK && !make_has_chapter(m, item))
            f = figure_of(m, item);
        if (!f)
            continue;
        f->small = true;
        f->caption = caption(item);
        f->alt = filled(m, "The stage with “{title}”.", "title", item->title);
        doc_add(section, DOC_FIGURE, NULL)->figure = f;
    }
    if (!section->n)
        make_drop_last(chapter);
}

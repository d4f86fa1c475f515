/* The pass over cairo's file: our tree of elements in place of cairo's, alternative texts, scopes,
 * links, language, metadata, dates of the data and an /ID of the content. One thread.
 *
 * Invariant: nothing here depends on the clock, on addresses or on anything but the calls made, so
 * that the same calls give the same bytes. */
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "admin/print/pdf_inside.h"
#include "lib/mem.h"

struct pass {
    const struct pdf *p;
    qpdf_data q;
    qpdf_oh tree, *pages, *elems, *areas;
};

static void put(struct pass *w, qpdf_oh dict, const char *key, qpdf_oh value) {
    qpdf_oh_replace_key(w->q, dict, key, value);
}

static qpdf_oh name(struct pass *w, const char *text) {
    return qpdf_oh_new_name(w->q, text);
}

static qpdf_oh words(struct pass *w, const char *text) {
    return qpdf_oh_new_unicode_string(w->q, text);
}

static qpdf_oh number(struct pass *w, long long value) {
    return qpdf_oh_new_integer(w->q, value);
}

static qpdf_oh dict_new(struct pass *w) {
    return qpdf_make_indirect_object(w->q, qpdf_oh_new_dictionary(w->q));
}

static void add(struct pass *w, qpdf_oh array, qpdf_oh value) {
    qpdf_oh_append_item(w->q, array, value);
}

/* cairo's y runs down, PDF's up. */
static qpdf_oh rectangle(struct pass *w, int page, const struct pdf_box *b) {
    double top = w->p->heights[page];
    double edges[] = { b->x, top - b->y - b->h, b->x + b->w, top - b->y };
    qpdf_oh array = qpdf_oh_new_array(w->q);
    for (int i = 0; i < 4; i++)
        add(w, array, qpdf_oh_new_real_from_double(w->q, edges[i], 2));
    return array;
}

static qpdf_oh spot(struct pass *w, int page, double y) {
    qpdf_oh array = qpdf_oh_new_array(w->q);
    add(w, array, w->pages[page]);
    add(w, array, name(w, "/XYZ"));
    add(w, array, number(w, 0));
    add(w, array, qpdf_oh_new_real_from_double(w->q, w->p->heights[page] - y, 2));
    add(w, array, number(w, 0));
    return array;
}

/* --- pages ------------------------------------------------------------------------------------ */

static void number_pieces(struct pdf *p) {
    int page = -1, next = 0;
    for (int i = 0; i < p->pieces_n; i++) {
        struct pdf_piece *piece = &p->pieces[i];
        if (piece->page != page)
            next = 0;
        page = piece->page;
        if (piece->elem != PDF_ARTIFACT)
            piece->mcid = next++;
    }
}

static bool rewrite_page(struct pass *w, int page, int from, int n) {
    unsigned char *bytes = NULL;
    size_t len = 0;
    struct str out = STR_INIT;
    qpdf_oh_get_page_content_data(w->q, w->pages[page], &bytes, &len);
    bool well = bytes && pdf_content(&out, bytes, len, w->p->pieces + from, w->p->elems, n);
    if (well) {
        qpdf_oh stream = qpdf_oh_new_stream(w->q);
        qpdf_oh none = qpdf_oh_new_null(w->q);
        qpdf_oh_replace_stream_data(w->q, stream, (unsigned char *)out.data, out.len, none, none);
        put(w, w->pages[page], "/Contents", stream);
        put(w, w->pages[page], "/Tabs", name(w, "/S"));
        put(w, w->pages[page], "/StructParents", number(w, page));
    }
    free(bytes);
    str_release(&out);
    return well;
}

static bool rewrite_pages(struct pass *w) {
    const struct pdf *p = w->p;
    for (int page = 0, from = 0, end; page < p->pages; page++, from = end) {
        for (end = from; end < p->pieces_n && p->pieces[end].page == page; )
            end++;
        w->pages[page] = qpdf_get_page_n(w->q, (size_t)page);
        if (!rewrite_page(w, page, from, end - from))
            return false;
    }
    return true;
}

/* --- links and bookmarks ---------------------------------------------------------------------- */

static const struct pdf_place *place_of(const struct pdf *p, const char *wanted) {
    for (int i = 0; wanted && i < p->places_n; i++)
        if (p->places[i].name && strcmp(p->places[i].name, wanted) == 0)
            return &p->places[i];
    return NULL;
}

static qpdf_oh annotation(struct pass *w, int index) {
    const struct pdf_area *a = &w->p->areas[index];
    const struct pdf_link *l = &w->p->links[a->link];
    const struct pdf_place *to = place_of(w->p, l->place);
    qpdf_oh dict = dict_new(w);
    put(w, dict, "/Type", name(w, "/Annot"));
    put(w, dict, "/Subtype", name(w, "/Link"));
    put(w, dict, "/Rect", rectangle(w, a->page, &a->box));
    put(w, dict, "/Border", qpdf_oh_parse(w->q, "[0 0 0]"));
    put(w, dict, "/F", number(w, 4));
    put(w, dict, "/Contents", words(w, l->words.len ? l->words.data : l->uri ? l->uri : "Link"));
    put(w, dict, "/StructParent", number(w, w->p->pages + index));
    if (to)
        put(w, dict, "/Dest", spot(w, to->page, to->y));
    else if (l->uri) {
        qpdf_oh action = qpdf_oh_parse(w->q, "<< /S /URI >>");
        put(w, action, "/URI", qpdf_oh_new_string(w->q, l->uri));
        put(w, dict, "/A", action);
    }
    return dict;
}

static void add_links(struct pass *w) {
    for (int i = 0; i < w->p->areas_n; i++) {
        qpdf_oh page = w->pages[w->p->areas[i].page];
        if (!qpdf_oh_has_key(w->q, page, "/Annots"))
            put(w, page, "/Annots", qpdf_oh_new_array(w->q));
        w->areas[i] = annotation(w, i);
        add(w, qpdf_oh_get_key(w->q, page, "/Annots"), w->areas[i]);
    }
}

static void append_item(struct pass *w, qpdf_oh parent, qpdf_oh *last, qpdf_oh item) {
    put(w, item, "/Parent", parent);
    put(w, parent, "/Last", item);
    if (*last) {
        put(w, item, "/Prev", *last);
        put(w, *last, "/Next", item);
    } else
        put(w, parent, "/First", item);
    *last = item;
}

/* The nearest open level above; 0 is the outline itself. */
static int level_above(const qpdf_oh *open, int level) {
    while (--level > 0 && !open[level])
        ;
    return level;
}

/* What lies below an item is folded away. False without any bookmark. */
static bool add_bookmarks(struct pass *w, qpdf_oh root) {
    qpdf_oh open[PDF_LEVELS + 1] = { dict_new(w) };    /* the last item of each level */
    int below[PDF_LEVELS + 1] = { 0 };                 /* items directly below it */
    qpdf_oh last[PDF_LEVELS + 1] = { 0 };              /* the last of these */
    for (int i = 0; i < w->p->places_n; i++) {
        const struct pdf_place *b = &w->p->places[i];
        if (b->level < 1)
            continue;
        int level = b->level < PDF_LEVELS ? b->level : PDF_LEVELS, up = level_above(open, level);
        qpdf_oh item = dict_new(w);
        put(w, item, "/Title", words(w, b->title));
        put(w, item, "/Dest", spot(w, b->page, b->y));
        append_item(w, open[up], &last[up], item);
        below[up]++;
        put(w, open[up], "/Count", number(w, up ? -below[up] : below[up]));
        open[level] = item;
        for (int k = level; k <= PDF_LEVELS; k++) {
            below[k] = 0;
            last[k] = 0;
            open[k] = k == level ? item : 0;
        }
    }
    if (below[0])
        put(w, root, "/Outlines", open[0]);
    return below[0] > 0;
}

/* --- the tree of elements --------------------------------------------------------------------- */

static void add_attributes(struct pass *w, const struct pdf_elem *e, qpdf_oh dict) {
    qpdf_oh own;
    if (strcmp(e->tag, "TH") == 0)
        put(w, dict, "/A", qpdf_oh_parse(w->q, e->scope == PDF_SCOPE_ROW
            ? "<< /O /Table /Scope /Row >>" : "<< /O /Table /Scope /Column >>"));
    else if (strcmp(e->tag, "L") == 0)
        put(w, dict, "/A", qpdf_oh_parse(w->q, e->ordered
            ? "<< /O /List /ListNumbering /Decimal >>" : "<< /O /List /ListNumbering /None >>"));
    else if (strcmp(e->tag, "Table") == 0 && e->alt) {
        own = qpdf_oh_parse(w->q, "<< /O /Table >>");
        put(w, own, "/Summary", words(w, e->alt));
        put(w, dict, "/A", own);
    } else if (e->box.w >= 0) {
        own = qpdf_oh_parse(w->q, "<< /O /Layout /Placement /Block >>");
        put(w, own, "/BBox", rectangle(w, e->box_page, &e->box));
        put(w, dict, "/A", own);
    }
}

static qpdf_oh kid_of(struct pass *w, const struct pdf_kid *k, int elem) {
    qpdf_oh dict;
    if (k->kind == PDF_KID_ELEM) {
        put(w, w->elems[k->index], "/P", w->elems[elem]);
        return w->elems[k->index];
    }
    if (k->kind == PDF_KID_PIECE) {
        dict = qpdf_oh_parse(w->q, "<< /Type /MCR >>");
        put(w, dict, "/Pg", w->pages[w->p->pieces[k->index].page]);
        put(w, dict, "/MCID", number(w, w->p->pieces[k->index].mcid));
        return dict;
    }
    dict = qpdf_oh_parse(w->q, "<< /Type /OBJR >>");
    put(w, dict, "/Pg", w->pages[w->p->areas[k->index].page]);
    put(w, dict, "/Obj", w->areas[k->index]);
    return dict;
}

static void fill_elem(struct pass *w, int index) {
    const struct pdf_elem *e = &w->p->elems[index];
    qpdf_oh dict = w->elems[index], kids = qpdf_oh_new_array(w->q);
    char tag[20];
    str_format(tag, sizeof tag, "/%s", e->tag);
    put(w, dict, "/Type", name(w, "/StructElem"));
    put(w, dict, "/S", name(w, tag));
    if (e->alt && strcmp(e->tag, "Table") != 0)
        put(w, dict, "/Alt", words(w, e->alt));
    if (e->language)
        put(w, dict, "/Lang", words(w, e->language));
    if (e->actual)
        put(w, dict, "/ActualText", words(w, e->actual));
    add_attributes(w, e, dict);
    for (int i = 0; i < e->kids_n; i++)
        add(w, kids, kid_of(w, &e->kids[i], index));
    if (e->kids_n)
        put(w, dict, "/K", kids);
}

/* Notes must be found by a name of their own. */
static void add_note_names(struct pass *w) {
    qpdf_oh names = qpdf_oh_new_array(w->q);
    char id[24];
    for (int i = 0, n = 0; i < w->p->elems_n; i++) {
        if (strcmp(w->p->elems[i].tag, "Note") != 0 || !str_format(id, sizeof id, "note%06d", ++n))
            continue;
        put(w, w->elems[i], "/ID", qpdf_oh_new_string(w->q, id));
        add(w, names, qpdf_oh_new_string(w->q, id));
        add(w, names, w->elems[i]);
    }
    if (qpdf_oh_get_array_n_items(w->q, names) == 0)
        return;
    qpdf_oh tree = qpdf_oh_new_dictionary(w->q);
    put(w, tree, "/Names", names);
    put(w, w->tree, "/IDTree", tree);
}

/* From a page's bracket back to its element, from a link to its. */
static void add_parents(struct pass *w) {
    const struct pdf *p = w->p;
    qpdf_oh nums = qpdf_oh_new_array(w->q), tree = qpdf_oh_new_dictionary(w->q);
    for (int page = 0, i = 0; page < p->pages; page++) {
        qpdf_oh list = qpdf_oh_new_array(w->q);
        for (; i < p->pieces_n && p->pieces[i].page == page; i++)
            if (p->pieces[i].mcid >= 0)
                add(w, list, w->elems[p->pieces[i].elem]);
        add(w, nums, number(w, page));
        add(w, nums, qpdf_make_indirect_object(w->q, list));
    }
    for (int i = 0; i < p->areas_n; i++) {
        add(w, nums, number(w, p->pages + i));
        add(w, nums, w->elems[p->links[p->areas[i].link].elem]);
    }
    put(w, tree, "/Nums", nums);
    put(w, w->tree, "/ParentTree", tree);
    put(w, w->tree, "/ParentTreeNextKey", number(w, p->pages + p->areas_n));
}

static void add_tree(struct pass *w, qpdf_oh root) {
    w->tree = dict_new(w);
    for (int i = 0; i < w->p->elems_n; i++)
        w->elems[i] = dict_new(w);
    for (int i = 0; i < w->p->elems_n; i++)
        fill_elem(w, i);
    put(w, w->elems[0], "/P", w->tree);
    put(w, w->tree, "/Type", name(w, "/StructTreeRoot"));
    put(w, w->tree, "/K", qpdf_oh_wrap_in_array(w->q, w->elems[0]));
    add_parents(w);
    add_note_names(w);
    put(w, root, "/StructTreeRoot", w->tree);
}

/* --- the document ----------------------------------------------------------------------------- */

static void add_metadata(struct pass *w, qpdf_oh root) {
    struct str packet = STR_INIT;
    qpdf_oh stream = qpdf_oh_new_stream(w->q), none = qpdf_oh_new_null(w->q);
    pdf_xmp(&packet, w->p);
    qpdf_oh_replace_stream_data(w->q, stream, (unsigned char *)packet.data, packet.len, none, none);
    qpdf_oh dict = qpdf_oh_get_dict(w->q, stream);
    put(w, dict, "/Type", name(w, "/Metadata"));
    put(w, dict, "/Subtype", name(w, "/XML"));
    put(w, root, "/Metadata", stream);
    str_release(&packet);
}

static void add_info(struct pass *w) {
    const struct pdf *p = w->p;
    time_t seconds = (time_t)(p->made_ms / 1000);
    struct tm t;
    char date[32];
    gmtime_r(&seconds, &t);
    strftime(date, sizeof date, "D:%Y%m%d%H%M%SZ", &t);
    qpdf_oh info = dict_new(w);
    put(w, info, "/Title", words(w, p->title));
    if (*p->subject)
        put(w, info, "/Subject", words(w, p->subject));
    if (*p->author)
        put(w, info, "/Author", words(w, p->author));
    put(w, info, "/Creator", words(w, "Punktum"));
    put(w, info, "/Producer", words(w, "Punktum (cairo, qpdf)"));
    put(w, info, "/CreationDate", qpdf_oh_new_string(w->q, date));
    put(w, info, "/ModDate", qpdf_oh_new_string(w->q, date));
    put(w, qpdf_get_trailer(w->q), "/Info", info);
}

static void add_catalog(struct pass *w) {
    qpdf_oh root = qpdf_get_root(w->q);
    put(w, root, "/Lang", words(w, w->p->language));
    put(w, root, "/MarkInfo", qpdf_oh_parse(w->q, "<< /Marked true >>"));
    put(w, root, "/ViewerPreferences", qpdf_oh_parse(w->q, "<< /DisplayDocTitle true >>"));
    add_links(w);
    add_tree(w, root);
    if (add_bookmarks(w, root))
        put(w, root, "/PageMode", name(w, "/UseOutlines"));
    add_metadata(w, root);
    add_info(w);
}

static bool write_bytes(struct pass *w, struct str *out) {
    qpdf_init_write_memory(w->q);
    qpdf_set_deterministic_ID(w->q, QPDF_TRUE);
    qpdf_set_object_stream_mode(w->q, qpdf_o_generate);
    qpdf_set_minimum_pdf_version(w->q, "1.7");
    if (qpdf_write(w->q) >= QPDF_ERRORS)
        return false;
    str_add(out, qpdf_get_buffer(w->q), qpdf_get_buffer_length(w->q));
    return true;
}

bool pdf_pass(struct pdf *p, struct str *out, char *error, size_t size) {
    struct pass w = { .p = p, .q = qpdf_init() };
    w.pages = mem_new((size_t)p->pages + 1, sizeof *w.pages);
    w.elems = mem_new((size_t)p->elems_n + 1, sizeof *w.elems);
    w.areas = mem_new((size_t)p->areas_n + 1, sizeof *w.areas);
    qpdf_silence_errors(w.q);
    qpdf_set_suppress_warnings(w.q, QPDF_TRUE);
    number_pieces(p);
    bool well = qpdf_read_memory(w.q, "made", p->bytes.data, p->bytes.len, NULL) < QPDF_ERRORS
        && qpdf_get_num_pages(w.q) == p->pages && rewrite_pages(&w);
    if (well) {
        pdf_pass_images(p, w.q);
        add_catalog(&w);
    }
    well = well && !qpdf_has_error(w.q) && write_bytes(&w, out);
    if (!well)
        str_format(error, size, "The PDF's tags cannot be written: %s",
                   qpdf_has_error(w.q) ? qpdf_get_error_full_text(w.q, qpdf_get_error(w.q))
                                       : "pages and record differ");
    qpdf_cleanup(&w.q);
    free(w.pages);
    free(w.elems);
    free(w.areas);
    return well;
}

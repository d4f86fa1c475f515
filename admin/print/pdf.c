/* Life of a tagged PDF and the record of its tags: elements, brackets, links, places. One thread.
 * See pdf_inside.h for how the record and cairo's pages come together. */
#include "admin/print/pdf.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "admin/print/pdf_image.h"
#include "admin/print/pdf_inside.h"
#include "lib/mem.h"

void *pdf_grow(void **array, int *n, size_t size) {
    if ((*n & (*n - 1)) == 0)
        *array = mem_resize(*array, *n ? (size_t)*n * 2 : 1, size);
    char *slot = (char *)*array + (size_t)*n * size;
    memset(slot, 0, size);
    ++*n;
    return slot;
}
#define GROW(p, list) pdf_grow((void **)&(p)->list, &(p)->list##_n, sizeof *(p)->list)

static cairo_status_t take_bytes(void *ctx, const unsigned char *bytes, unsigned len) {
    str_add(ctx, bytes, len);
    return CAIRO_STATUS_SUCCESS;
}

static int add_elem(struct pdf *p, const char *tag, const char *alt) {
    int index = p->elems_n;
    struct pdf_elem *e = GROW(p, elems);
    BUG_IF(!str_copy(e->tag, sizeof e->tag, tag));
    BUG_IF(strcmp(tag, "Figure") == 0 && (!alt || !*alt));
    e->alt = mem_copy(alt);
    e->box.w = -1;
    return index;
}

static void add_kid(struct pdf *p, int elem, enum pdf_kid_kind kind, int index) {
    struct pdf_elem *e = &p->elems[elem];
    struct pdf_kid *k = pdf_grow((void **)&e->kids, &e->kids_n, sizeof *e->kids);
    *k = (struct pdf_kid){ kind, index };
}

struct pdf *pdf_new(const struct pdf_meta *meta) {
    struct pdf *p = mem_new(1, sizeof *p);
    p->bytes = (struct str)STR_INIT;
    p->surface = cairo_pdf_surface_create_for_stream(take_bytes, &p->bytes, 595, 842);
    p->cr = cairo_create(p->surface);
    p->text = text_new(NULL);
    p->title = mem_copy(meta->title ? meta->title : "");
    p->subject = mem_copy(meta->subject ? meta->subject : "");
    p->author = mem_copy(meta->author ? meta->author : "");
    p->language = mem_copy(meta->language && *meta->language ? meta->language : "de");
    p->made_ms = meta->made_ms;
    p->link = -1;
    add_elem(p, "Document", NULL);
    return p;
}

void pdf_page(struct pdf *p, double width_mm, double height_mm) {
    pdf_unbracket(p);
    if (p->pages > 0)
        cairo_show_page(p->cr);
    cairo_pdf_surface_set_size(p->surface, width_mm * PDF_MM, height_mm * PDF_MM);
    p->height = height_mm * PDF_MM;
    double *height = pdf_grow((void **)&p->heights, &p->pages, sizeof *p->heights);
    *height = p->height;
}

void pdf_tag(struct pdf *p, const char *tag, const char *alt) {
    int parent = p->depth > 0 ? p->stack[p->depth - 1] : 0;
    BUG_IF(p->depth == PDF_DEPTH_MAX);
    pdf_unbracket(p);
    int elem = PDF_ARTIFACT;
    if (p->depth == 0 && strcmp(tag, "Document") == 0)
        elem = 0;
    else if (parent != PDF_ARTIFACT && strcmp(tag, "Artifact") != 0) {
        elem = add_elem(p, tag, alt);
        add_kid(p, parent, PDF_KID_ELEM, elem);
    }
    p->stack[p->depth++] = elem;
}

static struct pdf_elem *innermost(struct pdf *p) {
    int elem = p->depth > 0 ? p->stack[p->depth - 1] : PDF_ARTIFACT;
    return elem == PDF_ARTIFACT ? NULL : &p->elems[elem];
}

void pdf_head_cell(struct pdf *p, bool row_scope) {
    pdf_tag(p, "TH", NULL);
    if (innermost(p))
        innermost(p)->scope = row_scope ? PDF_SCOPE_ROW : PDF_SCOPE_COLUMN;
}

void pdf_list(struct pdf *p, bool ordered) {
    pdf_tag(p, "L", NULL);
    if (innermost(p))
        innermost(p)->ordered = ordered;
}

void pdf_language(struct pdf *p, const char *language) {
    struct pdf_elem *e = innermost(p);
    if (!e || !language || !*language)
        return;
    free(e->language);
    e->language = mem_copy(language);
}

void pdf_end(struct pdf *p) {
    BUG_IF(p->depth == 0);
    pdf_unbracket(p);
    p->depth--;
}

void pdf_bracket(struct pdf *p) {
    BUG_IF(p->depth == 0 || p->pages == 0);
    if (p->open)
        return;
    int elem = p->stack[p->depth - 1], index = p->pieces_n;
    struct pdf_piece *piece = GROW(p, pieces);
    *piece = (struct pdf_piece){ .page = p->pages - 1, .elem = elem, .mcid = -1 };
    if (elem != PDF_ARTIFACT)
        add_kid(p, elem, PDF_KID_PIECE, index);
    cairo_tag_begin(p->cr, "Span", "");
    p->open = true;
}

void pdf_unbracket(struct pdf *p) {
    if (p->open)
        cairo_tag_end(p->cr, "Span");
    p->open = false;
}

void pdf_says_begin(struct pdf *p, const char *words) {
    pdf_tag(p, "Span", NULL);
    if (innermost(p))
        innermost(p)->actual = mem_copy(words);
}

void pdf_says_end(struct pdf *p) {
    pdf_end(p);
}

static void join(struct pdf_box *a, double x, double y, double w, double h) {
    if (a->w < 0) {
        *a = (struct pdf_box){ x, y, w, h };
        return;
    }
    double right = a->x + a->w > x + w ? a->x + a->w : x + w;
    double foot = a->y + a->h > y + h ? a->y + a->h : y + h;
    a->x = a->x < x ? a->x : x;
    a->y = a->y < y ? a->y : y;
    a->w = right - a->x;
    a->h = foot - a->y;
}

void pdf_touch(struct pdf *p, double x, double y, double w, double h) {
    for (int i = p->depth; i-- > 0; ) {
        struct pdf_elem *e = p->stack[i] == PDF_ARTIFACT ? NULL : &p->elems[p->stack[i]];
        if (!e || strcmp(e->tag, "Figure") != 0)
            continue;
        if (e->box.w < 0)
            e->box_page = p->pages - 1;
        if (e->box_page == p->pages - 1)
            join(&e->box, x, y, w, h);
    }
    if (p->link < 0)
        return;
    struct pdf_area *last = p->areas_n ? &p->areas[p->areas_n - 1] : NULL;
    if (last && last->link == p->link && last->page == p->pages - 1)
        join(&last->box, x, y, w, h);
    else
        pdf_link_area(p, x / PDF_MM, y / PDF_MM, w / PDF_MM, h / PDF_MM);
}

void pdf_bookmark(struct pdf *p, int level, const char *title, const char *place, double y_mm) {
    struct pdf_place *b = GROW(p, places);
    *b = (struct pdf_place){ .page = p->pages - 1, .level = level, .y = y_mm * PDF_MM,
                             .name = mem_copy(place), .title = mem_copy(title ? title : "") };
}

void pdf_link_begin(struct pdf *p, const char *place, const char *uri) {
    BUG_IF(p->link >= 0);
    pdf_tag(p, "Link", NULL);
    if (p->stack[p->depth - 1] == PDF_ARTIFACT)
        return;
    p->link = p->links_n;
    struct pdf_link *l = GROW(p, links);
    *l = (struct pdf_link){ .elem = p->stack[p->depth - 1], .place = mem_copy(place),
                            .uri = mem_copy(uri), .words = STR_INIT };
}

void pdf_link_area(struct pdf *p, double x, double y, double w, double h) {
    if (p->link < 0)
        return;
    int index = p->areas_n;
    struct pdf_area *a = GROW(p, areas);
    *a = (struct pdf_area){ p->pages - 1, p->link,
                            { x * PDF_MM, y * PDF_MM, w * PDF_MM, h * PDF_MM } };
    add_kid(p, p->links[p->link].elem, PDF_KID_LINK, index);
}

void pdf_link_words(struct pdf *p, const char *words) {
    if (p->link < 0)
        return;
    struct str *said = &p->links[p->link].words;
    str_printf(said, "%s%s", said->len ? " " : "", words);
}

void pdf_link_end(struct pdf *p) {
    p->link = -1;
    pdf_end(p);
}

cairo_t *pdf_cairo(struct pdf *p) {
    pdf_bracket(p);
    return p->cr;
}

struct text *pdf_text(struct pdf *p) {
    return p->text;
}

int pdf_pages(const struct pdf *p) {
    return p->pages;
}

static void pdf_free(struct pdf *p) {
    for (int i = 0; i < p->elems_n; i++) {
        free(p->elems[i].alt);
        free(p->elems[i].language);
        free(p->elems[i].actual);
        free(p->elems[i].kids);
    }
    for (int i = 0; i < p->links_n; i++) {
        free(p->links[i].place);
        free(p->links[i].uri);
        str_release(&p->links[i].words);
    }
    for (int i = 0; i < p->places_n; i++) {
        free(p->places[i].name);
        free(p->places[i].title);
    }
    for (int i = 0; i < p->images_n; i++)
        free(p->images[i].data);
    void *owned[] = { p->images, p->elems, p->pieces, p->areas, p->links, p->places, p->heights,
                      p->title, p->subject, p->author, p->language };
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        free(owned[i]);
    text_free(p->text);
    str_release(&p->bytes);
    free(p);
}

/* Whole or not at all: somebody may be fetching the file of an earlier one. */
static bool save(const char *path, const struct str *bytes, char *error, size_t size) {
    struct str made = STR_INIT;
    str_printf(&made, "%s.new", path);
    FILE *f = fopen(made.data, "wb");
    bool well = f && fwrite(bytes->data, 1, bytes->len, f) == bytes->len;
    if (f)
        well = fclose(f) == 0 && well;
    well = well && rename(made.data, path) == 0;
    if (!well) {
        str_format(error, size, "%s: %s", path, strerror(errno));
        unlink(made.data);
    }
    str_release(&made);
    return well;
}

static bool close_cairo(struct pdf *p, char *error, size_t size) {
    if (p->pages > 0)
        cairo_show_page(p->cr);
    cairo_status_t drawn = cairo_status(p->cr);
    cairo_destroy(p->cr);
    cairo_surface_finish(p->surface);
    cairo_status_t written = cairo_surface_status(p->surface);
    cairo_surface_destroy(p->surface);
    if (drawn == CAIRO_STATUS_SUCCESS && written == CAIRO_STATUS_SUCCESS && p->pages > 0)
        return true;
    str_format(error, size, "The PDF cannot be made: %s",
               p->pages == 0 ? "no page" : cairo_status_to_string(drawn ? drawn : written));
    return false;
}

void pdf_drop(struct pdf *p) {
    cairo_destroy(p->cr);
    cairo_surface_destroy(p->surface);
    pdf_free(p);
}

bool pdf_bytes(struct pdf *p, struct str *out, char *error, size_t size) {
    BUG_IF(p->depth != 0 || p->open);
    bool well = close_cairo(p, error, size) && pdf_pass(p, out, error, size);
    pdf_free(p);
    return well;
}

bool pdf_finish(struct pdf *p, const char *path, char *error, size_t size) {
    struct str out = STR_INIT;
    bool well = pdf_bytes(p, &out, error, size) && save(path, &out, error, size);
    str_release(&out);
    return well;
}

/* Pictures of an ODT, laid out as on paper: one alone in the width of the page, several in rows of
 * two of equal height, those of a sheet in rows of three. A picture and its caption stand in one
 * frame, so they are never parted. */
#include <math.h>
#include <string.h>
#include "admin/print/odt.h"
#include "admin/print/paper_look.h"

#define TALL 300.0
#define TALL_DRAWN 310.0               /* paper makes it as small where it must */
#define ROW_TALL 230.0
enum { SHEET = 3 };                    /* small ones side by side */

/* Bytes into Pictures/ and the manifest. */
static void add(struct odt *o, const char *path, const struct doc_figure *f) {
    save_zip_add(o->zip, path, f->bytes, f->len, true);
    str_printf(&o->manifest, "<manifest:file-entry manifest:full-path=\"%s\" "
               "manifest:media-type=\"image/%s\"/>\n", path,
               f->media == DOC_JPEG ? "jpeg" : "png");
}

static void picture(struct odt *o, const struct doc_figure *f, double width, double height,
                    const char *style, const char *anchor) {
    char w[16], h[16], name[24];
    struct str path = STR_INIT;
    odt_points(w, width);
    odt_points(h, height);
    str_format(name, sizeof name, "%s %d", lang_text(o->lang, "Picture"), ++o->frames);
    str_printf(&path, "Pictures/%d-%s", o->frames, f->name ? f->name : "bild.png");
    add(o, path.data, f);
    xml_open(&o->body, "draw:frame", "draw:style-name", style, "draw:name", name,
             "text:anchor-type", anchor, "svg:width", w, "svg:height", h, NULL);
    xml_empty(&o->body, "draw:image", "xlink:href", path.data, "xlink:type", "simple",
              "xlink:show", "embed", "xlink:actuate", "onLoad", NULL);
    xml_open(&o->body, "svg:desc", NULL);
    xml_text(&o->body, f->alt && *f->alt ? f->alt : "-");
    xml_close(&o->body);
    xml_close(&o->body);
    str_release(&path);
}

void odt_picture(struct odt *o, const struct doc_figure *f, double width, double height,
                 const char *style) {
    picture(o, f, width, height, style, "as-char");
}

void odt_anchored(struct odt *o, const struct doc_figure *f, double width, double height,
                  const char *style) {
    picture(o, f, width, height, style, "paragraph");
}

static double shape(const struct doc_figure *f) {
    return f->width > 0 && f->height > 0 ? (double)f->width / f->height : 1.5;
}

/* A frame with the picture and what stands below it; space: style with room at the right. */
static void captioned(struct odt *o, const struct doc_figure *f, double width, double height,
                      bool space) {
    struct xml *x = &o->body;
    char w[16], h[16], name[24];
    odt_points(w, width);
    odt_points(h, height);
    str_format(name, sizeof name, "%s %d", lang_text(o->lang, "Figure"), ++o->frames);
    xml_open(x, "draw:frame", "draw:style-name", space ? "FigureLeft" : "Figure", "draw:name",
             name, "text:anchor-type", "as-char", "svg:width", w, NULL);
    xml_open(x, "draw:text-box", "fo:min-height", h, NULL);
    xml_open(x, "text:p", "text:style-name", "Figure_20_content", NULL);
    odt_picture(o, f, width, height, f->drawn ? "Drawn" : "Photo");
    xml_close(x);
    if (f->caption && *f->caption)
        odt_para(o, "Caption", f->caption);
    xml_close(x);
    xml_close(x);
}

static void alone(struct odt *o, const struct doc_figure *f) {
    double width = fmin(LOOK_WIDTH, (f->drawn ? TALL_DRAWN : TALL) * shape(f));
    captioned(o, f, width, width / shape(f), false);
}

/* Widths by shape, so that both have one height. */
static void pair(struct odt *o, const struct doc_figure *a, const struct doc_figure *b) {
    double left = shape(a), right = shape(b);
    double height = fmin(ROW_TALL, (LOOK_WIDTH - LOOK_GUTTER - 0.5) / (left + right));
    captioned(o, a, height * left, height, true);
    captioned(o, b, height * right, height, false);
}

/* Columns of one width, whether the row is full or not. */
static void sheet_row(struct odt *o, struct doc_node *const *nodes, size_t n) {
    double width = (LOOK_WIDTH - (SHEET - 1) * LOOK_GUTTER - 1) / SHEET;
    for (size_t i = 0; i < n; i++)
        captioned(o, nodes[i]->figure, width, width / shape(nodes[i]->figure), i + 1 < SHEET);
}

void odt_figures(struct odt *o, struct doc_node *const *nodes, size_t n) {
    bool sheet = n && nodes[0]->figure->small;
    for (size_t i = 0; i < n;) {
        size_t row = sheet ? (n - i < SHEET ? n - i : SHEET) : i == 0 && n % 2 ? 1 : 2;
        xml_open(&o->body, "text:p", "text:style-name", "Figure", NULL);
        if (sheet)
            sheet_row(o, nodes + i, row);
        else if (row == 1)
            alone(o, nodes[i]->figure);
        else
            pair(o, nodes[i]->figure, nodes[i + 1]->figure);
        xml_close(&o->body);
        i += row;
    }
}

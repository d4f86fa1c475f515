/* Paragraph styles that a text needs beside those of styles.xml. See odt.h. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/odt.h"
#include "lib/mem.h"

void odt_points(char dst[16], double points) {
    str_format(dst, 16, "%.2fpt", points);
}

/* Letters that run from right to left begin with one of these bytes: the rest need no look. */
static bool may_turn(const char *text) {
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        if ((*c >= 0xD6 && *c <= 0xDF) || (*c == 0xE0 && c[1] >= 0xA0 && c[1] <= 0xA3) ||
            (*c == 0xEF && c[1] >= 0xAC))
            return true;
    return false;
}

static bool turned(struct odt *o, const char *text) {
    struct text_style plain = { .weight = 400, .size_max = 10, .size_min = 10, .line_height = 1.4,
                                .language = o->d->language };
    return text && may_turn(text) && text_measure(o->text, text, &plain, 1000, 0).rtl;
}

static void make(struct odt *o, const char *name, const char *base, bool rtl, const char *language,
                 const char *master) {
    struct xml *x = &o->styles;
    xml_open(x, "style:style", "style:name", name, "style:family", "paragraph",
             "style:parent-style-name", base, "style:master-page-name", master, NULL);
    if (rtl)
        xml_empty(x, "style:paragraph-properties", "style:writing-mode", "rl-tb",
                  "fo:text-align", "right", NULL);
    if (language)
        xml_empty(x, "style:text-properties", "fo:language", language, "fo:country", "none",
                  "style:language-complex", language, "style:country-complex", "none", NULL);
    xml_close(x);
}

const char *odt_style(struct odt *o, const char *base, const char *text, const char *language,
                      const char *master) {
    bool rtl = turned(o, text);
    struct str key = STR_INIT;
    size_t i = 0;
    if (language && (!*language || strcmp(language, o->d->language) == 0))
        language = NULL;
    if (!rtl && !language && !master)
        return base;
    str_printf(&key, "%s/%d/%s/%s", base, rtl, language ? language : "", master ? master : "");
    while (i < o->made_n && strcmp(o->made[i].key, key.data) != 0)
        i++;
    if (i == o->made_n) {
        o->made = mem_resize(o->made, o->made_n + 1, sizeof *o->made);
        o->made[i].key = mem_copy(key.data);
        str_format(o->made[i].name, sizeof o->made[i].name, "P%zu", i + 1);
        o->made_n++;
        make(o, o->made[i].name, base, rtl, language, master);
    }
    str_release(&key);
    return o->made[i].name;
}

void odt_styles_release(struct odt *o) {
    for (size_t i = 0; i < o->made_n; i++)
        free(o->made[i].key);
    free(o->made);
}

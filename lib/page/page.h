/* Pages from template files: Mustache variables, sections, inverted sections, partials, comments.
 * Escaped for text and quoted attributes; no raw output (&{{{ }}} and {{& }} are refused).
 * Templates are loaded once, read-only afterwards: any thread may render. */
#ifndef LIB_PAGE_PAGE_H
#define LIB_PAGE_PAGE_H
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include "lib/lang.h"
#include "lib/str.h"

struct page_set;
/* Parses every assets/pages/ ** .html; names are paths without "pages/" and ".html" ("phone/card").
 * NULL with a sentence in error when a template is broken. Owned by the caller. */
struct page_set *page_set_load(char *error, size_t size);
void page_set_free(struct page_set *set);

/* Renders template name with data appended to out. In a template {{name}} looks a key up (dotted
 * names too, the implicit iterator {{.}}), {{_ English text}} is the translation of a literal text
 * in lang, {{> other}} a partial. Missing, null, false, "" and [] are empty for a section; a number
 * never is, not even 0. An unknown template is a BUG. */
void page_render(struct str *out, const struct page_set *set, const char *name, const json_t *data,
                 const struct lang *lang);
/* Renders template text given directly, with partials from a JSON object: for the official
 * cases. */
bool page_render_text(struct str *out, const char *template_text, const json_t *partials,
                      const json_t *data, char *error, size_t size);
/* Text escaped for HTML text and attributes in double or single quotes. */
void page_escape(struct str *out, const char *text);
#endif

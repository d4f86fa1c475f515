/* A small tolerant reader of HTML tags: only what forms need. Pure, any thread. */
#include "kiosk/audience/form.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "lib/mem.h"

enum { VALUE_MAX = 4096 };
struct tag { const char *begin, *end, *name; size_t name_len; };   /* "<name ...>" in the page */

/* The next tag after p; comments are skipped. */
static bool tag_next(const char **p, struct tag *t) {
    const char *s = *p;
    char quote = 0;

    while ((s = strchr(s, '<'))) {
        if (strncmp(s, "<!--", 4) == 0) {
            const char *end = strstr(s, "-->");
            s = end ? end + 3 : s + strlen(s);
            continue;
        }
        t->begin = t->name = s + 1;
        t->name_len = strcspn(s + 1, " \t\r\n>");
        for (s++; *s && (quote || *s != '>'); s++)
            if (quote ? *s == quote : *s == '"' || *s == '\'')
                quote = quote ? 0 : *s;
        if (!*s)
            return false;
        t->end = s;
        *p = s + 1;
        return true;
    }
    return false;
}

static bool is_tag(const struct tag *t, const char *name) {
    return t->name_len == strlen(name) && strncasecmp(t->name, name, t->name_len) == 0;
}

/* Named and numeric entities as templates write them. */
static void add_decoded(struct str *out, const char *s, size_t len) {
    static const struct { const char *name, *text; } entities[] = {
        { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" },
        { "&#x27;", "'" }, { "&#34;", "\"" }, { "&nbsp;", " " },
    };
    const char *end = s + len;

    while (s < end) {
        size_t i = 0, n = sizeof entities / sizeof entities[0];
        while (*s == '&' && i < n && strncmp(s, entities[i].name, strlen(entities[i].name)) != 0)
            i++;
        if (*s == '&' && i < n) {
            str_puts(out, entities[i].text);
            s += strlen(entities[i].name);
        } else {
            str_putc(out, *s++);
        }
    }
}

/* The value of an attribute, "" for one without; NULL when absent. The caller frees it. */
static char *attribute(const struct tag *t, const char *name) {
    const char *s = t->name + t->name_len;
    struct str value = STR_INIT;

    while (s < t->end) {
        const char *key = s += strspn(s, " \t\r\n/"), *v = NULL;
        size_t len = strcspn(key, " \t\r\n=>/"), n = 0;
        if (!len || key >= t->end)
            return NULL;
        s = key + len;
        if (*s == '=') {
            char quote = s[1] == '"' || s[1] == '\'' ? s[1] : 0;
            v = s + 1 + (quote != 0);
            n = quote ? (size_t)(strchr(v, quote) - v) : strcspn(v, " \t\r\n>");
            s = v + n + (quote != 0);
        }
        if (len == strlen(name) && strncasecmp(key, name, len) == 0) {
            add_decoded(&value, v ? v : "", n);
            return str_detach(&value);
        }
    }
    return NULL;
}

static struct form_field *add_field(struct form *f, char *name, char *value, enum form_kind kind) {
    f->fields = mem_resize(f->fields, f->n + 1, sizeof *f->fields);
    f->fields[f->n] = (struct form_field){ .name = name, .value = value ? value : mem_copy(""),
                                           .kind = kind, .sent = true };
    return &f->fields[f->n++];
}

static void add_option(struct form_field *field, char *value) {
    field->options = mem_resize(field->options, field->options_n + 1, sizeof *field->options);
    field->options[field->options_n++] = value;
}

/* Checkboxes and radios: one field per name, its values as options; sent only when checked. */
static void take_box(struct form *f, const struct tag *t, char *name) {
    char *value = attribute(t, "value"), *checked = attribute(t, "checked");
    struct form_field *field = form_field(f, name);

    if (!value)
        value = mem_copy("on");
    if (!field) {
        field = add_field(f, name, mem_copy(""), FORM_CHECK);
        field->sent = false;
    } else {
        free(name);
    }
    if (checked) {
        form_set_value(field, value);
        field->sent = true;
    }
    add_option(field, value);
    free(checked);
}

static void take_input(struct form *f, const struct tag *t) {
    char *type = attribute(t, "type"), *name = attribute(t, "name");

    if (!name || (type && (strcasecmp(type, "submit") == 0 || strcasecmp(type, "button") == 0)))
        free(name);
    else if (type && (strcasecmp(type, "checkbox") == 0 || strcasecmp(type, "radio") == 0))
        take_box(f, t, name);
    else
        add_field(f, name, attribute(t, "value"),
                  type && strcasecmp(type, "hidden") == 0 ? FORM_HIDDEN : FORM_TEXT);
    free(type);
}

/* A select with its options up to </select>; the first or the selected one is sent. */
static void take_select(struct form *f, const struct tag *select, const char **p) {
    char *name = attribute(select, "name"), *value, *selected;
    struct form_field *field = add_field(f, name ? name : mem_copy(""), NULL, FORM_CHOICE);
    struct tag t;

    while (tag_next(p, &t) && !is_tag(&t, "/select")) {
        if (!is_tag(&t, "option"))
            continue;
        value = attribute(&t, "value");
        selected = attribute(&t, "selected");
        if (!value)
            value = mem_copy("");
        if (selected || !field->options_n)
            form_set_value(field, value);
        add_option(field, value);
        free(selected);
    }
}

static void take_textarea(struct form *f, const struct tag *area, const char **p) {
    char *name = attribute(area, "name");
    const char *end = strstr(*p, "</textarea");
    struct str text = STR_INIT;

    if (end)
        add_decoded(&text, *p, (size_t)(end - *p));
    add_field(f, name ? name : mem_copy(""), str_detach(&text), FORM_TEXT);
}

static long number_of(const struct tag *t, const char *name) {
    char *value = attribute(t, name);
    long n = value && *value ? atol(value) : -1;

    free(value);
    return n;
}

static bool same_path(const char *action, const char *wanted) {
    size_t len = strlen(wanted);

    return action && strncmp(action, wanted, len) == 0 &&
           (!action[len] || action[len] == '?' || action[len] == '#');
}

bool form_find(struct form *f, const char *html, const char *action) {
    struct tag t;

    *f = (struct form){ .dots = -1, .per = -1 };
    while (tag_next(&html, &t)) {
        if (!f->action && is_tag(&t, "form")) {
            char *to = attribute(&t, "action");
            if (!same_path(to, action)) {
                free(to);
                continue;
            }
            f->action = to;
            f->dots = number_of(&t, "data-dots");
            f->per = number_of(&t, "data-per");
        } else if (f->action) {
            if (is_tag(&t, "/form"))
                break;
            if (is_tag(&t, "input"))
                take_input(f, &t);
            else if (is_tag(&t, "select"))
                take_select(f, &t, &html);
            else if (is_tag(&t, "textarea"))
                take_textarea(f, &t, &html);
        }
    }
    return f->action != NULL;
}

void form_release(struct form *f) {
    for (size_t i = 0; i < f->n; i++) {
        for (size_t k = 0; k < f->fields[i].options_n; k++)
            free(f->fields[i].options[k]);
        free(f->fields[i].options);
        free(f->fields[i].name);
        free(f->fields[i].value);
    }
    free(f->fields);
    free(f->action);
    *f = (struct form){ .dots = -1, .per = -1 };
}

struct form_field *form_field(const struct form *f, const char *name) {
    for (size_t i = 0; i < f->n; i++)
        if (strcmp(f->fields[i].name, name) == 0)
            return &f->fields[i];
    return NULL;
}

void form_set_value(struct form_field *field, const char *value) {
    char *copy = mem_copy(value);

    free(field->value);
    field->value = copy;
    field->sent = true;
}

void form_set(struct form *f, const char *name, const char *value) {
    struct form_field *field = form_field(f, name);

    if (field)
        form_set_value(field, value);
}

static void add_encoded(struct str *out, const char *text) {
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        if (isalnum(*p) || strchr("-._~", *p))
            str_putc(out, (char)*p);
        else if (*p == ' ')
            str_putc(out, '+');
        else
            str_printf(out, "%%%02X", *p);
    }
}

void form_body(struct str *out, const struct form *f) {
    for (size_t i = 0; i < f->n; i++) {
        if (!f->fields[i].sent)
            continue;
        if (out->len)
            str_putc(out, '&');
        add_encoded(out, f->fields[i].name);
        str_putc(out, '=');
        add_encoded(out, f->fields[i].value);
    }
}

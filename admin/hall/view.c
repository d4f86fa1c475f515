/* Small things the pages of this room have in common. Pool threads. */
#include <stdarg.h>
#include <string.h>
#include "admin/hall/room.h"

static int64_t number(const char *text) {
    long long n = 0;
    return text && str_number(text, 0, INT64_MAX, &n) ? n : 0;
}
int64_t hall_form(const struct http_req *req, const char *name) {
    return number(http_form(req, name));
}
int64_t hall_query(const struct http_req *req, const char *name) {
    return number(http_query(req, name));
}
const char *hall_typed(const struct http_req *req, const char *prefix, int64_t id) {
    char name[40];
    (void)str_format(name, sizeof name, "%s%lld", prefix, (long long)id);
    return http_form(req, name);
}
const char *hall_query_text(const struct http_req *req, const char *name) {
    const char *text = http_query(req, name);
    return text ? text : "";
}

void hall_url(struct str *out, const char *text) {
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        bool plain = (*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') ||
                     (*p >= 'a' && *p <= 'z') || *p == '_';
        if (plain) str_putc(out, (char)*p);
        else str_printf(out, "%%%02X", *p);
    }
}

static json_t *taken(struct str *text) {
    json_t *value = json_string(text->data);
    str_release(text);
    return value;
}

json_t *hall_say(const struct lang *lang, const char *english, ...) {
    const char *pairs[9] = {NULL};
    struct str out = STR_INIT;
    va_list args;
    va_start(args, english);
    for (size_t i = 0; i < 8 && (pairs[i] = va_arg(args, const char *)); i++) ;
    va_end(args);
    lang_fill(&out, lang_text(lang, english), pairs[0], pairs[1], pairs[2], pairs[3], pairs[4],
              pairs[5], pairs[6], pairs[7], NULL);
    return taken(&out);
}

json_t *hall_count(const struct lang *lang, const char *one, const char *many, long long n) {
    struct str figure = STR_INIT, out = STR_INIT;
    lang_number(&figure, lang, n);
    lang_fill(&out, lang_plural(lang, one, many, n), "n", figure.data, NULL);
    str_release(&figure);
    return taken(&out);
}

json_t *hall_person(const struct book_person *p, const struct lang *lang) {
    struct str out = STR_INIT;
    char id[24];
    (void)str_format(id, sizeof id, "%lld", (long long)p->id);
    if (*p->name) str_puts(&out, p->name);
    else lang_fill(&out, lang_text(lang, "Number {n}"), "n", id, NULL);
    if (p->organisation_name && *p->organisation_name)
        str_printf(&out, ", %s", p->organisation_name);
    return taken(&out);
}

/* The two rooms of the bar and their pages; who only helps has the one page by itself. */
void hall_page(struct desk_visit *v, int status, const char *template, const char *mark,
               json_t *data) {
    static const struct { const char *mark, *word, *room; } rows[] = {
        {"cards", "Cards", "cards"},        {"enter", "Enter for people", "cards"},
        {"results", "Results", "results"},  {"hands", "Show of hands", "results"},
        {"log", "Log", "results"},
    };
    json_t *links = json_array();
    bool helps = v->account.role < DESK_MODERATION;
    const char *nav = mark;
    for (size_t i = 0; !helps && i < sizeof rows / sizeof *rows; i++)
        if (!strcmp(rows[i].mark, mark)) nav = rows[i].room;
    for (size_t i = 0; !helps && i < sizeof rows / sizeof *rows; i++)
        if (!strcmp(rows[i].room, nav))
            json_array_append_new(links, json_pack("{s:s, s:s, s:b}", "path", rows[i].mark, "word",
                lang_text(v->web.lang, rows[i].word), "now", !strcmp(rows[i].mark, mark)));
    json_object_set_new(data, "room", json_string(lang_text(v->web.lang,
        !strcmp(nav, "cards") ? "Cards" : "Results")));
    json_object_set_new(data, "has_links", json_boolean(json_array_size(links) > 0));
    json_object_set_new(data, "links", links);
    desk_page(v, status, template, nav, data);
}

bool hall_told(const struct book_run *run) {
    return run->shown && run->sealed &&
           (run->state == RULES_REVEALED || run->state == RULES_ARCHIVED);
}

const char *hall_state(const struct book_run *run, const struct lang *lang) {
    static const char *const words[] = {
        [RULES_PREPARED] = "prepared", [RULES_OPEN] = "open", [RULES_PAUSED] = "paused",
        [RULES_CLOSING] = "closing", [RULES_CLOSED] = "closed", [RULES_REVEALED] = "revealed",
        [RULES_ARCHIVED] = "earlier run",
    };
    return lang_text(lang, words[run->state]);
}

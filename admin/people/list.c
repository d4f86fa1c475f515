/* /e/CODE/people: everybody, searched and filtered; and what can be taken away: a table (E-05) and
 * the cards of those who agreed (E-08). Pool threads. */
#include <stdlib.h>
#include <string.h>
#include "admin/people/room.h"
#include "events/rules/languages.h"
#include "events/rules/search.h"
#include "lib/csv.h"
#include "lib/mem.h"
#include "lib/utf8.h"

enum { PAGE = 200 };
struct wish {                       /* filters of the address */
    const char *typed, *role, *here;
    char *key;
    long long organisation;         /* 0 all, -1 typed ones */
    long long from;
};

static long long query_number(const struct http_req *req, const char *name) {
    const char *text = http_query(req, name);
    long long n = 0;
    return text && str_number(text, -1, 1000000, &n) ? n : 0;
}

static const char *query_text(const struct http_req *req, const char *name) {
    const char *text = http_query(req, name);
    return text ? text : "";
}

static struct wish wish_of(const struct http_req *req) {
    struct wish w = { query_text(req, "q"), query_text(req, "role"), query_text(req, "here"), NULL,
                      query_number(req, "org"), query_number(req, "from") };
    w.key = rules_search_key(w.typed);
    return w;
}

static const char *or_empty(const char *text) { return text ? text : ""; }

static bool here_fits(const struct book_person *p, const char *here) {
    if (!strcmp(here, "yes")) return p->present;
    if (!strcmp(here, "no")) return !p->present && !p->presence_ms;
    if (!strcmp(here, "left")) return !p->present && p->presence_ms;
    if (!strcmp(here, "no_phone")) return p->no_phone;
    return true;
}

static bool fits(const struct book_person *p, const struct wish *w) {
    if (p->erased || !here_fits(p, w->here)) return false;
    if (*w->role && strcmp(w->role, or_empty(p->role))) return false;
    if (w->organisation > 0 && p->organisation != w->organisation) return false;
    if (w->organisation < 0 && (p->organisation || !*or_empty(p->organisation_name))) return false;
    if (!*w->key) return true;
    struct str all = STR_INIT;
    str_printf(&all, "%s %s %s %s %s", p->name, or_empty(p->organisation_name),
               or_empty(p->discipline_name), or_empty(p->function), or_empty(p->email));
    char *key = rules_search_key(all.data);
    bool yes = rules_search_fits(key, w->key);
    free(key);
    str_release(&all);
    return yes;
}

/* By the last word of the name, as a list at the door is; then by the whole. */
static int by_name(const void *a, const void *b) {
    const struct book_person *x = *(const struct book_person *const *)a;
    const struct book_person *y = *(const struct book_person *const *)b;
    const char *p = strrchr(x->name, ' '), *q = strrchr(y->name, ' ');
    int order = utf8_compare(p ? p + 1 : x->name, q ? q + 1 : y->name);
    if (!order) order = utf8_compare(x->name, y->name);
    return order ? order : (x->id > y->id) - (x->id < y->id);
}

/* Those who fit, in order. The caller frees. */
static const struct book_person **chosen(const struct desk_visit *v, const struct wish *w,
                                         size_t *n) {
    const struct book_snap *s = v->web.snap;
    const struct book_person **list = mem_new(s->people_n + 1, sizeof *list);
    *n = 0;
    for (size_t i = 0; i < s->people_n; i++)
        if (fits(&s->people[i], w)) list[(*n)++] = &s->people[i];
    qsort(list, *n, sizeof *list, by_name);
    return list;
}

static void add_option(json_t *list, const char *value, const char *name, const char *now) {
    json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "value", value, "name", name, "now",
                                          !strcmp(value, now)));
}

static void add_filters(json_t *data, const struct desk_visit *v, const struct wish *w) {
    static const struct { const char *value, *word; } here[] = {
        { "", "all" }, { "yes", "are here" }, { "no", "not here yet" }, { "left", "have left" },
        { "no_phone", "without phone" }
    };
    const struct lang *lang = v->web.lang;
    json_t *list = json_array();
    people_add_choices(data, v, w->organisation, 0, w->role);
    for (size_t i = 0; i < sizeof here / sizeof *here; i++)
        add_option(list, here[i].value, lang_text(lang, here[i].word), w->here);
    json_object_set_new(data, "here", list);
    json_object_set_new(data, "typed_now", json_boolean(w->organisation < 0));
    json_object_set_new(data, "q", json_string(w->typed));
}

/* "64 von 80 sind da · 12 Organisationen · 3 eingetippt" */
static json_t *lead(const struct desk_visit *v) {
    const struct book_snap *s = v->web.snap;
    const struct lang *lang = v->web.lang;
    struct str out = STR_INIT, here = STR_INIT, of = STR_INIT;
    lang_number(&here, lang, (long long)s->present);
    lang_number(&of, lang, people_registered(s));
    lang_fill(&out, lang_text(lang, "{n} of {of} are here"), "n", here.data, "of", of.data, NULL);
    json_t *more[] = {
        people_count(lang, "{n} organisation", "{n} organisations", (long long)s->organisations_n),
        people_count(lang, "{n} municipality", "{n} municipalities", (long long)s->municipalities)
    };
    for (size_t i = 0; i < 2; i++) {
        str_printf(&out, " · %s", json_string_value(more[i]));
        json_decref(more[i]);
    }
    json_t *text = json_string(out.data);
    str_release(&out);
    str_release(&here);
    str_release(&of);
    return text;
}

/* Further pages keep the filters. */
static void add_pages(json_t *data, const struct desk_visit *v, const struct wish *w, size_t n) {
    struct str more = STR_INIT;
    if ((size_t)w->from + PAGE >= n) return;
    str_printf(&more, "/e/%s/people?q=", v->code);
    people_url(&more, w->typed);
    str_puts(&more, "&role=");
    people_url(&more, w->role);
    str_puts(&more, "&here=");
    people_url(&more, w->here);
    str_printf(&more, "&org=%lld&from=%lld", w->organisation, w->from + PAGE);
    json_object_set_new(data, "more", json_string(more.data));
    str_release(&more);
}

void people_get_list(struct http_req *req, void *ctx) {
    struct desk_visit v;
    size_t n = 0;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION)) return;
    struct wish w = wish_of(req);
    if (w.from < 0) w.from = 0;
    const struct book_person **list = chosen(&v, &w, &n);
    json_t *rows = json_array();
    for (size_t i = (size_t)w.from; i < n && i < (size_t)w.from + PAGE; i++)
        json_array_append_new(rows, people_view(&v, list[i]));
    json_t *data = json_pack("{s:s, s:o, s:o, s:o, s:b, s:b}", "heading",
        lang_text(v.web.lang, "Participants"), "lead", lead(&v), "found",
        people_count(v.web.lang, "{n} person", "{n} people", (long long)n), "people", rows,
        "has_people", n > 0, "nobody", people_registered(v.web.snap) == 0);
    json_object_set_new(data, "done", json_boolean(http_query(req, "done") != NULL));
    add_filters(data, &v, &w);
    add_pages(data, &v, &w, n);
    free(list);
    free(w.key);
    desk_page(&v, 200, "desk/people/list", "people", data);
    desk_leave(&v);
}

/* --- taken away --- */
static void download(struct desk_visit *v, struct str *text, const char *type, const char *ending) {
    char name[80];
    (void)str_format(name, sizeof name, "attachment; filename=\"punktum-%s.%s\"", v->code, ending);
    http_add_header(v->web.req, "Content-Disposition", name);
    http_add_header(v->web.req, "Cache-Control", "no-store");
    http_reply(v->web.req, 200, type, text);
}

/* The heads are those an import understands. */
void people_get_csv(struct http_req *req, void *ctx) {
    static const char *const heads[] = { "Name", "Organisation", "Municipality", "Discipline",
        "Function", "E-mail", "Role", "Languages", "Present" };
    struct desk_visit v;
    struct csv csv;
    struct str languages = STR_INIT;
    size_t n = 0;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION)) return;
    struct wish w = wish_of(req);
    const struct book_person **list = chosen(&v, &w, &n);
    csv_init(&csv, !http_query(req, "raw"));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        csv_text(&csv, lang_text(v.web.lang, heads[i]));
    csv_end_row(&csv);
    for (size_t i = 0; i < n; i++) {
        const struct book_person *p = list[i];
        str_clear(&languages);
        rules_languages_words(&languages, p->languages, lang_code(v.web.lang));
        const char *cells[] = { p->name, p->organisation_name, p->municipality,
            p->discipline_name, p->function, p->email,
            people_role_word(or_empty(p->role), v.web.lang), languages.data,
            lang_text(v.web.lang, p->present ? "yes" : "no") };
        for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
            csv_text(&csv, or_empty(cells[k]));
        csv_end_row(&csv);
    }
    free(list);
    free(w.key);
    download(&v, &csv.out, "text/csv; charset=utf-8", "csv");
    csv_release(&csv);
    str_release(&languages);
    desk_leave(&v);
}

/* RFC 6350: commas, semicolons, backslashes and line breaks escaped, lines folded at 75 octets. */
static void vcard_line(struct str *out, const char *key, const char *value) {
    struct str line = STR_INIT;
    str_puts(&line, key);
    str_putc(&line, ':');
    for (; *value; value++) {
        if (strchr(",;\\", *value)) str_putc(&line, '\\');
        if (*value == '\n') str_puts(&line, "\\n");
        else str_putc(&line, *value);
    }
    size_t width = 75;
    for (const char *p = line.data; *p;) {
        size_t len = strnlen(p, width);
        while (len < strlen(p) && ((unsigned char)p[len] & 0xc0) == 0x80) len--;
        str_add(out, p, len);
        str_puts(out, "\r\n");
        p += len;
        if (*p) str_putc(out, ' ');
        width = 74;
    }
    str_release(&line);
}

static bool agreed(const struct book_snap *s, const struct book_person *p, const char *key) {
    for (size_t i = 0; i < s->consents_n; i++)
        if (!strcmp(s->consents[i].key, key)) return p->consents[i] > 0;
    return false;
}

/* Only of those who agreed to stand among the contacts. */
void people_get_vcards(struct http_req *req, void *ctx) {
    struct desk_visit v;
    struct str out = STR_INIT;
    size_t n = 0;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION)) return;
    struct wish w = wish_of(req);
    const struct book_person **list = chosen(&v, &w, &n);
    for (size_t i = 0; i < n; i++) {
        const struct book_person *p = list[i];
        if (!*p->name || !agreed(v.web.snap, p, "contact")) continue;
        str_puts(&out, "BEGIN:VCARD\r\nVERSION:4.0\r\n");
        vcard_line(&out, "FN", p->name);
        if (*or_empty(p->organisation_name)) vcard_line(&out, "ORG", p->organisation_name);
        if (*or_empty(p->function)) vcard_line(&out, "TITLE", p->function);
        if (*or_empty(p->email)) vcard_line(&out, "EMAIL", p->email);
        str_puts(&out, "END:VCARD\r\n");
    }
    free(list);
    free(w.key);
    download(&v, &out, "text/vcard; charset=utf-8", "vcf");
    str_release(&out);
    desk_leave(&v);
}

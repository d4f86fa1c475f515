/* Comparison tables: pasted from a spreadsheet (TAB becomes ';'), with date, source, footnotes and
 * a preview. Pool threads. */
#include <stdlib.h>
#include <string.h>
#include "admin/paper/room.h"
#include "lib/csv.h"
#include "lib/mem.h"

enum { COLUMNS = 24 };

/* Rows copied from a spreadsheet have TABs between their cells. */
static void tabs_to_csv(struct str *out, const char *text) {
    bool tabs = strchr(text, '\t') != NULL;
    while (*text) {
        size_t len = strcspn(text, tabs ? "\t\n" : "\n");
        bool quote = tabs && memchr(text, ';', len);
        if (quote)
            str_putc(out, '"');
        str_add(out, text, len);
        if (quote)
            str_putc(out, '"');
        text += len;
        if (*text)
            str_putc(out, *text++ == '\t' ? ';' : '\n');
    }
}

/* "[^2]" at the end of a cell is cut off: the number of its footnote, "" without. */
static void cut_mark(char *cell, char mark[4]) {
    size_t len = strlen(cell);
    const char *at = strstr(cell, "[^");
    mark[0] = '\0';
    if (!at || len < 4 || cell[len - 1] != ']' || len - (size_t)(at - cell) > 6)
        return;
    cell[len - 1] = '\0';
    if (str_copy(mark, 4, at + 2))
        cell[at - cell] = '\0';
}

static json_t *cells_of(char **fields, int n, bool head) {
    json_t *row = json_array();
    for (int i = 0; i < n; i++) {
        char mark[4];
        cut_mark(fields[i], mark);
        json_array_append_new(row, json_pack("{s:s, s:s, s:b, s:b}", "cell", fields[i], "mark",
                                             mark, "head", head, "row_head", !head && i == 0));
    }
    return row;
}

/* Footnotes by line, from 1. */
static json_t *notes_of(const char *text) {
    json_t *list = json_array();
    for (int n = 1; *text; n++) {
        size_t len = strcspn(text, "\n");
        json_array_append_new(list, json_pack("{s:i, s:s%}", "number", n, "words", text, len));
        text += len + (text[len] == '\n');
    }
    return list;
}

static json_t *preview(const char *body) {
    char *text = mem_copy(body), *at = text, *fields[COLUMNS];
    json_t *rows = json_array();
    int n;
    while ((n = csv_split(&at, ';', fields, COLUMNS)) > 0)
        json_array_append_new(rows, json_pack("{s:o}", "cells",
                              cells_of(fields, n, !json_array_size(rows))));
    free(text);
    return rows;
}

static void add_moves(json_t *one, const struct book_paper *p, size_t i) {
    if (i > 0)
        json_object_set_new(one, "up", json_pack("{s:I}", "after", (json_int_t)(i > 1
                            ? p->tables[i - 2].id : 0)));
    if (i + 1 < p->tables_n)
        json_object_set_new(one, "down", json_pack("{s:I}", "after",
                                                   (json_int_t)p->tables[i + 1].id));
}

static json_t *rows_of(const struct book_paper *p, int64_t chosen) {
    json_t *list = json_array();
    for (size_t i = 0; i < p->tables_n; i++) {
        const struct book_table *t = &p->tables[i];
        json_t *one = json_pack("{s:I, s:s, s:s, s:b, s:b}", "id", (json_int_t)t->id, "name",
                                t->title, "dated", t->dated, "left_out", !t->included, "chosen",
                                t->id == chosen);
        add_moves(one, p, i);
        json_array_append_new(list, one);
    }
    return list;
}

static json_t *form_of(const struct desk_visit *v, const struct book_table *t, bool typed) {
    static const char *const names[] = { "title", "dated", "source", "body", "notes" };
    static const char *const keys[] = { "name", "dated", "source", "rows_text", "notes" };
    const char *stored[] = { t->title, t->dated, t->source, t->body, t->notes };
    json_t *form = json_object();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str text = STR_INIT;
        if (typed)
            paper_field(&text, v->web.req, names[i]);
        else
            str_puts(&text, stored[i] ? stored[i] : "");
        json_object_set_new(form, keys[i], json_string(text.data));
        str_release(&text);
    }
    json_object_set_new(form, "id", json_integer(t->id));
    json_object_set_new(form, "rev", json_integer(t->rev));
    json_object_set_new(form, "stands", json_boolean(t->id != 0));
    json_object_set_new(form, "included", json_boolean(t->included));
    json_object_set_new(form, "notes_list", notes_of(json_string_value(
        json_object_get(form, "notes"))));
    json_object_set_new(form, "rows", preview(json_string_value(json_object_get(form,
                                                                               "rows_text"))));
    return form;
}

static void tables_page(struct desk_visit *v, int status, int64_t id,
                        const struct book_reply *refused) {
    struct book_table fresh = { .included = true };
    const struct book_table *t = &fresh;
    struct book_paper p;
    if (!paper_read_all(v, &p))
        return;
    for (size_t i = 0; i < p.tables_n; i++)
        if (p.tables[i].id == id)
            t = &p.tables[i];
    json_t *data = json_object();
    json_object_set_new(data, "heading", json_string(lang_text(v->web.lang, "Tables")));
    json_object_set_new(data, "tab_tables", json_true());
    json_object_set_new(data, "tables", rows_of(&p, t->id));
    json_object_set_new(data, "has_tables", json_boolean(p.tables_n > 0));
    json_object_set_new(data, "form", form_of(v, t, refused != NULL));
    if (refused)
        json_object_set_new(data, "said", paper_sentence(v, refused));
    desk_page(v, status, "desk/paper_tables", "paper", data);
    book_paper_release(&p);
}

void paper_get_tables(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    tables_page(&v, 200, paper_number(http_query(req, "id")), NULL);
    desk_leave(&v);
}

static void submit(struct desk_visit *v, int64_t id, const char *act) {
    static const char *const names[] = { "title", "dated", "source", "notes", NULL };
    struct str typed = STR_INIT, body = STR_INIT;
    if (strcmp(act, "remove") == 0) {
        desk_submit(v, BOOK_TABLE_REMOVE, id, 0, NULL);
    } else if (strcmp(act, "move") == 0) {
        desk_submit(v, BOOK_TABLE_SET, id, 0, json_pack("{s:I}", "after",
                    (json_int_t)paper_number(http_form(v->web.req, "after"))));
    } else {
        json_t *data = paper_data(v->web.req, names);
        paper_field(&typed, v->web.req, "body");
        tabs_to_csv(&body, typed.data);
        json_object_set_new(data, "body", json_string(body.data));
        json_object_set_new(data, "included",
                            json_boolean(http_form(v->web.req, "included") != NULL));
        desk_submit(v, BOOK_TABLE_SET, id, paper_number(http_form(v->web.req, "seen")), data);
    }
    str_release(&typed);
    str_release(&body);
}

void paper_post_table(struct http_req *req, void *ctx) {
    const char *act = http_form(req, "do");
    int64_t id = paper_number(http_form(req, "id"));
    const struct book_reply *r;
    struct str to = STR_INIT;
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    r = desk_answer(&v);
    if (r && r->id && act && strcmp(act, "set") == 0)
        str_printf(&to, "/tables?id=%lld", (long long)r->id);
    if (r && r->result != BOOK_OK && act && strcmp(act, "set") == 0 && !web_wants_json(req))
        tables_page(&v, web_status(r->result), id, r);
    else if (r)
        paper_done(&v, r, to.len ? to.data : "/tables");
    else if (desk_may_post(&v))
        submit(&v, id, act ? act : "set");
    str_release(&to);
    desk_leave(&v);
}

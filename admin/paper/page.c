/* What the pages of this room have in common, and the overview. Pool threads. */
#include <string.h>
#include "admin/paper/room.h"
#include "lib/clock.h"

bool paper_read_all(struct desk_visit *v, struct book_paper *p) {
    if (book_paper(desk_book(v), p))
        return true;
    desk_refuse(v, 503, "disk", web_sentence(BOOK_DISK, v->web.lang));
    return false;
}

int64_t paper_number(const char *text) {
    long long n;
    return text && str_number(text, 1, INT64_MAX, &n) ? n : 0;
}

void paper_field(struct str *out, const struct http_req *req, const char *name) {
    const char *text = http_form(req, name);
    for (; text && *text; text++)
        if (*text != '\r')
            str_putc(out, *text);
}

json_t *paper_data(const struct http_req *req, const char *const *names) {
    json_t *data = json_object();
    for (; *names; names++) {
        struct str text = STR_INIT;
        if (!http_form(req, *names))
            continue;
        paper_field(&text, req, *names);
        json_object_set_new(data, *names, json_string(text.data));
        str_release(&text);
    }
    return data;
}

json_t *paper_sentence(const struct desk_visit *v, const struct book_reply *r) {
    static const struct { const char *field, *sentence; } fields[] = {
        { "title", "It was not stored: it needs a title of at most 160 characters." },
        { "body", "It was not stored: the text is too long." },
        { "text", "It was not stored: a quotation of 1 to 800 characters belongs here." },
        { "alt", "It was not stored: please describe the picture in one sentence for people who "
                 "do not see it." },
        { "person", "It was not stored: this person did not agree to be quoted." },
        { "attribution", "It was not stored: this person agreed to be quoted without their name, "
                         "but the name stands below the quotation." },
        { "caption", "It was not stored: at most 300 characters fit here." },
        { "source", "It was not stored: at most 300 characters fit here." },
    };
    const struct lang *lang = v->web.lang;
    struct str text = STR_INIT;
    const char *said = NULL;
    for (size_t i = 0; r->result == BOOK_BAD_VALUE && i < sizeof fields / sizeof *fields; i++)
        if (strcmp(r->where, fields[i].field) == 0)
            said = lang_text(lang, fields[i].sentence);
    if (r->result == BOOK_STALE)
        lang_fill(&text, lang_text(lang, "{who} changed this text at the same time. Nothing is "
                  "lost: both versions stand here."), "who", r->who[0] ? r->who
                  : lang_text(lang, "Somebody"), NULL);
    else
        str_puts(&text, said ? said : web_sentence(r->result, lang));
    json_t *value = json_string(text.data);
    str_release(&text);
    return value;
}

void paper_done(struct desk_visit *v, const struct book_reply *r, const char *to) {
    struct str where = STR_INIT;
    bool well = r->result == BOOK_OK || r->result == BOOK_AGAIN;
    json_t *said = well ? NULL : paper_sentence(v, r);
    str_printf(&where, "/e/%s/paper%s", v->code, to);
    if (well)
        desk_done(v, r, where.data);
    else
        desk_refuse(v, web_status(r->result), web_result_name(r->result),
                    json_string_value(said));
    json_decref(said);
    str_release(&where);
}

json_t *paper_time(int64_t ms) {
    char hm[6] = "";
    if (ms)
        clock_hm(hm, ms);
    return json_string(hm);
}

void paper_get(struct http_req *req, void *ctx) {
    struct book_paper p;
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    if (paper_read_all(&v, &p)) {
        json_t *data = paper_making(&v);
        json_object_set_new(data, "heading", json_string(lang_text(v.web.lang, "Documentation")));
        json_object_set_new(data, "tab_texts", json_true());
        json_object_set_new(data, "chapters", paper_chapters(&v, &p, ""));
        desk_page(&v, 200, "desk/paper", "paper", data);
        book_paper_release(&p);
    }
    desk_leave(&v);
}

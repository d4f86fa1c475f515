/* What forms about people bring, and sentences about what does not fit. Pool threads. */
#include <string.h>
#include "admin/people/room.h"
#include "lib/str.h"

int64_t people_form_number(const struct http_req *req, const char *name) {
    const char *text = http_form(req, name);
    long long n = 0;
    return text && str_number(text, 0, INT64_MAX, &n) ? n : 0;
}

const char *people_form_text(const struct http_req *req, const char *name) {
    const char *text = http_form(req, name);
    return text ? text : "";
}

void people_url(struct str *out, const char *text) {
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        bool plain = (*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') ||
                     (*p >= 'a' && *p <= 'z');
        if (plain) str_putc(out, (char)*p);
        else str_printf(out, "%%%02X", *p);
    }
}

static void add_consents(json_t *data, const struct desk_visit *v) {
    json_t *consents = json_object();
    for (size_t i = 0; i < v->web.snap->consents_n; i++) {
        struct str field = STR_INIT;
        str_printf(&field, "consent_%s", v->web.snap->consents[i].key);
        json_object_set_new(consents, v->web.snap->consents[i].key,
                            json_integer(people_form_number(v->web.req, field.data)));
        str_release(&field);
    }
    json_object_set_new(data, "consents", consents);
}

/* The organisation is one field: a listed name or a new one; the book knows which. Helpers set no
 * addresses, roles and consents. */
json_t *people_form_person(const struct desk_visit *v) {
    static const char *const texts[] = { "name", "function", "languages", "email", "role" };
    const struct http_req *req = v->web.req;
    json_t *data = json_object();
    size_t n = v->account.role >= DESK_MODERATION ? sizeof texts / sizeof *texts : 3;
    for (size_t i = 0; i < n; i++)
        if (http_form(req, texts[i]))
            json_object_set_new(data, texts[i], json_string(http_form(req, texts[i])));
    json_object_set_new(data, "organisation", json_integer(0));
    json_object_set_new(data, "organisation_text",
                        json_string(people_form_text(req, "organisation")));
    json_object_set_new(data, "discipline",
                        json_integer(people_form_number(req, "discipline")));
    json_object_set_new(data, "no_phone", json_boolean(people_form_number(req, "no_phone") != 0));
    if (n > 3 && http_form(req, "with_consents")) add_consents(data, v);
    return data;
}

const char *people_bad_sentence(const char *where, const struct lang *lang) {
    static const struct { const char *field, *sentence; } rows[] = {
        { "name", "A name is needed here, at most 60 characters. Nothing was stored yet." },
        { "organisation_text", "The organisation's name is too long: at most 60 characters." },
        { "function", "The function is too long: at most 60 characters." },
        { "languages", "A language is not known, or there are more than six. Write names or the "
                       "two letters: Turkish, de." },
        { "email", "This is no e-mail address. Please correct it or leave the field empty." },
        { "taken", "This name is in the list already, perhaps spelled otherwise. Put the two "
                   "together instead." },
        { "municipality", "The municipality's name is too long: at most 60 characters." },
        { "letters", "Number-plate letters are one to three letters." }
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!strcmp(rows[i].field, where)) return lang_text(lang, rows[i].sentence);
    return lang_text(lang, "One of the fields does not fit. Nothing was stored yet.");
}

bool people_refused(struct desk_visit *v, const struct book_reply *reply) {
    if (reply->result == BOOK_OK || reply->result == BOOK_AGAIN) return false;
    desk_done(v, reply, "/");
    return true;
}

/* What a refused form brought, given back: words to read and copy, and where sending once more may
 * help, everything as a form of its own. So nothing typed is lost when the disk is full, a session
 * has ended or somebody else was faster. Pool threads.
 * Invariants: only for forms that say they come from our own pages; never one with a password. */
#include <string.h>
#include "admin/inner.h"
#include "kiosk/web/form.h"
#include "lib/str.h"

static bool is_secret(const char *name) {
    return strcmp(name, "password") == 0 || strcmp(name, "old") == 0 ||
           strcmp(name, "repeat") == 0;
}

/* People type capitals, blanks, letters with accents; programs' words have none of them. */
static bool is_typed(const char *name, const char *value) {
    if (strcmp(name, "recent") == 0 || strcmp(name, "text") == 0)
        return strcmp(name, "text") == 0 && *value;
    for (const unsigned char *c = (const unsigned char *)value; *c; c++)
        if (*c >= 0x80 || *c == ' ' || *c == '@' || (*c >= 'A' && *c <= 'Z'))
            return true;
    return false;
}

static json_t *sent_of(struct http_req *req) {
    json_t *fields = json_array(), *words = json_array();
    const char *name, *value;

    for (size_t i = 0; http_form_at(req, i, &name, &value); i++) {
        if (is_secret(name)) {
            json_decref(fields);
            json_decref(words);
            return NULL;
        }
        if (strcmp(name, "csrf") == 0)
            continue;
        json_array_append_new(fields, json_pack("{s:s, s:s}", "name", name, "value", value));
        if (is_typed(name, value))
            json_array_append_new(words, json_pack("{s:s}", "text", value));
    }
    return json_pack("{s:b, s:o, s:o}", "any", json_array_size(words) > 0, "words", words,
                     "fields", fields);
}

/* The cause may be gone by the next try; a decision of the program stays what it is. */
static bool may_help(int status) {
    return status == 401 || status == 403 || status == 429 || status == 503;
}

void desk_give_back(struct desk_visit *v, int status, json_t *data) {
    struct http_req *req = v->web.req;
    const char *type = http_header(req, "Content-Type");
    json_t *sent;

    if (http_method(req) != HTTP_POST || !web_form_ours(&v->web) || !(sent = sent_of(req)))
        return;
    if (may_help(status) && type && !str_starts(type, "multipart/"))
        json_object_set_new(sent, "action", json_string(http_path(req)));
    json_object_set_new(data, "sent", sent);
}

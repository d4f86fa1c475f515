/* The code on a badge (HTTP://10.0.0.1/B/XXXXXXXX): GET asks "Are you Elif Y.?" and consumes
 * nothing (link previews, a neighbour's camera), the POST to /code binds this phone (S-09). Wrong
 * codes are limited like typed ones. Pool threads. */
#include "kiosk/phone/room.h"
#include "lib/secret.h"

static void refuse(struct web_visit *v, bool old) {
    const char *sentence = old
        ? lang_text(v->lang, "This badge was replaced by a newer one. Nothing was changed. Please "
                             "scan the newer badge or ask at the reception desk.")
        : lang_text(v->lang, "This badge is not known here. Nothing was changed. Please ask at the "
                             "reception desk or enter the code on the screen.");
    web_reply_page(v, 404, "phone/join", json_pack("{s:s}", "notice", sentence));
}

static void ask(struct web_visit *v, const struct book_person *p, const char *code) {
    struct str who = STR_INIT, typed = STR_INIT;
    phone_short_name(&who, p, v->lang);
    if (p->organisation_name[0]) str_printf(&who, ", %s", p->organisation_name);
    str_printf(&typed, "%.4s-%.4s", code, code + 4);
    json_t *data = json_pack("{s:s, s:s, s:s}", "event_title", v->snap->settings.title, "who",
                             who.data, "code", typed.data);
    if (v->person) json_object_set_new(data, "other", json_true());
    web_reply_page(v, 200, "phone/badge", data);
    str_release(&who);
    str_release(&typed);
}

void phone_get_badge(struct http_req *req, void *ctx) {
    struct web_visit v;
    unsigned char hash[BOOK_HASH];
    char code[9];
    bool old = false;
    int64_t id = 0;
    if (!web_enter(&v, ctx, req, WEB_NOBODY)) return;
    if (phone_at_tablet(&v) || !web_open_for(&v, WEB_LIMIT_JOIN) || phone_in_sheet(&v)) goto out;
    if (secret_code_clean(code, 8, http_segment(req, 0))) {
        secret_hash(hash, code);
        id = book_code_person(web_book(v.web), hash, &old);
    }
    const struct book_person *p = id && !old ? snap_person(v.snap, id) : NULL;
    if (p && v.person && v.person->id == id) http_redirect(req, "/here");
    else if (p) ask(&v, p, code);
    else if (web_within(&v, WEB_LIMIT_JOIN)) refuse(&v, old);
out:
    web_leave(&v);
}

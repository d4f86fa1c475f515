/* The frame around every page, refusals and error pages. Keys of the frame, added to a page's data:
 *   title (page's own if given) event accent lang dir style script csrf can_choose own_lang
 *   languages{code name now}
 *   back notice help refresh guest seed live
 * Rendered as frame + template + frame_end, because templates have no raw output; the desk has a
 * frame of its own. Pool threads. */
#include <string.h>
#include "kiosk/web/inner.h"
#include "lib/json.h"
#include "lib/mem.h"
#include "lib/str.h"

static void set(json_t *data, const char *key, json_t *value) {
    if (json_object_get(data, key)) json_decref(value);
    else json_object_set_new(data, key, value);
}

static json_t *languages(const struct lang *now) {
    json_t *list = json_array();
    for (size_t i = 0; i < lang_count(); i++) {
        const char *name;
        const struct lang *lang = lang_at(i, &name);
        json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "code", lang_code(lang), "name",
                                              name, "now", lang == now));
    }
    return list;
}

static const char *direction(const struct lang *lang) {
    static const char *const rtl[] = {"ar", "fa", "he", "ur", "ckb"};
    for (size_t i = 0; i < sizeof rtl / sizeof *rtl; i++)
        if (!strcmp(lang_code(lang), rtl[i])) return "rtl";
    return "ltr";
}

static const char *own_name(const struct lang *lang) {
    const char *name = "";
    (void)lang_at(web_lang_tag(lang), &name);
    return name;
}

/* "phone/here" takes phone.css and phone.js; pages of no folder those of phones. */
static void set_bundles(json_t *data, const struct web_visit *v, const char *template) {
    const struct web *w = v->web;
    char name[40], folder[24] = "phone";
    const char *slash = strchr(template, '/');
    if (v->room) (void)str_copy(folder, sizeof folder, v->room);
    else if (slash && (size_t)(slash - template) < sizeof folder) {
        memcpy(folder, template, (size_t)(slash - template));
        folder[slash - template] = '\0';
    }
    (void)str_format(name, sizeof name, "%s.css", folder);
    set(data, "style", json_string(web_bundle_path(w, name)));
    (void)str_format(name, sizeof name, "%s.js", folder);
    set(data, "script", json_string(web_bundle_path(w, name)));
}

static void reply_framed(struct web_visit *v, int status, const char *template, json_t *data) {
    struct str body = STR_INIT;
    bool desk = v->room && !strcmp(v->room, "desk");
    const char *event = v->snap ? v->snap->settings.title : "Punktum";
    set(data, "event", json_string(event));
    set(data, "accent", json_string(v->snap ? snap_setting(v->snap, "accent") : "blue"));
    set(data, "title", json_string(event));
    set(data, "lang", json_string(lang_code(v->lang)));
    set(data, "dir", json_string(direction(v->lang)));
    set(data, "csrf", json_string(v->csrf));
    set(data, "can_choose", json_boolean(v->csrf[0] != '\0'));
    set(data, "languages", languages(v->lang));
    set(data, "own_lang", json_string(own_name(v->lang)));
    set(data, "back", json_string(http_method(v->req) == HTTP_GET ? http_path(v->req) : "/"));
    set(data, "guest", json_boolean(v->role == WEB_GUEST));
    set(data, "help", json_boolean(v->role != WEB_MODERATOR));
    set_bundles(data, v, template);
    page_render(&body, v->web->pages, desk ? "desk/frame" : "frame", data, v->lang);
    page_render(&body, v->web->pages, template, data, v->lang);
    page_render(&body, v->web->pages, desk ? "desk/frame_end" : "frame_end", data, v->lang);
    json_decref(data);
    http_add_header(v->req, "Cache-Control", "no-store");
    http_add_header(v->req, "Content-Language", lang_code(v->lang));
    http_reply(v->req, status, "text/html; charset=utf-8", &body);
}

void web_reply_page(struct web_visit *v, int status, const char *template, json_t *data) {
    web_give_cookie(v);
    reply_framed(v, status, template, data);
}

bool web_wants_json(const struct http_req *req) {
    const char *accept = http_header(req, "Accept");
    return accept && str_starts(accept, "application/json");
}

void web_reply_json(struct web_visit *v, int status, json_t *value) {
    struct str body = STR_INIT;
    web_give_cookie(v);
    json_write(&body, value);
    json_decref(value);
    http_add_header(v->req, "Cache-Control", "no-store");
    http_reply(v->req, status, "application/json; charset=utf-8", &body);
}

void web_refuse(struct web_visit *v, int status, const char *result, const char *sentence) {
    if (web_wants_json(v->req)) {
        web_reply_json(v, status, json_pack("{s:s, s:s}", "result", result, "sentence", sentence));
        return;
    }
    json_t *data = json_pack("{s:s, s:i, s:s}", "sentence", sentence, "status", status, "heading",
        lang_text(v->lang, status == 429 ? "One moment, please" :
                           status >= 500 ? "Please try again" : "That did not work"));
    web_reply_page(v, status, "error", data);
}

/* What the listener itself refuses (framing, sizes, unknown paths). */
static const struct refusal { int status; const char *sentence; } errors[] = {
    {404, "There is no page at this address. Nothing was lost. Please go back or enter the code on "
          "the screen."},
    {405, "This address cannot be opened like that. Nothing was stored. Please go back."},
    {408, "Sending took too long, so nothing was stored. Please check the wireless network and "
          "send it again."},
    {413, "That was too much text, so nothing was stored. Please go back and shorten it."},
    {421, "This is not the address of the event. Please open the address shown on the screen."},
    {429, "That was a lot at once. This one was not stored; what you stored before is safe. Please "
          "wait a moment and send it again."},
    {503, "Very many are sending at this moment. This is not stored yet. Please send it again in a "
          "few seconds."},
    {500, "Something went wrong on our side. What was confirmed before is safe. Please try again; "
          "if it happens again, show this page to the team."},
    {0, "Your device sent something we do not understand, so nothing was stored. Please reload the "
        "page and try again."},
};

/* Said to organisers, who have no screen with a code before them. */
static const struct refusal desk_errors[] = {
    {404, "There is no page at this address. Nothing was lost. Please go on from the events."},
    {413, "That was too large, so nothing was stored. Please go back and choose a smaller file or "
          "a shorter text."},
    {507, "There is no room left on the disk, so the file was not stored. Please make room and "
          "send it again; everything else is safe."},
    {421, "This is not the address of the desk. Please open the address the program printed when "
          "it was started."},
};

static const char *sentence_of(int status, bool own) {
    size_t i = 0;
    for (size_t k = 0; own && k < sizeof desk_errors / sizeof *desk_errors; k++)
        if (desk_errors[k].status == status) return desk_errors[k].sentence;
    while (errors[i].status && errors[i].status != status) i++;
    if (status >= 500 && !errors[i].status) i -= 1;
    return errors[i].sentence;
}

void web_error_own(struct http_req *req, int status, struct web *w, const char *room) {
    struct web_visit v = {.web = w, .req = req, .room = room, .own = room != NULL};
    struct book *book = atomic_load(&v.web->book);
    v.snap = book ? book_snap(book) : NULL;
    v.lang = web_choose_lang(req, v.snap, true);
    web_refuse(&v, status, "refused", lang_text(v.lang, sentence_of(status, v.own)));
    web_leave(&v);
}

void web_error(struct http_req *req, int status, void *ctx) {
    web_error_own(req, status, ctx, NULL);
}

/* What every scene on a stage has: look, clock, agenda rail, address and QR, Wi-Fi, timer, notice,
 * message. Pure. */
#include <string.h>
#include "events/book/scene_inside.h"
#include "lib/qr.h"

static void add_look(const struct scene_of *c, json_t *out) {
    const struct book_settings *set = &c->s->settings;

    json_object_set_new(out, "lang", json_string(lang_code(c->lang)));
    json_object_set_new(out, "theme", json_string(set->dark ? "dark" : "light"));
    if (strcmp(snap_setting(c->s, "accent"), "blue"))
        json_object_set_new(out, "accent", json_string(snap_setting(c->s, "accent")));
    json_object_set_new(out, "quiet", json_boolean(set->quiet));
    json_object_set_new(out, "safe", json_integer(set->safe_percent));
    json_object_set_new(out, "now_ms", json_integer(c->now->wall_ms));
    json_object_set_new(out, "utc_min", json_integer(clock_offset_min(c->now->wall_ms)));
}

static void add_rail(const struct scene_of *c, json_t *out) {
    json_int_t now = -1;

    for (size_t i = 0; i < c->s->items_n; i++)
        if (c->s->items[i] == c->item)
            now = (json_int_t)i;
    json_object_set_new(out, "rail", json_pack("{s:I, s:I}", "count", (json_int_t)c->s->items_n,
                                               "now", now));
}

static void add_join(const struct scene_of *c, const struct scene_place *place, json_t *out) {
    const char *code = c->s->settings.code;
    struct str payload = STR_INIT, typed = STR_INIT, hint = STR_INIT;
    json_t *join = json_object();

    qr_page_payload(&payload, place->address, place->port, code);
    str_puts(&typed, place->address);
    if (place->port != 80)
        str_printf(&typed, ":%u", place->port);
    str_printf(&typed, "/%s", code);
    lang_fill(&hint, lang_text(c->lang, "Code: {code} · no app, no account"), "code", code, NULL);
    scene_text(join, "payload", &payload);
    scene_text(join, "typed", &typed);
    json_object_set_new(join, "code", json_string(code));
    scene_word(c, join, "label", "Scan and sign in");
    scene_text(join, "hint", &hint);
    json_object_set_new(out, "join", join);
}

static void add_wifi(const struct scene_of *c, json_t *out) {
    const struct book_settings *set = &c->s->settings;
    struct str payload = STR_INIT;
    json_t *wifi;

    if (!*set->ssid)
        return;
    wifi = json_object();
    qr_wifi_payload(&payload, set->ssid, set->password);
    scene_text(wifi, "payload", &payload);
    scene_word(c, wifi, "label", "Wi-Fi");
    json_object_set_new(wifi, "ssid", json_string(set->ssid));
    json_object_set_new(wifi, "password", json_string(set->password));
    scene_word(c, wifi, "password_label", "Password:");
    json_object_set_new(out, "wifi", wifi);
}

static void add_timer(const struct scene_of *c, json_t *out) {
    int64_t left;
    bool running;
    json_t *timer;

    if (!scene_timer(c, &left, &running))
        return;
    timer = json_pack("{s:I, s:b, s:I, s:b}", "left_ms", (json_int_t)left, "running", running,
                      "warn_ms", (json_int_t)c->s->show.timer_total_s * 200, /* the last fifth */
                      "visible", c->item->timer_visible);
    scene_word(c, timer, "over", "Time is up");
    json_object_set_new(out, "timer", timer);
}

static void add_notice(const struct scene_of *c, json_t *out) {
    const struct book_show *show = &c->s->show;
    int64_t left = show->confirm < RULES_STEPS ? clock_left_ms(&show->confirm_until, c->now) : 0;
    const char *words = show->confirm == RULES_STEP_REOPEN ? "Press again: re-open"
        : show->confirm == RULES_STEP_CLEAR                ? "Press again: clear"
                                                           : "Press again: close";
    json_t *notice;

    if (left <= 0)
        return;
    notice = json_pack("{s:I}", "left_ms", (json_int_t)left);
    scene_word(c, notice, "text", words);
    json_object_set_new(out, "notice", notice);
}

void scene_add_frame(const struct scene_of *c, const struct scene_place *place, json_t *out) {
    const struct book_show *show = &c->s->show;

    add_look(c, out);
    add_rail(c, out);
    add_join(c, place, out);
    add_wifi(c, out);
    add_timer(c, out);
    add_notice(c, out);
    if (*show->message)
        json_object_set_new(out, "message", json_string(show->message));
    scene_word(c, out, "message_hint", "Type a message · Enter shows it · Esc drops it");
    json_object_set_new(out, "blank", json_boolean(show->blank));
    json_object_set_new(out, "qr", json_boolean(show->qr));
    if (c->s->disk_trouble)
        scene_word(c, out, "trouble", "Saving is disturbed – please tell the moderation");
}

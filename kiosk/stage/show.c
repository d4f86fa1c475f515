/* The state of one stage between scenes. Main thread.
 * Invariants: there is always a scene; page and cursor start anew with every item and state; while
 * a card is pinned, walked over or a message is typed, no page turns by itself. */
#include "kiosk/stage/show.h"

#include <string.h>
#include "kiosk/stage/words.h"
#include "lib/json.h"
#include "lib/utf8.h"

void show_init(struct show *s, int64_t boot_ms, int64_t wall_ms, int utc_min) {
    *s = (struct show){ .got_ms = boot_ms, .paged_ms = boot_ms, .typed = STR_INIT,
                        .notice = STR_INIT };
    s->scene = json_object();
    json_object_set_new(s->scene, "kind", json_string("talk"));
    json_object_set_new(s->scene, "title", json_string("Punktum"));
    json_object_set_new(s->scene, "kicker", json_string(words_get("de", WORDS_CONNECTING)));
    json_object_set_new(s->scene, "lang", json_string("de"));
    json_object_set_new(s->scene, "now_ms", json_integer(wall_ms));
    json_object_set_new(s->scene, "utc_min", json_integer(utc_min));
}

void show_release(struct show *s) {
    json_decref(s->scene);
    str_release(&s->typed);
    str_release(&s->notice);
}

/* Subject and state: pages are counted anew with each. */
static void chapter(const struct show *s, struct str *out) {
    show_subject(s, out);
    str_puts(out, json_text(s->scene, "state", ""));
}

void show_scene(struct show *s, json_t *scene, int64_t boot_ms) {
    struct str before = STR_INIT, after = STR_INIT;

    chapter(s, &before);
    json_decref(s->scene);
    s->scene = scene;
    s->live = true;
    s->got_ms = boot_ms;
    chapter(s, &after);
    if (strcmp(before.data, after.data) != 0) {
        s->page = 0;
        s->cursor = 0;
        s->paged_ms = boot_ms;
    }
    str_release(&before);
    str_release(&after);
}

bool show_choosing(const struct show *s) {
    return strcmp(json_text(s->scene, "kind", ""), "choice") == 0;
}

const char *show_choice(const struct show *s, size_t i) {
    return json_text(json_array_get(json_list(s->scene, "events"), i), "code", NULL);
}

/* What to say above a choice: about the code that is not open, or about what is. */
static enum words_id offer_line(const json_t *offer) {
    if (json_text(offer, "closed", "")[0])
        return WORDS_CLOSED;
    if (json_array_size(json_list(offer, "events")))
        return WORDS_CHOOSE_KEYS;
    return json_int(offer, "open", 0) ? WORDS_CHOOSE_CODE : WORDS_NONE_OPEN;
}

void show_offer(struct show *s, json_t *offer, int64_t boot_ms, int64_t wall_ms, int utc_min) {
    const json_t *first = json_array_get(json_list(offer, "events"), 0);
    const char *closed = json_text(offer, "closed", "");
    const char *lang = json_text(first, "lang", show_lang(s));
    enum words_id line = offer_line(offer);
    const char *title = line == WORDS_CHOOSE_KEYS || line == WORDS_CHOOSE_CODE
        ? words_get(lang, WORDS_CHOOSE) : "Punktum";

    json_object_set_new(offer, "title", json_string(closed[0] ? closed : title));
    json_object_set_new(offer, "kicker", json_string(words_get(lang, WORDS_STAGE)));
    json_object_set_new(offer, "line", json_string(words_get(lang, line)));
    json_object_set_new(offer, "lang", json_string(lang));
    json_object_set_new(offer, "now_ms", json_integer(wall_ms));
    json_object_set_new(offer, "utc_min", json_integer(utc_min));
    if (line == WORDS_CHOOSE_CODE)
        json_object_set_new(offer, "typed", json_true());
    if (!show_choosing(s))
        str_clear(&s->typed);
    show_scene(s, offer, boot_ms);
}

int64_t show_server_ms(const struct show *s, int64_t boot_ms) {
    return json_int(s->scene, "now_ms", 0) + boot_ms - s->got_ms;
}

/* The timer as it stands now: below its warning or over, the layout is another one. */
static void age_timer(json_t *view, int64_t age) {
    json_t *timer = json_object_get(view, "timer");

    if (!json_is_object(timer) || !json_flag(timer, "running", false))
        return;
    json_int_t left = json_int(timer, "left_ms", 0);
    timer = json_copy(timer);
    json_object_set_new(timer, "left_ms", json_integer(left - age));
    json_object_set_new(view, "timer", timer);
}

static void age_notice(json_t *view, int64_t age) {
    json_t *notice = json_object_get(view, "notice");
    json_int_t left = json_int(notice, "left_ms", 0);

    if (!json_object_get(notice, "left_ms"))
        return;
    if (left <= age) {
        json_object_del(view, "notice");
        return;
    }
    notice = json_copy(notice);
    json_object_set_new(notice, "left_ms", json_integer(left - age));
    json_object_set_new(view, "notice", notice);
}

json_t *show_view(const struct show *s, int64_t boot_ms, struct board_local *local) {
    json_t *view = json_copy(s->scene);
    int64_t age = boot_ms - s->got_ms;

    json_object_set_new(view, "now_ms", json_integer(show_server_ms(s, boot_ms)));
    age_timer(view, age);
    age_notice(view, age);
    if (boot_ms < s->notice_until)
        json_object_set_new(view, "notice",
                            json_pack("{s:s, s:I}", "text", s->notice.data, "left_ms",
                                      (json_int_t)(s->notice_until - boot_ms)));
    if (json_flag(s->scene, "typed", false))
        json_object_set_new(view, "code", json_string(s->typed.data));
    if (s->typing && !json_text(view, "message_hint", NULL))
        json_object_set_new(view, "message_hint",
                            json_string(words_get(show_lang(s), WORDS_TYPE)));
    *local = (struct board_local){ .page = s->page, .cursor = s->cursor, .test_card = s->test_card,
                                   .connection = s->connection,
                                   .typing = s->typing ? s->typed.data : NULL };
    return view;
}

void show_subject(const struct show *s, struct str *subject) {
    str_printf(subject, "%s/%lld/%lld", json_text(s->scene, "kind", ""),
               (long long)json_int(s->scene, "item", 0), (long long)json_int(s->scene, "run", 0));
}

void show_face(const struct show *s, struct str *face) {
    show_subject(s, face);
    str_printf(face, "/%s/%d%d%d%d/%lld/%d/%s/%s", json_text(s->scene, "state", ""), s->live,
               json_flag(s->scene, "blank", false), json_flag(s->scene, "qr", false), s->test_card,
               (long long)json_int(s->scene, "pinned", 0), s->page,
               json_text(s->scene, "theme", ""), json_text(s->scene, "message", ""));
}

bool show_revealed(const struct show *s) {
    return strcmp(json_text(s->scene, "state", ""), "revealed") == 0;
}

const char *show_lang(const struct show *s) {
    return json_text(s->scene, "lang", "de");
}

bool show_pinned(const struct show *s) {
    return json_int(s->scene, "pinned", 0) != 0;
}

void show_say(struct show *s, const char *sentence, int64_t boot_ms) {
    str_clear(&s->notice);
    str_puts(&s->notice, sentence);
    s->notice_until = boot_ms + SHOW_NOTICE_MS;
}

void show_turn(struct show *s, int step, int pages, int64_t boot_ms) {
    if (pages < 1)
        pages = 1;
    s->page = ((s->page + step) % pages + pages) % pages;
    s->paged_ms = boot_ms;
}

static bool turns(const struct show *s, int pages) {
    return pages > 1 && !s->cursor && !s->typing && !s->test_card && !show_pinned(s);
}

/* Boot clock of the scene's own notice's end; 0 = there is none. */
static int64_t scene_notice_until(const struct show *s) {
    const json_t *notice = json_object_get(s->scene, "notice");
    return json_object_get(notice, "left_ms") ? s->got_ms + json_int(notice, "left_ms", 0) : 0;
}

static int64_t nearer(int64_t a, int64_t b) {
    return b >= 0 && (a < 0 || b < a) ? b : a;
}

int64_t show_wait(const struct show *s, int pages, int64_t boot_ms) {
    int64_t wait = -1, scene_notice = scene_notice_until(s);

    if (s->notice_until)
        wait = nearer(wait, s->notice_until > boot_ms ? s->notice_until - boot_ms : 0);
    if (scene_notice > boot_ms)
        wait = nearer(wait, scene_notice - boot_ms);
    if (turns(s, pages)) {
        int64_t left = s->paged_ms + SHOW_PAGE_MS - boot_ms;
        wait = nearer(wait, left > 0 ? left : 0);
    }
    return wait;
}

bool show_pass(struct show *s, int pages, int64_t boot_ms) {
    bool changed = false;

    if (s->notice_until && boot_ms >= s->notice_until) {
        s->notice_until = 0;
        changed = true;
    }
    int64_t scene_notice = scene_notice_until(s);
    if (scene_notice && boot_ms >= scene_notice) {
        json_object_del(s->scene, "notice");
        changed = true;
    }
    if (!turns(s, pages))
        s->paged_ms = boot_ms;
    else if (boot_ms >= s->paged_ms + SHOW_PAGE_MS) {
        show_turn(s, 1, pages, boot_ms);
        changed = true;
    }
    return changed;
}

void show_type(struct show *s, const char *text) {
    size_t len = strlen(text);

    if (s->typed.len + len <= SHOW_TYPED_MAX && utf8_valid(text, len))
        str_add(&s->typed, text, len);
}

void show_rub_out(struct show *s) {
    size_t len = s->typed.len;

    if (len == 0)
        return;
    while (len > 1 && ((unsigned char)s->typed.data[len - 1] & 0xC0) == 0x80)
        len--;
    s->typed.len = len - 1;
    s->typed.data[len - 1] = '\0';
}

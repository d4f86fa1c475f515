/* What a key does: some things are the stage's own (pages, cursor, test card, typing, leaving),
 * everything else goes to the server by name, with the version of the scene that was seen. */
#include "kiosk/stage/stage.h"

#include "kiosk/stage/keys.h"
#include "kiosk/stage/words.h"
#include "lib/json.h"

enum { CODE_LEN = 4 };

static void say(struct stage *s, enum words_id id, int64_t boot_ms) {
    show_say(&s->show, words_get(show_lang(&s->show), id), boot_ms);
    s->stale = true;
}

static bool may_press(struct stage *s, int64_t boot_ms) {
    if (!link_may_press(s->link))
        say(s, WORDS_WATCHING, boot_ms);
    return link_may_press(s->link);
}

static void send(struct stage *s, const char *name, bool shift, int64_t card, const char *text,
                 int64_t boot_ms) {
    struct link_key key = { .shift = shift, .card = card };

    if (!may_press(s, boot_ms))
        return;
    key.version = json_int(s->show.scene, "version", 0);
    str_copy(key.name, sizeof key.name, name);
    str_copy(key.text, sizeof key.text, text);
    if (!s->show.live || !link_press(s->link, &key))
        say(s, WORDS_NOT_SENT, boot_ms);
}

void stage_leave(struct stage *s, int64_t boot_ms) {
    if (boot_ms < s->leave_until) {
        s->quit = true;
        return;
    }
    s->leave_until = boot_ms + SHOW_NOTICE_MS;
    say(s, WORDS_LEAVE, boot_ms);
}

static void escape(struct stage *s, int64_t boot_ms) {
    if (s->show.test_card)
        s->show.test_card = false;
    else if (s->show.cursor)
        s->show.cursor = 0;
    else if (json_flag(s->show.scene, "blank", false))
        send(s, "Escape", false, 0, "", boot_ms);
    s->stale = true;
}

/* Over the cards of this page, then onto the next one. */
static void walk(struct stage *s, int step, int64_t boot_ms) {
    int64_t card = picture_card_beside(&s->picture, s->show.cursor, step);
    int pages = s->picture.board.pages;

    if (show_pinned(&s->show))
        return;
    if (!card && s->show.cursor && pages > 1)
        show_turn(&s->show, step, pages, boot_ms);
    s->show.cursor = card;
    s->stale = true;
}

static void begin_message(struct stage *s, int64_t boot_ms) {
    if (json_text(s->show.scene, "message", "")[0]) {
        send(s, "M", false, 0, "", boot_ms);
        return;
    }
    if (!may_press(s, boot_ms))
        return;
    s->show.typing = true;
    str_clear(&s->show.typed);
    SDL_StartTextInput();
    s->stale = true;
}

static void end_message(struct stage *s, bool shown, int64_t boot_ms) {
    s->show.typing = false;
    SDL_StopTextInput();
    if (shown && s->show.typed.len > 0)
        send(s, "M", false, 0, s->show.typed.data, boot_ms);
    s->stale = true;
}

/* While typing all letters are text and arrive as such; here only what edits it. */
static void press_typing(struct stage *s, const SDL_KeyboardEvent *key, int64_t boot_ms) {
    switch (key->keysym.sym) {
    case SDLK_ESCAPE:
        end_message(s, false, boot_ms);
        break;
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
        end_message(s, true, boot_ms);
        break;
    case SDLK_BACKSPACE:
        show_rub_out(&s->show);
        s->stale = true;
        break;
    default:
        break;
    }
}

/* --- which event ------------------------------------------------------------------------------ */

static void choose(struct stage *s, const char *code) {
    if (!code)
        return;
    link_choose(s->link, code);
    s->show.cursor = 0;
    str_clear(&s->show.typed);
    s->stale = true;
}

/* A code where the server names no events: only what codes are made of. */
static void type_code(struct stage *s, SDL_Keycode sym) {
    char letter[2] = { (char)SDL_toupper(sym), '\0' };

    if (sym == SDLK_BACKSPACE)
        show_rub_out(&s->show);
    else if (s->show.typed.len < CODE_LEN
             && ((sym >= SDLK_a && sym <= SDLK_z) || (sym >= SDLK_0 && sym <= SDLK_9)))
        show_type(&s->show, letter);
    s->stale = true;
}

/* True when the key meant the choice on the screen. */
static bool press_choosing(struct stage *s, const struct keys_press *p, SDL_Keycode sym) {
    bool list = show_choice(&s->show, 0) != NULL;

    if (p->act == KEYS_TEST_CARD || p->act == KEYS_WINDOW || p->act == KEYS_ESCAPE)
        return false;
    if (p->act == KEYS_UP || p->act == KEYS_DOWN) {
        s->show.cursor = picture_card_beside(&s->picture, s->show.cursor,
                                             p->act == KEYS_DOWN ? 1 : -1);
        s->stale = true;
    } else if (p->act == KEYS_ENTER) {
        choose(s, list ? show_choice(&s->show, (size_t)(s->show.cursor - 1))
               : s->show.typed.len == CODE_LEN ? s->show.typed.data : NULL);
    } else if (list && sym >= SDLK_1 && sym <= SDLK_9) {
        choose(s, show_choice(&s->show, (size_t)(sym - SDLK_1)));
    } else if (list && sym >= SDLK_KP_1 && sym <= SDLK_KP_9) {
        choose(s, show_choice(&s->show, (size_t)(sym - SDLK_KP_1)));
    } else if (!list && json_flag(s->show.scene, "typed", false)) {
        type_code(s, sym);
    }
    return true;
}

void stage_press(struct stage *s, const SDL_KeyboardEvent *key, int64_t boot_ms) {
    struct keys_press p = keys_find(key->keysym.sym, key->keysym.mod, key->repeat);
    int pages = s->picture.board.pages;

    if (p.act == KEYS_LEAVE) {
        stage_leave(s, boot_ms);
        return;
    }
    if (s->show.typing) {
        press_typing(s, key, boot_ms);
        return;
    }
    if (show_choosing(&s->show) && press_choosing(s, &p, key->keysym.sym))
        return;
    switch (p.act) {
    case KEYS_SEND:
        send(s, p.name, p.shift, 0, "", boot_ms);
        break;
    case KEYS_ENTER:
        if (s->show.cursor || show_pinned(&s->show))
            send(s, p.name, false, s->show.cursor, "", boot_ms);
        break;
    case KEYS_ESCAPE:
        escape(s, boot_ms);
        break;
    case KEYS_UP:
    case KEYS_DOWN:
        walk(s, p.act == KEYS_DOWN ? 1 : -1, boot_ms);
        break;
    case KEYS_PAGE_NEXT:
    case KEYS_PAGE_BACK:
        show_turn(&s->show, p.act == KEYS_PAGE_NEXT ? 1 : -1, pages, boot_ms);
        s->show.cursor = 0;
        s->stale = true;
        break;
    case KEYS_MESSAGE:
        begin_message(s, boot_ms);
        break;
    case KEYS_TEST_CARD:
        s->show.test_card = !s->show.test_card;
        s->stale = true;
        break;
    case KEYS_EVENTS:
        choose(s, "");
        break;
    case KEYS_WINDOW:
        window_toggle(&s->window);
        break;
    default:
        break;
    }
}

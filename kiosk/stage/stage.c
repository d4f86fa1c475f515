/* The main loop: takes what the link brought, lays out, draws, and sleeps until something changes.
 * Main thread only. Invariants: nothing here waits for the network; a picture that stands still is
 * redrawn only where it ticks. */
#include "kiosk/stage/stage.h"

#include <stdlib.h>
#include <string.h>
#include "kiosk/stage/tick.h"
#include "kiosk/stage/words.h"
#include "lib/clock.h"
#include "lib/json.h"
#include "lib/log.h"

enum { FRAME_MS = 16, LOST_MS = 1000, IDLE_MS = 60000 };

static int64_t boot_now(void) {
    return clock_now().boot_ms;
}

bool stage_init(struct stage *s, const struct window_config *window,
                const struct link_config *link) {
    struct clock_time now = clock_now();

    *s = (struct stage){ .face = STR_INIT, .subject = STR_INIT, .stale = true, .redraw = true };
    show_init(&s->show, now.boot_ms, now.wall_ms, clock_offset_min(now.wall_ms));
    if (!window_open(&s->window, window))
        return false;
    s->text = text_new(NULL);
    figures_init(&s->figures, s->text, s->window.renderer);
    picture_init(&s->picture, s->window.renderer, &s->figures);
    s->link = link_start(&(struct link_config){ .server = link->server, .token = link->token,
                                                .event = link->event, .wake = window_wake,
                                                .ctx = &s->window });
    return true;
}

void stage_release(struct stage *s) {
    if (s->link)
        link_stop(s->link);
    picture_release(&s->picture);
    figures_clear(&s->figures);
    if (s->text)
        text_free(s->text);
    window_close(&s->window);
    show_release(&s->show);
    str_release(&s->face);
    str_release(&s->subject);
}

/* --- what came in ----------------------------------------------------------------------------- */

static void take_news(struct stage *s, int64_t now) {
    json_t *scene = link_take_scene(s->link);
    struct link_answer *answer = link_take_answer(s->link);

    if (scene && strcmp(json_text(scene, "kind", ""), "choice") == 0) {
        struct clock_time t = clock_now();
        show_offer(&s->show, scene, now, t.wall_ms, clock_offset_min(t.wall_ms));
    } else if (scene) {
        show_scene(&s->show, scene, now);
    }
    s->stale = s->stale || scene;
    if (answer && strcmp(answer->result, "ok") != 0) {
        show_say(&s->show, answer->sentence[0] ? answer->sentence
                 : words_get(show_lang(&s->show), WORDS_NOT_SENT), now);
        s->stale = true;
    }
    free(answer);
}

/* The banner: not for a blink, but within two seconds. ms until it may change; -1 = never. */
static int64_t watch_link(struct stage *s, int64_t now) {
    int64_t since = link_lost_since(s->link);
    bool lost = since != 0 && now - since >= LOST_MS && s->show.live;
    const char *banner = lost ? words_get(show_lang(&s->show), WORDS_RECONNECTING) : NULL;

    if (banner != s->show.connection) {
        s->show.connection = banner;
        s->stale = true;
    }
    return since != 0 && s->show.live && !lost ? LOST_MS - (now - since) : -1;
}

/* --- layout ----------------------------------------------------------------------------------- */

static enum picture_change change_of(struct stage *s, bool *fall) {
    struct str face = STR_INIT, subject = STR_INIT;

    show_face(&s->show, &face);
    show_subject(&s->show, &subject);
    bool same_face = strcmp(face.data, s->face.data) == 0;
    *fall = !same_face && strcmp(subject.data, s->subject.data) == 0 && !s->revealed
        && show_revealed(&s->show);
    enum picture_change change = s->plain ? PICTURE_PLAIN
        : same_face ? PICTURE_SAME : PICTURE_OTHER;
    str_release(&s->face);
    str_release(&s->subject);
    s->face = face;
    s->subject = subject;
    s->revealed = show_revealed(&s->show);
    s->plain = false;
    return change;
}

static int64_t after(int64_t now, int64_t wait) {
    return wait < 0 ? -1 : now + wait;
}

static void lay_out(struct stage *s, int64_t now) {
    struct board board;
    struct board_local local;
    int w, h;
    bool fall;
    int64_t server_ms = show_server_ms(&s->show, now);

    window_size(&s->window, &w, &h);
    json_t *view = show_view(&s->show, now, &local);
    board_init(&board, s->text, w, h);
    board_layout(&board, view, &local);
    json_decref(view);
    if (s->show.page >= board.pages)
        s->show.page = board.pages > 0 ? board.pages - 1 : 0;
    enum picture_change change = change_of(s, &fall);
    picture_set(&s->picture, &board, change, fall, now, server_ms);
    s->phase_at = after(now, tick_phase_wait(&s->picture.board, server_ms));
    s->stale = false;
    s->redraw = true;
}

/* --- drawing ---------------------------------------------------------------------------------- */

static int64_t sooner(int64_t a, int64_t b) {
    return b >= 0 && (a < 0 || b < a) ? b : a;
}

static void draw_all(struct stage *s, int64_t now) {
    SDL_RenderSetClipRect(s->window.renderer, NULL);
    picture_draw(&s->picture, now, show_server_ms(&s->show, now));
    SDL_RenderPresent(s->window.renderer);
}

/* Only what ticks, where the renderer allows it. */
static void draw_ticks(struct stage *s, int64_t now) {
    SDL_Rect box;
    enum board_tick what;

    if (!s->window.keeps) {
        draw_all(s, now);
        return;
    }
    for (size_t i = 0; picture_tick_at(&s->picture, &i, &box, &what); ) {
        SDL_RenderSetClipRect(s->window.renderer, &box);
        picture_draw(&s->picture, now, show_server_ms(&s->show, now));
    }
    SDL_RenderSetClipRect(s->window.renderer, NULL);
    SDL_RenderPresent(s->window.renderer);
}

static int64_t next_tick(struct stage *s, int64_t now) {
    int64_t wait = -1, server_ms = show_server_ms(&s->show, now);
    SDL_Rect box;
    enum board_tick what;

    for (size_t i = 0; picture_tick_at(&s->picture, &i, &box, &what); )
        wait = sooner(wait, tick_wait(&s->picture.board, what, server_ms));
    return after(now, wait);
}

static void draw(struct stage *s, int64_t now) {
    bool tick = s->tick_at >= 0 && now >= s->tick_at;

    if (s->redraw)
        draw_all(s, now);
    else if (tick)
        draw_ticks(s, now);
    if (s->redraw || tick)
        s->tick_at = next_tick(s, now);
    s->redraw = picture_moving(&s->picture, now);   /* one last frame follows the motion's end */
}

/* --- events ----------------------------------------------------------------------------------- */

static void window_event(struct stage *s, const SDL_WindowEvent *e, int64_t now) {
    switch (e->event) {
    case SDL_WINDOWEVENT_EXPOSED:
        s->redraw = true;
        break;
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        s->stale = s->plain = true;
        break;
    case SDL_WINDOWEVENT_DISPLAY_CHANGED:
    case SDL_WINDOWEVENT_RESTORED:
        window_return(&s->window);
        break;
    case SDL_WINDOWEVENT_CLOSE:
        if (s->window.windowed)
            s->quit = true;
        else
            stage_leave(s, now);
        break;
    default:
        break;
    }
}

/* The graphics card has forgotten the textures. */
static void paint_anew(struct stage *s) {
    picture_release(&s->picture);
    figures_clear(&s->figures);
    picture_init(&s->picture, s->window.renderer, &s->figures);
    s->stale = s->plain = true;
}

static void take_event(struct stage *s, const SDL_Event *e, int64_t now) {
    switch (e->type) {
    case SDL_QUIT:
        s->quit = true;
        break;
    case SDL_KEYDOWN:
        stage_press(s, &e->key, now);
        break;
    case SDL_TEXTINPUT:
        if (s->show.typing) {
            show_type(&s->show, e->text.text);
            s->stale = true;
        }
        break;
    case SDL_WINDOWEVENT:
        window_event(s, &e->window, now);
        break;
    case SDL_DISPLAYEVENT:
        window_return(&s->window);
        s->redraw = true;
        break;
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
        paint_anew(s);
        break;
    default:
        break;
    }
}

/* --- the loop --------------------------------------------------------------------------------- */

static int64_t until(int64_t at, int64_t now) {
    return at < 0 ? -1 : at > now ? at - now : 0;
}

static int step(struct stage *s, int64_t now) {
    take_news(s, now);
    int64_t wait = sooner(IDLE_MS, watch_link(s, now));

    if (show_pass(&s->show, s->picture.laid ? s->picture.board.pages : 1, now))
        s->stale = true;
    if (s->phase_at >= 0 && now >= s->phase_at)
        s->stale = true;
    if (s->stale)
        lay_out(s, now);
    draw(s, boot_now());
    now = boot_now();
    if (s->redraw)
        return FRAME_MS;
    wait = sooner(wait, show_wait(&s->show, s->picture.board.pages, now));
    wait = sooner(wait, until(s->phase_at, now));
    wait = sooner(wait, until(s->tick_at, now));
    return (int)wait;
}

void stage_run(struct stage *s) {
    SDL_Event e;

    s->plain = true;
    s->phase_at = s->tick_at = -1;
    while (!s->quit) {
        int wait = step(s, boot_now());
        if (!SDL_WaitEventTimeout(&e, wait))
            continue;
        do
            take_event(s, &e, boot_now());
        while (!s->quit && SDL_PollEvent(&e));
    }
}

/* Window, renderer and displays. A display is known by its name (what its EDID says), never by its
 * index: indices change when a cable is pulled. Main thread, window_wake excepted. */
#include "kiosk/stage/window.h"

#include <SDL_ttf.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include "lib/log.h"
#include "lib/str.h"

enum { WINDOW_W = 1280, WINDOW_H = 720 };

static const char *name_of(int display) {
    const char *name = SDL_GetDisplayName(display);
    return name ? name : "";
}

/* How many displays before this one have the same name. */
static int twin_of(int display) {
    int n = 0;

    for (int i = 0; i < display; i++)
        n += strcmp(name_of(i), name_of(display)) == 0;
    return n;
}

/* Number, exact name, or part of a name; -1 = there is none. */
static int find_display(const char *wish) {
    int n = SDL_GetNumVideoDisplays();
    long long number;

    if (str_number(wish, 1, n, &number))
        return (int)number - 1;
    for (int i = 0; i < n; i++)
        if (strcasecmp(name_of(i), wish) == 0)
            return i;
    for (int i = 0; i < n; i++)
        if (strcasestr(name_of(i), wish))
            return i;
    return -1;
}

/* Without a wish: the projector, which is the last one, as the laptop's own comes first. */
static int choose_display(struct window *w, const char *wish) {
    int display = wish ? find_display(wish) : SDL_GetNumVideoDisplays() - 1;

    if (display < 0)
        return -1;
    str_copy(w->display, sizeof w->display, name_of(display));
    w->twin = twin_of(display);
    return display;
}

static int own_display(const struct window *w) {
    for (int i = 0; i < SDL_GetNumVideoDisplays(); i++)
        if (strcmp(name_of(i), w->display) == 0 && twin_of(i) == w->twin)
            return i;
    return -1;
}

static void set_hints(void) {
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
    SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "linear");
    SDL_SetHint(SDL_HINT_RENDER_VSYNC, "1");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_APP_NAME, "Punktum");
    /* a signal is not "left on purpose": the parent starts the stage again */
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
}

/* SDL would rather draw where nobody sees it than say that there is no display: only when asked. */
static bool unseen(void) {
    const char *driver = SDL_GetCurrentVideoDriver();
    return !SDL_getenv("SDL_VIDEODRIVER")
        && (strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0);
}

static bool start_sdl(void) {
    set_hints();
    bool well = SDL_Init(SDL_INIT_VIDEO) == 0;
    if (!well)
        log_line(LOG_ERROR, "stage: no display: %s", SDL_GetError());
    else if (unseen())
        log_line(LOG_ERROR, "stage: there is no display here");
    return well && !unseen();
}

/* True when OpenGL is only played by the processor: SDL's own renderer does less work for it. */
static bool plays_gl(const SDL_RendererInfo *info) {
    typedef const unsigned char *(*get_string)(unsigned name);
    enum { GL_RENDERER_NAME = 0x1F01 };
    static const char *const players[] = { "llvmpipe", "softpipe", "SwiftShader", "swrast" };
    union { void *object; get_string call; } gl = { NULL };

    if (strncmp(info->name, "opengl", 6) != 0)
        return false;
    gl.object = SDL_GL_GetProcAddress("glGetString");
    const char *name = gl.object ? (const char *)gl.call(GL_RENDERER_NAME) : NULL;
    for (size_t i = 0; name && i < sizeof players / sizeof players[0]; i++)
        if (strcasestr(name, players[i]))
            return true;
    return false;
}

/* The graphics card if there is one that can draw into textures, else the processor. */
static bool make_renderer(struct window *w) {
    SDL_RendererInfo info;

    w->renderer = SDL_CreateRenderer(w->sdl, -1, SDL_RENDERER_ACCELERATED
                                     | SDL_RENDERER_TARGETTEXTURE);
    if (w->renderer && SDL_GetRendererInfo(w->renderer, &info) == 0 && plays_gl(&info)) {
        SDL_DestroyRenderer(w->renderer);
        w->renderer = NULL;
    }
    if (!w->renderer)
        w->renderer = SDL_CreateRenderer(w->sdl, -1, SDL_RENDERER_SOFTWARE);
    if (!w->renderer || SDL_GetRendererInfo(w->renderer, &info) != 0) {
        log_line(LOG_ERROR, "stage: cannot draw: %s", SDL_GetError());
        return false;
    }
    w->keeps = (info.flags & SDL_RENDERER_SOFTWARE) != 0;
    log_line(LOG_INFO, "stage: draws with %s on \"%s\"", info.name, w->display);
    return true;
}

/* As large as the display from the start: a kiosk without a window manager does not enlarge it. */
static SDL_Window *make_window(const struct window *w, const struct window_config *config,
                               int display) {
    int place = (int)SDL_WINDOWPOS_CENTERED_DISPLAY(display);
    SDL_Rect r = { place, place, config->width ? config->width : WINDOW_W,
                   config->height ? config->height : WINDOW_H };
    Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_RESIZABLE;

    if (!w->windowed) {
        SDL_GetDisplayBounds(display, &r);
        flags = SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_FULLSCREEN_DESKTOP;
    }
    return SDL_CreateWindow("Punktum", r.x, r.y, r.w, r.h, flags);
}

bool window_open(struct window *w, const struct window_config *config) {
    *w = (struct window){ .windowed = config->windowed };
    if (!start_sdl())
        return false;
    int display = choose_display(w, config->display);
    if (display < 0 || TTF_Init() != 0) {
        log_line(LOG_ERROR, "stage: no display \"%s\" (see --list-displays)",
                 config->display ? config->display : "");
        return false;
    }
    w->windowed = w->windowed || (config->leave_room && SDL_GetNumVideoDisplays() == 1);
    w->sdl = make_window(w, config, display);
    if (!w->sdl) {
        log_line(LOG_ERROR, "stage: no window: %s", SDL_GetError());
        return false;
    }
    w->wake = SDL_RegisterEvents(1);
    SDL_DisableScreenSaver();
    SDL_StopTextInput();
    if (!w->windowed)
        SDL_ShowCursor(SDL_DISABLE);
    return make_renderer(w);
}

void window_close(struct window *w) {
    if (w->renderer)
        SDL_DestroyRenderer(w->renderer);
    if (w->sdl)
        SDL_DestroyWindow(w->sdl);
    if (TTF_WasInit())
        TTF_Quit();
    SDL_Quit();
}

void window_wake(void *ctx) {
    struct window *w = ctx;
    SDL_Event event = { .type = w->wake };
    SDL_PushEvent(&event);
}

void window_return(struct window *w) {
    SDL_Rect bounds;
    int display = own_display(w);

    if (w->windowed || display < 0)
        return;
    bool full = (SDL_GetWindowFlags(w->sdl) & SDL_WINDOW_FULLSCREEN_DESKTOP)
        == SDL_WINDOW_FULLSCREEN_DESKTOP;
    if (full && SDL_GetWindowDisplayIndex(w->sdl) == display)
        return;
    if (SDL_GetDisplayBounds(display, &bounds) != 0)
        return;
    SDL_SetWindowFullscreen(w->sdl, 0);
    SDL_SetWindowPosition(w->sdl, bounds.x, bounds.y);
    SDL_SetWindowSize(w->sdl, bounds.w, bounds.h);
    SDL_SetWindowFullscreen(w->sdl, SDL_WINDOW_FULLSCREEN_DESKTOP);
}

void window_toggle(struct window *w) {
    w->windowed = !w->windowed;
    SDL_ShowCursor(w->windowed ? SDL_ENABLE : SDL_DISABLE);
    if (w->windowed) {
        SDL_SetWindowFullscreen(w->sdl, 0);
        SDL_SetWindowSize(w->sdl, WINDOW_W, WINDOW_H);
    } else {
        window_return(w);
    }
}

void window_size(const struct window *w, int *width, int *height) {
    SDL_GetRendererOutputSize(w->renderer, width, height);
}

int window_list_displays(void) {
    SDL_Rect r;

    if (!start_sdl())
        return 1;
    for (int i = 0; i < SDL_GetNumVideoDisplays(); i++)
        if (SDL_GetDisplayBounds(i, &r) == 0)
            printf("%d\t%s\t%dx%d at %d,%d\n", i + 1, name_of(i), r.w, r.h, r.x, r.y);
    SDL_Quit();
    return 0;
}

/* punktum-stage: the projector. It is given scenes by a server and draws them; it knows nothing
 * about votes. Options, the token, and the thread that notices the end of its parent. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <SDL.h>
#include "kiosk/stage/render.h"
#include "kiosk/stage/stage.h"
#include "lib/child.h"
#include "lib/log.h"
#include "lib/opt.h"
#include "lib/str.h"

enum { USAGE = 2 };

static const char usage[] = "punktum-stage [--server URL] [--event CODE]\n"
    "                     [--display N|NAME | --windowed [WxH]]\n"
    "       punktum-stage --render SCENE.json [--size WxH] OUT.png\n"
    "       punktum-stage --render --boxes [--size WxH] SCENE.json";
static const struct opt_row options[] = {
    { "server", "URL", "take scenes from this server (http://127.0.0.1)" },
    { "token-file", "FILE", "a moderator's token: keys may be pressed here" },
    { "event", "CODE", "show this event; else the server's, or a choice where several are open" },
    { "list-displays", NULL, "print the displays there are" },
    { "display", "N|NAME", "fill this display (the last one)" },
    { "windowed", NULL, "open a window (WxH, 1280x720) instead of filling a display" },
    { "leave-room", NULL, "open a window where there is only one display" },
    { "render", NULL, "draw the scene in a file without a window" },
    { "size", "WxH", "with --render: size of the picture (1920x1080)" },
    { "pictures", NULL, "draw as descriptor 3 asks: a line WxH, SCENE.json, OUT.png each" },
    { "boxes", NULL, "with --render: print every text box instead" },
    { "version", NULL, "print the version" },
    { "help", NULL, "print this" },
    { NULL, NULL, NULL }
};

static int mistake(const char *sentence) {
    fprintf(stderr, "punktum-stage: %s (see --help)\n", sentence);
    return USAGE;
}

/* The first line of the file. */
static bool read_token(const char *path, struct str *token) {
    char line[256];
    FILE *f = fopen(path, "r");

    if (!f || !fgets(line, sizeof line, f)) {
        fprintf(stderr, "punktum-stage: no token in %s\n", path);
        if (f)
            fclose(f);
        return false;
    }
    line[strcspn(line, "\r\n")] = '\0';
    str_puts(token, line);
    fclose(f);
    return true;
}

/* "k7mq" as "K7MQ"; well without one. */
static bool read_event(const struct opt *o, char event[8]) {
    const char *given = opt_value(o, "event");

    if (!opt_has(o, "event"))
        return true;
    for (size_t i = 0; i < 4 && given[i]; i++) {
        bool well = (given[i] >= '0' && given[i] <= '9') || SDL_isalpha(given[i]);
        if (!well)
            return false;
        event[i] = (char)SDL_toupper(given[i]);
    }
    return strlen(given) == 4;
}

static void *wait_parent_gone(void *unused) {
    SDL_Event quit = { .type = SDL_QUIT };

    (void)unused;
    child_wait_parent_gone();
    SDL_PushEvent(&quit);
    return NULL;
}

static int run_stage(const struct window_config *window, const struct link_config *link,
                     bool inherited) {
    struct stage stage;
    pthread_t watcher;
    bool opened = stage_init(&stage, window, link);

    if (opened && inherited && pthread_create(&watcher, NULL, wait_parent_gone, NULL) == 0)
        pthread_detach(watcher);
    if (opened)
        stage_run(&stage);
    stage_release(&stage);
    return opened ? 0 : 1;
}

static int open_stage(const struct opt *o, const struct window_config *window) {
    struct str token = STR_INIT, server = STR_INIT;
    const char *file = opt_value(o, "token-file");
    bool inherited = child_inherited_line(&token);
    char event[8] = "";
    int code = 1;

    if (file)
        str_clear(&token);
    if (file && !read_token(file, &token))
        goto out;
    str_puts(&server, opt_has(o, "server") ? opt_value(o, "server") : "http://127.0.0.1");
    while (server.len > 0 && server.data[server.len - 1] == '/')
        server.data[--server.len] = '\0';
    if (!str_starts(server.data, "http://") && !str_starts(server.data, "https://")) {
        code = mistake("--server wants a URL such as http://10.0.0.1:8080");
        goto out;
    }
    if (!read_event(o, event)) {
        code = mistake("--event wants the four letters and digits of an event's code");
        goto out;
    }
    code = run_stage(window, &(struct link_config){ .server = server.data, .token = token.data,
                                                    .event = event }, inherited);
out:
    str_release(&token);
    str_release(&server);
    return code;
}

static int draw_scene(const struct opt *o) {
    bool boxes = opt_has(o, "boxes");
    int w = 1920, h = 1080;

    if (opt_count(o) != (boxes ? 1 : 2))
        return mistake(boxes ? "--render --boxes wants one scene" : "--render wants SCENE OUT.png");
    if (opt_has(o, "size") && !render_size(opt_value(o, "size"), &w, &h))
        return mistake("--size wants two numbers such as 1920x1080");
    return render_main(opt_arg(o, 0), w, h, boxes ? NULL : opt_arg(o, 1), boxes);
}

static int show_window(const struct opt *o) {
    struct window_config window = { .windowed = opt_has(o, "windowed"),
                                    .leave_room = opt_has(o, "leave-room"),
                                    .display = opt_value(o, "display") };

    if (opt_count(o) > (window.windowed ? 1 : 0))
        return mistake("too many arguments");
    if (opt_count(o) == 1 && !render_size(opt_arg(o, 0), &window.width, &window.height))
        return mistake("--windowed takes a size such as 1280x720");
    return open_stage(o, &window);
}

static int choose(const struct opt *o) {
    if (opt_has(o, "help"))
        return opt_help(usage, options), 0;
    if (opt_has(o, "version"))
        return printf("punktum-stage %s\n", PUNKTUM_VERSION) < 0;
    if (opt_has(o, "render"))
        return draw_scene(o);
    if (opt_has(o, "pictures"))
        return render_pictures();
    if (opt_has(o, "boxes") || opt_has(o, "size"))
        return mistake("--boxes and --size go with --render");
    if (opt_has(o, "list-displays"))
        return window_list_displays();
    return show_window(o);
}

int main(int argc, char **argv) {
    struct opt *o = opt_parse(argc, argv, options);

    if (!o)
        return USAGE;
    int code = choose(o);
    opt_free(o);
    return code;
}

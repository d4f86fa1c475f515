/* Names and places of event files; which of them are open. File worker, but for what only looks at
 * a name. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "admin/events.h"
#include "events/book/stranger.h"
#include "kiosk/web/hall.h"
#include "lib/mem.h"
#include "lib/utf8.h"

static const char suffix[] = ".punktum";
enum { SLUG_MAX = 48, TRIES = 99 };

bool events_name_ok(const char *name) {
    size_t len = strlen(name), end = sizeof suffix - 1;

    return len > end && len <= NAME_MAX && name[0] != '.' && !strchr(name, '/') &&
           strcmp(name + len - end, suffix) == 0;
}

static void path_of(const struct desk *d, const char *sub, const char *name, struct str *out) {
    str_clear(out);
    str_printf(out, "%s/%s%s%s", d->config.data_dir, sub, *sub ? "/" : "", name);
}

bool events_path(const struct desk *d, const char *sub, const char *name, struct str *out) {
    if (!events_name_ok(name))
        return false;
    path_of(d, sub, name, out);
    return access(out->data, F_OK) == 0;
}

/* The title in small plain letters, words joined by hyphens; German umlauts as two letters. */
static void slug_of(const char *title, char dst[SLUG_MAX + 1]) {
    static const struct { const char *from, *to; } letters[] = {
        { "ä", "ae" }, { "ö", "oe" }, { "ü", "ue" }, { "Ä", "ae" }, { "Ö", "oe" }, { "Ü", "ue" },
        { "ß", "ss" },
    };
    struct str text = STR_INIT;
    char *folded;
    size_t n = 0;

    while (*title) {
        size_t i = 0, count = sizeof letters / sizeof letters[0];
        while (i < count && !str_starts(title, letters[i].from))
            i++;
        str_add(&text, i < count ? letters[i].to : title, i < count ? 2 : 1);
        title += i < count ? strlen(letters[i].from) : 1;
    }
    folded = utf8_fold(text.data);
    for (const char *c = folded; *c && n < SLUG_MAX; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');
        if (plain)
            dst[n++] = *c;
        else if (n && dst[n - 1] != '-')
            dst[n++] = '-';
    }
    while (n && dst[n - 1] == '-')
        n--;
    dst[n] = '\0';
    if (!n)
        str_copy(dst, SLUG_MAX + 1, "event");
    free(folded);
    str_release(&text);
}

bool events_free_name(const struct desk *d, const char *title, char name[NAME_MAX + 1]) {
    struct str path = STR_INIT;
    char slug[SLUG_MAX + 1];
    bool is_free = false;

    slug_of(title, slug);
    for (int i = 1; i <= TRIES && !is_free; i++) {
        if (i == 1)
            str_format(name, NAME_MAX + 1, "%s%s", slug, suffix);
        else
            str_format(name, NAME_MAX + 1, "%s-%d%s", slug, i, suffix);
        path_of(d, "", name, &path);
        is_free = access(path.data, F_OK) != 0;
    }
    str_release(&path);
    return is_free;
}

struct hall_event *events_open_at(const struct desk *d, const char *path) {
    struct hall_event *all[HALL_EVENTS], *found = NULL;
    size_t n = hall_list(d->config.hall, all);

    for (size_t i = 0; i < n; i++) {
        if (!found && strcmp(all[i]->path, path) == 0)
            found = all[i];
        else
            hall_release(all[i]);
    }
    return found;
}

bool events_code_taken(void *ctx, const char *code) {
    struct desk *d = ctx;
    struct hall_event *open = hall_find(d->config.hall, code);
    struct str path = STR_INIT;
    struct book_peek peek;
    bool taken = open != NULL;
    DIR *dir = taken ? NULL : opendir(d->config.data_dir);

    for (struct dirent *e; dir && !taken && (e = readdir(dir));)
        taken = events_path(d, "", e->d_name, &path) &&
                book_peek(path.data, &peek) == BOOK_OPENED && strcmp(peek.code, code) == 0;
    if (dir)
        closedir(dir);
    if (open)
        hall_release(open);
    str_release(&path);
    return taken;
}

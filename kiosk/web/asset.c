/* Styles and scripts: each page takes one of each, joined at start, under a name that carries its
 * hash, so that browsers keep it for ever (first view: page, style, script). Pool threads read. */
#include <stdlib.h>
#include <string.h>
#include "kiosk/web/inner.h"
#include "lib/asset.h"
#include "lib/mem.h"
#include "lib/secret.h"
#include "lib/str.h"

static const struct { const char *name, *type, *parts[10]; } rows[] = {
    {"phone.css", "text/css; charset=utf-8", {"style/base.css", "style/phone.css", NULL}},
    {"remote.css", "text/css; charset=utf-8", {"style/base.css", "style/remote.css", NULL}},
    {"tablet.css", "text/css; charset=utf-8", {"style/base.css", "style/phone.css",
     "style/tablet.css", NULL}},
    {"tablet.js", "text/javascript; charset=utf-8", {"script/tablet.js", NULL, NULL}},
    {"phone.js", "text/javascript; charset=utf-8", {"script/phone.js", NULL, NULL}},
    {"remote.js", "text/javascript; charset=utf-8", {"script/remote.js", NULL, NULL}},
    {"desk.css", "text/css; charset=utf-8", {"style/base.css", "style/desk.css",
     "style/desk_overview.css", "style/desk_settings.css", "style/desk_agenda.css",
     "style/desk_people.css", "style/desk_hall.css", "style/desk_paper.css",
     "style/desk_prints.css", NULL}},
    {"desk.js", "text/javascript; charset=utf-8", {"script/desk.js", "script/desk_agenda.js",
     "script/desk_people.js", "script/desk_paper.js", NULL}},
};

/* Comments at the start of a line, indents and empty lines stay at home: a hall shares one radio.
 * Line ends stay, so scripts mean the same; no string of ours spans lines. */
static void add_squeezed(struct str *out, const char *text) {
    while (*text) {
        text += strspn(text, " \t\r\n");
        const char *end = strstr(text, "*/");
        if (str_starts(text, "/*") && end) {
            text = end + 2;
            continue;
        }
        size_t len = strcspn(text, "\n");
        if (!len) continue;
        str_add(out, text, len);
        str_putc(out, '\n');
        text += len;
    }
}

void web_bundles_load(struct web *w) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct web_bundle *b = &w->bundles[w->bundles_n];
        struct str text = STR_INIT;
        unsigned char hash[SECRET_HASH];
        char hex[9];
        for (size_t k = 0; rows[i].parts[k]; k++) {
            const char *part = asset_get(rows[i].parts[k], NULL);
            if (!part) BUG("there is no %s", rows[i].parts[k]);
            add_squeezed(&text, part);
        }
        secret_hash(hash, text.data);
        str_hex(hex, hash, 4);
        b->name = rows[i].name;
        b->type = rows[i].type;
        b->len = text.len;
        b->text = str_detach(&text);
        (void)str_format(b->path, sizeof b->path, "/a/%s-%s", hex, b->name);
        w->bundles_n++;
    }
}
void web_bundles_free(struct web *w) {
    for (size_t i = 0; i < w->bundles_n; i++) free(w->bundles[i].text);
}

const char *web_bundle_path(const struct web *w, const char *name) {
    for (size_t i = 0; i < w->bundles_n; i++)
        if (!strcmp(w->bundles[i].name, name)) return w->bundles[i].path;
    return "";
}

/* An older hash (a page opened before an update) gets today's file, kept for a moment only. */
void web_serve_asset(struct http_req *req, void *ctx) {
    struct web *w = ctx;
    const char *path = http_path(req), *dash = strchr(path, '-');
    for (size_t i = 0; dash && i < w->bundles_n; i++) {
        struct web_bundle *b = &w->bundles[i];
        if (strcmp(dash + 1, b->name)) continue;
        bool exact = !strcmp(path, b->path);
        http_reply_static(req, b->type, b->path + 3, exact ? 31536000 : 60, b->text, b->len);
        return;
    }
    http_error(req, 404);
}

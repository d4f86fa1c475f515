/* Does an item fit the stage? Read from the text boxes that punktum-stage --render --boxes prints,
 * kept beside the pictures under the scene's name. Pool threads and the worker for pictures. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "admin/agenda/fit.h"
#include "lib/json.h"

enum { TITLE_SMALL_PX = 44 };   /* of 68 at 1080 lines */

/* "title\t72 99 1250 154\t68.0 px\t2 lines\tclipped" */
static void look_at_line(struct agenda_fit_seen *seen, const char *line) {
    const char *tab = strchr(line, '\t'), *size = tab ? strchr(tab + 1, '\t') : NULL;
    bool title = str_starts(line, "title\t");

    if (str_starts(line, "overlap\t") || str_starts(line, "outside\t"))
        seen->cut = true;
    if (!size)
        return;
    if (title)
        seen->title_px = (int)strtol(size + 1, NULL, 10);
    if (strstr(size, "\tclipped") || strstr(size, "\tellipsis") || strstr(size, "\toutside") ||
        strstr(size, "\tbelow"))
        *(title ? &seen->title_cut : &seen->cut) = true;
}

/* "# dots\t1920x1080\tpage 1/2": the last one says how many there are. */
static void look_at_head(struct agenda_fit_seen *seen, const char *line) {
    const char *slash = strstr(line, "page ");

    slash = slash ? strchr(slash, '/') : NULL;
    if (slash)
        seen->pages = (int)strtol(slash + 1, NULL, 10);
}

struct agenda_fit_seen agenda_fit_read(const char *boxes, const char *name) {
    bool mine = !name;
    struct agenda_fit_seen seen = { .pages = 1 };
    struct str line = STR_INIT;

    while (*boxes) {
        size_t len = strcspn(boxes, "\n");
        str_clear(&line);
        str_add(&line, boxes, len);
        if (line.data[0] == '#' && line.len > 2)
            mine = !name || str_starts(line.data + 2, name);
        if (mine && line.data[0] == '#')
            look_at_head(&seen, line.data);
        else if (mine)
            look_at_line(&seen, line.data);
        boxes += len + (boxes[len] == '\n');
    }
    str_release(&line);
    return seen;
}

static void add(json_t *list, const struct lang *lang, const char *english) {
    json_array_append_new(list, json_string(lang_text(lang, english)));
}

json_t *agenda_fit_sentences(const struct agenda_fit_seen *seen, enum rules_kind kind,
                             const struct lang *lang) {
    json_t *list = json_array();

    if (seen->title_cut)
        add(list, lang, kind == RULES_DOTS || kind == RULES_VISIONS
            ? "The question does not fit the stage: please shorten it."
            : "The title does not fit the stage: please shorten it.");
    else if (seen->title_px && seen->title_px < TITLE_SMALL_PX)
        add(list, lang, kind == RULES_DOTS || kind == RULES_VISIONS
            ? "The question is so long that the stage must set it small."
            : "The title is so long that the stage must set it small.");
    if (seen->cut)
        add(list, lang, "Not everything fits the stage: please shorten the texts.");
    if (kind == RULES_DOTS && seen->pages > 1)
        json_array_append_new(list, agenda_count(lang, "The options need {n} page of the stage.",
                              "The options need {n} pages of the stage; nobody sees them all at "
                              "once.", seen->pages));
    return list;
}

json_t *agenda_fit(const struct desk_visit *v, const struct book_item *item) {
    struct str scene = STR_INIT, path = STR_INIT;
    struct agenda_fit_seen seen = { 0 };
    json_t *list = NULL;
    char name[33];
    FILE *f;

    agenda_scene(&scene, name, v, item);
    agenda_cache_path(&path, v->desk, name, "fit");
    if ((f = fopen(path.data, "r"))) {
        int cut, title;
        if (fscanf(f, "%d %d %d %d", &seen.pages, &seen.title_px, &title, &cut) == 4) {
            seen.title_cut = title != 0;
            seen.cut = cut != 0;
            list = agenda_fit_sentences(&seen, item->kind, v->web.lang);
        }
        fclose(f);
    }
    str_release(&scene);
    str_release(&path);
    return list;
}

bool agenda_fit_keep(const struct desk *d, const char *name, const char *boxes) {
    struct agenda_fit_seen seen = agenda_fit_read(boxes, name);
    struct str path = STR_INIT;
    FILE *f;
    bool well = false;

    agenda_cache_path(&path, d, name, "fit");
    if ((f = fopen(path.data, "w"))) {
        fprintf(f, "%d %d %d %d\n", seen.pages, seen.title_px, seen.title_cut, seen.cut);
        well = fclose(f) == 0;
    }
    str_release(&path);
    return well;
}

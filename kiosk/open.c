/* Opening: web, the rooms above it, book, hall. Closing (architecture.md, "rules that bite"): the
 * hall finds it no more; the book takes nothing more and writes what it has; what waits is woken;
 * when nobody looks at it any more the book and the web context are freed. */
#include "kiosk/open.h"
#include <stdlib.h>
#include "admin/admin.h"
#include "kiosk/control.h"
#include "kiosk/phone/phone.h"
#include "kiosk/place.h"
#include "kiosk/verb.h"
#include "kiosk/web/parts.h"
#include "lib/mem.h"

static const char *open_words(enum book_open how) {
    switch (how) {
    case BOOK_NO_FILE: return "there is no such file";
    case BOOK_LOCKED: return "another program has this event open";
    case BOOK_NOT_AN_EVENT: return "this is not an event file";
    case BOOK_DAMAGED: return "the event file is damaged; take a backup and run punktum check";
    case BOOK_NEWER: return "the event file was made by a newer version of this program";
    default: return "the event file cannot be opened";
    }
}

static void name_paths(struct opened *o, const char *path) {
    struct str text = STR_INIT;

    o->path = mem_copy(path);
    place_program(&text, NULL);
    o->program = str_detach(&text);
    str_printf(&text, "%s.record", path);
    o->record_dir = str_detach(&text);
    o->remote_config = (struct remote_config){ o->program, o->path, o->record_dir };
}

/* The pacing thread of the event: what was made before tells too much now. */
static void taken_back(void *ctx) {
    struct opened *o = ctx;

    remote_taken_back(o->remote, web_part_version(o->web, WEB_PART_TAKEN_BACK));
    hall_taken_back(o->hall, o->web);
}

int open_event(struct opened *o, const struct open_config *c, char *error, size_t size) {
    int code = VERB_FAILED;
    enum book_open how;

    name_paths(o, c->path);
    if (!(o->web = web_new(c->web, error, size)))
        goto out;
    phone_attach(o->web);
    desk_attach(o->web);
    o->remote = remote_attach(o->web, &o->remote_config);
    o->hall = c->hall;
    web_on_taken_back(o->web, taken_back, o);
    how = book_open(&o->book, c->path, web_published, o->web);
    if (how != BOOK_OPENED) {
        o->book = NULL;
        str_format(error, size, "%s: %s", c->path, open_words(how));
        code = how == BOOK_LOCKED || how == BOOK_OPEN_FAILED ? VERB_FAILED : VERB_CONFIG;
        goto out;
    }
    web_set_book(o->web, o->book);
    web_set_port(o->web, c->port);
    o->event = hall_add(c->hall, &(struct hall_event){ .web = o->web, .path = o->path,
                                                       .owner = o, .main = c->main });
    if (o->event) {
        o->control = control_start(c->path, o->book);
        code = VERB_OK;
    } else {
        str_format(error, size, "%s: an event with this code is open, or too many are", c->path);
    }
out:
    if (code != VERB_OK) {
        open_quiesce(o);
        open_free(o);
    }
    return code;
}

void open_quiesce(struct opened *o) {
    if (o->event)
        hall_remove(o->event);
    control_stop(o->control);
    o->control = NULL;
    if (o->book)
        book_stop(o->book);
    if (o->remote)
        remote_close(o->remote);
    if (o->web)
        web_close(o->web);
}

void open_free(struct opened *o) {
    if (o->event)
        hall_drain(o->event);
    if (o->book)
        book_close(o->book);
    remote_free(o->remote);
    web_free(o->web);
    free(o->path);
    free(o->program);
    free(o->record_dir);
    *o = (struct opened){ 0 };
}

void open_close(struct opened *o) {
    open_quiesce(o);
    open_free(o);
}

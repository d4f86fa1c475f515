/* What is done with event files from the list of events, as jobs for the desk's file worker: all of
 * it waits for the disk. Paths never come from a form: a file is named by its name in the data
 * folder, an open event by its code. */
#ifndef ADMIN_EVENTS_H
#define ADMIN_EVENTS_H
#include <limits.h>
#include "admin/inner.h"

enum events_what { EVENTS_LIST, EVENTS_NEW, EVENTS_OPEN, EVENTS_CLOSE, EVENTS_ARCHIVE,
                   EVENTS_RESTORE, EVENTS_DOWNLOAD, EVENTS_ADOPT };
enum events_fault {
    EVENTS_WELL, EVENTS_GONE,       /* no such file, no such event open */
    EVENTS_IN_USE,                  /* open here, or in another program */
    EVENTS_TITLE,                   /* of a new one: missing, too long */
    EVENTS_START, EVENTS_SOURCE, EVENTS_MANY,
    EVENTS_NO_FILE, EVENTS_NO_EVENT, EVENTS_NEWER, EVENTS_DAMAGED, EVENTS_SCHEMA, EVENTS_RULES,
    EVENTS_PICTURE,                 /* in an uploaded file: broken, too large */
    EVENTS_CANNOT                   /* the disk, or opening; the log says more */
};
struct events_job {
    struct desk *desk;
    const struct lang *lang;
    enum events_what what;
    char file[NAME_MAX + 1], code[8];   /* which one; "" without */
    char source[NAME_MAX + 8];      /* NEW: "sample:NAME", "file:NAME" or "code:CODE" */
    char title[512], start[20];     /* NEW: "2026-11-07T09:00" */
    char *upload;                   /* ADOPT: the temporary file, taken; owned */
    /* what became of it */
    enum events_fault fault;
    json_t *list;                   /* LIST, and whatever was refused */
    int fd;                         /* DOWNLOAD: -1 or an open copy that has no name any more */
    char name[NAME_MAX + 1];        /* DOWNLOAD: name for it; NEW, ADOPT: of the file made */
    char now_code[8];               /* NEW, OPEN: of the event now open */
};
struct events_job *events_job_new(struct desk_visit *v, enum events_what what);
void events_job_free(void *job);
/* Parks; the handler is called again and desk_worked gives the job. */
void events_start(struct desk_visit *v, struct events_job *job);
/* Sentence for a fault, translated; NULL for EVENTS_WELL. */
const char *events_sentence(enum events_fault fault, const struct lang *lang);

/* events_file.c (file worker): a name as it may stand in the folder; the path of one that is there,
 * false when it is not. sub: "" or "archive". */
bool events_name_ok(const char *name);
bool events_path(const struct desk *d, const char *sub, const char *name, struct str *out);
/* A name that is free there: "dialog-im-herbst.punktum", "-2" ... */
bool events_free_name(const struct desk *d, const char *title, char name[NAME_MAX + 1]);
/* An event by code that is open here: one reference; or NULL. */
struct hall_event *events_open_at(const struct desk *d, const char *path);
/* True when a file of the folder or an open event has this code; ctx: struct desk. */
bool events_code_taken(void *ctx, const char *code);
/* events_list.c */
json_t *events_list(struct desk *d, const struct lang *lang);
/* {any, files: [{name}]}; a short look into the folder. */
json_t *events_archived(const struct desk *d);
/* events_new.c */
enum events_fault events_make(struct events_job *job);
/* events_json.c: the plan of an event - settings, lists, agenda; no people - as event JSON. */
json_t *events_json(const struct book_snap *s);
/* What is open is kept in DATA/open.json, so that a restart opens it again. */
void events_note_open(struct desk *d);
/* events.c, link.c */
void desk_get_events(struct http_req *req, void *ctx);
void desk_post_event_new(struct http_req *req, void *ctx);
void desk_post_event(struct http_req *req, void *ctx);
void desk_post_event_upload(struct http_req *req, void *ctx);
void desk_get_event_file(struct http_req *req, void *ctx);
void desk_get_link(struct http_req *req, void *ctx);
void desk_post_link(struct http_req *req, void *ctx);
#endif

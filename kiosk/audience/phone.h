/* Inside of the room: one simulated phone. One thread. */
#ifndef KIOSK_AUDIENCE_PHONE_H
#define KIOSK_AUDIENCE_PHONE_H
#include "kiosk/audience/audience.h"
#include "kiosk/audience/form.h"
#include "kiosk/audience/wire.h"

struct crowd;
enum { COOKIES_MAX = 6 };
struct cookie { char name[32], value[128]; };
struct phone {
    struct crowd *crowd;
    unsigned number;                /* 0, 1 ... */
    struct wire page, live;
    struct cookie cookies[COOKIES_MAX];
    size_t cookies_n;
    char path[160];                 /* of the request under way or answered last */
    bool posting;                   /* that request is a POST */
    int redirects;
    bool active, done;              /* done: nothing more to come from it */
    int64_t due_ms, live_due_ms;    /* 0: nothing planned */
    int64_t away_since_ms;          /* first failed try of this request, 0 */
    bool again;                     /* planned: the same bytes once more */
    bool woken;                     /* the page changed since it was fetched */
    int step;                       /* the script's */
    struct form form;               /* the form planned or sent last */
    char ack[512];                  /* log line of that form */
    char run[24];                   /* the run it acts in */
    unsigned wish, sent;            /* actions in this run */
    unsigned first, ballots;        /* replay: its rows */
    int64_t begun_us, revision;     /* bench */
};
/* phone.c */
void phone_get(struct phone *p, const char *path);
/* Sends p->form; json: with Accept: application/json and no redirect. */
void phone_post_form(struct phone *p, bool json);
void phone_post(struct phone *p, const char *path, const char *body, bool json);
void phone_open_live(struct phone *p);
void phone_happened(struct phone *p, struct wire *w);
/* Sends the request under way again; the connection was lost or the server was busy. */
void phone_again(struct phone *p);
void phone_end(struct phone *p);
/* True while a request is out or waits for its second try. */
bool phone_busy(const struct phone *p);
void phone_plan(struct phone *p, int64_t in_ms);
/* A pause as between two actions of a person. */
int64_t phone_pause(struct phone *p);
/* Fills the registration form as somebody who reads it (words.c). */
void phone_fill_register(struct phone *p);
const char *phone_card_text(struct phone *p, char *dst, size_t size);
#endif

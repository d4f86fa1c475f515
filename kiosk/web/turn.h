/* Whose turn it is at a shared tablet. A turn is no session: it lives in memory alone, belongs to
 * one device and one form number, and is over by itself. Any thread; pure but for its table. */
#ifndef KIOSK_WEB_TURN_H
#define KIOSK_WEB_TURN_H
#include <stdbool.h>
#include <stdint.h>

enum {
    WEB_TURN_ASK_MS = 60000,     /* "Are you ...?" unanswered */
    WEB_TURN_IDLE_MS = 300000,   /* nothing heard while entering */
    WEB_TURN_SAVED_MS = 30000    /* "Saved" is shown that long, then the next badge */
};
enum web_turn_state { WEB_TURN_NONE, WEB_TURN_ASK, WEB_TURN_ON, WEB_TURN_SAVED };
struct web_turn {
    int64_t id;                  /* forms carry it: a form of the person before is refused */
    int64_t person;
    enum web_turn_state state;
    int64_t left_ms;             /* until it is over */
    bool over;                   /* state NONE: one has just ended by itself */
};
struct web_turns;
struct web_turns *web_turns_new(void);
void web_turns_free(struct web_turns *t);
/* A new turn of the device, in state ASK; whatever stood there is forgotten. Its id. */
int64_t web_turn_begin(struct web_turns *t, int64_t device, int64_t person, int64_t boot_ms);
/* The device's turn (state NONE: nobody's); touch: somebody is there, an entering one lasts on. */
struct web_turn web_turn_at(struct web_turns *t, int64_t device, int64_t boot_ms, bool touch);
/* Another state of the turn with that id; nothing when it is over meanwhile. */
void web_turn_set(struct web_turns *t, int64_t device, int64_t id, enum web_turn_state state,
                  int64_t boot_ms);
void web_turn_end(struct web_turns *t, int64_t device);

/* The same for the tablet of a visit (visit.c): begins a turn, gives it another state, ends it
 * (state NONE) - with the language the person chose. */
struct web_visit;
void web_give_turn(struct web_visit *v, int64_t person);
void web_set_turn(struct web_visit *v, enum web_turn_state state);
#endif

/* What is on this stage: the newest scene, and what is local to the stage on top of it. Pure but
 * for the time passed in; main thread. */
#ifndef KIOSK_STAGE_SHOW_H
#define KIOSK_STAGE_SHOW_H
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include "kiosk/stage/board.h"
#include "lib/str.h"

enum { SHOW_PAGE_MS = 12000, SHOW_NOTICE_MS = 4000, SHOW_TYPED_MAX = 480 };
struct show {
    json_t *scene;              /* as it came, or the opening one; owned */
    bool live;                  /* it came from a server */
    int64_t got_ms;             /* boot clock when it came */
    int page;
    int64_t paged_ms;           /* when the page was turned */
    int64_t cursor;             /* card under the cursor, 0 = none */
    bool test_card, typing;
    struct str typed;           /* of a message; of a code while there is a choice */
    struct str notice;          /* local notice, shown until notice_until */
    int64_t notice_until;
    const char *connection;     /* banner, NULL = none; lives for ever */
};
/* Begins with the opening scene: title, connection, clock. */
void show_init(struct show *s, int64_t boot_ms, int64_t wall_ms, int utc_min);
void show_release(struct show *s);
/* Takes scene over. */
void show_scene(struct show *s, json_t *scene, int64_t boot_ms);
/* The same for what the link says when no event is chosen (kind "choice"), with our own words. */
void show_offer(struct show *s, json_t *offer, int64_t boot_ms, int64_t wall_ms, int utc_min);
/* A choice is on the screen; its i-th event's code, NULL when there is none. */
bool show_choosing(const struct show *s);
const char *show_choice(const struct show *s, size_t i);
/* The server's clock now, by the stage's own. */
int64_t show_server_ms(const struct show *s, int64_t boot_ms);
/* The scene as it is to be laid out now (a new reference) and what is local to it. */
json_t *show_view(const struct show *s, int64_t boot_ms, struct board_local *local);
/* Which picture it is: another face is another picture and fades in. */
void show_face(const struct show *s, struct str *face);
/* "item/run": a change of state within the same one may move things. */
void show_subject(const struct show *s, struct str *subject);
bool show_revealed(const struct show *s);
const char *show_lang(const struct show *s);
bool show_pinned(const struct show *s);
/* A local sentence for 4 s. */
void show_say(struct show *s, const char *sentence, int64_t boot_ms);
/* Turns by step, around pages. */
void show_turn(struct show *s, int step, int pages, int64_t boot_ms);
/* ms until notice or page change by themselves; -1 = never. pages: of the board. */
int64_t show_wait(const struct show *s, int pages, int64_t boot_ms);
/* Lets time pass: notices end, pages turn. True when the board has to be laid out again. */
bool show_pass(struct show *s, int pages, int64_t boot_ms);
/* Typing of M: text as it comes from the keyboard; dropped when there is no room. */
void show_type(struct show *s, const char *text);
void show_rub_out(struct show *s);
#endif

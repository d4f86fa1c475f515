/* The stage's line to the server: scenes come in as a stream, keys go out. One thread of its own
 * does all waiting; the main thread only takes and gives. */
#ifndef KIOSK_STAGE_LINK_H
#define KIOSK_STAGE_LINK_H
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct link;
struct link_config {
    const char *server;         /* "http://10.0.0.1:8080"; copied */
    const char *token;          /* NULL or "": only watches; copied */
    const char *event;          /* code of the event wanted, NULL: the server's, or a choice */
    void (*wake)(void *ctx);    /* called on the link's thread when there is something to take */
    void *ctx;
};
struct link_key {
    char name[16];
    bool shift;
    int64_t version, card;      /* card 0: none */
    char text[512];             /* of M */
};
struct link_answer { char result[24], sentence[320]; };   /* result "ok", "" = never arrived */

struct link *link_start(const struct link_config *config);
/* Ends the thread and frees l. Does not wait for a server. */
void link_stop(struct link *l);
/* Shows this event from now on; "" asks which there are. Until the next choice. */
void link_choose(struct link *l, const char *code);
/* The newest scene not yet taken, now the caller's; NULL when there is none. Kind "choice", with
 * events [{code, title, lang}] or closed (the code that is not open): what the server says when it
 * does not know which event is wanted. */
json_t *link_take_scene(struct link *l);
/* The newest answer to a key; the caller frees it. */
struct link_answer *link_take_answer(struct link *l);
/* Boot clock in ms since when there is no stream; 0 while there is one. */
int64_t link_lost_since(struct link *l);
bool link_may_press(const struct link *l);
/* False when there is no connection or too many keys wait: the key is dropped, never sent late. */
bool link_press(struct link *l, const struct link_key *key);
#endif

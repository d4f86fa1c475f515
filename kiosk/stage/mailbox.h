/* A one-slot mailbox between two threads: a newer thing replaces one not yet taken, because each
 * carries the whole state. */
#ifndef KIOSK_STAGE_MAILBOX_H
#define KIOSK_STAGE_MAILBOX_H
#include <pthread.h>
#include <stdbool.h>

struct mailbox {
    pthread_mutex_t lock;
    void *slot;                 /* protected by lock */
    void (*drop)(void *thing);  /* frees what nobody took */
};
void mailbox_init(struct mailbox *m, void (*drop)(void *thing));
void mailbox_release(struct mailbox *m);
/* Takes thing over. True when the slot was empty: the reader has to be woken. Any thread. */
bool mailbox_put(struct mailbox *m, void *thing);
/* The thing, now the caller's; NULL when there is none. Any thread. */
void *mailbox_take(struct mailbox *m);
#endif

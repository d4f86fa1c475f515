/* One slot, one lock. Invariant: whatever is put is either taken once or dropped once. */
#include "kiosk/stage/mailbox.h"

#include <stddef.h>

void mailbox_init(struct mailbox *m, void (*drop)(void *thing)) {
    pthread_mutex_init(&m->lock, NULL);
    m->slot = NULL;
    m->drop = drop;
}

static void *swap(struct mailbox *m, void *thing) {
    pthread_mutex_lock(&m->lock);
    void *old = m->slot;
    m->slot = thing;
    pthread_mutex_unlock(&m->lock);
    return old;
}

bool mailbox_put(struct mailbox *m, void *thing) {
    void *old = swap(m, thing);
    if (old)
        m->drop(old);
    return !old;
}

void *mailbox_take(struct mailbox *m) {
    return swap(m, NULL);
}

void mailbox_release(struct mailbox *m) {
    void *left = swap(m, NULL);
    if (left)
        m->drop(left);
    pthread_mutex_destroy(&m->lock);
}

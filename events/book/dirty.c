/* See dirty.h. Items and runs are few, so a linear look keeps them unique; people may repeat. */
#include "events/book/dirty.h"
#include <stdlib.h>
#include "lib/mem.h"

bool ids_has(const struct ids *ids, int64_t id) {
    for (size_t i = 0; i < ids->n; i++)
        if (ids->ids[i] == id) return true;
    return false;
}

static void add(struct ids *ids, int64_t id) {
    if (ids->n == ids->cap) {
        ids->cap = ids->cap ? ids->cap * 2 : 16;
        ids->ids = mem_resize(ids->ids, ids->cap, sizeof *ids->ids);
    }
    ids->ids[ids->n++] = id;
}

void dirty_person(struct dirty *d, int64_t person) {
    d->any = true;
    add(&d->people, person);
}

void dirty_item(struct dirty *d, int64_t item) {
    d->any = true;
    if (!ids_has(&d->items, item)) add(&d->items, item);
}

void dirty_run(struct dirty *d, int64_t run, int64_t item) {
    if (!ids_has(&d->runs, run)) add(&d->runs, run);
    dirty_item(d, item);
}

void dirty_clear(struct dirty *d) {
    d->any = d->all = d->settings = d->remotes = d->show = d->steps = false;
    d->paper = d->log = false;
    d->people.n = d->items.n = d->runs.n = 0;
}

void dirty_release(struct dirty *d) {
    free(d->people.ids);
    free(d->items.ids);
    free(d->runs.ids);
    *d = (struct dirty){0};
}

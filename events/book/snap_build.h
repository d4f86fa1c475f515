/* How a snapshot is put together from parts; unchanged parts are held again. Writer thread. */
#ifndef EVENTS_BOOK_SNAP_BUILD_H
#define EVENTS_BOOK_SNAP_BUILD_H
#include <stddef.h>
#include "events/book/part.h"
#include "events/book/write.h"

/* A snapshot with what it is made of; book_snap_release finds it from &snap. */
struct snap_box {
    struct part *self, *lists, *settings, *remotes, *people, *show;
    struct part **items;                     /* one per agenda item, in its order */
    size_t items_n;
    struct book_snap snap;
};
struct snap_lists {                          /* face of lists */
    const struct book_organisation *organisations; size_t organisations_n;
    const struct book_discipline *disciplines; size_t disciplines_n;
    const struct book_consent *consents; size_t consents_n;
};
struct snap_people {                         /* face of people */
    struct part *pool;                       /* names: grows with registrations, never moves */
    struct book_person *people; size_t n;
    uint32_t *slots; size_t slots_n;         /* by session hash; index + 1, 0 = free */
    int64_t present, municipalities;
};
struct snap_remotes { struct book_remote_row *rows; size_t n; };   /* face of remotes */
struct snap_item { struct book_item item; struct part **bodies; int64_t *runs; }; /* of an item */

struct part *snap_build_lists(struct db *d);
struct part *snap_build_settings(struct db *d);
struct part *snap_build_remotes(struct db *d);
struct part *snap_build_show(struct writer *w);
/* before NULL: all people anew; else before with w->dirty.people read again. */
struct part *snap_build_people(struct writer *w, struct part *lists, struct part *before);
/* before NULL: anew. now: the snapshot being built (people are in it). */
struct part *snap_build_item(struct writer *w, const struct book_snap *now, int64_t item,
                             struct part *before);
/* Options, cards and (when shown) results of a run. */
struct snap_body {
    const struct book_option *options; size_t options_n;
    const struct book_card *cards; size_t cards_n;
    int64_t points, people, municipalities;
};
struct part *snap_build_body(struct writer *w, const struct book_snap *now, int64_t run);
void snap_fill_results(struct writer *w, const struct run_row *run, struct snap_body *body,
                       struct book_option *options);

/* The whole: before NULL for the first. The caller owns one reference of the result. */
const struct book_snap *snap_build(struct writer *w, const struct book_snap *before);
const struct book_snap *snap_hold(const struct book_snap *snap);
#endif

/* Moderators' steps: what the handlers share. Writer thread. */
#ifndef EVENTS_BOOK_DO_STEP_H
#define EVENTS_BOOK_DO_STEP_H
#include "events/book/change.h"

struct stage {                   /* where we are when the step arrives */
    int64_t item, run;           /* shown item and its current run */
    int64_t position, pinned;
    bool blank, qr;
    struct run_row row;          /* of run */
};
typedef enum book_result step_do(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                                 struct book_reply *reply);
step_do step_run, step_walk, step_new_run, step_tie;                     /* step_run.c */
step_do step_release, step_release_all, step_hold, step_pin;             /* step_card.c */
step_do step_quote, step_edit;                                           /* step_card.c */
step_do step_take_option, step_drop_option;                              /* step_option.c */
step_do step_timer;                                                      /* step_timer.c */
step_do step_show, step_message, step_setting;                           /* step_show.c */
step_do step_undo;                                                       /* undo.c */

/* The event was closed for good: its votes are sealed, everybody was told that it is over. */
bool step_is_over(struct writer *w);
/* Shows another item: what belonged to the one before leaves the stage. */
void step_go(struct writer *w, struct stage *at, int64_t item);
/* The step U would take back, 0: none. */
int64_t undo_last(struct writer *w, enum rules_step *what, int64_t *run);
#endif

/* Inside of the book: what the writer thread's files share. Writer thread only, except where a
 * line says otherwise. A command's handler checks, decides with events/rules, writes, marks what
 * the next snapshot must rebuild (dirty_*) and returns a result; everything but BOOK_OK, BOOK_LATE
 * and BOOK_AGAIN rolls its savepoint back. */
#ifndef EVENTS_BOOK_WRITE_H
#define EVENTS_BOOK_WRITE_H
#include "events/book/book.h"
#include "events/book/db.h"
#include "events/book/dirty.h"
#include "events/rules/run.h"

struct run_row {                 /* a run as the transaction sees it */
    int64_t id, item;
    int number;
    enum rules_kind kind;
    enum rules_state state;
    enum rules_secrecy secrecy;
    enum rules_appear appear;
    enum rules_author author;
    bool sealed, discarded;
    int dots, per_option, cards_max, card_length, cut;
    int64_t opened_ms;
    int64_t options[BOOK_OPTIONS_MAX];
    size_t options_n;
};
struct writer_state {            /* not in the file; put back when a commit fails */
    enum rules_step confirm;     /* pressed once; RULES_STEPS: none */
    int64_t confirm_item, confirm_remote;
    struct clock_deadline confirm_until;
    uint64_t changed_version;    /* snapshot in which shown item, run or state last changed */
    int64_t changed_by;          /* and the remote that did it */
    uint64_t step_version;       /* snapshot of the last step of any kind */
    int64_t step_by;
    bool owed;                   /* a truncation of the WAL is owed */
};
struct writer {
    struct db *db;
    struct clock_time now;       /* of the batch: rules never look at a clock */
    const struct book_snap *snap;    /* the last one published */
    struct writer_state state;
    struct dirty dirty;
    struct run_row run;          /* cache of the last run used by participants; id 0: none */
    int64_t step;                /* log row of the command at work, 0: none */
    int changes;                 /* its step_before rows */
    bool disk_trouble;
};

typedef enum book_result book_do(struct writer *w, const struct book_cmd *cmd,
                                 struct book_reply *reply);
book_do do_register, do_take_over, do_leave, do_new_code;                /* do_person.c */
book_do do_card_add, do_card_edit, do_card_withdraw;                     /* do_card.c */
book_do do_ballot;                                                       /* do_ballot.c */
book_do do_step;                                                         /* do_step.c */
book_do do_remote_add, do_remote_bind, do_remote_revoke;                 /* do_remote.c */

/* run_row.c: false when there is no such run. run_cached keeps it for the next ballot. */
bool run_load(struct writer *w, int64_t run, struct run_row *out);
const struct run_row *run_cached(struct writer *w, int64_t run);
int64_t run_current(struct writer *w, int64_t item);
bool run_secret_ballots(const struct run_row *run);
bool run_secret_cards(const struct run_row *run);
/* A new prepared run of the item with copies of from's options (0: none); its id. */
int64_t run_create(struct writer *w, int64_t item, int64_t from);
/* Whether anybody has a ballot or card in it. */
bool run_touched(struct writer *w, int64_t run);

/* seal.c: in the caller's transaction. */
void seal_run(struct writer *w, int64_t run);
/* Cards released without a place (in the silent phase, after an early sealing) get one. */
void seal_place_rest(struct writer *w, int64_t run);
/* wake.c: what is overdue; ms until the next deadline (-1: none). */
void wake_overdue(struct writer *w);
int64_t wake_in_ms(struct writer *w);
/* False while a reader holds the WAL: again later. Outside of transactions. */
bool wake_truncate(struct writer *w);

/* writer.c; book.c calls them before the thread starts. */
bool writer_begin(struct writer *w);
bool writer_commit(struct writer *w);
#endif

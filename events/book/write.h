/* Inside of the book: what the writer thread's files share. Writer thread only, except where a
 * line says otherwise. A command's handler checks, decides with events/rules, writes, marks what
 * the next snapshot must rebuild (dirty_*) and returns a result; everything but BOOK_OK, BOOK_LATE
 * and BOOK_AGAIN rolls its savepoint back. */
#ifndef EVENTS_BOOK_WRITE_H
#define EVENTS_BOOK_WRITE_H
#include "events/book/book.h"
#include "events/book/db.h"
#include "events/book/dirty.h"
#include "events/book/run_row.h"

struct writer_state {            /* not in the file; put back when a commit fails */
    enum rules_step confirm;     /* pressed once; RULES_STEPS: none */
    int64_t confirm_item, confirm_remote;
    struct clock_deadline confirm_until;
    uint64_t changed_version;    /* snapshot in which shown item, run or state last changed */
    int64_t changed_by;          /* and the remote that did it, with remote 0 maybe an account */
    char changed_who[64];
    uint64_t step_version;       /* snapshot of the last step of any kind */
    int64_t step_by;
    char step_who[64];
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
    const char *account;         /* while a step is at work: whose at the desk, "" else */
    bool disk_trouble;
};

typedef enum book_result book_do(struct writer *w, const struct book_cmd *cmd,
                                 struct book_reply *reply);
book_do do_register, do_take_over, do_leave, do_new_code;                /* do_person.c */
book_do do_card_add, do_card_edit, do_card_withdraw;                     /* do_card.c */
/* A card as anybody may add it (desk_enter.c too): person 0 is nobody's, read aloud. OK, LATE
 * (held) or why not. */
struct card_wish { int64_t person, nonce; const char *text; enum rules_origin origin; bool late; };
enum book_result card_add(struct writer *w, const struct run_row *run, struct card_wish *wish,
                          int64_t *card);
book_do do_ballot;                                                       /* do_ballot.c */
book_do do_step;                                                         /* do_step.c */
book_do do_remote_add, do_remote_bind, do_remote_revoke;                 /* do_remote.c */
book_do do_desk;                                                         /* desk.c */

/* seal.c: in the caller's transaction. */
void seal_run(struct writer *w, int64_t run);
/* Cards released without a place (in the silent phase, after an early sealing) get one. */
void seal_place_rest(struct writer *w, int64_t run);
/* wake.c: what is overdue; ms until the next deadline (-1: none). */
void wake_overdue(struct writer *w);
/* A run that closes, or should: final at once. */
void wake_finish_closing(struct writer *w, int64_t run);
int64_t wake_in_ms(struct writer *w);
/* False while a reader holds the WAL: again later. Outside of transactions. */
bool wake_truncate(struct writer *w);
/* desk_close.c: names of a closed event go after its days; ms until then, -1: never. */
void close_forget(struct writer *w);
int64_t close_forget_in_ms(struct writer *w);

/* writer.c; book.c calls them before the thread starts. */
bool writer_begin(struct writer *w);
bool writer_commit(struct writer *w);
#endif

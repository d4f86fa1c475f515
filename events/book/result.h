/* What became of a wish: the answer to a struct book_cmd, after the commit. Plain values. */
#ifndef EVENTS_BOOK_RESULT_H
#define EVENTS_BOOK_RESULT_H
#include <stdint.h>

/* Why nothing changed - or BOOK_OK. The pages have a sentence for each (C-12). */
enum book_result {
    BOOK_OK,
    BOOK_AGAIN,             /* the same command was stored before: same answer, nothing written */
    BOOK_ASK_AGAIN,         /* first press of a step that needs two within 4 s */
    BOOK_LATE,              /* card came after close: stored as held, marked late */
    BOOK_NOT_OPEN,          /* not open (prepared, paused) */
    BOOK_OVER,              /* ballot after close: nothing stored */
    BOOK_OLD_REVISION,      /* 409: the stored ballot stays */
    BOOK_TOO_MANY_DOTS, BOOK_TOO_MANY_ON_OPTION, BOOK_NO_SUCH_OPTION,
    BOOK_TOO_MANY_CARDS, BOOK_TEXT_EMPTY, BOOK_TEXT_TOO_LONG, BOOK_NOT_YOURS,
    BOOK_NO_SUCH_CODE, BOOK_CODE_TAKEN, BOOK_REGISTRATION_CLOSED, BOOK_NAME_NEEDED,
    BOOK_STALE,             /* moderator saw an older state; reply names who changed it */
    BOOK_NOT_NOW,           /* the step makes no sense in this state ("erst schliessen") */
    BOOK_NO_OPTIONS,        /* a vote cannot open without options */
    BOOK_SEALED,            /* no re-opening after sealing */
    BOOK_NOTHING_TO_UNDO,
    BOOK_NOT_ALLOWED,       /* no such person, remote or right */
    BOOK_VOTED_PHONE,       /* this person voted by phone: no second way (4.0) */
    BOOK_VOTED_TABLET, BOOK_VOTED_DESK,
    BOOK_BAD_VALUE,         /* the desk: reply.where names the field */
    BOOK_NO_SUCH_THING,     /* the desk: removed meanwhile */
    BOOK_BUSY,              /* queue full: try again (503) */
    BOOK_CLOSED,            /* the book is closing (503) */
    BOOK_DISK               /* the commit failed: nothing was stored (503) */
};
struct book_reply {
    enum book_result result;
    int64_t id;             /* person, card, remote ... made or meant */
    uint64_t version;       /* snapshot in which it can be seen */
    int64_t saved_ms;       /* wall time of the commit */
    int64_t revision;       /* ballots: stored revision */
    int64_t by;             /* STALE: remote that changed it, 0 = stage keyboard */
    char who[64];           /* the desk's STALE: account that changed it */
    char where[32];         /* BAD_VALUE: the field */
};
#endif

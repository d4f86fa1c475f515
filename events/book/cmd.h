/* One wish to change an event: fixed size, so it can be queued and copied (only the desk's
 * carries a pointer, which is handed over). Times are
 * never in it: the writer thread passes its clock to the rules. */
#ifndef EVENTS_BOOK_CMD_H
#define EVENTS_BOOK_CMD_H
#include <stdbool.h>
#include <stdint.h>
#include "events/book/desk.h"
#include "events/book/result.h"
#include "events/rules/words.h"

enum {
    BOOK_HASH = 32,          /* lib/secret.h SECRET_HASH */
    BOOK_OPTIONS_MAX = 128,  /* options of one run */
    BOOK_NAME_MAX = 244,     /* bytes incl. NUL: 60 graphemes */
    BOOK_TEXT_MAX = 1664,    /* bytes incl. NUL: 400 graphemes with marks */
    BOOK_CONSENTS_MAX = 8
};

enum book_verb {
    BOOK_REGISTER, BOOK_TAKE_OVER, BOOK_LEAVE,
    BOOK_CARD_ADD, BOOK_CARD_EDIT, BOOK_CARD_WITHDRAW,
    BOOK_BALLOT,
    BOOK_STEP,                                   /* a moderator's step */
    BOOK_REMOTE_ADD, BOOK_REMOTE_BIND, BOOK_REMOTE_REVOKE,
    BOOK_NEW_CODE, BOOK_DESK                     /* a new personal code; the organisers' desk */
};

struct book_register {
    char name[BOOK_NAME_MAX];                    /* cleaned; "" where the event allows it */
    int64_t organisation;                        /* 0: none or typed */
    char organisation_text[BOOK_NAME_MAX];       /* typed, "" if chosen */
    int64_t discipline;                          /* 0: none */
    uint8_t consents[BOOK_CONSENTS_MAX];         /* by position of the event's consent lines */
    unsigned char session_hash[BOOK_HASH];       /* new session */
    unsigned char code_hash[BOOK_HASH];          /* of the canonical personal code */
};
struct book_take_over { unsigned char code_hash[BOOK_HASH], session_hash[BOOK_HASH]; };
struct book_card_cmd {
    int64_t item, run, card;                     /* what the phone saw; card: EDIT, WITHDRAW */
    char text[BOOK_TEXT_MAX];                    /* cleaned */
    enum rules_origin origin;
};
struct book_ballot {
    int64_t item, run, revision;                 /* revision: rendered as stored + 1 */
    uint16_t options;                            /* number of entries below */
    struct { int64_t option; uint16_t points; } dots[BOOK_OPTIONS_MAX]; /* zeros: as left out */
    enum rules_origin origin;
};
/* What the moderator saw; a stale one changes nothing (methods.md, Next and back). */
struct book_seen { int64_t item, run; enum rules_state state; uint64_t version; bool by_version; };
struct book_step {
    enum rules_step step;
    int64_t arg, arg2;
    struct book_seen seen;
    char text[BOOK_TEXT_MAX];
    char account[64];                            /* from the desk: who; then remote is 0 */
};
struct book_remote {
    unsigned char token_hash[BOOK_HASH], session_hash[BOOK_HASH]; int64_t remote;
    char label[BOOK_NAME_MAX], account[64];      /* account: from the desk, who */
    bool stage, tablet;
};

struct book_cmd {
    enum book_verb verb;
    int64_t person, remote;                      /* which participant, which moderator; 0: none */
    int64_t nonce;                              /* of the form; 0 = none. Same nonce, same answer */
    union {
        struct book_register reg;
        struct book_take_over take;
        struct book_card_cmd card;
        struct book_ballot ballot;
        struct book_step step;
        struct book_remote remote_cmd;
        struct { unsigned char code_hash[BOOK_HASH]; } code;
        struct book_desk desk;
    } as;
};
#endif

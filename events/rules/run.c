/* methods.md, "Next, back and the keys", as a table: a row per state, a column per step. Pure. */
#include "events/rules/run.h"

enum { NO = RULES_STEPS };  /* nothing happens */
#define S(word) RULES_STEP_##word
enum column { NEXT, OPEN, PAUSE, O_KEY, CLOSE, REOPEN, REVEAL, NEW_RUN, CLEAR, COLUMNS };

static const unsigned char moves[][COLUMNS] = {
    /*                  next        OPEN     PAUSE     O          C         REOPEN     R
     *                  NEW_RUN, CLEAR */
    [RULES_PREPARED] = {S(OPEN),   S(OPEN), NO,       S(OPEN),   NO,       NO,        NO,        NO,
                        NO},
    [RULES_OPEN] =     {S(CLOSE),  NO,      S(PAUSE), S(PAUSE),  S(CLOSE), NO,        NO,        NO,
                        NO},
    [RULES_PAUSED] =   {S(OPEN),   S(OPEN), NO,       S(OPEN),   S(CLOSE), NO,        NO,        NO,
                        S(CLEAR)},
    [RULES_CLOSING] =  {NO,        NO,      NO,       NO,        NO,       NO,        NO,        NO,
                        NO},
    [RULES_CLOSED] =   {S(REVEAL), NO,      NO,       S(REOPEN), NO,       S(REOPEN), S(REVEAL),
                        S(NEW_RUN), S(CLEAR)},
    [RULES_REVEALED] = {S(NEXT),   NO,      NO,       NO,        NO,       NO,        NO,
                        S(NEW_RUN), S(CLEAR)},
    [RULES_ARCHIVED] = {NO, NO, NO, NO, NO, NO, NO, NO, NO},
};

static int column_of(enum rules_step step) {
    switch (step) {
    case S(NEXT): return NEXT;
    case S(OPEN): return OPEN;
    case S(PAUSE): return PAUSE;
    case S(OPEN_OR_PAUSE): return O_KEY;
    case S(CLOSE): return CLOSE;
    case S(REOPEN): return REOPEN;
    case S(REVEAL): return REVEAL;
    case S(NEW_RUN): return NEW_RUN;
    case S(CLEAR): return CLEAR;
    default: return -1;
    }
}

static bool twice(enum rules_step step) {
    return step == S(CLOSE) || step == S(REOPEN) || step == S(CLEAR);
}

bool rules_kind_collects(enum rules_kind kind) {
    return kind == RULES_VISIONS || kind == RULES_DOTS;
}

struct rules_move rules_run_move(const struct rules_run *run, enum rules_step step) {
    struct rules_move move = {RULES_NOT_NOW, step};
    int column = column_of(step);
    if (column < 0) return move;
    if (!rules_kind_collects(run->kind)) {
        if (step == S(NEXT)) move.verdict = RULES_DO;
        return move;
    }
    unsigned char to = moves[run->state][column];
    if (run->over && (to == S(OPEN) || to == S(REOPEN) || to == S(NEW_RUN)))
        to = step == S(NEXT) ? S(NEXT) : NO;    /* looking back only: on to what comes after it */
    if (to == NO) return move;
    move.step = to;
    if (to == S(OPEN) && run->kind == RULES_DOTS && run->options == 0)
        move.verdict = RULES_NO_OPTIONS;
    else if (to == S(REOPEN) && run->sealed) move.verdict = RULES_IS_SEALED;
    else if (twice(to) && run->confirm != to) move.verdict = RULES_ASK;
    else move.verdict = RULES_DO;
    return move;
}

enum rules_state rules_run_after_closing(enum rules_kind kind, enum rules_appear appear) {
    return kind == RULES_VISIONS && appear != RULES_REVEAL ? RULES_REVEALED : RULES_CLOSED;
}

bool rules_run_takes(enum rules_state state) {
    return state == RULES_OPEN || state == RULES_CLOSING;
}

enum rules_verdict rules_run_undo(enum rules_step step, enum rules_state now, bool sealed) {
    switch (step) {
    case S(OPEN): case S(PAUSE): case S(REOPEN):
        return now == RULES_OPEN || now == RULES_PAUSED ? RULES_DO : RULES_NOT_NOW;
    case S(CLOSE):
        if (sealed) return RULES_IS_SEALED;
        return now == RULES_CLOSING || now == RULES_CLOSED ? RULES_DO : RULES_NOT_NOW;
    case S(REVEAL):
        return now == RULES_REVEALED ? RULES_DO : RULES_NOT_NOW;
    default:
        return RULES_DO;
    }
}

enum rules_appear rules_appear_resolve(enum rules_appear appear, int64_t present) {
    if (appear != RULES_APPEAR_AUTO) return appear;
    return present > RULES_RELEASE_ABOVE ? RULES_RELEASE : RULES_LIVE;
}

enum rules_card rules_card_begins(enum rules_appear appear, bool late) {
    if (late) return RULES_HELD;
    return appear == RULES_RELEASE ? RULES_WAITING : RULES_SHOWN;
}

/* Runs as the writer's transaction sees them. Writer thread only. */
#ifndef EVENTS_BOOK_RUN_ROW_H
#define EVENTS_BOOK_RUN_ROW_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "events/book/cmd.h"
#include "events/rules/run.h"

struct writer;
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
#endif

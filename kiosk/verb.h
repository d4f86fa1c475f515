/* The verbs of punktum: one file and one const row each; main.c holds the list. Main thread. */
#ifndef KIOSK_VERB_H
#define KIOSK_VERB_H
#include "lib/opt.h"

enum verb_exit { VERB_OK = 0, VERB_FAILED = 1, VERB_USAGE = 2, VERB_CONFIG = 78 };
struct verb {
    const char *name;
    const char *arguments;          /* "FILE [--port N]": for the usage line */
    const char *help;               /* one sentence; NULL: for the program itself */
    const struct opt_row *rows;     /* ended by name NULL */
    int args_min, args_max;         /* plain arguments */
    int (*run)(const struct opt *o);
};
extern const struct verb verb_run, verb_serve, verb_new, verb_check, verb_export, verb_backup,
    verb_replay, verb_audience, verb_doctor, verb_picture, verb_print;
#endif

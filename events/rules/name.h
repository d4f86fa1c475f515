/* Text forms, on disk and in JSON, of the words that words.h has no name function for. */
#ifndef EVENTS_RULES_NAME_H
#define EVENTS_RULES_NAME_H
#include <stdbool.h>
#include "events/rules/words.h"

const char *rules_secrecy_name(enum rules_secrecy secrecy);   /* "secret" "named" "mood" */
const char *rules_appear_name(enum rules_appear appear);      /* "auto" "release" "live" "reveal" */
const char *rules_author_name(enum rules_author author);      /* "name" "city" "anonymous" */
const char *rules_card_name(enum rules_card state);           /* "waiting" "shown" "held" ... */
const char *rules_origin_name(enum rules_origin origin);      /* "phone" "tablet" "desk" "hands" */
const char *rules_tie_name(enum rules_tie tie);               /* "undecided" "all" ... */

/* False (and out untouched) for an unknown text. */
bool rules_state_from_name(const char *name, enum rules_state *out);
bool rules_secrecy_from_name(const char *name, enum rules_secrecy *out);
bool rules_appear_from_name(const char *name, enum rules_appear *out);
bool rules_author_from_name(const char *name, enum rules_author *out);
bool rules_card_from_name(const char *name, enum rules_card *out);
bool rules_origin_from_name(const char *name, enum rules_origin *out);
bool rules_tie_from_name(const char *name, enum rules_tie *out);
#endif

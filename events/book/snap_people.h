/* The people of a snapshot and the words they chose from. Read-only, any thread (see snap.h). */
#ifndef EVENTS_BOOK_SNAP_PEOPLE_H
#define EVENTS_BOOK_SNAP_PEOPLE_H
#include <stdbool.h>
#include <stdint.h>
#include "events/book/cmd.h"
#include "events/rules/words.h"

struct book_organisation {
    int64_t id;
    const char *name;
    const char *municipality;                 /* NULL: none */
    const char *letters;
};
struct book_discipline { int64_t id; const char *name; };
struct book_consent { const char *key, *text; bool choice /* quote: none, anonymous, named */; };
struct book_person {
    int64_t id;
    const char *name;                         /* "" without */
    int64_t organisation, discipline;         /* 0: none */
    const char *organisation_name;            /* chosen or typed, "" without */
    const char *municipality, *letters;       /* NULL without */
    const char *discipline_name;
    uint8_t consents[BOOK_CONSENTS_MAX];
    bool present;
    const char *function, *email, *role;      /* role: "guest", "speaker", "helper", ... */
    const char *languages;                    /* "de tr": events/rules/languages.h */
    bool no_phone, erased, coded;             /* coded: has a personal code */
    enum rules_origin origin;                 /* registered by phone or at the desk */
    int64_t batch;                            /* import, 0 */
    int64_t presence_ms, rev;                 /* came or went; the desk's last change */
    unsigned char session_hash[BOOK_HASH];    /* the phone in force */
    int64_t session;                          /* its number: changes with every take-over */
};
struct book_remote_row {
    int64_t id;
    const char *label;
    int64_t created_ms, seen_ms;
    bool revoked, bound, stage, tablet;
    unsigned char token_hash[BOOK_HASH], session_hash[BOOK_HASH];
};
#endif

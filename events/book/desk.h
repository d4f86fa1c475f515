/* Wishes of the organisers' desk. They carry JSON because they are rare and long; each row of
 * desk.c names its handler. Texts in data are as typed: handlers clean and check them by the rows
 * of events/rules/setting.h and refuse with BOOK_BAD_VALUE (reply.where names the field). Each is
 * one row of the log, with the account and never a person's words. seen: the rev the organiser saw
 * (0: do not check); another one now gives BOOK_STALE with reply.who. */
#ifndef EVENTS_BOOK_DESK_H
#define EVENTS_BOOK_DESK_H
#include <jansson.h>
#include <stdint.h>

enum book_desk_what {
    BOOK_SET,               /* data {name: "value"}: settings of the event (desk_set.c) */
    /* desk_item.c; columns as in rules_item_setting, values as text */
    BOOK_ITEM_ADD,          /* {kind, after: item or 0, column: "value", options: ["..."]} */
    BOOK_ITEM_SET,          /* id, seen; {column: "value", options: [...], options_from: item} */
    BOOK_ITEM_MOVE,         /* id; {after: item, 0 = to the front} */
    BOOK_ITEM_COPY,         /* id: a copy behind it, with its options */
    BOOK_ITEM_REMOVE, BOOK_ITEM_RESTORE,  /* id; what was collected stays in the file */
    /* desk_list.c; {list: "organisation" | "discipline"} */
    BOOK_LIST_ADD,          /* {list, name, municipality, letters, typed: ["text"]} */
    BOOK_LIST_SET,          /* id, {list, ...} */
    BOOK_LIST_REMOVE,       /* id, {list}: only when nobody belongs to it (BOOK_NOT_NOW) */
    BOOK_LIST_MERGE,        /* id = the one that stays; {list, others: [ids], typed: ["text"]} */
    BOOK_CONSENTS,          /* {consents: [{key, text}]}: only before anybody answered */
    /* desk_person.c */
    BOOK_PERSON_ADD,        /* {name, organisation | organisation_text, discipline, function, email,
                             * role, languages, no_phone, consents: {key: n}, check_in,
                             * code_hash: hex} */
    BOOK_PERSON_SET,        /* id, seen; the same keys */
    BOOK_PERSON_CODE,       /* id; {code_hash: hex}: a new personal code (badge); or many at once:
                             * {codes: [{id, hash}]} */
    BOOK_CHECK_IN,          /* id; {no_phone: true}; BOOK_AGAIN when present already */
    BOOK_CHECK_OUT, BOOK_CHECK_UNDO,  /* id: takes the last of these back; seen = presence_ms */
    BOOK_IMPORT,            /* seen = greatest person's id + 1; {file, lists: unknown ones join
                             * them, people: [{..., discipline_text, municipality}]}: one batch;
                             * reply.id, reply.revision how many */
    BOOK_IMPORT_UNDO,       /* id = batch: only those who did not come yet; reply.revision left */
    BOOK_ERASE,             /* id: name, words, sessions, codes; cards lose the name */
    /* desk_enter.c */
    BOOK_ENTER_CARD,        /* id = person or 0; {item, run, text, nonce}; reply.id = item */
    BOOK_ENTER_BALLOT,      /* id = person; {item, run, revision, nonce, dots: {"option id": n}} */
    BOOK_HANDS,             /* id = run; {people: n, points: {"option id": n}}: shown of hands */
    /* desk_paper.c */
    /* SET changes only the keys given; after: the id before it, 0 = to the front. Texts not
     * written yet have rev -1. */
    BOOK_TEXT_SET,          /* {key, title, body, included}, seen: a chapter */
    BOOK_TEXT_ORDER,        /* {keys: [...]}: all of them, in their order */
    BOOK_VOICE_SET,         /* id or 0 = new, seen; {heading, text, attribution, person, card,
                             * included, after} */
    BOOK_VOICE_REMOVE,      /* id */
    BOOK_TABLE_SET,         /* id or 0, seen; {title, dated, source, body (CSV), notes, included,
                             * after} */
    BOOK_TABLE_REMOVE,
    BOOK_PICTURE_ADD,       /* {chapter, caption, alt, jpeg | png: bytes, width, height} */
    BOOK_PICTURE_SET,       /* id, seen; {chapter, caption, alt, included, after} */
    BOOK_PICTURE_REMOVE,
    /* desk_close.c */
    BOOK_EVENT_CLOSE,       /* closes and seals every run, sets closed_ms; twice = BOOK_AGAIN */
    BOOK_ANONYMISE,         /* after close: names, e-mails, sessions, codes are gone for good */
    BOOK_DESK_WHATS
};
struct book_desk {
    enum book_desk_what what;
    int64_t id, seen;
    char account[64];       /* who, for the log */
    json_t *data;           /* handed over to book_submit, whatever it answers; may be NULL */
};
/* "item_set": in the log and for scripts. */
const char *book_desk_name(enum book_desk_what what);
#endif

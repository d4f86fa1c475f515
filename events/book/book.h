/* One event file: writer thread, group commit, snapshots. The face of the room. */
#ifndef EVENTS_BOOK_BOOK_H
#define EVENTS_BOOK_BOOK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "events/book/cmd.h"
#include "events/book/snap.h"
#include "lib/str.h"

struct book;
enum book_open { BOOK_OPENED, BOOK_NO_FILE, BOOK_LOCKED, BOOK_NOT_AN_EVENT, BOOK_DAMAGED,
                 BOOK_NEWER, BOOK_OPEN_FAILED };
/* Opens (and migrates) an event file and starts its writer thread: lock against a second process,
 * quick_check, overdue closings and sealings, owed truncation, then the first snapshot.
 * published (may be NULL) is called on the writer thread after each new snapshot. */
enum book_open book_open(struct book **out, const char *path,
                         void (*published)(void *ctx, const struct book_snap *before,
                                           const struct book_snap *now),
                         void *ctx);
/* Queue closed (submit answers BOOK_CLOSED), drained, writer joined; snapshots and reads still
 * work, so that requests already resumed can answer. Then http_stop, then book_close. */
void book_stop(struct book *b);
/* book_stop if that was not done, file closed, b freed: nobody may use it any more. */
void book_close(struct book *b);
/* "SQLite 3.40.1", for --version. */
const char *book_engine(void);

/* Hands a copy of cmd to the writer. done is called exactly once: on the writer thread after the
 * commit, or at once on this thread with BOOK_BUSY or BOOK_CLOSED. Never blocks on the disk. */
void book_submit(struct book *b, const struct book_cmd *cmd,
                 void (*done)(void *ctx, const struct book_reply *reply), void *ctx);
/* The same and waits: for tests and verbs, never on a pool thread. */
struct book_reply book_submit_wait(struct book *b, const struct book_cmd *cmd);

/* The newest snapshot, one reference for the caller. Wait-free for practical purposes. */
const struct book_snap *book_snap(struct book *b);
void book_snap_release(const struct book_snap *snap);

/* A person's stored ballot in a run (for the person alone): points per option of the run, in its
 * order; revision 0 and zeros when there is none; origin: the way it came, when voted. Read
 * connection; may be called on a pool thread. */
struct book_own { int64_t revision; bool voted; enum rules_origin origin;
                  uint16_t points[BOOK_OPTIONS_MAX]; };
bool book_own_ballot(struct book *b, int64_t run, int64_t person, struct book_own *out);

/* Whose personal code that hash belongs to, 0: nobody's; *old: a newer one is in force. Read
 * connection; may be called on a pool thread. */
int64_t book_code_person(struct book *b, const unsigned char hash[BOOK_HASH], bool *old);

/* A private copy without what is unsealed (architecture.md, Programs), VACUUMed, at path (must not
 * exist). Waits; not on a pool or writer thread. False with a sentence in error. */
bool book_copy(struct book *b, const char *path, char *error, size_t size);
/* The same from a closed file. */
bool book_copy_file(const char *from, const char *path, char *error, size_t size);

/* Creates an event file from an event JSON (checked before). False with a sentence in error. */
bool book_create(const char *path, const char *json_text, size_t len, char *error, size_t size);
/* Checks an event JSON: appends one line per finding ("$.items[3].dots: 0 is below 1") to out;
 * true when it can be used. */
bool book_check_json(struct str *out, const char *json_text, size_t len);
/* Checks an event file (not open elsewhere): application_id, version, quick_check, constraints. */
bool book_check_file(struct str *out, const char *path);
#endif

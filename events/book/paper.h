/* What the documentation is made of beside the event itself: chapters' texts, voices, comparison
 * tables, pictures. Read on a read connection (any thread); one owner. */
#ifndef EVENTS_BOOK_PAPER_H
#define EVENTS_BOOK_PAPER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "events/book/book.h"

/* A chapter; keys: foreword summary project programme items voices agreements outlook checklist
 * tables contacts contributors imprint impressions, "item-ID" (beside an item), "free-N". */
struct book_text { char *key, *title, *body; bool included; int64_t position, rev; };
struct book_voice { int64_t id, person, card, rev; char *heading, *text, *attribution;
                    bool included; };
struct book_table { int64_t id, rev; char *title, *dated, *source, *body, *notes; bool included; };
struct book_picture { int64_t id, rev, position; char *chapter, *caption, *alt; bool png, included;
                      int width, height; size_t len; };
/* Origins of what a run got, -1 where hidden (below five); show of hands apart. */
struct book_origin { int64_t run, phone, tablet, desk, paper; };
struct book_hands { int64_t run, option, people, points; };
struct book_paper {
    struct book_text *texts; size_t texts_n;             /* in their order */
    struct book_voice *voices; size_t voices_n;
    struct book_table *tables; size_t tables_n;
    struct book_picture *pictures; size_t pictures_n;    /* without their bytes */
    struct book_origin *origins; size_t origins_n;
    struct book_hands *hands; size_t hands_n;
};
/* False when the file cannot be read. */
bool book_paper(struct book *b, struct book_paper *out);
void book_paper_release(struct book_paper *p);
/* A picture's bytes; the caller frees. NULL: no such picture. */
unsigned char *book_picture(struct book *b, int64_t id, size_t *len);
/* The log of desk and moderators, newest first (log.c); visit returns false to stop. who: account
 * or name of a remote ("#3" without one), "" = the stage's keyboard or the program; what: a word of
 * book_desk_name or rules_step_name, or "remote_add", "_bind", "_revoke"; item: title of what it is
 * about, or "". */
struct book_log_row { int64_t id, at_ms; const char *who, *what, *note, *item; int64_t subject;
                      bool step, undone; };
void book_log(struct book *b, bool (*visit)(void *ctx, const struct book_log_row *row), void *ctx);
#endif

/* What the handlers of the documentation share. Writer thread. */
#ifndef EVENTS_BOOK_DESK_PAPER_H
#define EVENTS_BOOK_DESK_PAPER_H
#include "events/book/desk_do.h"

enum { PAPER_TITLE = 160, PAPER_LINE = 300, PAPER_BODY = 40000, PAPER_VOICE = 800,
       PAPER_CELLS = 20000, PAPER_NOTES = 4000, PAPER_ROWS_MAX = 400,
       PAPER_PICTURE_MAX = 24 << 20, PAPER_PICTURES_MAX = 500 };

/* A text of data cleaned into dst; dst stays as it is (the stored one) when data has no such key.
 * False, with the field named in reply, when it is not one or too long. */
bool paper_text(const struct book_desk *desk, const char *key, size_t max, enum utf8_lines lines,
                struct str *dst, struct book_reply *reply);
/* A flag of data; the stored one when there is no such key. */
bool paper_flag(const struct book_desk *desk, const char *key, bool stored);
/* Before a person's name goes (0: everybody's): voices of theirs lose person and name; of one alone
 * they are left out, of all they keep the organisation if they might be quoted. */
void paper_forget_voices(struct writer *w, int64_t person);
/* True for a chapter's key: a fixed one, "item-ID" of an item, "free-N"; or 'logo' if allowed. */
bool paper_chapter_known(struct writer *w, const char *key, bool logo);
#endif

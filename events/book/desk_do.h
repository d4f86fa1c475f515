/* Handlers of the desk's wishes, one per row of desk.c. Writer thread. A handler checks, writes,
 * calls desk_changed for what the next snapshot must rebuild, and returns; the log row is desk.c's.
 * reply->id: what was made or meant; reply->revision: its new rev. */
#ifndef EVENTS_BOOK_DESK_DO_H
#define EVENTS_BOOK_DESK_DO_H
#include "events/book/write.h"
#include "lib/str.h"
#include "lib/utf8.h"

typedef enum book_result desk_do(struct writer *w, const struct book_desk *desk,
                                 struct book_reply *reply);
desk_do desk_set;                                                        /* desk_set.c */
desk_do desk_item_add, desk_item_set, desk_item_move, desk_item_copy, desk_item_remove,
    desk_item_restore;                                                   /* desk_item.c */
desk_do desk_list_add, desk_list_set, desk_list_remove, desk_list_merge; /* desk_list.c */
desk_do desk_consents;                                                   /* desk_consent.c */
desk_do desk_person_add, desk_person_set, desk_person_code, desk_erase;  /* desk_person.c */
desk_do desk_check_in, desk_check_out, desk_check_undo;                  /* desk_presence.c */
desk_do desk_import, desk_import_undo;                                   /* desk_import.c */
desk_do desk_enter_card, desk_enter_ballot, desk_hands;                  /* desk_enter.c */
desk_do desk_text_set, desk_text_order, desk_voice_set, desk_voice_remove, desk_table_set,
    desk_table_remove, desk_picture_add, desk_picture_set, desk_picture_remove; /* desk_paper.c */
desk_do desk_event_close, desk_anonymise;                                /* desk_close.c */

/* desk.c: for handlers. */
/* Agenda, lists, everything: rebuilt whole (rare, and small beside the people). */
void desk_changed_all(struct writer *w);
/* The paper part: browsers at the desk hear of it. */
void desk_changed_paper(struct writer *w);
/* BOOK_OK when seen is 0 or equals rev; else BOOK_STALE with who, from the log. */
enum book_result desk_fresh(struct writer *w, const struct book_desk *desk, int64_t rev,
                            struct book_reply *reply);
/* BOOK_BAD_VALUE, naming the field. */
enum book_result desk_bad(struct book_reply *reply, const char *where);
/* A text of data, cleaned as phones' are; "" is fine. False when missing, not text or longer than
 * max graphemes. dst is emptied first. */
bool desk_text(const struct book_desk *desk, const char *key, size_t max, enum utf8_lines lines,
               struct str *dst);
#endif

/* What the desk's files about people share. Writer thread. */
#ifndef EVENTS_BOOK_DESK_PERSON_H
#define EVENTS_BOOK_DESK_PERSON_H
#include "events/book/desk_do.h"

/* A list of the event by folded name ("typed five ways"); loaded once per command. */
struct desk_list { struct { int64_t id; char *folded; } *rows; size_t n, cap; bool organisations; };
void desk_list_load(struct writer *w, struct desk_list *list, bool organisations);
/* Id of the row called that, 0: none. */
int64_t desk_list_find(const struct desk_list *list, const char *name);
/* A new row (municipality NULL or "": none), kept in the list; its id. */
int64_t desk_list_new(struct writer *w, struct desk_list *list, const char *name,
                      const char *municipality);
void desk_list_release(struct desk_list *list);

/* Newest row of presence becomes that, if it is not yet. False: it was. */
bool desk_present(struct writer *w, int64_t person, int yes);
/* A personal code's hash in hex; refuses one that was ever used. */
enum book_result desk_give_code(struct writer *w, int64_t person, const char *hex,
                                struct book_reply *reply);
/* Writes a new person from the keys of data (as BOOK_PERSON_ADD), lists loaded by the caller; with
 * grow unknown organisations and disciplines (discipline_text) join the lists. */
struct desk_newcomer { struct desk_list *organisations, *disciplines; bool grow; int64_t batch; };
enum book_result desk_person_new(struct writer *w, const struct book_desk *desk,
                                 const struct desk_newcomer *how, struct book_reply *reply);
#endif

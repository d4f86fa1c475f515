/* The control socket beside an event file: while a server has the event open, `backup` and `export`
 * ask it for a private copy (architecture.md, Programs). One thread in the server. */
#ifndef KIOSK_CONTROL_H
#define KIOSK_CONTROL_H
#include <stdbool.h>
#include <stddef.h>
#include "events/book/book.h"

struct control;
/* Listens on FILE.socket (0600). NULL when it cannot (a line is logged): the event runs all the
 * same. Borrows the book. */
struct control *control_start(const char *event_path, struct book *book);
/* Before book_close. NULL is fine. */
void control_stop(struct control *c);

/* Asks the server that has the event open for a copy at path (absolute). */
enum control_asked { CONTROL_DONE, CONTROL_NOBODY, CONTROL_REFUSED };
enum control_asked control_copy(const char *event_path, const char *path, char *error, size_t size);
/* By the server, or, when nobody has the event open, from the closed file. */
bool control_copy_any(const char *event_path, const char *path, char *error, size_t size);
#endif

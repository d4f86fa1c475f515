/* What the stage's text boxes say about an item: inside of the agenda's room, and for its test. */
#ifndef ADMIN_AGENDA_FIT_H
#define ADMIN_AGENDA_FIT_H
#include "admin/agenda/room.h"

struct agenda_fit_seen { int pages, title_px; bool title_cut, cut; };
/* From the output of punktum-stage --render --boxes at 1920x1080; of several scenes the one of that
 * name (NULL: there is only one). */
struct agenda_fit_seen agenda_fit_read(const char *boxes, const char *name);
/* As sentences: an array, empty when all is well. */
json_t *agenda_fit_sentences(const struct agenda_fit_seen *seen, enum rules_kind kind,
                             const struct lang *lang);
/* Worker: keeps what the boxes say under the scene's name. */
bool agenda_fit_keep(const struct desk *d, const char *name, const char *boxes);
#endif

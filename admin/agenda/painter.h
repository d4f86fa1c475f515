/* A punktum-stage that is kept warm to draw pictures: fonts are looked for once, not with every key
 * somebody types. A process of its own all the same: what breaks it costs one picture. */
#ifndef ADMIN_AGENDA_PAINTER_H
#define ADMIN_AGENDA_PAINTER_H
#include <stdbool.h>
#include "lib/str.h"

struct painter;
/* program: path of punktum-stage, borrowed. Nothing is started before the first picture. */
struct painter *painter_new(const char *program);
void painter_free(struct painter *p);
/* Draws the scene in the file into a PNG, size "960x540"; at most ms. False: it could not be made;
 * the next one begins anew. Any thread, one at a time. */
bool painter_draw(struct painter *p, const char *size, const char *scene, const char *png, int ms);
/* The list of text boxes of one scene or an array of them, as --boxes prints it. */
bool painter_boxes(struct painter *p, const char *size, const char *scene, struct str *boxes,
                   int ms);
#endif

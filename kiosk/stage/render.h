/* --render and --boxes: any scene without a window. Main thread. */
#ifndef KIOSK_STAGE_RENDER_H
#define KIOSK_STAGE_RENDER_H
#include <stdbool.h>

/* Lays out the scene in the file (or each of an array of scenes) for width x height. With boxes its
 * text boxes go to standard output, else the scene is painted to the PNG out_png. A scene may hold
 * "local" {page, cursor, test_card, connection, typing}: what only a stage knows. Returns the exit
 * code: 0 well, 1 findings or a broken scene or file. */
int render_main(const char *scene_path, int width, int height, const char *out_png, bool boxes);
#endif

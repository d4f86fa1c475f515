/* --render and --boxes: any scene without a window. Main thread. */
#ifndef KIOSK_STAGE_RENDER_H
#define KIOSK_STAGE_RENDER_H
#include <stdbool.h>

/* Lays out the scene in the file (or each of an array of scenes) for width x height. With boxes its
 * text boxes go to standard output, else the scene is painted to the PNG out_png. A scene may hold
 * "local" {page, cursor, test_card, connection, typing}: what only a stage knows. Returns the exit
 * code: 0 well, 1 findings or a broken scene or file. */
int render_main(const char *scene_path, int width, int height, const char *out_png, bool boxes);
/* Draws as asked by descriptor 3, "WxH TAB SCENE.json TAB OUT.png" a line, until it closes; without
 * OUT.png the text boxes are printed. Each is answered by a line "0" or "1" on standard output, as
 * render_main would end. Exit code. */
int render_pictures(void);
/* "1920x1080" */
bool render_size(const char *text, int *width, int *height);
#endif

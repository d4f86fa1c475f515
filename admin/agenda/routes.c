/* Routes of the desk's room for the agenda. Pool threads. */
#include "admin/agenda/pages.h"
#include "admin/agenda/room.h"

enum { FORM = 64 * 1024, SHORT = 4 * 1024 };

const struct http_route desk_agenda_routes[] = {
    { HTTP_GET,  "/e/*",                    agenda_get_start,     0,     0 },
    { HTTP_GET,  "/e/*/overview",           agenda_get_overview,  0,     0 },
    { HTTP_GET,  "/e/*/agenda",             agenda_get,           0,     0 },
    { HTTP_GET,  "/e/*/agenda/programme",   agenda_get_programme, 0,     0 },
    { HTTP_GET,  "/e/*/agenda/script",      agenda_get_script,    0,     0 },
    { HTTP_GET,  "/e/*/agenda/run",         agenda_get_run,       0,     0 },
    { HTTP_POST, "/e/*/agenda/add",         agenda_post_add,      SHORT, 0 },
    { HTTP_POST, "/e/*/agenda/fit",         agenda_post_fit,      SHORT, 0 },
    { HTTP_GET,  "/e/*/agenda/picture/*",   agenda_get_picture,   0,     0 },
    { HTTP_GET,  "/e/*/agenda/*",           agenda_get_item,      0,     0 },
    { HTTP_POST, "/e/*/agenda/*/set",       agenda_post_set,      FORM,  0 },
    { HTTP_POST, "/e/*/agenda/*/move",      agenda_post_move,     SHORT, 0 },
    { HTTP_POST, "/e/*/agenda/*/copy",      agenda_post_copy,     SHORT, 0 },
    { HTTP_POST, "/e/*/agenda/*/take",      agenda_post_take,     SHORT, 0 },
    { HTTP_POST, "/e/*/agenda/*/remove",    agenda_post_remove,   SHORT, 0 },
    { HTTP_POST, "/e/*/agenda/*/restore",   agenda_post_restore,  SHORT, 0 },
    { HTTP_POST, "/e/*/agenda/*/picture",   agenda_post_picture,  FORM,  0 },
    { HTTP_GET,  "/e/*/agenda/*/stage.png", agenda_get_stage,     0,     0 },
    { HTTP_GET,  "/e/*/rehearsal",          agenda_get_rehearsal, 0,     0 },
    { HTTP_POST, "/e/*/rehearsal",          agenda_post_rehearsal, SHORT, 0 },
    { HTTP_POST, "/rehearsal/end",          agenda_post_rehearsal_end, SHORT, 0 },
    { 0, NULL, NULL, 0, 0 }
};

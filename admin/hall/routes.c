/* Routes of the desk's room for cards, results, log and entry. Pool threads. */
#include "admin/hall/room.h"

enum { FORM_MAX = 32768 };

const struct http_route desk_hall_routes[] = {
    { HTTP_GET,  "/e/*/cards",   hall_get_cards,   0,        0 },
    { HTTP_POST, "/e/*/cards",   hall_post_cards,  FORM_MAX, 0 },
    { HTTP_GET,  "/e/*/results", hall_get_results, 0,        0 },
    { HTTP_GET,  "/e/*/hands",   hall_get_hands,   0,        0 },
    { HTTP_POST, "/e/*/hands",   hall_post_hands,  FORM_MAX, 0 },
    { HTTP_GET,  "/e/*/log",     hall_get_log,     0,        0 },
    { HTTP_GET,  "/e/*/enter",   hall_get_enter,   0,        0 },
    { HTTP_POST, "/e/*/enter",   hall_post_enter,  FORM_MAX, 0 },
    { 0, NULL, NULL, 0, 0 }
};

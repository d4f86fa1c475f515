/* Routes of the prints. */
#include "admin/paper/prints_room.h"

enum { FORM = 64 * 1024 };
const struct http_route desk_prints_routes[] = {
    { HTTP_GET, "/e/*/print", prints_get_page, 0, 0 },
    { HTTP_POST, "/e/*/print/badges", prints_post_badges, FORM, 0 },
    { HTTP_GET, "/e/*/print/*", prints_get_file, 0, 0 },
    { 0, NULL, NULL, 0, 0 }
};

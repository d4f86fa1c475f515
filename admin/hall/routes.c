/* Routes of the desk's room for cards, results, log and entry. Pool threads. */
#include "admin/desk.h"

const struct http_route desk_hall_routes[] = {
    { 0, NULL, NULL, 0, 0 }
};

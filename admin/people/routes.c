/* Routes of the desk's room for people and check-in. Pool threads. */
#include "admin/desk.h"

const struct http_route desk_people_routes[] = {
    { 0, NULL, NULL, 0, 0 }
};

/* Routes of the desk's room for the agenda. Pool threads. */
#include "admin/desk.h"

const struct http_route desk_agenda_routes[] = {
    { 0, NULL, NULL, 0, 0 }
};

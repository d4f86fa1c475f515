/* Routes of the desk's room for documentation and prints. Pool threads. */
#include "admin/desk.h"

const struct http_route desk_paper_routes[] = {
    { 0, NULL, NULL, 0, 0 }
};

/* Routes of settings and privacy. */
#include "admin/admin.h"
#include "admin/settings_room.h"

enum { FORM = 32768 };
const struct http_route desk_settings_routes[] = {
    {HTTP_GET, "/e/*/settings", settings_get, 0, 0},
    {HTTP_POST, "/e/*/settings", settings_post, FORM, 0},
    {HTTP_GET, "/e/*/privacy", privacy_get, 0, 0},
    {HTTP_POST, "/e/*/close", privacy_post_close, 1024, 0},
    {HTTP_POST, "/e/*/forget", privacy_post_forget, 1024, 0},
    {HTTP_GET, "/e/*/people/*/data.json", privacy_get_person, 0, 0},
    {0, NULL, NULL, 0, 0}
};

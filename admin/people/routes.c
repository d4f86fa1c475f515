/* Routes of the desk's room for people and check-in. Of patterns the first that fits counts: whole
 * words stand before a person's number. Pool threads. */
#include "admin/people/room.h"

/* A file of 2 MB, and its text as a form brings it back: three bytes for each that is no letter. */
enum { FORM_MAX = 16384, UPLOAD_MAX = 3 << 20, TEXT_MAX = 7 << 20 };

const struct http_route desk_people_routes[] = {
    { HTTP_GET,  "/e/*/checkin",        people_get_checkin,  0,        0 },
    { HTTP_POST, "/e/*/checkin",        people_post_checkin, FORM_MAX, 0 },
    { HTTP_GET,  "/e/*/checkin/search", people_get_search,   0,        0 },
    { HTTP_GET,  "/e/*/checkin/new",    people_get_walkin,   0,        0 },
    { HTTP_POST, "/e/*/checkin/new",    people_post_walkin,  FORM_MAX, 0 },
    { HTTP_GET,  "/e/*/people",         people_get_list,     0,        0 },
    { HTTP_GET,  "/e/*/people/people.csv",   people_get_csv,    0,     0 },
    { HTTP_GET,  "/e/*/people/contacts.vcf", people_get_vcards, 0,     0 },
    { HTTP_GET,  "/e/*/people/new",     people_get_new,      0,        0 },
    { HTTP_POST, "/e/*/people/new",     people_post_new,     FORM_MAX, 0 },
    { HTTP_GET,  "/e/*/people/import",       people_get_import,        0,          0 },
    { HTTP_POST, "/e/*/people/import",       people_post_import,       UPLOAD_MAX, HTTP_UPLOAD },
    { HTTP_POST, "/e/*/people/import/check", people_post_import_check, TEXT_MAX,   0 },
    { HTTP_POST, "/e/*/people/import/undo",  people_post_import_undo,  FORM_MAX,   0 },
    { HTTP_GET,  "/e/*/people/lists",   people_get_lists,    0,        0 },
    { HTTP_POST, "/e/*/people/lists",   people_post_lists,   FORM_MAX, 0 },
    { HTTP_GET,  "/e/*/people/*",       people_get_person,   0,        0 },
    { HTTP_POST, "/e/*/people/*",       people_post_person,  FORM_MAX, 0 },
    { HTTP_POST, "/e/*/people/*/erase", people_post_erase,   FORM_MAX, 0 },
    { 0, NULL, NULL, 0, 0 }
};

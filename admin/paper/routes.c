/* Routes of the desk's room for the documentation. Pool threads. */
#include "admin/paper/room.h"

enum { SHORT = 8 * 1024, TEXT = 512 * 1024, PHOTO = 9 << 20 };

const struct http_route desk_paper_routes[] = {
    { HTTP_GET,  "/e/*/paper",                paper_get,           0,     0 },
    { HTTP_GET,  "/e/*/paper/text/*",         paper_get_text,      0,     0 },
    { HTTP_POST, "/e/*/paper/text/*",         paper_post_text,     TEXT,  0 },
    { HTTP_POST, "/e/*/paper/text/*/preview", paper_post_preview,  TEXT,  0 },
    { HTTP_POST, "/e/*/paper/text/*/include", paper_post_include,  SHORT, 0 },
    { HTTP_POST, "/e/*/paper/text/*/move",    paper_post_move,     SHORT, 0 },
    { HTTP_POST, "/e/*/paper/order",          paper_post_order,    SHORT, 0 },
    { HTTP_POST, "/e/*/paper/add",            paper_post_add,      SHORT, 0 },
    { HTTP_GET,  "/e/*/paper/voices",         paper_get_voices,    0,     0 },
    { HTTP_POST, "/e/*/paper/voices",         paper_post_voice,    TEXT,  0 },
    { HTTP_GET,  "/e/*/paper/tables",         paper_get_tables,    0,     0 },
    { HTTP_POST, "/e/*/paper/tables",         paper_post_table,    TEXT,  0 },
    { HTTP_GET,  "/e/*/paper/pictures",       paper_get_pictures,  0,     0 },
    { HTTP_POST, "/e/*/paper/pictures",       paper_post_picture,  SHORT, 0 },
    { HTTP_POST, "/e/*/paper/pictures/new",   paper_post_upload,   PHOTO, HTTP_UPLOAD },
    { HTTP_GET,  "/e/*/paper/pictures/*",     paper_get_picture,   0,     0 },
    { HTTP_GET,  "/e/*/paper/making",         paper_get_making,    0,     0 },
    { HTTP_POST, "/e/*/paper/making",         paper_post_making,   SHORT, 0 },
    { HTTP_GET,  "/e/*/paper/files/*",        paper_get_file,      0,     0 },
    { 0, NULL, NULL, 0, 0 }
};

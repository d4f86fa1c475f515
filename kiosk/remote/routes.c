/* The room's routes and its place in the web context. Pool threads. */
#include "kiosk/remote/room.h"

enum { FORM_MAX = 16 * 1024 };

const struct http_route remote_routes[] = {
    { HTTP_GET,  "/m",              remote_get_main,         0,        0 },
    { HTTP_GET,  "/m/cards",        remote_get_cards,        0,        0 },
    { HTTP_GET,  "/m/cards/edit",   remote_get_edit,         0,        0 },
    { HTTP_GET,  "/m/agenda",       remote_get_agenda,       0,        0 },
    { HTTP_GET,  "/m/message",      remote_get_message,      0,        0 },
    { HTTP_POST, "/m/step",         remote_post_step,        FORM_MAX, 0 },
    { HTTP_GET,  "/m/remotes",      remote_get_remotes,      0,        0 },
    { HTTP_POST, "/m/remotes/add",  remote_post_add,         FORM_MAX, 0 },
    { HTTP_POST, "/m/remotes/end",  remote_post_revoke,      FORM_MAX, 0 },
    { HTTP_GET,  "/m/record",       remote_get_record,       0,        0 },
    { HTTP_POST, "/m/record",       remote_post_record,      FORM_MAX, 0 },
    { HTTP_GET,  "/m/record/*",     remote_get_record_file,  0,        0 },
    { HTTP_GET,  "/m/live",         remote_get_live,         0,        HTTP_LIVE_ROUTE },
    { HTTP_GET,  "/m/*",            remote_get_bind,         0,        0 },
    { HTTP_POST, "/m/*",            remote_post_bind,        FORM_MAX, 0 },
    { HTTP_GET,  "/stage/stream",   remote_get_stage_stream, 0,        HTTP_LIVE_ROUTE },
    { HTTP_POST, "/stage/key",      remote_post_stage_key,   FORM_MAX, 0 },
    { 0, NULL, NULL, 0, 0 }
};

/* Handlers of the settings' and privacy's pages: settings.c, privacy.c. */
#ifndef ADMIN_SETTINGS_ROOM_H
#define ADMIN_SETTINGS_ROOM_H
#include "lib/http/http.h"

void settings_get(struct http_req *req, void *ctx);
void settings_post(struct http_req *req, void *ctx);
void privacy_get(struct http_req *req, void *ctx);
void privacy_post_close(struct http_req *req, void *ctx);
void privacy_post_forget(struct http_req *req, void *ctx);
/* Everything the event knows of one person, as a JSON file. */
void privacy_get_person(struct http_req *req, void *ctx);
#endif

/* The handlers of the agenda's room, one per row of routes.c. Pool threads. */
#ifndef ADMIN_AGENDA_PAGES_H
#define ADMIN_AGENDA_PAGES_H
struct http_req;

void agenda_get_start(struct http_req *req, void *ctx);
void agenda_get_overview(struct http_req *req, void *ctx);
void agenda_get(struct http_req *req, void *ctx);
void agenda_get_item(struct http_req *req, void *ctx);
void agenda_post_add(struct http_req *req, void *ctx);
void agenda_post_set(struct http_req *req, void *ctx);
void agenda_post_move(struct http_req *req, void *ctx);
void agenda_post_copy(struct http_req *req, void *ctx);
void agenda_post_take(struct http_req *req, void *ctx);
void agenda_post_remove(struct http_req *req, void *ctx);
void agenda_post_restore(struct http_req *req, void *ctx);
void agenda_get_stage(struct http_req *req, void *ctx);
void agenda_post_picture(struct http_req *req, void *ctx);
void agenda_get_picture(struct http_req *req, void *ctx);
void agenda_post_fit(struct http_req *req, void *ctx);
void agenda_get_programme(struct http_req *req, void *ctx);
void agenda_get_script(struct http_req *req, void *ctx);
void agenda_get_run(struct http_req *req, void *ctx);
void agenda_get_rehearsal(struct http_req *req, void *ctx);
void agenda_post_rehearsal(struct http_req *req, void *ctx);
void agenda_post_rehearsal_end(struct http_req *req, void *ctx);
#endif

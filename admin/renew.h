/* Pictures of event files and records from somewhere else, by the confined child of admin/photo. */
#ifndef ADMIN_RENEW_H
#define ADMIN_RENEW_H
#include "events/book/renew.h"

/* program: path of punktum; must outlive the result. */
struct book_renew desk_renew(const char *program);
#endif

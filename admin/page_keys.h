/* What every page at the desk is given; for the tables of the desk's rooms. */
#ifndef ADMIN_PAGE_KEYS_H
#define ADMIN_PAGE_KEYS_H
#include "admin/desk.h"
#include "kiosk/web/page_keys.h"

/* desk_page adds these (admin/visit.c); the heading is a page's own. */
#define DESK_PAGE_KEYS WEB_FRAME_KEYS, "account", "role", "may_organise", "moderates", "code", \
    "version", "stage_on", "has_nav", "nav.href", "nav.word", "nav.now", "rehearsing", "heading"
#endif

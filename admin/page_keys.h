/* What every page at the desk is given; for the tables of the desk's rooms. */
#ifndef ADMIN_PAGE_KEYS_H
#define ADMIN_PAGE_KEYS_H
#include "admin/desk.h"
#include "kiosk/web/page_keys.h"

/* desk_page adds these (admin/visit.c); the heading is a page's own. */
#define DESK_PAGE_KEYS WEB_FRAME_KEYS, "account", "role", "may_organise", "moderates", "code", \
    "version", "stage_on", "has_nav", "at_start", "nav.href", "nav.word", "nav.now", \
    "rehearsing", "heading"
/* Of desk/field, for the fields in the list of ("groups.fields"): admin/field.h; some are the
 * page's own. */
#define DESK_FIELD_KEYS(of) of ".name", of ".label", of ".help", of ".explain", of ".half", \
    of ".value", of ".stored", of ".bad", of ".is_line", of ".is_area", of ".is_number", \
    of ".is_tick", of ".is_choice", of ".is_moment", of ".is_clock", of ".placeholder", \
    of ".min", of ".max", of ".maxlength", of ".required", of ".ticked", of ".choices.word", \
    of ".choices.text", of ".choices.now"
#endif

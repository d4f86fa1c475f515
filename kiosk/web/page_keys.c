/* What the pages of this room are given: see lib/page/keys.h. */
#include "kiosk/web/page_keys.h"

const struct page_keys web_page_keys[] = {
    { "frame", PAGE_KEYS(WEB_FRAME_KEYS) },
    { "frame_end", PAGE_KEYS(WEB_FRAME_KEYS) },
    { "error", PAGE_KEYS(WEB_FRAME_KEYS, "heading", "sentence", "status") },
    { NULL, NULL }
};

/* What every page in the frame is given; for the tables of the rooms above. */
#ifndef KIOSK_WEB_PAGE_KEYS_H
#define KIOSK_WEB_PAGE_KEYS_H
#include "lib/page/keys.h"

/* web_reply_page adds these (kiosk/web/frame.c); notice and refresh are a page's own. */
#define WEB_FRAME_KEYS "title", "event", "accent", "lang", "dir", "style", "script", "csrf", \
    "can_choose", "languages.code", "languages.name", "languages.now", "own_lang", "back", \
    "notice", "help", "refresh", "guest"
/* frame, frame_end and error */
extern const struct page_keys web_page_keys[];
#endif

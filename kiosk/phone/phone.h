/* The participants' pages: join, register, cards, dots. Pool threads. */
#ifndef KIOSK_PHONE_PHONE_H
#define KIOSK_PHONE_PHONE_H
#include "kiosk/web/page_keys.h"
#include "kiosk/web/web.h"

extern const struct http_route phone_routes[];
extern const struct page_keys phone_page_keys[];
/* Registers the live events of phones. Call once, before http_start. */
void phone_attach(struct web *w);
#endif

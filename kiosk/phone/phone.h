/* The participants' pages: join, register, cards, dots. Pool threads. */
#ifndef KIOSK_PHONE_PHONE_H
#define KIOSK_PHONE_PHONE_H
#include "kiosk/web/web.h"

extern const struct http_route phone_routes[];
/* Live events of phones, and the keys of all templates checked: stops on an unknown one. Call once,
 * before http_start. */
void phone_attach(struct web *w);
#endif

/* Forms refused at first sight, for a room that gives back what was typed. Pool threads. */
#ifndef KIOSK_WEB_FORM_H
#define KIOSK_WEB_FORM_H
#include "kiosk/web/visit.h"

/* The form says that it comes from a page of ours; only its token is not, or no longer, the one of
 * this session. Never true without an Origin header: then nothing may be offered again. */
bool web_form_old(const struct web_visit *v);
/* It says so, whatever its token. */
bool web_form_ours(const struct web_visit *v);
#endif

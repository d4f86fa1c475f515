/* QR codes as modules; the only room that knows libqrencode. Pure, any thread. */
#ifndef LIB_QR_H
#define LIB_QR_H
#include <stdbool.h>
#include <stddef.h>
#include "lib/str.h"

enum { QR_QUIET = 4, QR_MODULES_MAX = 177 };
struct qr {
    int version;             /* 1..40 */
    int modules;             /* per side, without the quiet zone */
    unsigned char *dark;     /* modules * modules, 1 = black; owned */
};
/* Encodes text at level M (alphanumeric where it can be). False when it is too long. */
bool qr_init(struct qr *q, const char *text);
void qr_release(struct qr *q);
/* WIFI:T:WPA;S:..;P:..;; with \ ; , : " escaped (J-09). An empty password gives T:nopass. */
void qr_wifi_payload(struct str *out, const char *ssid, const char *password);
/* HTTP://10.0.0.1/K7MQ: upper case, the port only where it is not 80 (J-01). */
void qr_page_payload(struct str *out, const char *address, unsigned port, const char *code);
/* SVG (black on white, quiet zone, integer modules) and half-block text for a terminal. */
void qr_svg(struct str *out, const struct qr *q, const char *title);
void qr_terminal(struct str *out, const struct qr *q);
#endif

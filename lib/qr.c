/* QR codes. Pure, any thread; the only file with qrencode.h.
 * Invariant: pure black on pure white with four modules of quiet zone, whatever the theme
 * (J-05). */
#include "lib/qr.h"
#include <ctype.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"

bool qr_init(struct qr *q, const char *text) {
    *q = (struct qr){ 0 };
    /* Case-sensitive splitting makes upper-case text alphanumeric, the rest bytes. */
    QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (!code)
        return false;
    size_t count = (size_t)code->width * (size_t)code->width;
    q->version = code->version;
    q->modules = code->width;
    q->dark = mem_new(count, 1);
    for (size_t i = 0; i < count; i++)
        q->dark[i] = code->data[i] & 1;
    QRcode_free(code);
    return true;
}

void qr_release(struct qr *q) {
    free(q->dark);
    *q = (struct qr){ 0 };
}

static void add_wifi_field(struct str *out, const char *text) {
    for (; *text; text++) {
        if (strchr("\\;,:\"", *text))
            str_putc(out, '\\');
        str_putc(out, *text);
    }
}

void qr_wifi_payload(struct str *out, const char *ssid, const char *password) {
    bool open = !password || !*password;
    str_puts(out, open ? "WIFI:T:nopass;S:" : "WIFI:T:WPA;S:");
    add_wifi_field(out, ssid);
    if (!open) {
        str_puts(out, ";P:");
        add_wifi_field(out, password);
    }
    str_puts(out, ";;");
}

static void add_upper(struct str *out, const char *text) {
    for (; *text; text++)
        str_putc(out, *text >= 'a' && *text <= 'z' ? (char)(*text - 'a' + 'A') : *text);
}

void qr_page_payload(struct str *out, const char *address, unsigned port, const char *code) {
    str_puts(out, "HTTP://");
    add_upper(out, address);
    if (port != 80)
        str_printf(out, ":%u", port);
    str_putc(out, '/');
    add_upper(out, code);
}

static bool dark_at(const struct qr *q, int x, int y) {
    if (x < 0 || y < 0 || x >= q->modules || y >= q->modules)
        return false;
    return q->dark[y * q->modules + x] != 0;
}

static void add_xml(struct str *out, const char *text) {
    for (; *text; text++) {
        switch (*text) {
        case '&': str_puts(out, "&amp;"); break;
        case '<': str_puts(out, "&lt;"); break;
        case '>': str_puts(out, "&gt;"); break;
        default: str_putc(out, *text);
        }
    }
}

void qr_svg(struct str *out, const struct qr *q, const char *title) {
    int side = q->modules + 2 * QR_QUIET;
    str_printf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\" "
               "shape-rendering=\"crispEdges\"><title>", side, side);
    add_xml(out, title);
    str_printf(out, "</title><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path fill=\"#000\" d=\"",
               side, side);
    for (int y = 0; y < q->modules; y++) {
        for (int x = 0; x < q->modules; x++) {
            int run = 0;
            while (dark_at(q, x + run, y))
                run++;
            if (run)
                str_printf(out, "M%d %dh%dv1h-%dz", x + QR_QUIET, y + QR_QUIET, run, run);
            x += run;
        }
    }
    str_puts(out, "\"/></svg>");
}

void qr_terminal(struct str *out, const struct qr *q) {
    /* Colours are said outright: on a light terminal the code would come out inverted. */
    static const char *const halves[] = { "\u2588", "\u2580", "\u2584", " " };
    for (int y = -QR_QUIET; y < q->modules + QR_QUIET; y += 2) {
        str_puts(out, "\033[38;5;231;48;5;16m");
        for (int x = -QR_QUIET; x < q->modules + QR_QUIET; x++)
            str_puts(out, halves[dark_at(q, x, y) * 2 + dark_at(q, x, y + 1)]);
        str_puts(out, "\033[0m\n");
    }
}

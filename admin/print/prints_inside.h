/* Inside of the prints: shared by admin/print/prints*.c only. Millimetres; letters in points. */
#ifndef ADMIN_PRINT_PRINTS_INSIDE_H
#define ADMIN_PRINT_PRINTS_INSIDE_H
#include "admin/print/pdf.h"
#include "admin/print/prints.h"
#include "admin/print/sheet.h"
#include "lib/lang.h"
#include "lib/str.h"

/* design.md, Tokens; print is black on white paper. */
enum { PRINTS_INK = 0x16202C, PRINTS_MUTED = 0x4A5561, PRINTS_LINE = 0xDDD6CA,
       PRINTS_EDGE = 0x7D8797, PRINTS_WHITE = 0xFFFFFF, PRINTS_CUT = 0x9AA3AF };
#define PRINTS_PT (25.4 / 72.0)

struct prints {
    struct pdf *pdf;
    const struct book_snap *s;
    const struct lang *lang;
    const struct prints_job *job;
    struct sheet sheet;
    unsigned accent;
    struct str page_url, page_text, wifi;   /* HTTP://10.0.0.1/K7MQ, 10.0.0.1/K7MQ, WIFI:... */
    struct prints_notes *notes;
    char *error; size_t error_size;
};
/* One kind of print. ready (may be NULL): false with a sentence in p->error when there is nothing
 * to print. draw draws at least one page. */
struct prints_kind {
    const char *name, *title;      /* title: English */
    bool sheet;                    /* on labels */
    bool (*ready)(struct prints *p);
    void (*draw)(struct prints *p);
};
extern const struct prints_kind prints_invitation, prints_badges, prints_signs, prints_access,
    prints_ballots, prints_calibration, prints_programme, prints_script;

/* Letters: family, weight and size at once; lines 0 = as many as fit. */
struct prints_type { int weight; double size, min, leading; enum text_align align; int lines;
                     unsigned rgb; bool display, tabular, exact, code; }; /* exact: no hyphens */
/* Words with their tag ("P", "H1"; NULL: inside of one that is open), fitted into the box and
 * counted in the notes. height 0: as tall as needed. The fit's numbers in mm, its size in pt. */
struct text_fit prints_words(struct prints *p, const char *tag, const char *words,
                             const struct prints_type *type, double x, double y, double w,
                             double h);
struct text_fit prints_measure(struct prints *p, const char *words, const struct prints_type *type,
                               double w, double h);
/* The same text in another language than the event's. */
struct text_fit prints_foreign(struct prints *p, const char *language, const char *words,
                               const struct prints_type *type, double x, double y, double w,
                               double h);
const char *prints_text(const struct prints *p, const char *english);

/* Side of a QR code's quiet zone when the code itself is size mm wide. */
double prints_quiet(const char *payload, double size);
/* The code itself, without its quiet zone, has its top left at x, y and is size mm wide. */
void prints_qr(struct prints *p, const char *payload, double x, double y, double size,
               const char *alt);
/* A filled dot with a figure or letters in it (design.md: dots carry labels). */
void prints_dot(struct prints *p, double x, double y, double radius, unsigned rgb,
                const char *label);
unsigned prints_colour(size_t i);              /* of the i-th group, alphabetically */
/* One dot is one person: n of them over the width, three of each colour. An artifact. */
void prints_dot_row(struct prints *p, double x, double y, double w, int n, double radius);
/* Pictograms, side mm square at x, y, drawn with lines of the colour. */
enum prints_sign { PRINTS_CAMERA_OFF, PRINTS_MICROPHONE, PRINTS_TEAM, PRINTS_WIFI, PRINTS_PHONE,
                   PRINTS_PENCIL, PRINTS_HELP, PRINTS_SPEAKS, PRINTS_QUOTES_OFF };
void prints_pictogram(struct prints *p, enum prints_sign sign, double x, double y, double side,
                      unsigned rgb);
/* A dashed line to cut or fold along. */
void prints_dashes(struct prints *p, double x1, double y1, double x2, double y2);
/* What is drawn between is turned around the middle of the box (table signs). */
void prints_turn_begin(struct prints *p, double x, double y, double w, double h);
void prints_turn_end(struct prints *p);
/* Small print at the foot of a sheet for the office. */
void prints_margin_note(struct prints *p, const char *words);
/* "Freitag, 7. November 2008" and "9:00 Uhr" in the event's language; "" when not set. */
void prints_date(const struct prints *p, struct str *out, int64_t wall_ms);
void prints_time(const struct prints *p, struct str *out, int64_t from_ms, int64_t to_ms);
#endif

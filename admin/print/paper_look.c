/* The design's tokens as rows. Pure. */
#include "admin/print/paper_look.h"

#define TEXT "Inter"
#define DISPLAY "Inter Display"

const unsigned look_dots[LOOK_DOTS] = { 0x0A4F96, 0xC8452F, 0x1C8A6A, 0xB97F00, 0x7A4FA3, 0x0E7C86,
                                        0xB5487E, 0x6B6F2A };

const struct look looks[LOOK_TYPES] = {
    [LOOK_BODY] = { TEXT, 400, 10, 14, 0, LOOK_INK, false, LOOK_RAGGED, 0.12 },
    [LOOK_LETTER] = { TEXT, 400, 11.5, 17.5, 0, LOOK_INK, false, LOOK_RAGGED, 0.12 },
    [LOOK_LEAD] = { TEXT, 400, 12.5, 18.67, -0.006, LOOK_INK, false, LOOK_RAGGED, 0.25 },
    [LOOK_H1] = { DISPLAY, 700, 26, 28, -0.02, LOOK_INK, false, LOOK_MUST, 0.55 },
    [LOOK_H2] = { DISPLAY, 700, 14, 18, -0.01, LOOK_INK, false, LOOK_MUST, 0.4 },
    [LOOK_KICKER] = { TEXT, 600, 9.5, 14, 0, LOOK_ACCENT, false, LOOK_WHOLE, 0 },
    [LOOK_NOTE] = { TEXT, 400, 8, 11, 0, LOOK_MUTED, false, LOOK_RAGGED, 0.12 },
    [LOOK_CAPTION] = { TEXT, 400, 8, 11, 0, LOOK_MUTED, false, LOOK_RAGGED, 0.2 },
    [LOOK_QUOTE] = { DISPLAY, 500, 14, 20, -0.006, LOOK_INK, false, LOOK_MUST, 0.3 },
    [LOOK_BY] = { TEXT, 400, 8.5, 12, 0, LOOK_MUTED, false, LOOK_RAGGED, 0.2 },
    [LOOK_CARD] = { TEXT, 400, 9.5, 13, 0, LOOK_INK, false, LOOK_RAGGED, 0.2 },
    [LOOK_CELL] = { TEXT, 400, 8.75, 12, 0, LOOK_INK, true, LOOK_RAGGED, 0.2 },
    [LOOK_CELL_HEAD] = { TEXT, 600, 8.5, 11, 0, LOOK_INK, true, LOOK_MUST, 0 },
    [LOOK_SUM] = { TEXT, 700, 8.75, 12, 0, LOOK_INK, true, LOOK_RAGGED, 0 },
    [LOOK_CELL_SMALL] = { TEXT, 400, 7, 9.5, 0, LOOK_INK, true, LOOK_RAGGED, 0.2 },
    [LOOK_CELL_HEAD_SMALL] = { TEXT, 600, 7, 9, 0, LOOK_INK, true, LOOK_MUST, 0 },
    [LOOK_SUM_SMALL] = { TEXT, 600, 6.6, 9.5, 0, LOOK_INK, true, LOOK_RAGGED, 0 },
    [LOOK_OPTION] = { TEXT, 400, 10, 14, 0, LOOK_INK, true, LOOK_MUST, 0.3 },
    [LOOK_OPTION_ABOVE] = { TEXT, 600, 10, 14, 0, LOOK_INK, true, LOOK_MUST, 0.3 },
    [LOOK_POINTS] = { DISPLAY, 700, 15, 18, 0, LOOK_INK, true, LOOK_WHOLE, 0 },
    [LOOK_SMALL] = { TEXT, 400, 8, 11, 0, LOOK_MUTED, true, LOOK_WHOLE, 0 },
    [LOOK_TABLE_TITLE] = { DISPLAY, 700, 12.5, 17, -0.008, LOOK_INK, false, LOOK_MUST, 0.4 },
    [LOOK_ENTRY] = { TEXT, 400, 10, 14, 0, LOOK_INK, true, LOOK_MUST, 0.2 },
    [LOOK_ENTRY_BOLD] = { TEXT, 600, 10, 14, 0, LOOK_INK, true, LOOK_MUST, 0.2 },
    [LOOK_RUNNING] = { TEXT, 400, 7.5, 10, 0.005, LOOK_MUTED, true, LOOK_WHOLE, 0 },
    [LOOK_FIGURE] = { DISPLAY, 700, 40, 44, -0.02, LOOK_ACCENT, true, LOOK_WHOLE, 0 },
    [LOOK_COVER_KICKER] = { TEXT, 600, 12, 16, 0, LOOK_ACCENT, false, LOOK_WHOLE, 0 },
    [LOOK_COVER_TITLE] = { DISPLAY, 700, 36, 39.6, -0.022, LOOK_INK, false, LOOK_MUST, 0.3 },
    [LOOK_COVER_TITLE_2] = { DISPLAY, 700, 28, 31.5, -0.02, LOOK_INK, false, LOOK_MUST, 0.3 },
    [LOOK_COVER_TITLE_3] = { DISPLAY, 700, 21, 24.5, -0.016, LOOK_INK, false, LOOK_MUST, 0.3 },
    [LOOK_COVER_TEXT] = { TEXT, 400, 11.5, 17, 0, LOOK_INK, false, LOOK_RAGGED, 0 },
};

/* Capitals of Inter are 0.727 em high: they stand in the middle of the line. */
double look_baseline(enum look_type type) {
    return looks[type].leading / 2 + looks[type].size * 0.3635;
}

struct text_style look_style(enum look_type type, const char *language) {
    const struct look *l = &looks[type];
    return (struct text_style){
        .family = l->family, .weight = l->weight, .size_max = l->size, .size_min = l->size,
        .line_height = l->leading / l->size, .tracking = l->tracking, .tabular = l->tabular,
        .hyphenate = l->hyphens != LOOK_WHOLE, .language = language };
}

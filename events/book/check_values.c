/* Whether every value of an event file is one this program could have written: texts are UTF-8 and
 * of a length somebody could have typed, numbers lie within bounds, settings fit their rows. Column
 * by column by its name, so that a new table needs only a line here (a test compares with
 * schema.sql). Any thread; the file is not open elsewhere. */
#include <inttypes.h>
#include <string.h>
#include "events/book/desk_paper.h"
#include "events/book/file.h"
#include "events/rules/setting.h"

#define MS_MAX INT64_C(253402300799999)
#define ID_MAX (INT64_C(1) << 53)
enum { ROWS_MAX = 1000000, COUNT_MAX = 100000, GROWS_MAX = 1000000000, LINE_MAX = 512,
       GRAPHEME = 32, SPARE = 2000 };

/* And the most rows it may have. */
struct table { const char *sql; int64_t most; };
static const struct table tables[] = {
    {"SELECT * FROM setting", 1000},
    {"SELECT * FROM organisation", 5000},
    {"SELECT * FROM discipline", 5000},
    {"SELECT * FROM consent", ROWS_MAX},
    {"SELECT * FROM person", 20000},
    {"SELECT * FROM batch", ROWS_MAX},
    {"SELECT * FROM batch_grew", ROWS_MAX},
    {"SELECT * FROM person_consent", ROWS_MAX},
    {"SELECT * FROM person_code", ROWS_MAX},
    {"SELECT * FROM presence", ROWS_MAX},
    {"SELECT * FROM session", ROWS_MAX},
    {"SELECT * FROM item", 2000},
    {"SELECT * FROM timer", ROWS_MAX},
    {"SELECT * FROM run", 20000},
    {"SELECT * FROM option", ROWS_MAX},
    {"SELECT * FROM card", ROWS_MAX},
    {"SELECT * FROM card_version", ROWS_MAX},
    {"SELECT * FROM card_withdrawn", ROWS_MAX},
    {"SELECT * FROM card_place", ROWS_MAX},
    {"SELECT * FROM card_author", ROWS_MAX},
    {"SELECT * FROM spent_nonce", ROWS_MAX},
    {"SELECT * FROM turnout", ROWS_MAX},
    {"SELECT * FROM ballot", ROWS_MAX},
    {"SELECT * FROM ballot_dot", ROWS_MAX},
    {"SELECT * FROM ballot_map", ROWS_MAX},
    {"SELECT * FROM named_ballot", ROWS_MAX},
    {"SELECT * FROM named_dot", ROWS_MAX},
    {"SELECT * FROM option_total", ROWS_MAX},
    {"SELECT * FROM hands", ROWS_MAX},
    {"SELECT * FROM run_origin", ROWS_MAX},
    {"SELECT * FROM chapter", ROWS_MAX},
    {"SELECT * FROM voice", ROWS_MAX},
    {"SELECT * FROM comparison", ROWS_MAX},
    {"SELECT * FROM picture", PAPER_PICTURES_MAX},
    {"SELECT * FROM desk_log", ROWS_MAX},
    {"SELECT * FROM show", ROWS_MAX},
    {"SELECT * FROM remote", 10000},
    {"SELECT * FROM step", ROWS_MAX},
    {"SELECT * FROM step_before", ROWS_MAX},
    {"SELECT * FROM owed", ROWS_MAX},
};

/* Numbers by the column's name; others are ids or references. "_ms" at the end: a time. */
struct bound { const char *column; int64_t min, max; };
static const struct bound numbers[] = {
    {"nonce", INT64_MIN, INT64_MAX}, {"id", 0, ID_MAX}, {"points", 0, COUNT_MAX},
    {"people", 0, COUNT_MAX}, {"cards", -1, COUNT_MAX}, {"municipalities", -1, COUNT_MAX},
    {"present", 0, COUNT_MAX}, {"kept_turnout", 0, COUNT_MAX},
    {"kept_municipalities", 0, COUNT_MAX}, {"position", -GROWS_MAX, GROWS_MAX},
    {"number", 0, GROWS_MAX}, {"place", 0, GROWS_MAX}, {"version", 1, GROWS_MAX},
    {"revision", 1, GROWS_MAX}, {"rev", 1, GROWS_MAX}, {"arrival", 0, GROWS_MAX},
    {"minutes", 0, 1440}, {"timer_s", 0, 86400}, {"total_s", 0, 10 * 86400}, {"dots", 0, 1000},
    {"per_option", 0, 1000}, {"cut", 0, BOOK_OPTIONS_MAX},
};
/* Texts longer than a line, in characters. */
static const struct bound texts[] = {
    {"value", 0, 4000}, {"text", 0, PAPER_VOICE}, {"body", 0, PAPER_BODY},
    {"notes", 0, PAPER_NOTES},
};

static const struct bound *find(const struct bound *rows, size_t n, const char *column) {
    for (size_t i = 0; i < n; i++)
        if (!strcmp(rows[i].column, column)) return &rows[i];
    return NULL;
}
#define FIND(rows, column) find(rows, sizeof(rows) / sizeof *(rows), column)

static bool number_ok(const char *column, int64_t n) {
    const struct bound *b = FIND(numbers, column);
    size_t len = strlen(column);
    if (!b && len > 3 && !strcmp(column + len - 3, "_ms")) return n >= 0 && n <= MS_MAX;
    return b ? n >= b->min && n <= b->max : n >= 0 && n <= ID_MAX;
}

/* A character may be built of many code points, a text of such characters has an end all the same:
 * both are bounded. */
static bool text_ok(struct db_row *row, int column) {
    const struct bound *b = FIND(texts, db_name(row, column));
    size_t len, most = b ? (size_t)b->max : LINE_MAX;
    const char *text = (const char *)db_bytes(row, column, &len);
    if (!len) return true;
    return len <= most * GRAPHEME + SPARE && utf8_valid(text, len) && utf8_graphemes(text) <= most;
}

static bool row_ok(struct db_row *row, const char **column) {
    for (int i = 0; i < db_columns(row); i++) {
        enum db_kind kind = db_kind(row, i);
        *column = db_name(row, i);
        if (kind == DB_NUMBER && !number_ok(*column, db_int(row, i))) return false;
        if (kind == DB_TEXT && !text_ok(row, i)) return false;
    }
    return true;
}

static bool table_ok(struct str *out, struct db *d, const struct table *table) {
    struct db_row *row = db_query(d, table->sql, "");
    const char *name = table->sql + strlen("SELECT * FROM "), *column = "";
    for (int64_t n = 1; db_step(row); n++) {
        if (row_ok(row, &column) && n <= table->most) continue;
        if (n > table->most) str_printf(out, "%s: too many rows\n", name);
        else str_printf(out, "%s, row %" PRId64 ": %s is no value of an event\n", name, n, column);
        db_done(row);
        return false;
    }
    return true;
}

static bool settings_ok(struct str *out, struct db *d) {
    struct db_row *row = db_query(d, "SELECT name, value FROM setting", "");
    while (db_step(row)) {
        const struct rules_setting *r = rules_event_setting_find(db_text(row, 0));
        if (!r || rules_setting_fits(r, db_text(row, 1))) continue;
        str_printf(out, "setting %s: not a value for it\n", r->name);
        db_done(row);
        return false;
    }
    return true;
}

bool file_check_values(struct str *out, struct db *d) {
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (!table_ok(out, d, &tables[i])) return false;
    return settings_ok(out, d);
}

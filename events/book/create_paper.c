/* The documentation's first texts, voices and tables from a checked event JSON. One owner, in the
 * caller's transaction. */
#include <stdlib.h>
#include <string.h>
#include "events/book/desk_paper.h"
#include "events/book/plan.h"
#include "lib/csv.h"
#include "lib/json.h"
#include "lib/mem.h"

/* Cleaned with its lines; "" when it is missing. The caller frees. */
static char *text_of(const json_t *one, const char *key) {
    const char *text = json_text(one, key, "");
    size_t size = strlen(text) * 3 + 1;
    char *clean = mem_new(size, 1);
    utf8_clean(clean, size, text, (unsigned)size, UTF8_MANY_LINES);
    return clean;
}

/* A text has its place in the documentation by its key, not among the others. */
static void write_text(struct db *d, const json_t *one) {
    char *title = text_of(one, "title"), *body = text_of(one, "text");
    db_do(d, "INSERT INTO chapter (key, position, title, body) VALUES ($1, 0, $2, $3)", "ttt",
          json_text(one, "key", ""), title, body);
    free(title);
    free(body);
}

static void write_voice(struct db *d, const json_t *one, int64_t at) {
    char *heading = text_of(one, "heading"), *text = text_of(one, "text"), *by = text_of(one, "by");
    db_do(d, "INSERT INTO voice (position, heading, text, attribution) VALUES ($1, $2, $3, $4)",
          "ittt", at, heading, text, by);
    free(heading);
    free(text);
    free(by);
}

static void add_rows(struct csv *csv, const json_t *rows) {
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *row = json_array_get(rows, i);
        for (size_t j = 0; j < json_array_size(row); j++)
            csv_text(csv, json_string_value(json_array_get(row, j)));
        csv_end_row(csv);
    }
}

static void write_table(struct db *d, const json_t *one, int64_t at) {
    const json_t *notes = json_list(one, "notes");
    char *title = text_of(one, "title"), *dated = text_of(one, "dated");
    char *source = text_of(one, "source");
    struct str lines = STR_INIT;
    struct csv csv;
    csv_init(&csv, false);
    csv.separator = ';';
    add_rows(&csv, json_list(one, "rows"));
    for (size_t i = 0; i < json_array_size(notes); i++)
        str_printf(&lines, "%s%s", i ? "\n" : "", json_string_value(json_array_get(notes, i)));
    db_do(d, "INSERT INTO comparison (position, title, dated, source, body, notes) "
          "VALUES ($1, $2, $3, $4, $5, $6)", "ittttt", at, title, dated, source, csv.out.data,
          lines.data);
    csv_release(&csv);
    str_release(&lines);
    free(title);
    free(dated);
    free(source);
}

void plan_write_paper(struct db *d, const json_t *event) {
    json_t *one;
    size_t i;
    json_array_foreach(json_list(event, "texts"), i, one) write_text(d, one);
    json_array_foreach(json_list(event, "voices"), i, one) write_voice(d, one, (int64_t)i + 1);
    json_array_foreach(json_list(event, "tables"), i, one) write_table(d, one, (int64_t)i + 1);
}

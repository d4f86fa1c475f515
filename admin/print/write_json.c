/* The record as JSON (docs/record.md): for programs, and to make an event file of again. */
#include <jansson.h>
#include "admin/print/format.h"
#include "admin/print/save.h"
#include "events/book/record.h"

static bool write(const struct print_made *made, const char *path, char *error, size_t size) {
    struct str text = STR_INIT;
    json_t *record = made->book ? book_record(made->book) : NULL;
    bool done = false;
    if (record) {
        book_record_write(&text, record);
        done = save_file(path, text.data, text.len, error, size);
    } else {
        str_format(error, size, "the record cannot be read");
    }
    json_decref(record);
    str_release(&text);
    return done;
}

const struct print_format format_json = { "Data for programs (JSON)", "Daten.json", write };

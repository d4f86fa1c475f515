/* The record of an event. Must hold: what is taken passes the check of event files, and its own
 * record gives the same record again. */
#include <unistd.h>
#include "events/book/record.h"
#include "lib/json.h"
#include "lib/secret.h"
#include "lib/str.h"
#include "tests/fuzz/fuzz.h"
#include "tests/unit/book/renew.h"

static char dir[] = "/tmp/punktum-fuzz-XXXXXX", path[64], again[64];

static void remove_all(void) {
    static const char *const ends[] = {"", "-wal", "-shm", ".lock"};
    const char *const files[] = {path, again};
    for (size_t i = 0; i < 8; i++) {
        char name[80];
        str_format(name, sizeof name, "%s%s", files[i / 4], ends[i % 4]);
        unlink(name);
    }
}

static void leave(void) {
    remove_all();
    rmdir(dir);
}

static void begin(void) {
    if (path[0]) return;
    secret_start();
    must(mkdtemp(dir) != NULL, dir);
    str_format(path, sizeof path, "%s/a.punktum", dir);
    str_format(again, sizeof again, "%s/b.punktum", dir);
    atexit(leave);
}

static void record_of(const char *file, struct str *out) {
    struct book *b;
    must(book_open(&b, file, NULL, NULL) == BOOK_OPENED, "what was taken opens");
    json_t *record = book_record(b);
    must(record != NULL, "it has a record");
    book_record_write(out, record);
    json_decref(record);
    book_close(b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str findings = STR_INIT, first = STR_INIT, second = STR_INIT;
    char error[400] = "";
    begin();
    if (book_create_record(path, (const char *)data, size, &renewing, error, sizeof error)) {
        if (!book_check_file(&findings, path)) must(0, findings.data);
        record_of(path, &first);
        if (!book_create_record(again, first.data, first.len, &renewing, error, sizeof error))
            must(0, error);
        record_of(again, &second);
        must(!strcmp(first.data, second.data), "the record of a record's event is the same");
    } else {
        must(*error != '\0' && access(path, F_OK) != 0, "a refusal has a reason and no file");
    }
    remove_all();
    str_release(&findings);
    str_release(&first);
    str_release(&second);
    return 0;
}

/* The event JSON. Must hold: what the check lets pass becomes an event, what it does not has a
 * finding. */
#include "events/book/book.h"
#include "lib/secret.h"
#include "lib/str.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str findings = STR_INIT;
    char error[400] = "";
    secret_start();
    if (!book_check_json(&findings, (const char *)data, size))
        must(findings.len > 0, "a refusal has a finding");
    else if (!book_create(":memory:", (const char *)data, size, error, sizeof error))
        must(0, error);
    str_release(&findings);
    return 0;
}

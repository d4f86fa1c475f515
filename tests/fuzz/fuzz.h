/* A reader of what strangers send, for libFuzzer (make fuzz) and for replay.c (make check). Each
 * target says at its top what must hold beside not crashing. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold; with the sanitizers' trace. */
static inline void must(int good, const char *what) {
    if (good) return;
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}
#endif

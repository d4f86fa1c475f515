/* A whole file as text. Main thread. */
#ifndef KIOSK_READ_H
#define KIOSK_READ_H
#include <stdbool.h>
#include "lib/str.h"

/* Appends the file at path ("-": standard input). False with a sentence on standard error. */
bool read_file(struct str *out, const char *path);
#endif

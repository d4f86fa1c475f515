/* Log lines on standard error, one write each so that lines of several threads never mix.
 * The level is set once before threads start and only read afterwards. The journal reads the level
 * from the line's head; a person at a terminal has no use for it. */
#include "lib/log.h"
#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 1024 };
static atomic_int level_now = LOG_INFO;

void log_set_level(enum log_level level) {
    atomic_store(&level_now, (int)level);
}

void log_line(enum log_level level, const char *format, ...) {
    if ((int)level > atomic_load(&level_now))
        return;
    int keep = errno;
    char line[LINE_MAX_BYTES];
    int head = isatty(STDERR_FILENO) ? 0 : snprintf(line, sizeof line, "<%d>", (int)level);
    va_list args;
    va_start(args, format);
    int body = vsnprintf(line + head, sizeof line - (size_t)head - 1, format, args);
    va_end(args);
    if (body < 0)
        return;
    size_t len = strlen(line);
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)line[i] < ' ')
            line[i] = ' '; /* a line break in a value must not look like a second event */
    line[len++] = '\n';
    if (write(STDERR_FILENO, line, len) < 0)
        errno = 0; /* nowhere left to say so */
    errno = keep;
}

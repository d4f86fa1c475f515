/* One line per event on standard error with a <0-7> prefix (K-13: journald reads it). Any thread.
 * No names, tokens, codes, addresses or card text at the default level. */
#ifndef LIB_LOG_H
#define LIB_LOG_H

enum log_level { LOG_ERROR = 3, LOG_WARN = 4, LOG_NOTE = 5, LOG_INFO = 6, LOG_DEBUG = 7 };

/* Lines above the level are dropped; the default is LOG_INFO. Call before threads start. */
void log_set_level(enum log_level level);
void log_line(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));
#endif

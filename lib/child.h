/* Child processes: start, feed by pipe, limit, wait. The caller's thread; no signals handled
 * here. */
#ifndef LIB_CHILD_H
#define LIB_CHILD_H
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include "lib/str.h"

struct child {
    pid_t pid;      /* 0 when not running */
    int pipe_fd;   /* parent's end of the child's descriptor 3: closing it tells the child to end */
};
/* Starts argv[0] (a path, no shell). The child gets a pipe as descriptor 3 from which it reads
 * what the parent writes; it should end when that pipe closes. False with errno. */
bool child_start(struct child *c, const char *const argv[]);
/* Writes text to the child's descriptor 3. */
bool child_tell(struct child *c, const char *text);
/* Not blocking: true when it has ended, with its status as in waitpid. */
bool child_ended(struct child *c, int *status);
/* Closes the pipe, waits up to ms, then SIGKILL. */
void child_stop(struct child *c, int ms);
/* Runs argv to the end (at most ms), its standard output appended to out (NULL: passed through).
 * Exit status, or -1. */
int child_run(const char *const argv[], struct str *out, int ms);
/* The same with bytes as its standard input and at most most bytes of output: what it writes beyond
 * ends it. CHILD_NOT_STARTED when there is no such program. */
enum { CHILD_NOT_STARTED = -2 };
int child_filter(const char *const argv[], const void *bytes, size_t len, struct str *out,
                 size_t most, int ms);
/* In a child: reads one line from descriptor 3 if it is a pipe. False when there is none. */
bool child_inherited_line(struct str *line);
/* Starts argv with its standard output as a pipe: the reading end in out_fd, for the caller to
 * close. False with errno. */
bool child_start_piped(struct child *c, const char *const argv[], int *out_fd);
/* In a child: whether the parent has closed descriptor 3 (false where that is no pipe). */
bool child_parent_gone(void);
/* In a child: blocks until descriptor 3 closes; for a watcher thread. */
void child_wait_parent_gone(void);
#endif

/* The cell in which foreign pictures are decoded: no files, no network, no processes, little memory
 * and little time. Whatever a broken decoder may be talked into, all it can do is write to one pipe
 * and end. */
#include <errno.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include "admin/photo/work.h"

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define SANITIZED 1                    /* their shadow memory is larger than any bound */
#else
#define SANITIZED 0
#endif
enum { SECONDS = 10, MEGABYTES = 512 };

static bool limit(int what, rlim_t most) {
    struct rlimit limits = { most, most };
    return setrlimit((__rlimit_resource_t)what, &limits) == 0;
}

static bool limit_all(void) {
    if (!SANITIZED && !limit(RLIMIT_DATA, (rlim_t)MEGABYTES << 20))
        return false;
    return limit(RLIMIT_CPU, SECONDS) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 0) &&
           limit(RLIMIT_FSIZE, 0);
}

static const int allowed[] = {
    SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(brk),
    SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(sigaltstack),
};

/* Memory may be had, but neither from a file nor to run in. */
static int allow_memory(scmp_filter_ctx filter) {
    int failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2,
                                  SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
                                  SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS));
    return failed ? failed : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                                              SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

bool confine_self(void) {
    scmp_filter_ctx filter = NULL;
    int failed = 1;
    if (!limit_all() || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        goto out;
    if (!(filter = seccomp_init(SCMP_ACT_KILL_PROCESS)))
        goto out;
    failed = allow_memory(filter);
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed && !failed; i++)
        failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    if (!failed)
        failed = seccomp_load(filter);
out:
    /* The filter's memory stays: freeing it is no business of the cell. */
    return failed == 0;
}

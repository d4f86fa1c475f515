/* The bare limit: an empty libmicrohttpd handler that takes the same POST and answers two bytes.
 * What the machine, the library and the client allow without pages, people and disk. */
#include <microhttpd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { THREADS = 3, CONNECTIONS = 1024, MEMORY = 16 * 1024 };

static enum MHD_Result handle(void *cls, struct MHD_Connection *c, const char *url,
                              const char *method, const char *version, const char *data,
                              size_t *size, void **memo) {
    static const char body[] = "{}";
    struct MHD_Response *r;
    enum MHD_Result well;

    (void)cls, (void)url, (void)method, (void)version, (void)data;
    if (!*memo) {
        *memo = c;
        return MHD_YES;
    }
    if (*size) {
        *size = 0;
        return MHD_YES;
    }
    r = MHD_create_response_from_buffer(sizeof body - 1, (char *)body, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(r, "Content-Type", "application/json");
    well = MHD_queue_response(c, 200, r);
    MHD_destroy_response(r);
    return well;
}

int main(void) {
    struct rlimit limit = { .rlim_cur = 2 * CONNECTIONS, .rlim_max = 2 * CONNECTIONS };
    struct MHD_Daemon *d;
    sigset_t ends;
    int got;

    setrlimit(RLIMIT_NOFILE, &limit);
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    d = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TCP_FASTOPEN, 0, NULL, NULL,
                         handle, NULL, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)THREADS,
                         MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
                         MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY, MHD_OPTION_END);
    if (!d)
        return 1;
    printf("%u\n", MHD_get_daemon_info(d, MHD_DAEMON_INFO_BIND_PORT)->port);
    fflush(stdout);
    sigwait(&ends, &got);
    MHD_stop_daemon(d);
    return 0;
}

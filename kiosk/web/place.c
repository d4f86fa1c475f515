/* Where guests reach this machine: its real interfaces, the best first. Any thread. */
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include "kiosk/web/inner.h"
#include "lib/clock.h"
#include "lib/mem.h"
#include "lib/str.h"

enum { LOOK_AGAIN_MS = 5000 };

static bool is_private(uint32_t ip) {
    return ip >> 24 == 10 || ip >> 20 == 0xac1 || ip >> 16 == 0xc0a8;
}

/* Bridges of containers and virtual machines have private addresses no guest can reach. */
static bool is_virtual(const char *name) {
    static const char *const prefixes[] = {"docker", "br-", "veth", "virbr", "lxc", "tun", "wg"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (str_starts(name, prefixes[i])) return true;
    return false;
}

/* Smaller is better. */
static int rank(const char *name, uint32_t ip, bool loopback) {
    if (loopback) return 4;
    if (is_virtual(name)) return 3;
    if (ip >> 16 == 0xa9fe) return 2;
    return is_private(ip) ? 0 : 1;
}

size_t web_addresses(struct web_address *out, size_t max) {
    struct ifaddrs *all = NULL;
    int ranks[64];
    size_t n = 0;
    if (max > 64) max = 64;
    if (getifaddrs(&all)) return 0;
    for (struct ifaddrs *i = all; i && n < max; i = i->ifa_next) {
        if (!i->ifa_addr || i->ifa_addr->sa_family != AF_INET || !(i->ifa_flags & IFF_UP)) continue;
        const struct sockaddr_in *in = (const void *)i->ifa_addr;
        uint32_t ip = ntohl(in->sin_addr.s_addr);
        int r = rank(i->ifa_name, ip, i->ifa_flags & IFF_LOOPBACK);
        size_t at = n++;
        for (; at && ranks[at - 1] > r; at--) {
            ranks[at] = ranks[at - 1];
            out[at] = out[at - 1];
        }
        ranks[at] = r;
        out[at] = (struct web_address){.is_private = is_private(ip)};
        (void)str_copy(out[at].name, sizeof out[at].name, i->ifa_name);
        inet_ntop(AF_INET, &in->sin_addr, out[at].address, sizeof out[at].address);
    }
    freeifaddrs(all);
    while (n > 1 && ranks[n - 1] == 4) n--;      /* loopback only when alone */
    return n;
}

size_t web_own_addresses(struct web *w, struct web_address *out, size_t max) {
    int64_t now = clock_now().boot_ms;
    pthread_mutex_lock(&w->chosen_lock);
    if (!w->looked_ms || now - w->looked_ms > LOOK_AGAIN_MS) {
        w->found_n = web_addresses(w->found, sizeof w->found / sizeof *w->found);
        w->looked_ms = now;
    }
    size_t n = w->found_n < max ? w->found_n : max;
    memcpy(out, w->found, n * sizeof *out);
    pthread_mutex_unlock(&w->chosen_lock);
    return n;
}

/* A text equal to name that lives as long as w: laptops see few addresses in a day. */
static const char *keep(struct web *w, const char *name) {
    const char *kept = NULL;
    pthread_mutex_lock(&w->chosen_lock);
    for (size_t i = 0; i < w->chosen_n && !kept; i++)
        if (!strcmp(w->chosen[i], name)) kept = w->chosen[i];
    if (!kept && w->chosen_n < WEB_CHOSEN) kept = w->chosen[w->chosen_n++] = mem_copy(name);
    pthread_mutex_unlock(&w->chosen_lock);
    return kept ? kept : w->chosen[0];
}

struct scene_place web_place(struct web *w, const struct book_snap *s) {
    struct scene_place place = {.port = atomic_load(&w->port)};
    if (s->settings.address[0]) place.address = s->settings.address;
    else if (w->address && w->address[0]) place.address = w->address;
    else {
        struct web_address own[16];
        size_t n = web_own_addresses(w, own, 16);
        place.address = keep(w, n ? own[0].address : "127.0.0.1");
    }
    return place;
}

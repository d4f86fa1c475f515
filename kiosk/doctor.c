/* punktum doctor: half an hour before the doors open – one line per thing that must be well,
 * green or red; exit 1 when one is red (K-14). Main thread. */
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>
#include "events/book/book.h"
#include "kiosk/place.h"
#include "kiosk/verb.h"
#include "kiosk/web/web.h"
#include "lib/clock.h"
#include "lib/qr.h"

enum { DISK_MIN_MB = 500, ADDRESSES_MAX = 16, FONT_DEPTH = 6, QR_VERSION_MAX = 2, FINDER = 7 };

static const struct opt_row rows[] = {
    { "data", "DIR", "data directory" },
    { NULL, NULL, NULL }
};

struct doctor { bool colour, well; const char *data; };

static void say(struct doctor *d, bool good, const char *what, const char *text) {
    const char *mark = good ? "ok " : "BAD";

    d->well &= good;
    if (d->colour)
        printf("\033[%dm%s\033[0m  %-10s %s\n", good ? 32 : 31, mark, what, text);
    else
        printf("%s  %-10s %s\n", mark, what, text);
}

/* A file whose name begins so, anywhere below dir. */
static bool has_font(const char *dir, const char *begin, int depth) {
    DIR *d = depth > 0 ? opendir(dir) : NULL;
    struct str path = STR_INIT;
    bool found = false;

    for (struct dirent *e; d && !found && (e = readdir(d));) {
        if (e->d_name[0] == '.')
            continue;
        str_clear(&path);
        str_printf(&path, "%s/%s", dir, e->d_name);
        found = str_starts(e->d_name, begin) ||
                (e->d_type == DT_DIR && has_font(path.data, begin, depth - 1));
    }
    if (d)
        closedir(d);
    str_release(&path);
    return found;
}

static void look_fonts(struct doctor *d) {
    static const struct { const char *file, *package; } fonts[] = {
        { "Inter", "fonts-inter" },
        { "NotoSans-Regular", "fonts-noto-core" },
        { "NotoSansArabic", "fonts-noto-core" },
        { "NotoColorEmoji", "fonts-noto-color-emoji" },
    };
    char line[120];

    for (size_t i = 0; i < sizeof fonts / sizeof fonts[0]; i++) {
        bool found = has_font("/usr/share/fonts", fonts[i].file, FONT_DEPTH);
        str_format(line, sizeof line, found ? "%s" : "%s is missing: apt install %s", fonts[i].file,
                   fonts[i].package);
        say(d, found, "font", line);
    }
}

static void look_disk(struct doctor *d) {
    struct str dir = STR_INIT, line = STR_INIT;
    struct statvfs fs;

    if (!place_data_dir(&dir, d->data) || statvfs(dir.data, &fs) != 0) {
        say(d, false, "disk", "no data directory");
    } else {
        unsigned long long mb = (unsigned long long)fs.f_bavail * fs.f_frsize >> 20;
        bool writable = access(dir.data, W_OK) == 0;
        str_printf(&line, "%llu MB free in %s%s", mb, dir.data, writable ? "" : ", not writable");
        say(d, mb >= DISK_MIN_MB && writable, "disk", line.data);
    }
    str_release(&dir);
    str_release(&line);
}

/* Without a network nobody sets the clock: then only a person can say if it is right. */
static void look_clock(struct doctor *d) {
    struct clock_time now = clock_now();
    struct timex t = { 0 };
    bool synced = adjtimex(&t) != TIME_ERROR && !(t.status & STA_UNSYNC);
    char stamp[20], line[96];
    const int64_t made_ms = INT64_C(1767225600000);     /* 2026-01-01 */

    clock_stamp(stamp, now.wall_ms);
    str_format(line, sizeof line, "%s%s", stamp,
               synced ? ", kept by the network" : ", set by hand: compare it with your watch");
    say(d, now.wall_ms > made_ms, "clock", line);
}

static int try_port(int port) {
    struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1, error;

    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    error = bind(fd, (struct sockaddr *)&in, sizeof in) == 0 && listen(fd, 1) == 0 ? 0 : errno;
    close(fd);
    return error;
}

static void look_port(struct doctor *d) {
    char line[120];
    int first = try_port(80), second = first ? try_port(8080) : 0;

    if (!first)
        str_copy(line, sizeof line, "80");
    else
        str_format(line, sizeof line, "80: %s; 8080: %s", strerror(first),
                   second ? strerror(second) : "free, it will stand in every code");
    say(d, !first || !second, "port", line);
}

static void look_addresses(struct doctor *d, char first[48]) {
    struct web_address list[ADDRESSES_MAX];
    size_t n = web_addresses(list, ADDRESSES_MAX);
    char line[160];

    str_copy(first, 48, n ? list[0].address : "127.0.0.1");
    for (size_t i = 0; i < n; i++) {
        bool loop = str_starts(list[i].address, "127.");
        str_format(line, sizeof line, "%s (%s)%s", list[i].address, list[i].name,
                   loop ? ": no network, phones cannot come"
                   : list[i].is_private ? "" : ": not private, browsers may warn");
        say(d, i > 0 || (list[i].is_private && !loop), "address", line);
    }
    if (!n)
        say(d, false, "address", "none: no network, phones cannot come");
}

/* Finder pattern with its white border at a corner: 7 x 7, ring, white ring, 3 x 3. */
static bool finder_at(const struct qr *q, int x0, int y0) {
    for (int y = 0; y < FINDER; y++)
        for (int x = 0; x < FINDER; x++) {
            int ring = abs(x - 3) > abs(y - 3) ? abs(x - 3) : abs(y - 3);
            if ((q->dark[(y0 + y) * q->modules + x0 + x] & 1) != (ring != 2))
                return false;
        }
    return true;
}

static bool timing_well(const struct qr *q) {
    for (int i = FINDER + 1; i < q->modules - FINDER - 1; i++)
        if ((q->dark[6 * q->modules + i] & 1) != (i % 2 == 0) ||
            (q->dark[i * q->modules + 6] & 1) != (i % 2 == 0))
            return false;
    return true;
}

static void look_qr(struct doctor *d, const char *address) {
    struct str payload = STR_INIT, line = STR_INIT;
    struct qr q;
    bool well = false;

    qr_page_payload(&payload, address, try_port(80) ? 8080 : 80, "K7MQ");
    if (qr_init(&q, payload.data)) {
        int far = q.modules - FINDER;
        well = q.version <= QR_VERSION_MAX && finder_at(&q, 0, 0) && finder_at(&q, far, 0) &&
               finder_at(&q, 0, far) && timing_well(&q);
        str_printf(&line, "%s: version %d", payload.data, q.version);
        qr_release(&q);
    }
    say(d, well, "QR code", line.len ? line.data : "cannot be made");
    str_release(&payload);
    str_release(&line);
}

static void look_event(struct doctor *d, const char *name) {
    struct str path = STR_INIT, findings = STR_INIT;
    bool well = place_event(&path, name, d->data) && book_check_file(&findings, path.data);

    say(d, well, "event", well ? path.data : findings.len ? findings.data : name);
    str_release(&path);
    str_release(&findings);
}

static int doctor(const struct opt *o) {
    struct doctor d = { .colour = isatty(STDOUT_FILENO), .well = true,
                        .data = opt_value(o, "data") };
    char address[48];

    look_fonts(&d);
    look_disk(&d);
    look_clock(&d);
    look_port(&d);
    look_addresses(&d, address);
    look_qr(&d, address);
    if (opt_count(o))
        look_event(&d, opt_arg(o, 0));
    return d.well ? VERB_OK : VERB_FAILED;
}

const struct verb verb_doctor = {
    "doctor", "[FILE]", "look whether this machine is ready: fonts, disk, clock, port, network",
    rows, 0, 1, doctor
};

/* Token buckets in a table of fixed size (S-11): however many phones or addresses come, memory
 * stays the same; when crowded the bucket that is fullest (the least guilty) gives way. */
#ifndef KIOSK_WEB_LIMIT_H
#define KIOSK_WEB_LIMIT_H
#include <stdbool.h>
#include <stdint.h>
#include "kiosk/web/visit.h"

struct web_limits;
struct web_limits *web_limits_new(void);
void web_limits_free(struct web_limits *l);
/* Who and how much: person 0 and address NULL leave that bucket out. */
struct web_limit_who {
    int64_t person;
    const char *address;
    unsigned person_factor;     /* limits of one person times this; 1 */
    unsigned address_factor;    /* settings.per_address */
    unsigned guests;            /* expected, for the limit of all together; 0 = left out */
};
/* True when one more is allowed; take also counts it (in no bucket if any is empty). */
bool web_limits_pass(struct web_limits *l, enum web_limit what, const struct web_limit_who *who,
                     int64_t boot_ms, bool take);
#endif

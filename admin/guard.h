/* How often somebody may try a password (S-10, S-11): five a minute for one name from one address,
 * then ever longer waits; a gentler limit for a name over all addresses and for all together, so
 * that who guesses slows down and who knows gets in. Any thread. */
#ifndef ADMIN_GUARD_H
#define ADMIN_GUARD_H
#include <stdbool.h>
#include <stdint.h>

struct guard;
struct guard *guard_new(void);
void guard_free(struct guard *g);
/* 0: may try now, and the try is counted; else the milliseconds to wait. name as typed. */
int64_t guard_try(struct guard *g, const char *name, const char *address, int64_t boot_ms);
/* It was right: the tries of this name from this address are forgotten. */
void guard_well(struct guard *g, const char *name, const char *address);
#endif

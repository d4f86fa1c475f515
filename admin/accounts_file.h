/* The accounts as they lie on the disk. Only for admin/accounts.c. */
#ifndef ADMIN_ACCOUNTS_FILE_H
#define ADMIN_ACCOUNTS_FILE_H
#include <stdbool.h>
#include <stddef.h>
#include "admin/accounts.h"

enum { ACCOUNTS_MAX = 200, SESSIONS_MAX = 400 };
struct account {
    int64_t id;
    enum desk_role role;
    char name[64];
    char hash[SECRET_PASSWORD_TEXT];
};
struct account_session { int64_t account, since_ms; unsigned char hash[SECRET_HASH]; };
struct account_set {
    struct account accounts[ACCOUNTS_MAX];
    size_t accounts_n;
    struct account_session sessions[SESSIONS_MAX];  /* oldest first */
    size_t sessions_n;
};
/* set is zeroed before; a missing file leaves it so. False with a sentence in error. */
bool account_file_read(struct account_set *set, const char *path, char *error, size_t size);
/* On disk, folder entry and all, or not at all (a line is logged). */
bool account_file_write(const struct account_set *set, const char *path);
/* "organisation"; and back: DESK_NOBODY for another word. */
const char *account_role_name(enum desk_role role);
enum desk_role account_role_of(const char *name);
#endif

/* Who may sit at the desk: DATA/accounts.json (0600, written whole and renamed into place). Names,
 * roles, Argon2id hashes; sessions as hashes of their tokens. Lookups on any thread; changes write
 * to the disk and belong on the worker (admin/password.c). */
#ifndef ADMIN_ACCOUNTS_H
#define ADMIN_ACCOUNTS_H
#include <jansson.h>
#include <stdint.h>
#include "admin/desk.h"
#include "lib/secret.h"

enum { ACCOUNT_PASSWORD_MIN = 12, ACCOUNT_PASSWORD_MAX = 200, ACCOUNT_NAME_LENGTH = 40,
       ACCOUNT_SESSION_S = 7 * 24 * 3600 };
enum accounts_result {
    ACCOUNTS_OK,
    ACCOUNTS_TAKEN,             /* the name, whatever its case and accents */
    ACCOUNTS_NO_SUCH,
    ACCOUNTS_LAST,              /* the last of the Organisation stays */
    ACCOUNTS_FULL,
    ACCOUNTS_DISK               /* could not be written: nothing was changed */
};
struct accounts;
/* A missing file is an empty one; NULL with a sentence in error for one that cannot be read. */
struct accounts *accounts_open(const char *data_dir, char *error, size_t size);
void accounts_free(struct accounts *a);

size_t accounts_count(struct accounts *a);
/* [{id, name, role: 1..3}], by name. New reference. */
json_t *accounts_list(struct accounts *a);
/* Id and hash by the name as typed; 0 and a hash no password fits (as slow as any) when unknown. */
int64_t accounts_find(struct accounts *a, const char *name, char hash[SECRET_PASSWORD_TEXT]);
bool accounts_name(struct accounts *a, int64_t id, char name[64]);

enum accounts_result accounts_add(struct accounts *a, const char *name, enum desk_role role,
                                  const char *hash, int64_t *id);
enum accounts_result accounts_set_role(struct accounts *a, int64_t id, enum desk_role role);
/* A new password ends all sessions of the account. */
enum accounts_result accounts_set_hash(struct accounts *a, int64_t id, const char *hash);
enum accounts_result accounts_remove(struct accounts *a, int64_t id);

/* Sessions, by the hash of their token. The oldest gives way when there are too many. */
enum accounts_result accounts_enter(struct accounts *a, int64_t id,
                                    const unsigned char token_hash[SECRET_HASH], int64_t now_ms);
enum accounts_result accounts_leave(struct accounts *a,
                                    const unsigned char token_hash[SECRET_HASH]);
/* False when there is none or it is over. id may be NULL. */
bool accounts_session(struct accounts *a, const unsigned char token_hash[SECRET_HASH],
                      int64_t now_ms, struct desk_account *out, int64_t *id);
#endif

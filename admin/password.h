/* What has to do with accounts and is slow - a password's hash, a file written - as jobs for the
 * desk's one password worker (S-10: one check at a time). */
#ifndef ADMIN_PASSWORD_H
#define ADMIN_PASSWORD_H
#include "admin/inner.h"

enum password_what {
    PASSWORD_LOGIN,             /* name, password: a new session */
    PASSWORD_SETUP,             /* the first account: name, password; a new session */
    PASSWORD_CHANGE,            /* own: id, old, password; a new session, all others end */
    PASSWORD_LOGOUT,            /* session */
    PASSWORD_ADD,               /* name, role, password */
    PASSWORD_RENEW,             /* id, password: of somebody else */
    PASSWORD_ROLE,              /* id, role */
    PASSWORD_REMOVE             /* id */
};
struct password_job {
    struct accounts *accounts;
    enum password_what what;
    int64_t id;
    enum desk_role role;
    char name[64], password[1024], old[1024];
    unsigned char session[SECRET_HASH];
    /* what became of it */
    enum accounts_result result;
    bool wrong;                 /* the password did not fit */
    char token[SECRET_TOKEN_TEXT];  /* of the new session, "" without */
};
/* A job with what the form holds in name, password, old. Never NULL. */
struct password_job *password_job_new(struct desk_visit *v, enum password_what what);
/* What is wrong with the form before any work, translated; NULL: nothing. */
const char *password_fault(struct desk_visit *v, const struct password_job *job);
/* Hands it to the worker and parks; the handler is called again, password_done gives it. */
void password_start(struct desk_visit *v, struct password_job *job);
const struct password_job *password_done(struct desk_visit *v);
void password_job_free(void *job);
/* A sentence for what became of it, NULL when all is well. */
const char *password_sentence(const struct password_job *job, const struct lang *lang);
#endif

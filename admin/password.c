/* See password.h. run is called on the password worker, the rest on pool threads. Passwords are
 * taken as they come, but for one thing: NFC and white space as everywhere (lib/utf8), so that an
 * umlaut typed on another keyboard is the same letter. */
#include "admin/password.h"
#include <stdlib.h>
#include <string.h>
#include "lib/clock.h"
#include "lib/log.h"
#include "lib/mem.h"
#include "lib/utf8.h"

static void read_field(const struct http_req *req, const char *field, char *dst, size_t size,
                       unsigned max) {
    const char *typed = http_form(req, field);

    if (!typed || utf8_clean(dst, size, typed, max, UTF8_ONE_LINE) != UTF8_OK)
        dst[0] = '\0';
}

struct password_job *password_job_new(struct desk_visit *v, enum password_what what) {
    struct password_job *job = mem_new(1, sizeof *job);
    const struct http_req *req = v->web.req;

    job->accounts = v->desk->accounts;
    job->what = what;
    read_field(req, "name", job->name, sizeof job->name, ACCOUNT_NAME_LENGTH);
    read_field(req, "password", job->password, sizeof job->password, ACCOUNT_PASSWORD_MAX);
    read_field(req, "old", job->old, sizeof job->old, ACCOUNT_PASSWORD_MAX);
    return job;
}

void password_job_free(void *ctx) {
    struct password_job *job = ctx;

    secret_wipe(job, sizeof *job);
    free(job);
}

static bool sets_password(enum password_what what) {
    return what == PASSWORD_SETUP || what == PASSWORD_CHANGE || what == PASSWORD_ADD ||
           what == PASSWORD_RENEW;
}

const char *password_fault(struct desk_visit *v, const struct password_job *job) {
    const struct lang *lang = v->web.lang;
    const char *repeat = http_form(v->web.req, "repeat");
    char again[sizeof job->password];
    bool differs;

    if ((job->what == PASSWORD_SETUP || job->what == PASSWORD_ADD) && !job->name[0])
        return lang_text(lang, "A name is missing, or it is longer than 40 characters. Nothing was "
                               "stored.");
    if (!sets_password(job->what))
        return NULL;
    if (utf8_graphemes(job->password) < ACCOUNT_PASSWORD_MIN)
        return lang_text(lang, "The password needs at least 12 characters; a short sentence is a "
                               "good one. Nothing was stored.");
    if (!repeat)
        return NULL;
    read_field(v->web.req, "repeat", again, sizeof again, ACCOUNT_PASSWORD_MAX);
    differs = strcmp(again, job->password) != 0;
    secret_wipe(again, sizeof again);
    return differs ? lang_text(lang, "The two passwords are not the same. Nothing was stored.")
                   : NULL;
}

/* --- on the worker ---- */
static void new_session(struct password_job *job) {
    unsigned char hash[SECRET_HASH];

    secret_token(job->token);
    secret_hash(hash, job->token);
    job->result = accounts_enter(job->accounts, job->id, hash, clock_now().wall_ms);
    if (job->result != ACCOUNTS_OK)
        job->token[0] = '\0';
}

static bool new_hash(struct password_job *job, char hash[SECRET_PASSWORD_TEXT]) {
    if (secret_password_hash(hash, job->password))
        return true;
    log_line(LOG_ERROR, "no memory for a password's hash");
    job->result = ACCOUNTS_DISK;
    return false;
}

static void login(struct password_job *job) {
    char hash[SECRET_PASSWORD_TEXT];

    job->id = accounts_find(job->accounts, job->name, hash);
    job->wrong = !secret_password_check(hash, job->password) || !job->id;
    if (!job->wrong)
        new_session(job);
}

static void set_up(struct password_job *job) {
    char hash[SECRET_PASSWORD_TEXT];

    if (accounts_count(job->accounts)) {
        job->result = ACCOUNTS_TAKEN;       /* somebody was faster */
        return;
    }
    if (!new_hash(job, hash))
        return;
    job->result = accounts_add(job->accounts, job->name, DESK_ORGANISATION, hash, &job->id);
    if (job->result == ACCOUNTS_OK)
        new_session(job);
}

static void change(struct password_job *job) {
    char hash[SECRET_PASSWORD_TEXT], name[64];

    if (!accounts_name(job->accounts, job->id, name)) {
        job->result = ACCOUNTS_NO_SUCH;
        return;
    }
    accounts_find(job->accounts, name, hash);
    if ((job->wrong = !secret_password_check(hash, job->old)) || !new_hash(job, hash))
        return;
    job->result = accounts_set_hash(job->accounts, job->id, hash);
    if (job->result == ACCOUNTS_OK)
        new_session(job);
}

static void run(void *ctx) {
    struct password_job *job = ctx;
    char hash[SECRET_PASSWORD_TEXT];

    switch (job->what) {
    case PASSWORD_LOGIN: login(job); break;
    case PASSWORD_SETUP: set_up(job); break;
    case PASSWORD_CHANGE: change(job); break;
    case PASSWORD_LOGOUT: job->result = accounts_leave(job->accounts, job->session); break;
    case PASSWORD_ADD:
        if (new_hash(job, hash))
            job->result = accounts_add(job->accounts, job->name, job->role, hash, &job->id);
        break;
    case PASSWORD_RENEW:
        if (new_hash(job, hash))
            job->result = accounts_set_hash(job->accounts, job->id, hash);
        break;
    case PASSWORD_ROLE:
        job->result = accounts_set_role(job->accounts, job->id, job->role);
        break;
    case PASSWORD_REMOVE: job->result = accounts_remove(job->accounts, job->id); break;
    }
    secret_wipe(job->password, sizeof job->password);
    secret_wipe(job->old, sizeof job->old);
}

/* --- back on the pool ---- */
void password_start(struct desk_visit *v, struct password_job *job) {
    desk_work(v, DESK_WORK_PASSWORD, run, job, password_job_free);
}

const struct password_job *password_done(struct desk_visit *v) {
    return desk_worked(v);
}

const char *password_sentence(const struct password_job *job, const struct lang *lang) {
    if (job->wrong)
        return job->what == PASSWORD_CHANGE
            ? lang_text(lang, "The present password is not right. Nothing was changed.")
            : lang_text(lang, "Name and password do not belong together. Please try again.");
    switch (job->result) {
    case ACCOUNTS_OK: return NULL;
    case ACCOUNTS_TAKEN:
        return job->what == PASSWORD_SETUP
            ? lang_text(lang, "The desk was set up meanwhile. Please sign in.")
            : lang_text(lang, "There is an account of this name already. Nothing was stored.");
    case ACCOUNTS_LAST:
        return lang_text(lang, "This is the last account of the organisation. It stays as it is, "
                               "or nobody could get in any more.");
    case ACCOUNTS_NO_SUCH:
        return lang_text(lang, "This account does not exist any more. Nothing was changed.");
    case ACCOUNTS_FULL:
        return lang_text(lang, "There are too many accounts. Please remove one first.");
    case ACCOUNTS_DISK: break;
    }
    return lang_text(lang, "Saving is disturbed at the moment. Nothing was changed. Please check "
                           "the disk and try again.");
}

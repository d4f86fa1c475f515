/* The way in and out: set-up code, login, logout, own password. GET shows, POST changes; every
 * login gets a new token. Pool threads. */
#include <string.h>
#include "admin/password.h"
#include "lib/clock.h"

void desk_again(struct desk_visit *v, int status, const char *template, const char *sentence,
                json_t *data) {
    if (sentence && web_wants_json(v->web.req)) {
        json_decref(data);
        desk_refuse(v, status, "refused", sentence);
        return;
    }
    if (sentence)
        json_object_set_new(data, "notice", json_string(sentence));
    desk_page(v, status, template, NULL, data);
}

/* A path of ours to go on to, else the list of events. */
static const char *next_of(const char *path) {
    if (!path || path[0] != '/' || path[1] == '/' || strlen(path) > 200 || strchr(path, '\\'))
        return "/";
    return path;
}

static void to_login(struct desk_visit *v) {
    struct str where = STR_INIT;

    str_puts(&where, accounts_count(v->desk->accounts) ? "/login" : "/setup");
    if (strcmp(http_path(v->web.req), "/") != 0 && strspn(http_path(v->web.req),
            "/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") ==
            strlen(http_path(v->web.req)))
        str_printf(&where, "?next=%s", http_path(v->web.req));
    http_redirect(v->web.req, where.data);
    str_release(&where);
}

void desk_turn_away(struct desk_visit *v, enum desk_role need) {
    bool page = http_method(v->web.req) == HTTP_GET && !web_wants_json(v->web.req);

    if (v->account.role == DESK_NOBODY && page)
        to_login(v);
    else if (v->account.role == DESK_NOBODY)
        desk_refuse(v, 401, "nobody", lang_text(v->web.lang,
            "You are signed out. Nothing was stored. Please sign in again in another tab, then "
            "send this once more."));
    else
        desk_refuse(v, 403, "role", lang_text(v->web.lang, need == DESK_ORGANISATION
            ? "Only the organisation may do this. Nothing was changed."
            : "Only the organisation and the moderation may do this. Nothing was changed."));
}

/* --- login ---- */
static json_t *login_data(const struct http_req *req) {
    bool post = http_method(req) == HTTP_POST;
    const char *name = post ? http_form(req, "name") : NULL;
    const char *next = next_of(post ? http_form(req, "next") : http_query(req, "next"));

    return json_pack("{s:s, s:s}", "name", name ? name : "", "next", next);
}

void desk_get_login(struct http_req *req, void *ctx) {
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_NOBODY))
        return;
    if (!accounts_count(v.desk->accounts))
        http_redirect(req, "/setup");
    else if (v.account.role != DESK_NOBODY)
        http_redirect(req, next_of(http_query(req, "next")));
    else
        desk_again(&v, 200, "desk/login", NULL, login_data(req));
    desk_leave(&v);
}

/* False when this was too often; answered. */
static bool may_try(struct desk_visit *v, const char *name, const char *template, json_t *data) {
    int64_t ms = guard_try(v->desk->guard, name, http_peer(v->web.req), clock_now().boot_ms);
    struct str text = STR_INIT;
    char seconds[24];

    if (!ms) {
        json_decref(data);
        return true;
    }
    str_format(seconds, sizeof seconds, "%lld", (long long)(ms + 999) / 1000);
    http_add_header(v->web.req, "Retry-After", seconds);
    lang_fill(&text, lang_text(v->web.lang, "Too many tries. Please wait {n} seconds, then try "
              "again."), "n", seconds, NULL);
    desk_again(v, 429, template, text.data, data);
    str_release(&text);
    return false;
}

void desk_post_login(struct http_req *req, void *ctx) {
    const struct password_job *done;
    struct password_job *job;
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_NOBODY))
        return;
    if ((done = password_done(&v))) {
        if (done->token[0]) {
            guard_well(v.desk->guard, done->name, http_peer(req));
            desk_set_cookie(req, done->token);
            http_redirect(req, next_of(http_form(req, "next")));
        } else {
            desk_again(&v, done->wrong ? 422 : 503, "desk/login",
                       password_sentence(done, v.web.lang), login_data(req));
        }
    } else if (desk_may_post(&v)) {
        job = password_job_new(&v, PASSWORD_LOGIN);
        if (may_try(&v, job->name, "desk/login", login_data(req)))
            password_start(&v, job);
        else
            password_job_free(job);
    }
    desk_leave(&v);
}

void desk_post_logout(struct http_req *req, void *ctx) {
    struct password_job *job;
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_NOBODY))
        return;
    if (password_done(&v) || v.account.role == DESK_NOBODY) {
        desk_set_cookie(req, NULL);
        http_redirect(req, "/login");
    } else if (desk_may_post(&v)) {
        job = password_job_new(&v, PASSWORD_LOGOUT);
        if (desk_session_hash(req, job->session))
            password_start(&v, job);
        else
            password_job_free(job);
    }
    desk_leave(&v);
}

/* --- the first account ---- */
static json_t *setup_data(const struct http_req *req) {
    bool post = http_method(req) == HTTP_POST;
    const char *name = post ? http_form(req, "name") : NULL;
    const char *code = post ? http_form(req, "code") : NULL;

    return json_pack("{s:s, s:s}", "name", name ? name : "", "typed", code ? code : "");
}

void desk_get_setup(struct http_req *req, void *ctx) {
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_NOBODY))
        return;
    if (accounts_count(v.desk->accounts))
        http_redirect(req, "/login");
    else
        desk_again(&v, 200, "desk/setup", NULL, setup_data(req));
    desk_leave(&v);
}

static bool right_code(struct desk *d, const char *typed) {
    char code[9], right[9] = "";
    bool same;

    if (!typed || !secret_code_clean(code, 8, typed))
        return false;
    pthread_mutex_lock(&d->setup_lock);
    same = d->setup[0] && secret_code_clean(right, 8, d->setup) && secret_equal(code, right, 8);
    pthread_mutex_unlock(&d->setup_lock);
    return same;
}

static void setup_done(struct desk_visit *v, const struct password_job *done) {
    if (!done->token[0]) {
        desk_again(v, done->result == ACCOUNTS_TAKEN ? 409 : 503, "desk/setup",
                   password_sentence(done, v->web.lang), setup_data(v->web.req));
        return;
    }
    pthread_mutex_lock(&v->desk->setup_lock);
    v->desk->setup[0] = '\0';
    pthread_mutex_unlock(&v->desk->setup_lock);
    guard_well(v->desk->guard, "", http_peer(v->web.req));
    desk_set_cookie(v->web.req, done->token);
    http_redirect(v->web.req, "/");
}

void desk_post_setup(struct http_req *req, void *ctx) {
    const struct password_job *done;
    struct password_job *job = NULL;
    const char *fault;
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_NOBODY))
        return;
    if ((done = password_done(&v))) {
        setup_done(&v, done);
    } else if (desk_may_post(&v) && may_try(&v, "", "desk/setup", setup_data(req))) {
        job = password_job_new(&v, PASSWORD_SETUP);
        fault = password_fault(&v, job);
        if (!right_code(v.desk, http_form(req, "code")))
            fault = lang_text(v.web.lang, "This is not the set-up code. It was printed where the "
                              "program was started.");
        else
            guard_well(v.desk->guard, "", http_peer(req));
        if (!fault) {
            password_start(&v, job);
        } else {
            password_job_free(job);
            desk_again(&v, 422, "desk/setup", fault, setup_data(req));
        }
    }
    desk_leave(&v);
}

/* --- own password ---- */
void desk_get_password(struct http_req *req, void *ctx) {
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_HELPER))
        return;
    desk_again(&v, 200, "desk/password", http_query(req, "changed") ? lang_text(v.web.lang,
               "The password was changed. Other devices were signed out.") : NULL, json_object());
    desk_leave(&v);
}

void desk_post_password(struct http_req *req, void *ctx) {
    const struct password_job *done;
    unsigned char hash[SECRET_HASH];
    struct password_job *job;
    const char *fault;
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_NOBODY))
        return;
    if ((done = password_done(&v))) {       /* the session it came with has ended by now */
        if (done->token[0]) {
            guard_well(v.desk->guard, done->name, http_peer(req));
            desk_set_cookie(req, done->token);
            http_redirect(req, "/password?changed=1");
        } else {
            desk_again(&v, done->wrong ? 422 : 503, "desk/password",
                       password_sentence(done, v.web.lang), json_object());
        }
    } else if (v.account.role == DESK_NOBODY) {
        desk_turn_away(&v, DESK_HELPER);
    } else if (desk_may_post(&v) && may_try(&v, v.account.name, "desk/password", json_object())) {
        job = password_job_new(&v, PASSWORD_CHANGE);
        struct desk_account own;
        str_copy(job->name, sizeof job->name, v.account.name);
        if (desk_session_hash(req, hash))
            accounts_session(v.desk->accounts, hash, clock_now().wall_ms, &own, &job->id);
        if ((fault = password_fault(&v, job))) {
            password_job_free(job);
            desk_again(&v, 422, "desk/password", fault, json_object());
        } else {
            password_start(&v, job);
        }
    }
    desk_leave(&v);
}

/* The page of accounts: add, change the role, a new password, remove. One form per thing, told
 * apart by its "do". Organisation only. Pool threads. */
#include <string.h>
#include "admin/accounts_file.h"
#include "admin/password.h"

static const struct { const char *name; enum password_what what; } deeds[] = {
    { "add", PASSWORD_ADD }, { "role", PASSWORD_ROLE }, { "renew", PASSWORD_RENEW },
    { "remove", PASSWORD_REMOVE },
};

static json_t *role_choices(const struct lang *lang, enum desk_role now) {
    json_t *list = json_array();

    for (enum desk_role r = DESK_ORGANISATION; r > DESK_NOBODY; r--)
        json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "value", account_role_name(r),
                                              "word", desk_role_word(r, lang), "now", r == now));
    return list;
}

static json_t *view(struct desk_visit *v) {
    json_t *list = accounts_list(v->desk->accounts);
    const char *typed = http_method(v->web.req) == HTTP_POST ? http_form(v->web.req, "name") : NULL;
    json_t *one;
    size_t i;

    json_array_foreach(list, i, one) {
        enum desk_role role = (enum desk_role)json_integer_value(json_object_get(one, "role"));
        const char *name = json_string_value(json_object_get(one, "name"));
        json_object_set_new(one, "own", json_boolean(strcmp(name, v->account.name) == 0));
        json_object_set_new(one, "role_word", json_string(desk_role_word(role, v->web.lang)));
        json_object_set_new(one, "roles", role_choices(v->web.lang, role));
    }
    return json_pack("{s:o, s:o, s:s}", "accounts", list, "new_roles",
                     role_choices(v->web.lang, DESK_HELPER), "typed", typed ? typed : "");
}

void desk_get_accounts(struct http_req *req, void *ctx) {
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    desk_again(&v, 200, "desk/accounts", NULL, view(&v));
    desk_leave(&v);
}

static struct password_job *job_of_form(struct desk_visit *v) {
    const char *what = http_form(v->web.req, "do"), *id = http_form(v->web.req, "id");
    const char *role = http_form(v->web.req, "role");
    struct password_job *job;
    long long n = 0;

    for (size_t i = 0; what && i < sizeof deeds / sizeof deeds[0]; i++) {
        if (strcmp(deeds[i].name, what) != 0)
            continue;
        job = password_job_new(v, deeds[i].what);
        job->role = account_role_of(role ? role : "");
        if (id && str_number(id, 1, INT64_MAX, &n))
            job->id = n;
        if (job->role != DESK_NOBODY || (job->what != PASSWORD_ADD && job->what != PASSWORD_ROLE))
            return job;
        password_job_free(job);
    }
    return NULL;
}

static void start(struct desk_visit *v) {
    struct password_job *job = job_of_form(v);
    const char *fault;

    if (!job) {
        http_error(v->web.req, 400);
    } else if ((fault = password_fault(v, job))) {
        password_job_free(job);
        desk_again(v, 422, "desk/accounts", fault, view(v));
    } else {
        password_start(v, job);
    }
}

/* Who takes the last right from the own account sees the next page turned away: so be it. */
void desk_post_account(struct http_req *req, void *ctx) {
    const struct password_job *done;
    const char *sentence;
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_NOBODY))
        return;
    if ((done = password_done(&v))) {
        sentence = password_sentence(done, v.web.lang);
        if (sentence)
            desk_again(&v, done->result == ACCOUNTS_DISK ? 503 : 409, "desk/accounts", sentence,
                       view(&v));
        else
            http_redirect(req, "/accounts");
    } else if (v.account.role != DESK_ORGANISATION) {
        desk_turn_away(&v, DESK_ORGANISATION);
    } else if (desk_may_post(&v)) {
        start(&v);
    }
    desk_leave(&v);
}

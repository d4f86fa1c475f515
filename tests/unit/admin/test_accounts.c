/* Proves: accounts and sessions survive a restart; the file is private; names differ by more than
 * case and accents; somebody of the organisation always stays; a new password and a removal end
 * sessions, time does too; a file that cannot be written changes nothing, one that cannot be read
 * is refused and left alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "admin/accounts.h"
#include "lib/json.h"

static char dir[] = "/tmp/punktum-accounts-XXXXXX";
static char error[300];

static struct accounts *reopen(struct accounts *a) {
    accounts_free(a);
    a = accounts_open(dir, error, sizeof error);
    if (!a)
        fail_msg("%s", error);
    return a;
}

static int64_t add(struct accounts *a, const char *name, enum desk_role role) {
    int64_t id = 0;

    assert_int_equal(accounts_add(a, name, role, "$hash", &id), ACCOUNTS_OK);
    assert_true(id > 0);
    return id;
}

static bool session(struct accounts *a, const char *token, int64_t now_ms,
                    struct desk_account *who) {
    unsigned char hash[SECRET_HASH];

    secret_hash(hash, token);
    return accounts_session(a, hash, now_ms, who, NULL);
}

static void enter(struct accounts *a, int64_t id, const char *token, int64_t now_ms) {
    unsigned char hash[SECRET_HASH];

    secret_hash(hash, token);
    assert_int_equal(accounts_enter(a, id, hash, now_ms), ACCOUNTS_OK);
}

static void clean(void) {
    char path[100];

    str_format(path, sizeof path, "%s/accounts.json", dir);
    unlink(path);
}

static void survive(void **state) {
    struct accounts *a = reopen(NULL);
    struct desk_account who;
    char hash[SECRET_PASSWORD_TEXT], path[100];
    int64_t first, id;
    struct stat st;

    (void)state;
    assert_int_equal(accounts_count(a), 0);
    first = add(a, "Jürgen Groß", DESK_ORGANISATION);
    enter(a, first, "token", 1000);
    a = reopen(a);
    assert_int_equal(accounts_count(a), 1);
    assert_int_equal(accounts_find(a, "jurgen GROSS", hash), first);
    assert_string_equal(hash, "$hash");
    assert_true(session(a, "token", 2000, &who));
    assert_string_equal(who.name, "Jürgen Groß");
    assert_int_equal(who.role, DESK_ORGANISATION);
    assert_false(session(a, "tokem", 2000, &who));
    assert_int_equal(accounts_add(a, "JÜRGEN groß", DESK_HELPER, "$h", &id), ACCOUNTS_TAKEN);
    assert_int_equal(accounts_find(a, "nobody", hash), 0);
    assert_true(str_starts(hash, "$argon2id$"));        /* as slow as a real one */
    assert_false(secret_password_check(hash, ""));
    str_format(path, sizeof path, "%s/accounts.json", dir);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    accounts_free(a);
    clean();
}

static void somebody_stays(void **state) {
    struct accounts *a = reopen(NULL);
    int64_t one = add(a, "A", DESK_ORGANISATION), two = add(a, "B", DESK_MODERATION);

    (void)state;
    assert_int_equal(accounts_remove(a, one), ACCOUNTS_LAST);
    assert_int_equal(accounts_set_role(a, one, DESK_HELPER), ACCOUNTS_LAST);
    assert_int_equal(accounts_set_role(a, one, DESK_ORGANISATION), ACCOUNTS_OK);
    assert_int_equal(accounts_set_role(a, two, DESK_ORGANISATION), ACCOUNTS_OK);
    assert_int_equal(accounts_remove(a, one), ACCOUNTS_OK);
    assert_int_equal(accounts_remove(a, one), ACCOUNTS_NO_SUCH);
    assert_int_equal(accounts_remove(a, two), ACCOUNTS_LAST);
    accounts_free(a);
    clean();
}

static void sessions_end(void **state) {
    const int64_t week = ACCOUNT_SESSION_S * INT64_C(1000);
    struct accounts *a = reopen(NULL);
    int64_t one = add(a, "A", DESK_ORGANISATION), two = add(a, "B", DESK_HELPER);
    struct desk_account who;
    unsigned char hash[SECRET_HASH];

    (void)state;
    enter(a, one, "one", 0);
    enter(a, two, "two", 0);
    enter(a, two, "three", 0);
    assert_true(session(a, "one", week, &who));
    assert_false(session(a, "one", week + 1, &who));    /* over */
    assert_int_equal(accounts_set_hash(a, one, "$new"), ACCOUNTS_OK);
    assert_false(session(a, "one", 1, &who));
    secret_hash(hash, "two");
    assert_int_equal(accounts_leave(a, hash), ACCOUNTS_OK);
    assert_false(session(a, "two", 1, &who));
    assert_true(session(a, "three", 1, &who));
    assert_int_equal(accounts_set_role(a, two, DESK_MODERATION), ACCOUNTS_OK);
    assert_true(session(a, "three", 1, &who));
    assert_int_equal(who.role, DESK_MODERATION);        /* at once */
    assert_int_equal(accounts_remove(a, two), ACCOUNTS_OK);
    assert_false(session(a, "three", 1, &who));
    for (int i = 0; i < 500; i++) {                     /* the oldest gives way */
        char token[16];
        str_format(token, sizeof token, "t%d", i);
        enter(a, one, token, 5);
    }
    assert_true(session(a, "t499", 6, &who));
    assert_false(session(a, "t0", 6, &who));
    accounts_free(a);
    clean();
}

static void disk(void **state) {
    struct accounts *a = reopen(NULL);
    char path[100], away[100], text[64] = "";
    int64_t one = add(a, "A", DESK_ORGANISATION), id;
    FILE *f;

    (void)state;
    str_format(away, sizeof away, "%s.away", dir);
    assert_int_equal(rename(dir, away), 0);             /* nowhere to write to */
    assert_int_equal(accounts_add(a, "B", DESK_HELPER, "$h", &id), ACCOUNTS_DISK);
    assert_int_equal(accounts_set_hash(a, one, "$new"), ACCOUNTS_DISK);
    assert_int_equal(accounts_count(a), 1);
    assert_int_equal(rename(away, dir), 0);
    add(a, "B", DESK_HELPER);                           /* and on */
    accounts_free(a);
    str_format(path, sizeof path, "%s/accounts.json", dir);
    f = fopen(path, "w");
    fputs("{\"accounts\": [{\"id\": 1, \"name\": \"A\"}]}", f);
    fclose(f);
    assert_null(accounts_open(dir, error, sizeof error));
    assert_true(error[0]);
    f = fopen(path, "r");
    assert_non_null(fgets(text, sizeof text, f));
    fclose(f);
    assert_true(str_starts(text, "{\"accounts\": [{\"id\": 1"));
    clean();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survive), cmocka_unit_test(somebody_stays),
        cmocka_unit_test(sessions_end), cmocka_unit_test(disk),
    };
    int failed;

    secret_start();
    if (!mkdtemp(dir))
        return 1;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(dir);
    return failed;
}

/* Proves: an event's plan read back makes the same plan again (settings, lists, agenda with fixed
 * starts, options, sources), and nobody who was there is in it. */
#include "tests/unit/book/event.h"
#include "events/book/plan_json.h"
#include "events/rules/setting.h"
#include "lib/json.h"

static const char text[] = "{\"title\": \"Tag\", \"start\": \"2026-11-07T09:00\", "
    "\"end\": \"2026-11-07T12:00\", \"expected\": 80, \"place\": \"Halle\", \"name_required\": "
    "false, \"organisations\": [{\"name\": \"Stadt Aach\", \"municipality\": \"Aach\", "
    "\"letters\": \"A\"}, {\"name\": \"Verein\"}], \"disciplines\": [\"Personal\"], "
    "\"consents\": [{\"key\": \"quote\", \"text\": \"Zitat\"}], \"agenda\": ["
    "{\"kind\": \"arrival\", \"title\": \"An\", \"minutes\": 30, \"note\": \"a\\nb\"}, "
    "{\"kind\": \"visions\", \"title\": \"V\", \"appear\": \"release\", \"cards_max\": 2, "
    "\"planned\": \"2026-11-07T10:00\"}, "
    "{\"kind\": \"dots\", \"title\": \"D\", \"secrecy\": \"named\", \"dots\": 3, \"cut\": 1, "
    "\"goal\": \"Z\", \"report\": \"short\", \"timer_visible\": false, "
    "\"options\": [\"x\", \"y\"], \"options_from\": 1}]}";

static json_t *plan_of(const char *json, const char *path) {
    char error[300];
    struct book *b;
    if (!book_create(path, json, strlen(json), error, sizeof error)) fail_msg("%s", error);
    assert_int_equal(book_open(&b, path, NULL, NULL), BOOK_OPENED);
    struct book_cmd cmd = {.verb = BOOK_REGISTER, .nonce = 5};
    str_copy(cmd.as.reg.name, BOOK_NAME_MAX, "Erika Geheim");
    hash_of(cmd.as.reg.session_hash, "session", 1);
    hash_of(cmd.as.reg.code_hash, "code", 1);
    assert_int_equal(book_submit_wait(b, &cmd).result, BOOK_OK);
    const struct book_snap *s = book_snap(b);
    json_t *plan = plan_json(s, NULL);
    book_snap_release(s);
    book_close(b);
    return plan;
}

static void the_same_again(void **state) {
    char dir[64] = "/tmp/punktum-plan-XXXXXX", path[100], command[100];
    struct str a = STR_INIT, b = STR_INIT;
    (void)state;
    assert_non_null(mkdtemp(dir));
    str_format(path, sizeof path, "%s/a.punktum", dir);
    json_t *first = plan_of(text, path);
    json_write(&a, first);
    assert_null(strstr(a.data, "Erika"));
    assert_non_null(strstr(a.data, "\"planned\":\"2026-11-07T10:00\""));
    assert_non_null(strstr(a.data, "\"options_from\":1"));
    assert_non_null(strstr(a.data, "\"note\":\"a\\nb\""));
    assert_null(json_object_get(first, "code"));
    str_format(path, sizeof path, "%s/b.punktum", dir);
    json_t *second = plan_of(a.data, path);
    json_write(&b, second);
    assert_string_equal(a.data, b.data);
    json_decref(first);
    json_decref(second);
    str_release(&a);
    str_release(&b);
    str_format(command, sizeof command, "rm -rf %s", dir);
    assert_int_equal(system(command), 0);
}

/* A setting added to the table must be read back as well. */
static void every_setting_has_its_value(void **state) {
    const struct book_run run = {.name = ""};
    const struct book_run *runs[] = {&run};
    const struct book_item item = {.title = "t", .kicker = "", .speaker = "", .hint = "",
        .note = "", .goal = "", .report = "full", .runs = runs, .runs_n = 1};
    const struct rules_setting *row;
    struct str out = STR_INIT;
    (void)state;
    for (size_t i = 0; (row = rules_item_setting(i)); i++)
        if (!plan_item_value(&out, &item, row->name)) fail_msg("%s", row->name);
    assert_false(plan_item_value(&out, &item, "position"));
    str_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_again), cmocka_unit_test(every_setting_has_its_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

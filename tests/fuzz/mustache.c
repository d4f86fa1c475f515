/* Templates. Must hold: a broken one has a sentence; a value never comes out as markup. */
#include "lib/json.h"
#include "lib/page/page.h"
#include "lib/str.h"
#include "tests/fuzz/fuzz.h"

#define EVIL "<\x22'evil>"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str text = STR_INIT, out = STR_INIT;
    char error[300] = "";
    json_t *values = json_pack("{s:s, s:[s, {s:s}], s:{s:{s:s}}, s:b, s:i, s:n}", "name", EVIL,
                               "list", EVIL, "name", EVIL, "a", "b", "c", EVIL, "yes", 1, "n", 0,
                               "none");
    json_t *partials = json_pack("{s:s, s:s}", "node", "{{name}}{{#list}}{{> leaf}}{{/list}}",
                                 "leaf", "<b>{{.}}{{name}}</b>");
    str_add(&text, (const char *)data, size);
    if (strlen(text.data) == size && !strstr(text.data, "evil>")) {
        if (page_render_text(&out, text.data, partials, values, error, sizeof error))
            must(!strstr(out.data, EVIL), "a value is no markup");
        else
            must(*error != '\0', "a broken template has a sentence");
    }
    json_decref(values);
    json_decref(partials);
    str_release(&text);
    str_release(&out);
    return 0;
}

/* Tables of people as offices send them: bytes of any encoding, separators, quotes, heads. Must
 * hold: what comes out is UTF-8; a row without errors has a name; no row is told twice. */
#include "events/rules/import.h"
#include "lib/csv_read.h"
#include "lib/str.h"
#include "lib/utf8.h"
#include "tests/fuzz/fuzz.h"

static void look(const struct rules_import_person *p) {
    const char *const texts[] = {p->name, p->organisation, p->city, p->discipline, p->function,
                                 p->email, p->languages};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        must(utf8_valid(texts[i], strlen(texts[i])), "a person's text is UTF-8");
    must(p->findings & RULES_ROW_ERRORS || *p->name, "a row that is taken has a name");
    must(rules_role_find(p->role) != NULL, "its role is one");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const names[] = {"Ada Lovelace"}, *const of[] = {"Stadt Essen"};
    static const char *const organisations[] = {"Stadt Essen", "Stadt Bochum"};
    static const char *const disciplines[] = {"Personal"};
    const struct rules_import_known known = {names, of, 1, organisations, 2, disciplines, 1};
    struct str text = STR_INIT;
    struct csv_table table = {0};
    struct rules_import_plan plan = {0};
    struct rules_import out = {0};
    csv_decode(&text, (const char *)data, size);
    must(utf8_valid(text.data, text.len) || memchr(text.data, 0, text.len) != NULL,
         "what was decoded is UTF-8");
    csv_table_read(&table, text.data, 0, RULES_IMPORT_ROWS + 1);
    rules_import_guess(&plan, &table);
    rules_import_read(&out, &table, &plan, &known);
    for (size_t i = 0; i < out.n; i++) look(&out.people[i]);
    must(out.n <= RULES_IMPORT_ROWS + 1, "no more rows than allowed");
    rules_import_release(&out);
    csv_table_release(&table);
    str_release(&text);
    return 0;
}

/* The values of an event JSON as they are stored. Pure. */
#include "events/book/plan.h"
#include <stdlib.h>
#include <string.h>
#include "events/book/cmd.h"
#include "lib/clock.h"
#include "lib/json.h"
#include "lib/mem.h"
#include "lib/utf8.h"

/* Fixed addresses of four characters as codes: /here, /card, /code, /join, /live, /help, /lang. */
static const char *const taken_codes[] = {"HERE", "CARD", "C0DE", "J01N", "11VE", "HE1P", "1ANG"};

bool plan_code_free(const char *code) {
    for (size_t i = 0; i < sizeof taken_codes / sizeof *taken_codes; i++)
        if (!strcmp(taken_codes[i], code)) return false;
    return true;
}

bool plan_text(struct str *text, const json_t *value, unsigned max) {
    char clean[BOOK_TEXT_MAX];
    const char *given = json_string_value(value);
    str_clear(text);
    if (!given || utf8_clean(clean, sizeof clean, given, max, UTF8_ONE_LINE) != UTF8_OK)
        return false;
    str_puts(text, clean);
    return true;
}

static bool time_value(struct str *text, const char *given, int64_t base_ms) {
    int64_t ms;
    bool hour = strlen(given) == 5 && base_ms;
    if (hour ? !clock_on_day(base_ms, given, &ms) : !clock_parse_local(given, &ms)) return false;
    str_printf(text, "%lld", (long long)ms);
    return true;
}

/* Phones must be given these two exactly as the access point has them. */
static bool exact(const struct rules_setting *row) {
    return !strcmp(row->name, "ssid") || !strcmp(row->name, "password");
}

static bool text_value(struct str *text, const struct rules_setting *row, const char *given) {
    if (exact(row)) {
        str_puts(text, given);
        return true;
    }
    size_t size = strlen(given) * 3 + 1;          /* NFC never grows by more */
    char *clean = mem_new(size, 1);
    enum utf8_lines lines = rules_setting_many_lines(row) ? UTF8_MANY_LINES : UTF8_ONE_LINE;
    enum utf8_result how = utf8_clean(clean, size, given, (unsigned)row->max, lines);
    str_puts(text, clean);
    free(clean);
    return how == UTF8_OK || (how == UTF8_EMPTY && row->min == 0);
}

bool plan_value(struct str *text, const struct rules_setting *row, const json_t *value,
                int64_t base_ms) {
    const char *given = json_string_value(value);
    str_clear(text);
    switch (row->type) {
    case RULES_TEXT: if (!given || !text_value(text, row, given)) return false; break;
    case RULES_TIME: if (!given || !time_value(text, given, base_ms)) return false; break;
    case RULES_WORD: if (!given) return false; str_puts(text, given); break;
    case RULES_FLAG:
        if (!json_is_boolean(value)) return false;
        str_putc(text, json_is_true(value) ? '1' : '0');
        break;
    case RULES_INT:
        if (!json_is_integer(value)) return false;
        str_printf(text, "%lld", (long long)json_integer_value(value));
        break;
    }
    return rules_setting_fits(row, text->data);
}

bool plan_typed(struct str *text, const struct rules_setting *row, const char *typed,
                int64_t base_ms) {
    str_clear(text);
    if (!utf8_valid(typed, strlen(typed))) return false;
    if (row->type == RULES_TEXT) {
        if (!text_value(text, row, typed)) return false;
    } else if (row->type == RULES_TIME && *typed) {
        if (!time_value(text, typed, base_ms)) return false;
    } else {
        str_puts(text, *typed ? typed : row->fallback);
    }
    return rules_setting_fits(row, text->data);
}

int plan_source(const json_t *agenda, size_t n, const json_t *from) {
    const char *title = json_string_value(from);
    for (size_t i = 0; i < n; i++) {
        const json_t *item = json_array_get(agenda, i);
        bool meant = title ? !strcmp(json_text(item, "title", ""), title) :
                     json_is_integer(from) && json_integer_value(from) == (json_int_t)i;
        if (meant && !strcmp(json_text(item, "kind", ""), "visions")) return (int)i + 1;
    }
    return 0;
}

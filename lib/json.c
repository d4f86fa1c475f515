/* jansson with this house's limits. Any thread. */
#include "lib/json.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "lib/mem.h"

enum { DEPTH_MAX = 16 };

/* jansson nests up to 2048 levels; untrusted text gets far less. */
static bool too_deep(const char *text, size_t len) {
    bool quoted = false;
    int depth = 0;
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '{' || c == '['))
            depth++;
        else if (!quoted && (c == '}' || c == ']'))
            depth--;
        if (depth > DEPTH_MAX)
            return true;
    }
    return false;
}

json_t *json_read(const char *text, size_t len, char *error, size_t error_size) {
    json_error_t why;
    if (too_deep(text, len)) {
        snprintf(error, error_size, "nested more than %d levels deep", DEPTH_MAX);
        return NULL;
    }
    json_t *value = json_loadb(text, len, JSON_REJECT_DUPLICATES, &why);
    if (!value)
        snprintf(error, error_size, "line %d: %s", why.line, why.text);
    return value;
}

json_t *json_read_file(const char *path, char *error, size_t error_size) {
    struct str text = STR_INIT;
    char chunk[4096], why[200];
    json_t *value = NULL;
    FILE *in = fopen(path, "rb");
    if (!in) {
        snprintf(error, error_size, "%s: %s", path, strerror(errno));
        return NULL;
    }
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, in)) > 0;)
        str_add(&text, chunk, got);
    if (ferror(in)) {
        snprintf(error, error_size, "%s: cannot be read", path);
    } else {
        value = json_read(text.data, text.len, why, sizeof why);
        if (!value)
            snprintf(error, error_size, "%s: %s", path, why);
    }
    fclose(in);
    str_release(&text);
    return value;
}

static int append(const char *bytes, size_t len, void *out) {
    str_add(out, bytes, len);
    return 0;
}

void json_write(struct str *out, const json_t *value) {
    size_t flags = JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY;
    if (json_dump_callback(value, append, out, flags) != 0)
        BUG("a JSON value cannot be written");
}

const char *json_text(const json_t *object, const char *key, const char *fallback) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : fallback;
}

json_int_t json_int(const json_t *object, const char *key, json_int_t fallback) {
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? json_integer_value(value) : fallback;
}

double json_number(const json_t *object, const char *key, double fallback) {
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : fallback;
}

bool json_flag(const json_t *object, const char *key, bool fallback) {
    const json_t *value = json_object_get(object, key);
    return json_is_boolean(value) ? json_is_true(value) : fallback;
}

const json_t *json_list(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    return json_is_array(value) ? value : NULL;
}

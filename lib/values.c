/* Lines of "name = value". See values.h. Pure. */
#include "lib/values.h"
#include <stddef.h>
#include <string.h>
#include "lib/str.h"

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/* The value of one line when it begins with name, else NULL; len without space at its end. */
static const char *value_of(const char *line, size_t line_len, const char *name, size_t *len) {
    size_t n = strlen(name), i = n;
    if (line_len < n || strncmp(line, name, n) != 0)
        return NULL;
    while (i < line_len && is_space(line[i]))
        i++;
    if (i >= line_len || line[i] != '=')
        return NULL;
    for (i++; i < line_len && is_space(line[i]);)
        i++;
    while (line_len > i && is_space(line[line_len - 1]))
        line_len--;
    *len = line_len - i;
    return line + i;
}

char *values_get(const char *file, const char *name) {
    struct str out = STR_INIT;
    while (*file) {
        size_t line = strcspn(file, "\n"), len = 0;
        const char *value = value_of(file, line, name, &len);
        if (value) {
            str_add(&out, value, len);
            return str_detach(&out);
        }
        file += line + (file[line] == '\n');
    }
    return NULL;
}

bool values_mm(const char *text, double min, double max, double *out) {
    bool minus = *text == '-';
    double value = 0, unit = 1;
    int digits = 0;
    bool fraction = false;

    if (*text == '-' || *text == '+')
        text++;
    for (; *text; text++) {
        if ((*text == '.' || *text == ',') && !fraction) {
            fraction = true;
        } else if (*text >= '0' && *text <= '9' && digits < 9) {
            digits++;
            value = value * 10 + (*text - '0');
            unit *= fraction ? 10 : 1;
        } else {
            return false;
        }
    }
    value = (minus ? -value : value) / unit;
    if (!digits || value < min || value > max)
        return false;
    *out = value;
    return true;
}

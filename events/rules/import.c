/* Rows of a table to people, with what is wrong with each. Pure.
 * Invariants: names stay as given (joined and cleaned, never another case); a row with one of
 * RULES_ROW_ERRORS is not imported, every other one can be. */
#include "events/rules/import.h"
#include <stdlib.h>
#include <string.h>
#include "lib/csv.h"
#include "lib/mem.h"
#include "lib/utf8.h"

enum { CELL = 1024 };   /* bytes of a cleaned cell: 60 graphemes with marks fit */
struct reading {
    const struct csv_table *t;
    const struct rules_import_plan *plan;
    size_t row;
};
struct key { char *name, *organisation; size_t at; };   /* at: known i, or known people + i */

bool rules_email_fits(const char *text) {
    const char *at = strchr(text, '@');
    if (!at || at == text || strchr(at + 1, '@') || strpbrk(text, " \t\r\n,;<>\"()")) return false;
    const char *dot = strchr(at + 1, '.');
    return dot && dot != at + 1 && dot[1] && !strstr(at, "..") && text[strlen(text) - 1] != '.' &&
           strlen(text) <= RULES_EMAIL_MAX;
}

/* The cell without the ' that keeps spreadsheets from computing (E-05). */
static const char *plain(const char *cell) {
    return cell[0] == '\'' && csv_is_formula(cell + 1) ? cell + 1 : cell;
}

/* "Herr Dr." to "Dr.": forms of address are no part of a name. */
static void add_title(struct str *out, const char *text) {
    static const char *const addresses[] = { "herr", "frau", "herrn", "hr.", "fr.", "hr", "fr",
        "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "divers", "neutral", "familie", "-", NULL };
    while (*(text += strspn(text, " \t"))) {
        size_t len = strcspn(text, " \t");
        char word[64] = "";
        if (len < sizeof word) memcpy(word, text, len);
        char *folded = utf8_valid(word, strlen(word)) ? utf8_fold(word) : mem_copy(word);
        bool address = false;
        for (int i = 0; addresses[i] && len < sizeof word; i++)
            address = address || !strcmp(folded, addresses[i]);
        free(folded);
        if (!address) str_add(out, text, len), str_putc(out, ' ');
        text += len;
    }
}

/* All cells of that kind, each followed by a space. */
static void add(struct str *out, const struct reading *r, enum rules_import_field field) {
    for (size_t c = 0; c < r->t->columns; c++) {
        if (r->plan->column[c] != field) continue;
        const char *cell = plain(csv_cell(r->t, r->row, c)), *comma = strchr(cell, ',');
        if (field == RULES_COLUMN_TITLE) {
            add_title(out, cell);
        } else if (field == RULES_COLUMN_LAST_FIRST && comma) {
            str_puts(out, comma + 1);
            str_putc(out, ' ');
            str_add(out, cell, (size_t)(comma - cell));
            str_putc(out, ' ');
        } else {
            str_puts(out, cell);
            str_putc(out, ' ');
        }
    }
}

/* Cleans; sets the finding when it is too long. The caller frees. */
static char *cleaned(const char *text, unsigned max, unsigned *findings) {
    char clean[CELL];
    enum utf8_result result = utf8_clean(clean, sizeof clean, text, max, UTF8_ONE_LINE);
    if (result == UTF8_TOO_LONG) *findings |= RULES_ROW_LONG;
    if (result == UTF8_INVALID || strstr(clean, "\xef\xbf\xbd")) *findings |= RULES_ROW_UNREADABLE;
    return mem_copy(clean);
}

static char *cell_of(const struct reading *r, enum rules_import_field field, unsigned max,
                     unsigned *findings) {
    struct str s = STR_INIT;
    add(&s, r, field);
    char *clean = cleaned(s.data, max, findings);
    str_release(&s);
    return clean;
}

static char *name_of(const struct reading *r, unsigned *findings) {
    static const enum rules_import_field parts[] = { RULES_COLUMN_TITLE, RULES_COLUMN_FIRST,
        RULES_COLUMN_MIDDLE, RULES_COLUMN_LAST, RULES_COLUMN_NAME, RULES_COLUMN_LAST_FIRST,
        RULES_COLUMN_SUFFIX };
    struct str s = STR_INIT;
    size_t title = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        add(&s, r, parts[i]);
        if (i == 0) title = s.len;
    }
    bool named = s.data[title + strspn(s.data + title, " \t")] != '\0';  /* "Dr." is no name */
    char *name = cleaned(named ? s.data : "", RULES_PERSON_GRAPHEMES, findings);
    if (!name[0] && !(*findings & RULES_ROW_LONG)) *findings |= RULES_ROW_NO_NAME;
    str_release(&s);
    return name;
}

static size_t list_find(const char *const *list, size_t n, const char *text) {
    size_t found = 0;
    if (!text[0]) return 0;
    char *want = utf8_fold(text);
    for (size_t i = 0; i < n && !found; i++)
        if (!strcmp(list[i], want)) found = i + 1;
    free(want);
    return found;
}

static void person(struct rules_import_person *p, const struct reading *r) {
    const struct csv_row *row = &r->t->rows[r->row];
    unsigned max = RULES_PERSON_GRAPHEMES;
    *p = (struct rules_import_person){ .line = row->line };
    if (row->broken) p->findings |= RULES_ROW_BROKEN;
    size_t heads = r->plan->header ? r->t->rows[r->plan->header - 1].n : r->t->columns;
    for (size_t c = heads; c < row->n; c++)
        if (csv_cell(r->t, r->row, c)[0]) p->findings |= RULES_ROW_WIDE;
    if (row->wide) p->findings |= RULES_ROW_WIDE;
    p->name = name_of(r, &p->findings);
    p->organisation = cell_of(r, RULES_COLUMN_ORGANISATION, max, &p->findings);
    p->city = cell_of(r, RULES_COLUMN_CITY, max, &p->findings);
    if (!p->organisation[0] && p->city[0]) {
        free(p->organisation);
        p->organisation = mem_copy(p->city);
    }
    p->discipline = cell_of(r, RULES_COLUMN_DISCIPLINE, max, &p->findings);
    p->function = cell_of(r, RULES_COLUMN_FUNCTION, max, &p->findings);
    p->email = cell_of(r, RULES_COLUMN_EMAIL, RULES_EMAIL_MAX, &p->findings);
    if (p->email[0] && !rules_email_fits(p->email)) {
        p->findings |= RULES_ROW_EMAIL;
        p->email[0] = '\0';
    }
    char *role = cell_of(r, RULES_COLUMN_ROLE, max, &p->findings);
    p->role = role[0] ? rules_role_find(role) : rules_role(0);
    if (!p->role) p->findings |= RULES_ROW_ROLE, p->role = rules_role(0);
    free(role);
    char *languages = cell_of(r, RULES_COLUMN_LANGUAGES, max, &p->findings);
    if (!rules_languages_read(p->languages, languages)) p->findings |= RULES_ROW_LANGUAGE;
    free(languages);
}

static int by_name(const void *a, const void *b) {
    const struct key *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : x->at < y->at ? -1 : x->at > y->at;
}

static bool same_place(const char *a, const char *b) { return !*a || !*b || !strcmp(a, b); }

/* The first of the same name and place before this one: those already there come first. */
static const struct key *twin(const struct key *keys, const struct key *own) {
    const struct key *first = own;
    while (first > keys && !strcmp(first[-1].name, own->name)) first--;
    for (; first < own; first++)
        if (same_place(first->organisation, own->organisation)) return first;
    return NULL;
}

static void find_twins(struct rules_import *out, const struct rules_import_known *known) {
    size_t n = known->people + out->n;
    struct key *keys = mem_new(n + 1, sizeof *keys);
    for (size_t i = 0; i < n; i++) {
        size_t own = i - known->people;
        bool there = i < known->people;
        keys[i].name = utf8_fold(there ? known->names[i] : out->people[own].name);
        keys[i].organisation =
            utf8_fold(there ? known->organisations_of[i] : out->people[own].organisation);
        keys[i].at = i;
    }
    qsort(keys, n, sizeof *keys, by_name);
    for (size_t i = 0; i < n; i++) {
        if (keys[i].at < known->people || !keys[i].name[0]) continue;
        const struct key *other = twin(keys, &keys[i]);
        if (!other) continue;
        struct rules_import_person *p = &out->people[keys[i].at - known->people];
        bool there = other->at < known->people;
        p->findings |= there ? RULES_ROW_THERE : RULES_ROW_TWICE;
        p->twin = there ? other->at : out->people[other->at - known->people].line;
    }
    for (size_t i = 0; i < n; i++) free(keys[i].name), free(keys[i].organisation);
    free(keys);
}

static char **folded(const char *const *list, size_t n) {
    char **out = mem_new(n + 1, sizeof *out);
    for (size_t i = 0; i < n; i++) out[i] = utf8_fold(list[i]);
    return out;
}

static void free_all(char **list, size_t n) {
    for (size_t i = 0; i < n; i++) free(list[i]);
    free(list);
}

static void find_lists(struct rules_import *out, const struct rules_import_known *known) {
    char **organisations = folded(known->organisations, known->organisations_n);
    char **disciplines = folded(known->disciplines, known->disciplines_n);
    for (size_t i = 0; i < out->n; i++) {
        struct rules_import_person *p = &out->people[i];
        p->organisation_at = list_find((const char *const *)organisations, known->organisations_n,
                                       p->organisation);
        p->discipline_at = list_find((const char *const *)disciplines, known->disciplines_n,
                                     p->discipline);
        if (p->organisation[0] && !p->organisation_at) p->findings |= RULES_ROW_NEW_ORGANISATION;
        if (p->discipline[0] && !p->discipline_at) p->findings |= RULES_ROW_NEW_DISCIPLINE;
    }
    free_all(organisations, known->organisations_n);
    free_all(disciplines, known->disciplines_n);
}

void rules_import_read(struct rules_import *out, const struct csv_table *table,
                       const struct rules_import_plan *plan,
                       const struct rules_import_known *known) {
    size_t from = plan->header < table->rows_n ? plan->header : table->rows_n;
    *out = (struct rules_import){ .n = table->rows_n - from };
    out->people = mem_new(out->n + 1, sizeof *out->people);
    for (size_t i = 0; i < out->n; i++)
        person(&out->people[i], &(struct reading){ table, plan, from + i });
    find_twins(out, known);
    find_lists(out, known);
}

void rules_import_release(struct rules_import *import) {
    for (size_t i = 0; i < import->n; i++) {
        struct rules_import_person *p = &import->people[i];
        char *texts[] = { p->name, p->organisation, p->city, p->discipline, p->function,
                          p->email };
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) free(texts[k]);
    }
    free(import->people);
    *import = (struct rules_import){ 0 };
}

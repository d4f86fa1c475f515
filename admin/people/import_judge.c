/* What an import would do: text to table, table to people, beside those who are there. Pool
 * threads. */
#include "admin/people/import.h"
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"

/* The row that begins in that line of the file; 0: none, so the table has no heads. */
static size_t header_at(const struct csv_table *t, int64_t line) {
    for (size_t i = 0; i < t->rows_n; i++)
        if (line && t->rows[i].line == (size_t)line) return i + 1;
    return 0;
}

/* Columns as chosen: fields "c0", "c1" ...; the line of heads in "head". */
static void plan_of_form(struct people_import *im, const struct http_req *req) {
    im->plan = (struct rules_import_plan){ .header = header_at(&im->table,
                                                             people_form_number(req, "head")) };
    for (size_t c = 0; c < im->table.columns; c++) {
        char field[16];
        (void)str_format(field, sizeof field, "c%zu", c);
        (void)rules_column_from_name(people_form_text(req, field), &im->plan.column[c]);
    }
}

static void find_known(struct people_import *im, const struct book_snap *s) {
    im->names = mem_new(s->people_n + 1, sizeof *im->names);
    im->of = mem_new(s->people_n + 1, sizeof *im->of);
    for (size_t i = 0; i < s->people_n; i++) {
        if (s->people[i].erased) continue;
        im->names[im->known] = s->people[i].name;
        im->of[im->known++] = s->people[i].organisation_name ? s->people[i].organisation_name : "";
    }
}

void people_import_judge(struct people_import *im, const struct desk_visit *v, bool guess) {
    const struct book_snap *s = v->web.snap;
    const char **organisations = mem_new(s->organisations_n + 1, sizeof *organisations);
    const char **disciplines = mem_new(s->disciplines_n + 1, sizeof *disciplines);
    for (size_t i = 0; i < s->organisations_n; i++) organisations[i] = s->organisations[i].name;
    for (size_t i = 0; i < s->disciplines_n; i++) disciplines[i] = s->disciplines[i].name;
    find_known(im, s);
    csv_table_read(&im->table, im->text.data, 0, RULES_IMPORT_ROWS + 1);
    if (guess) rules_import_guess(&im->plan, &im->table);
    else plan_of_form(im, v->web.req);
    const struct rules_import_known known = {
        .names = im->names, .organisations_of = im->of, .people = im->known,
        .organisations = organisations, .organisations_n = s->organisations_n,
        .disciplines = disciplines, .disciplines_n = s->disciplines_n
    };
    rules_import_read(&im->result, &im->table, &im->plan, &known);
    free(organisations);
    free(disciplines);
}

void people_import_release(struct people_import *im) {
    rules_import_release(&im->result);
    csv_table_release(&im->table);
    str_release(&im->text);
    free(im->names);
    free(im->of);
    *im = (struct people_import){ .text = STR_INIT };
}

bool people_import_takes(const struct people_import *im, const struct rules_import_person *p) {
    if (p->findings & RULES_ROW_ERRORS) return false;
    return im->twins || !(p->findings & RULES_ROW_TWINS);
}

size_t people_import_count(const struct people_import *im) {
    size_t n = 0;
    for (size_t i = 0; i < im->result.n; i++) n += people_import_takes(im, &im->result.people[i]);
    return n;
}

void people_import_mark(struct str *out, const struct people_import *im) {
    str_printf(out, "%zu-%d%d-%zu", im->plan.header, im->twins, im->lists,
               people_import_count(im));
    for (size_t c = 0; c < im->table.columns; c++) str_printf(out, "-%d", (int)im->plan.column[c]);
}

json_t *people_import_data(const struct people_import *im) {
    json_t *people = json_array();
    for (size_t i = 0; i < im->result.n; i++) {
        const struct rules_import_person *p = &im->result.people[i];
        if (!people_import_takes(im, p)) continue;
        json_array_append_new(people, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "name",
            p->name, "organisation_text", p->organisation, "municipality", p->city,
            "discipline_text", p->discipline, "function", p->function, "email", p->email, "role",
            p->role, "languages", p->languages));
    }
    return json_pack("{s:s, s:b, s:o}", "file", im->file, "lists", im->lists, "people", people);
}

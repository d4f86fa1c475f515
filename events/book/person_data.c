/* See person_data.h. One row per kind of data: its query by person and the names of its columns.
 * Any thread, on a read connection. */
#include "events/book/person_data.h"
#include "events/book/inside.h"

enum { COLUMNS = 6 };
static const struct section { const char *key, *sql, *columns[COLUMNS]; } sections[] = {
    {"consents", "SELECT c.key, c.text, p.answer FROM person_consent p JOIN consent c "
     "ON c.position = p.consent WHERE p.person = $1 ORDER BY c.position",
     {"key", "text", "answer"}},
    {"presence", "SELECT present, at_ms FROM presence WHERE person = $1 ORDER BY id",
     {"present", "at_ms"}},
    {"personal_codes", "SELECT made_ms FROM person_code WHERE person = $1 ORDER BY id",
     {"made_ms"}},
    {"phones", "SELECT begun_ms, ended_ms FROM session WHERE person = $1 ORDER BY id",
     {"begun_ms", "ended_ms"}},
    {"cards", "SELECT i.title, v.text, v.number, c.created_ms FROM card c "
     "JOIN card_version v ON v.card = c.id JOIN run r ON r.id = c.run JOIN item i ON i.id = r.item "
     "WHERE c.person = $1 ORDER BY c.id, v.number", {"item", "text", "version", "created_ms"}},
    {"cards_still_known", "SELECT i.title, v.text, v.number FROM card_author a "
     "JOIN card_version v ON v.card = a.card JOIN run r ON r.id = a.run "
     "JOIN item i ON i.id = r.item WHERE a.person = $1 ORDER BY a.card, v.number",
     {"item", "text", "version"}},
    {"took_part", "SELECT i.title, r.number, t.origin FROM turnout t JOIN run r ON r.id = t.run "
     "JOIN item i ON i.id = r.item WHERE t.person = $1 ORDER BY r.id",
     {"item", "run", "origin"}},
    {"votes_with_name", "SELECT i.title, r.number, b.revision, o.text, d.points "
     "FROM named_ballot b JOIN run r ON r.id = b.run JOIN item i ON i.id = r.item "
     "LEFT JOIN named_dot d ON d.ballot = b.id LEFT JOIN option o ON o.id = d.option "
     "WHERE b.person = $1 ORDER BY b.id, o.id", {"item", "run", "revision", "option", "points"}},
    {"voices", "SELECT heading, text, attribution FROM voice WHERE person = $1 ORDER BY position",
     {"heading", "text", "attribution"}},
};

static json_t *cell(struct db_row *row, int column) {
    if (db_null(row, column)) return json_null();
    const char *text = db_text(row, column);
    long long number;
    return str_number(text, INT64_MIN, INT64_MAX, &number) ? json_integer(number)
                                                           : json_string(text);
}

static json_t *read_section(struct db *d, const struct section *s, int64_t person) {
    json_t *list = json_array();
    struct db_row *row = db_query(d, s->sql, "i", person);
    while (db_step(row)) {
        json_t *one = json_object();
        for (int i = 0; i < COLUMNS && s->columns[i]; i++)
            json_object_set_new(one, s->columns[i], cell(row, i));
        json_array_append_new(list, one);
    }
    return list;
}

json_t *book_person_data(struct book *b, const struct book_snap *snap, int64_t id) {
    const struct book_person *p = snap_person(snap, id);
    if (!p) return NULL;
    json_t *data = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b}", "number",
        (json_int_t)id, "name", p->name, "organisation", p->organisation_name,
        "discipline", p->discipline_name, "function", p->function, "email", p->email,
        "role", p->role, "languages", p->languages, "no_phone", p->no_phone);
    struct reader *r = reader_take(b);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        json_object_set_new(data, sections[i].key, read_section(r->db, &sections[i], id));
    reader_give(r);
    return data;
}

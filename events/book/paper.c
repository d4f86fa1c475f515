/* Reads what the documentation is made of beside the event. Any thread, on a read connection.
 * Invariant: of a secret run no way of voting with fewer than five people is told, nor can it be
 * reckoned from the others. */
#include "events/book/paper.h"
#include <stdlib.h>
#include <string.h>
#include "events/book/inside.h"
#include "events/book/paper_inside.h"
#include "events/rules/quote.h"
#include "lib/mem.h"
#include "lib/utf8.h"

enum { GROUP_MIN = 5, WAYS = 4 };

/* A list grows by doubling: n is the number of rows so far. */
static void *more(void *list, size_t n, size_t size) {
    return n & (n - 1) ? list : mem_resize(list, n ? n * 2 : 1, size);
}

static void read_texts(struct db *d, struct book_paper *p) {
    struct db_row *row = db_query(d, "SELECT key, title, body, included, position, rev "
                                  "FROM chapter ORDER BY position, key", "");
    while (db_step(row)) {
        p->texts = more(p->texts, p->texts_n, sizeof *p->texts);
        p->texts[p->texts_n++] = (struct book_text){
            .key = mem_copy(db_text(row, 0)), .title = mem_copy(db_text(row, 1)),
            .body = mem_copy(db_text(row, 2)), .included = db_int(row, 3) != 0,
            .position = db_int(row, 4), .rev = db_int(row, 5)};
    }
}

static void read_voices(struct db *d, struct book_paper *p) {
    struct db_row *row = db_query(d, "SELECT id, person, card, rev, heading, text, attribution, "
                                  "included FROM voice ORDER BY position, id", "");
    while (db_step(row)) {
        p->voices = more(p->voices, p->voices_n, sizeof *p->voices);
        p->voices[p->voices_n++] = (struct book_voice){
            .id = db_int(row, 0), .person = db_int(row, 1), .card = db_int(row, 2),
            .rev = db_int(row, 3), .heading = mem_copy(db_text(row, 4)),
            .text = mem_copy(db_text(row, 5)), .attribution = mem_copy(db_text(row, 6)),
            .included = db_int(row, 7) != 0};
    }
}

static void read_tables(struct db *d, struct book_paper *p) {
    struct db_row *row = db_query(d, "SELECT id, rev, title, dated, source, body, notes, included "
                                  "FROM comparison ORDER BY position, id", "");
    while (db_step(row)) {
        p->tables = more(p->tables, p->tables_n, sizeof *p->tables);
        p->tables[p->tables_n++] = (struct book_table){
            .id = db_int(row, 0), .rev = db_int(row, 1), .title = mem_copy(db_text(row, 2)),
            .dated = mem_copy(db_text(row, 3)), .source = mem_copy(db_text(row, 4)),
            .body = mem_copy(db_text(row, 5)), .notes = mem_copy(db_text(row, 6)),
            .included = db_int(row, 7) != 0};
    }
}

static void read_pictures(struct db *d, struct book_paper *p) {
    struct db_row *row = db_query(d, "SELECT id, rev, position, chapter, caption, alt, png, "
                                  "included, width, height, length(bytes) FROM picture "
                                  "ORDER BY position, id", "");
    while (db_step(row)) {
        p->pictures = more(p->pictures, p->pictures_n, sizeof *p->pictures);
        p->pictures[p->pictures_n++] = (struct book_picture){
            .id = db_int(row, 0), .rev = db_int(row, 1), .position = db_int(row, 2),
            .chapter = mem_copy(db_text(row, 3)), .caption = mem_copy(db_text(row, 4)),
            .alt = mem_copy(db_text(row, 5)), .png = db_int(row, 6) != 0,
            .included = db_int(row, 7) != 0, .width = (int)db_int(row, 8),
            .height = (int)db_int(row, 9), .len = (size_t)db_int(row, 10)};
    }
}

/* Fewer than five are not told, and none looks the same. Where what is hidden adds up to fewer than
 * five, the smallest that is told goes with it. */
static void hide(int64_t n[WAYS]) {
    int64_t hidden = 0;
    int least = -1;
    for (int i = 0; i < WAYS; i++) {
        if (n[i] < 0) hidden = GROUP_MIN;      /* of a record: hidden before it was written */
        else if (n[i] < GROUP_MIN) hidden += n[i];
        else if (least < 0 || n[i] < n[least]) least = i;
    }
    for (int i = 0; i < WAYS; i++)
        if (n[i] < GROUP_MIN || (i == least && hidden > 0 && hidden < GROUP_MIN)) n[i] = -1;
}

static void read_origins(struct db *d, struct book_paper *p) {
    struct db_row *row = db_query(d, "SELECT r.id, i.kind = 'visions', "
        "r.secrecy = 'named', r.author = 'name', "
        "sum(CASE WHEN t.origin = 'phone' THEN t.n ELSE 0 END), "
        "sum(CASE WHEN t.origin = 'tablet' THEN t.n ELSE 0 END), "
        "sum(CASE WHEN t.origin = 'desk' THEN t.n ELSE 0 END), "
        "sum(CASE WHEN t.origin = 'hands' THEN t.n ELSE 0 END) "
        "FROM run r JOIN item i ON i.id = r.item JOIN "
        "(SELECT x.run, x.origin, count(*) AS n FROM turnout x JOIN run y ON y.id = x.run "
        "JOIN item z ON z.id = y.item AND z.kind = 'dots' GROUP BY x.run, x.origin UNION ALL "
        "SELECT run, origin, cards AS n FROM run_origin) t ON t.run = r.id "
        "WHERE r.closed_ms <> 0 AND (i.kind = 'dots' OR r.sealed = 1) "
        "GROUP BY r.id, i.kind, r.secrecy, r.author ORDER BY r.id", "");
    while (db_step(row)) {
        int64_t n[WAYS];
        for (int i = 0; i < WAYS; i++) n[i] = db_int(row, 4 + i);
        if (!db_int(row, db_int(row, 1) ? 3 : 2)) hide(n);
        p->origins = more(p->origins, p->origins_n, sizeof *p->origins);
        p->origins[p->origins_n++] = (struct book_origin){
            .run = db_int(row, 0), .phone = n[0], .tablet = n[1], .desk = n[2], .paper = n[3]};
    }
}

static void read_hands(struct db *d, struct book_paper *p) {
    struct db_row *row = db_query(d, "SELECT run, option, people, points FROM hands "
                                  "ORDER BY run, option", "");
    while (db_step(row)) {
        p->hands = more(p->hands, p->hands_n, sizeof *p->hands);
        p->hands[p->hands_n++] = (struct book_hands){
            .run = db_int(row, 0), .option = db_int(row, 1), .people = db_int(row, 2),
            .points = db_int(row, 3)};
    }
}

void paper_read(struct db *d, struct book_paper *out) {
    *out = (struct book_paper){.texts = NULL};
    read_texts(d, out);
    read_voices(d, out);
    read_tables(d, out);
    read_pictures(d, out);
    read_origins(d, out);
    read_hands(d, out);
}

bool book_paper(struct book *b, struct book_paper *out) {
    struct reader *r = reader_take(b);
    paper_read(r->db, out);
    bool good = !db_failed(r->db);
    reader_give(r);
    if (!good) book_paper_release(out);
    return good;
}

void book_paper_release(struct book_paper *p) {
    for (size_t i = 0; i < p->texts_n; i++) {
        free(p->texts[i].key);
        free(p->texts[i].title);
        free(p->texts[i].body);
    }
    for (size_t i = 0; i < p->voices_n; i++) {
        free(p->voices[i].heading);
        free(p->voices[i].text);
        free(p->voices[i].attribution);
    }
    for (size_t i = 0; i < p->tables_n; i++) {
        char *texts[] = {p->tables[i].title, p->tables[i].dated, p->tables[i].source,
                         p->tables[i].body, p->tables[i].notes};
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) free(texts[t]);
    }
    for (size_t i = 0; i < p->pictures_n; i++) {
        free(p->pictures[i].chapter);
        free(p->pictures[i].caption);
        free(p->pictures[i].alt);
    }
    void *lists[] = {p->texts, p->voices, p->tables, p->pictures, p->origins, p->hands};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) free(lists[i]);
    *p = (struct book_paper){.texts = NULL};
}

/* Whose voice it is: of a card's author where nobody is named. 0: not one of ours. */
static int64_t speaker(struct db *d, int64_t person, int64_t card) {
    return person || !card ? person
        : db_one(d, 0, "SELECT person FROM card WHERE id = $1", "i", card);
}

enum rules_quote paper_may_quote(struct db *d, int64_t person, int64_t card,
                                 const char *attribution) {
    int64_t who = speaker(d, person, card);
    if (!who) return RULES_QUOTE_NAMED;
    struct db_row *row = db_query(d, "SELECT p.name, p.function || ' ' || p.organisation_text || "
        "' ' || coalesce(o.name, ''), coalesce((SELECT pc.answer "
        "FROM person_consent pc JOIN consent c ON c.position = pc.consent "
        "WHERE pc.person = p.id AND c.key = 'quote'), 0) FROM person p "
        "LEFT JOIN organisation o ON o.id = p.organisation WHERE p.id = $1 "
        "AND p.erased_ms IS NULL", "i", who);
    enum rules_quote may = RULES_QUOTE_NONE;
    if (db_step(row)) {
        may = (enum rules_quote)db_int(row, 2);
        if (may == RULES_QUOTE_ANONYMOUS &&
            !rules_tells_name(attribution, db_text(row, 0), db_text(row, 1)))
            may = RULES_QUOTE_NAMED;
    }
    db_done(row);
    return may;
}

unsigned char *book_picture(struct book *b, int64_t id, size_t *len) {
    struct reader *r = reader_take(b);
    struct db_row *row = db_query(r->db, "SELECT bytes FROM picture WHERE id = $1", "i", id);
    unsigned char *copy = NULL;
    *len = 0;
    if (db_step(row)) {
        const unsigned char *bytes = db_bytes(row, 0, len);
        if (bytes) memcpy(copy = mem_new(*len, 1), bytes, *len);
    }
    db_done(row);
    reader_give(r);
    return copy;
}

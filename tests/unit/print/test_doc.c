/* Proves what a documentation says and what it never says: chapters in their order and the
 * organisers' order, sentences made from the facts, results with ties and decisions, hands apart;
 * of a vote that is not revealed only how many took part; names, quotations and addresses only with
 * the consent for each; cards held back are counted, not printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "admin/print/foot.h"
#include "admin/print/tables.h"
#include "tests/unit/print/sample.h"
#include "events/rules/setting.h"

/* Everything a reader could see, a line per text. */
static void say(struct str *out, const struct doc_node *node) {
    const char *texts[] = { node->kicker, node->text, node->by };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i] && *texts[i])
            str_printf(out, "%s\n", texts[i]);
    for (size_t i = 0; node->table && i < node->table->columns_n * node->table->rows; i++)
        str_printf(out, "%s\n", node->table->cells[i]);
    for (size_t i = 0; node->plot && i < node->plot->n; i++)
        str_printf(out, "%d. %s %lld\n", node->plot->rows[i].rank, node->plot->rows[i].text,
                   (long long)node->plot->rows[i].points);
    if (node->plot)
        str_printf(out, "%s\n", node->plot->alt);
    if (node->figure)
        str_printf(out, "%s\n%s\n", node->figure->caption, node->figure->alt);
    for (size_t i = 0; i < node->n; i++)
        say(out, node->children[i]);
}

static struct str all_of(struct sample *s) {
    struct str out = STR_INIT;
    struct doc *d = doc_build(&s->snap, &s->paper, NULL, NULL);
    say(&out, d->root);
    str_printf(&out, "%s\n%s\n%s\n%s\n", d->statement, d->cover.title, d->cover.dates,
               d->cover.people);
    doc_free(d);
    return out;
}

static void expect(struct sample *s, const char *const *said) {
    struct str out = all_of(s);
    for (; *said; said++)
        if (!strstr(out.data, *said))
            fail_msg("not said: %s\nin\n%s", *said, out.data);
    str_release(&out);
}
#define SAYS(s, ...) expect(s, (const char *const[]){ __VA_ARGS__, NULL })

static void never(struct sample *s, const char *const *said) {
    struct str out = all_of(s);
    for (; *said; said++)
        if (strstr(out.data, *said))
            fail_msg("said: %s", *said);
    str_release(&out);
}
#define NEVER(s, ...) never(s, (const char *const[]){ __VA_ARGS__, NULL })

static void chapters(struct sample *s, const char *wanted) {
    struct str out = STR_INIT;
    struct doc *d = doc_build(&s->snap, &s->paper, NULL, NULL);
    for (size_t i = 0; i < d->root->n; i++) {
        const struct doc_node *node = d->root->children[i];
        if (node->kind == DOC_CHAPTER)
            str_printf(&out, "%s%s%s", out.len ? " " : "", node->id, node->flag ? "*" : "");
    }
    doc_free(d);
    assert_string_equal(out.data, wanted);
    str_release(&out);
}

static struct sample s;

static int make(void **state) {
    (void)state;
    sample_make(&s, false);
    return 0;
}

static void the_usual_order(void **state) {
    (void)state;
    chapters(&s, "foreword summary project programme item-2 item-3 item-4 voices outlook "
             "checklist* tables* contacts* contributors* imprint");
}

/* Texts come sorted by position; 0 stands where it usually does. */
static void the_organisers_order(void **state) {
    static char free_key[] = "free-1", free_title[] = "Presse", body[] = "Text";
    struct book_text voices, own = { .key = free_key, .title = free_title, .body = body,
                                     .included = true };
    (void)state;
    s.texts[6] = own;
    s.paper.texts_n = 7;
    chapters(&s, "foreword summary project programme item-2 item-3 item-4 voices outlook free-1 "
             "checklist* tables* contacts* contributors* imprint");
    s.texts[6].position = 1;
    chapters(&s, "foreword summary project programme item-2 item-3 item-4 voices outlook "
             "checklist* tables* contacts* contributors* imprint free-1");
    voices = s.texts[3];                     /* free-1, then the voices, then what follows them */
    s.texts[3] = s.texts[5];
    s.texts[5] = own;
    s.texts[5].position = 1;
    s.texts[6] = voices;
    s.texts[6].position = 2;
    chapters(&s, "foreword summary project programme item-2 item-3 item-4 free-1 voices outlook "
             "checklist* tables* contacts* contributors* imprint");
    s.texts[6].included = false;
    s.texts[0].included = false;
    chapters(&s, "summary project programme item-2 item-3 item-4 free-1 outlook checklist* "
             "tables* contacts* contributors* imprint");
}

static void sentences_from_facts(void **state) {
    (void)state;
    SAYS(&s, "7. November 2008 · Stadthalle Mülheim an der Ruhr\n",
         "80 Menschen aus 20 Kommunen – jeder Punkt steht für eine Person.\n",
         "80 Menschen aus 20 Kommunen kamen am 7. November 2008 zusammen. Sie schrieben 60 Karten "
         "und vergaben 192 Punkte.\n",
         "Jede Person hatte drei Punkte, höchstens zwei für einen Vorschlag. Abgestimmt wurde "
         "geheim; bis zum Schließen war nichts zu sehen. 64 von 74 Anwesenden haben abgestimmt.\n",
         "Jede Person konnte bis zu drei Karten schreiben. 41 von 74 Anwesenden haben sich "
         "beteiligt. 60 Karten sind entstanden. Neben jeder Karte steht die Kommune, aus der sie "
         "kommt.\n",
         "Diese Dokumentation entstand aus der Veranstaltung selbst: 60 Karten, 192 Punkte und 4 "
         "Stimmen der Teilnehmenden stehen darin.");
}

static void results_and_decisions(void **state) {
    (void)state;
    SAYS(&s, "1. Interkulturelle Öffnung der Verwaltung 61\n2. Ausbildung und Personalentwicklung "
         "52\n3. Bildung: Rolle der Kommunen 33\n",
         "Kulturarbeit: 14 Punkte von 9 Personen.\n",
         "192 Punkte von 64 Personen aus 20 Kommunen; geheim. Beiträge: 58 über Telefone, 6 am "
         "Empfang eingetragen. Gleiche Zahlen teilen sich einen Platz. Wo keine Kommunen stehen, "
         "punkteten weniger als fünf Personen oder Menschen aus allen Kommunen.\n",
         "Gleichauf auf Platz 5: „Dialog und Bürgergesellschaft“ und „Kulturarbeit“ mit je 14 "
         "Punkten.\n",
         "Weiter geht es mit „Interkulturelle Öffnung der Verwaltung“ und „Ausbildung und "
         "Personalentwicklung“.\n",
         "Handzeichen\n", "31 Personen im Saal, gemeinsam ausgezählt; im Ergebnis oben nicht "
         "enthalten.\n");
    s.run_dots.people = 66;                  /* two came on ways that are not told */
    SAYS(&s, "6 am Empfang eingetragen. Wege mit weniger als fünf Personen werden nicht genannt.");
    s.items_of[2].cut = 5;
    s.run_dots.tie = RULES_TIE_DECIDED;
    SAYS(&s, "Gleichstand an der Linie: Die Moderation hat entschieden (Los).\n");
}

static void what_is_hidden(void **state) {
    (void)state;
    SAYS(&s, "51 von 72 Anwesenden haben abgestimmt. Das Ergebnis ist noch nicht gezeigt worden.");
    NEVER(&s, "GEHEIMOPTION", "7777", "7773", "INTERN");
    s.run_hidden.state = RULES_REVEALED;     /* revealed, and taken off again: not shown */
    s.run_hidden.sealed = true;
    NEVER(&s, "GEHEIMOPTION", "7777");
    s.run_hidden.shown = true;
    SAYS(&s, "1. GEHEIMOPTION 77771");       /* the test can fail */
    s.run_visions.appear = RULES_REVEAL;     /* a silent phase before its reveal */
    s.run_visions.state = RULES_CLOSED;
    NEVER(&s, "Die Verwaltung ist ein Spiegel der Stadt.", "60 Karten");
    SAYS(&s, "41 von 74 Anwesenden haben sich beteiligt. Die Karten sind noch nicht gezeigt");
}

static void cards_and_their_origin(void **state) {
    (void)state;
    static char held[] = "ZURUECKGEHALTEN", waiting[] = "WARTET";
    s.cards[57].text = held;
    s.cards[58].text = waiting;
    NEVER(&s, "ZURUECKGEHALTEN");
    SAYS(&s, "Nicht auf der Bühne gezeigt\nWARTET\n",
         "Eine Karte hat die Moderation zurückgehalten.",
         "Anteil an allem für alle.\nBochum · bearbeitet\n");
    s.run_visions.state = RULES_OPEN;        /* still going on: only what hangs */
    NEVER(&s, "WARTET", "zurückgehalten");
    s.run_visions.state = RULES_REVEALED;
    for (int i = 0; i < 4; i++) {            /* people 1..4: list 0 1 1 1, quote 0 1 2 0 */
        s.cards[i].person = i + 1;
        s.cards[i].name = s.people[i].name;
        s.cards[i].municipality = "Ort";
    }
    s.people[3].consents[2] = 2;
    SAYS(&s, "Person 4\nAlle Städte suchen");
    NEVER(&s, "Person 1\nDie Verwaltung", "Person 2\nMehrsprachigkeit");
}

static void voices_with_consent(void **state) {
    (void)state;
    SAYS(&s, "Das sage ich ohne meinen Namen.\nTeilnehmerin oder Teilnehmer, Personal\n",
         "Ich habe heute drei Telefonnummern bekommen, die mir mehr helfen als jeder Leitfaden.\n");
    NEVER(&s, "Person 2, Stadt Bochum");
    s.people[1].consents[2] = RULES_QUOTE_NONE;
    NEVER(&s, "Das sage ich ohne meinen Namen.");
    SAYS(&s, "192 Punkte und 3 Stimmen der Teilnehmenden");
    s.voices[2].card = 7;                    /* from a card whose author is known: Person 2 */
    s.cards[6].person = 2;
    NEVER(&s, "Erst als alle Karten hingen");
    s.cards[6].person = 0;
    SAYS(&s, "Erst als alle Karten hingen");
    s.people[1].consents[2] = RULES_QUOTE_NAMED;
    SAYS(&s, "Das sage ich ohne meinen Namen.\nPerson 2, Stadt Bochum\n");
}

static void names_and_addresses(void **state) {
    (void)state;
    struct str all = all_of(&s);
    for (size_t i = 0; i < SAMPLE_PEOPLE; i++) {
        char line[40];
        str_format(line, sizeof line, "\n%s\n", s.people[i].name);
        assert_int_equal(strstr(all.data, line) != NULL, s.people[i].consents[0] != 0);
    }
    str_release(&all);
    SAYS(&s, "Und 20 weitere Personen, die hier nicht genannt sind.", "person@stadt.example");
    for (size_t i = 0; i < SAMPLE_PEOPLE; i++)
        s.people[i].consents[4] = 0;
    NEVER(&s, "person@stadt.example");
}

static void tables_and_notes(void **state) {
    (void)state;
    struct doc *d = doc_build(&s.snap, &s.paper, NULL, NULL);
    const struct doc_table *t = NULL;
    for (size_t i = 0; i < d->root->n; i++)
        if (d->root->children[i]->id && strcmp(d->root->children[i]->id, "tables") == 0)
            t = d->root->children[i]->children[0]->children[0]->table;
    assert_non_null(t);
    assert_int_equal(t->columns_n, 4);
    assert_int_equal(t->rows, 7);
    assert_true(t->last_is_sum);
    assert_int_equal(t->columns[0].align, DOC_LEFT);
    assert_int_equal(t->columns[3].align, DOC_RIGHT);
    assert_string_equal(t->cells[5 * 4], "Oberhausen[^1]");
    assert_string_equal(t->notes[0], "ohne ausgegliederte Bereiche");
    assert_string_equal(t->source, "Angaben der Städte");
    int note;
    assert_int_equal(foot_split("Oberhausen[^1]", 1, &note), strlen("Oberhausen"));
    assert_int_equal(note, 1);
    static const char *const texts[] = { "[^a] [1] ^1]", "x[^2]", "x[^0]", "[^]", "]", "[^1] x" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(foot_split(texts[i], 1, &note), strlen(texts[i]));
        assert_int_equal(note, 0);
    }
    doc_free(d);
}

static const struct model_table *sheet(const struct model *m, const char *name) {
    for (size_t i = 0; i < m->n; i++)
        if (strcmp(m->tables[i].sheet, name) == 0)
            return &m->tables[i];
    fail_msg("no sheet %s", name);
    return NULL;
}

/* In the workbook the same, with numbers as numbers. */
static void tables_beside_the_agenda(void **state) {
    (void)state;
    struct model m = { .n = 0 };
    s.hands[1] = (struct book_hands){ 3, 90, 5, 5 };         /* of the hidden vote */
    s.hands[0].option = 4;
    tables_paper(&m, &s.snap, &s.paper);
    assert_int_equal(m.n, 4);
    const struct model_table *t = sheet(&m, "Wege der Beiträge");
    assert_int_equal(t->cells[4].number, 58);
    assert_string_equal(t->cells[5].text, "–");
    t = sheet(&m, "Handzeichen");
    assert_int_equal(t->n, 7);
    assert_string_equal(t->cells[4].text, "Interkulturelle Öffnung der Verwaltung");
    t = sheet(&m, "Beschäftigte der Stadtverwaltu…");
    assert_string_equal(t->heads[3], "Anteil in %");
    assert_int_equal(t->cells[1].type, MODEL_NUMBER);
    assert_int_equal(t->cells[1].number, 6958);
    assert_int_equal(t->cells[3].type, MODEL_REAL);
    assert_true(t->cells[3].real > 3.18 && t->cells[3].real < 3.2);
    assert_true(t->sum);                     /* no row of the filter */
    assert_string_equal(t->below[0], "Stand 31. Dezember 2008");
    t = sheet(&m, "Bevölkerung");
    assert_string_equal(t->cells[14].text, "k. A.");
    model_release(&m);
}

static void how_much_of_an_item(void **state) {
    (void)state;
    s.items_of[1].report = "short";
    NEVER(&s, "Die Verwaltung ist ein Spiegel der Stadt.");
    SAYS(&s, "60 Karten sind entstanden.");
    s.items_of[1].report = "none";
    s.items_of[2].report = NULL;             /* an older file */
    chapters(&s, "foreword summary project programme item-3 item-4 voices outlook checklist* "
             "tables* contacts* contributors* imprint");
    s.run_dots.state = RULES_PREPARED;       /* never opened, but something is written */
    s.run_dots.opened_ms = s.run_dots.closed_ms = 0;
    s.paper.texts_n = 2;
    chapters(&s, "foreword summary project programme item-4 voices tables* contacts* "
             "contributors* imprint");
}

static void several_runs(void **state) {
    (void)state;
    static struct book_run again;
    static const struct book_run *runs[2];
    again = s.run_dots;
    again.id = 77;
    again.number = 2;
    s.run_dots.name = "Vormittag";
    s.run_dots.state = RULES_ARCHIVED;
    runs[0] = &s.run_dots;
    runs[1] = &again;
    s.items_of[2].runs = runs;
    s.items_of[2].runs_n = 2;
    SAYS(&s, "Das Ergebnis im Einzelnen – Vormittag\n",
         "Das Ergebnis im Einzelnen – Durchgang 2\n");
}

static const struct doc_node *chapter_of(const struct doc *d, const char *id) {
    for (size_t i = 0; i < d->root->n; i++)
        if (d->root->children[i]->id && strcmp(d->root->children[i]->id, id) == 0)
            return d->root->children[i];
    fail_msg("no chapter %s", id);
    return NULL;
}

/* How many cards, from whom, on which ways. */
static void ways_of_cards(void **state) {
    (void)state;
    s.origins[0] = (struct book_origin){ s.run_visions.id, 50, 6, -1, -1 };
    SAYS(&s, "Karten von 41 Personen aus 15 Kommunen. Beiträge: 50 über Telefone, 6 am gemeinsamen "
         "Tablet. Wege mit weniger als fünf Personen werden nicht genannt.");
    s.run_visions.appear = RULES_REVEAL;     /* not shown yet: not counted either */
    s.run_visions.state = RULES_CLOSED;
    NEVER(&s, "50 über Telefone");
}

/* An item without a chapter has its picture of the stage on the sheet behind the programme. */
static void every_item_has_its_place(void **state) {
    static unsigned char png[] = "\x89PNG";
    struct doc_picture list[4];
    struct doc_pictures stage = { list, 0 };
    (void)state;
    for (size_t i = 0; i < s.snap.items_n && i < 4; i++)
        list[stage.n++] = (struct doc_picture){ s.snap.items[i]->id, png, sizeof png, 16, 9 };
    struct doc *d = doc_build(&s.snap, &s.paper, NULL, &stage);
    const struct doc_node *programme = chapter_of(d, "programme");
    const struct doc_node *sheet = programme->children[programme->n - 1];
    assert_string_equal(sheet->text, "Der Tag auf der Bühne");
    assert_int_equal(sheet->n, 1);           /* the first item; the others have chapters */
    assert_true(sheet->children[0]->figure->small);
    assert_non_null(strstr(sheet->children[0]->figure->caption, s.snap.items[0]->title));
    assert_false(chapter_of(d, "item-2")->children[1]->figure->small);
    doc_free(d);
}

static void the_day_in_figures(void **state) {
    (void)state;
    struct doc *d = doc_build(&s.snap, &s.paper, NULL, NULL);
    const struct doc_node *figures = chapter_of(d, "summary")->children[1];
    assert_true(figures->flag);
    assert_int_equal(figures->table->columns_n, 4);
    assert_string_equal(figures->table->columns[2].head, "Karten");
    assert_string_equal(figures->table->cells[3], "192");
    doc_free(d);
}

static void an_imprint(void **state) {
    (void)state;
    SAYS(&s, "Ort und Zeit: 7. November 2008 · Stadthalle Mülheim an der Ruhr\n", "Grundlage: ");
}

/* Gaps are explained where no note does it; who typed "Quelle:" does not read it twice. */
static void gaps_and_sources(void **state) {
    static char source[] = "Quelle: Amt", body[] = "Stadt;Zahl\nA;k. A.\nB;5\n", none[] = "";
    (void)state;
    s.paper.tables[0].source = source;
    s.paper.tables[0].body = body;
    s.paper.tables[0].notes = none;
    struct doc *d = doc_build(&s.snap, &s.paper, NULL, NULL);
    const struct doc_table *t = chapter_of(d, "tables")->children[0]->children[0]->table;
    assert_string_equal(t->source, "Amt");
    assert_non_null(strstr(t->dated, " · k. A.: keine Angabe"));
    doc_free(d);
}

static void boxes_to_tick(void **state) {
    (void)state;
    struct doc *d = doc_build(&s.snap, &s.paper, NULL, NULL);
    const struct doc_node *list = chapter_of(d, "checklist");
    while (list->kind != DOC_LIST)
        list = list->children[list->n - 1];
    assert_int_equal(list->depth, 1);
    doc_free(d);
}

/* Nobody wrote anything, nobody came. */
static void an_empty_event(void **state) {
    (void)state;
    struct book_snap bare = s.snap;
    bare.people_n = bare.items_n = 0;
    bare.settings.start_ms = bare.settings.end_ms = 0;
    bare.settings.place = bare.settings.host = NULL;
    struct doc *d = doc_build(&bare, NULL, NULL, NULL);
    assert_int_equal(d->root->n, 2);         /* cover and contents */
    assert_string_equal(d->cover.dates, "");
    doc_free(d);
}

/* The subject is the title of the documentation, the event's title stands above it. */
static void a_subject(void **state) {
    (void)state;
    const char *values[64] = { NULL };
    struct book_snap named = s.snap;
    for (size_t i = 0; rules_event_setting(i); i++)
        values[i] = strcmp(rules_event_setting(i)->name, "subject") ? "" : "Wer arbeitet 2030?";
    named.settings.values = values;
    struct doc *d = doc_build(&named, NULL, NULL, NULL);
    assert_string_equal(d->title, "Wer arbeitet 2030?");
    assert_string_equal(d->running, "Wer arbeitet 2030?");
    assert_string_equal(d->cover.title, "Wer arbeitet 2030?");
    assert_non_null(strstr(d->cover.kicker, s.snap.settings.title));
    doc_free(d);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup(f, make)
    const struct CMUnitTest tests[] = {
        TEST(the_usual_order), TEST(the_organisers_order), TEST(sentences_from_facts),
        TEST(results_and_decisions), TEST(what_is_hidden), TEST(cards_and_their_origin),
        TEST(voices_with_consent), TEST(names_and_addresses), TEST(tables_and_notes),
        TEST(tables_beside_the_agenda),
        TEST(how_much_of_an_item), TEST(several_runs), TEST(a_subject), TEST(an_empty_event),
        TEST(ways_of_cards), TEST(every_item_has_its_place), TEST(the_day_in_figures),
        TEST(an_imprint), TEST(gaps_and_sources), TEST(boxes_to_tick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* An event as documents are made from it, without a file: 80 people from 20 municipalities, cards,
 * a vote with result, ties and hands, one still hidden, texts, voices, tables. With words, each of
 * them stands in every place where somebody types: the corpus of nasty texts. */
#ifndef TESTS_UNIT_PRINT_SAMPLE_H
#define TESTS_UNIT_PRINT_SAMPLE_H
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_build.h"
#include "lib/mem.h"
#include "lib/str.h"

enum { SAMPLE_PEOPLE = 80, SAMPLE_CARDS = 60, SAMPLE_WORDS = 112 };
#define SAMPLE_START INT64_C(1226044800000)      /* 2008-11-07 09:00 */
#define SAMPLE_MIN INT64_C(60000)
struct sample {
    char *words[SAMPLE_WORDS];                   /* nasty ones, owned */
    size_t words_n;
    struct book_person people[SAMPLE_PEOPLE];
    char names[SAMPLE_PEOPLE][24];
    struct book_card cards[SAMPLE_CARDS + SAMPLE_WORDS];
    struct book_option options[6 + SAMPLE_WORDS], hidden[1];
    struct book_run run_visions, run_dots, run_hidden, run_talk;
    const struct book_run *runs[4];
    struct book_item items_of[4];
    const struct book_item *items[4];
    struct book_snap snap;
    struct book_text texts[8];
    struct book_voice voices[6 + SAMPLE_WORDS];
    struct book_table tables[2];
    struct book_origin origins[1];
    struct book_hands hands[2];
    struct book_paper paper;
};

static inline int sample_hex(char c) {
    return c >= 'a' ? c - 'a' + 10 : c - '0';
}

/* A line of the corpus without its escapes. */
static inline char *sample_unescape(const char *line) {
    struct str out = STR_INIT;
    for (; *line && *line != '\n'; line++) {
        if (line[0] == '\\' && line[1] == 'x' && line[2] && line[3]) {
            str_putc(&out, (char)(sample_hex(line[2]) * 16 + sample_hex(line[3])));
            line += 3;
        } else if (line[0] == '\\' && (line[1] == 'n' || line[1] == '\\')) {
            str_putc(&out, line[1] == 'n' ? '\n' : '\\');
            line++;
        } else {
            str_putc(&out, *line);
        }
    }
    return str_detach(&out);
}

/* tests/print/nasty.txt, from the repository's root. */
static inline void sample_read_words(struct sample *s) {
    char line[2000];
    FILE *f = fopen("tests/print/nasty.txt", "r");
    while (f && fgets(line, sizeof line, f) && s->words_n < SAMPLE_WORDS)
        if (*line != '#' && *line != '\n')
            s->words[s->words_n++] = sample_unescape(line);
    if (f)
        fclose(f);
}

static inline void sample_add_people(struct sample *s) {
    static const char *const cities[] = {
        "Bochum", "Bottrop", "Castrop-Rauxel", "Dinslaken", "Dortmund", "Duisburg", "Essen",
        "Gelsenkirchen", "Gladbeck", "Hagen", "Hamm", "Herne", "Lünen", "Moers",
        "Mülheim an der Ruhr", "Oberhausen", "Recklinghausen", "Unna", "Wesel", "Witten",
    };
    static const char *const offices[] = {
        "Stadt Bochum", "Stadt Bottrop", "Stadt Castrop-Rauxel", "Stadt Dinslaken",
        "Stadt Dortmund", "Stadt Duisburg", "Stadt Essen", "Stadt Gelsenkirchen",
        "Stadt Gladbeck", "Stadt Hagen", "Stadt Hamm", "Stadt Herne", "Stadt Lünen",
        "Stadt Moers", "Stadt Mülheim an der Ruhr", "Stadt Oberhausen", "Stadt Recklinghausen",
        "Stadt Unna", "Stadt Wesel", "Stadt Witten",
    };
    static const int sent[] = { 10, 2, 2, 1, 8, 9, 9, 3, 2, 3, 3, 2, 2, 2, 8, 7, 2, 2, 1, 2 };
    static const char *const disciplines[] = { "Integration", "Personal", "Politik",
                                               "Migrantenvertretung" };
    size_t n = 0;
    for (size_t c = 0; c < 20; c++)
        for (int i = 0; i < sent[c] && n < SAMPLE_PEOPLE; i++, n++) {
            struct book_person *p = &s->people[n];
            str_format(s->names[n], sizeof s->names[n], "Person %zu", n + 1);
            *p = (struct book_person){
                .id = (int64_t)n + 1, .name = s->names[n], .organisation = (int64_t)c + 1,
                .organisation_name = n % 9 == 4 ? "Elternnetzwerk" : offices[c],
                .municipality = cities[c], .letters = "X", .discipline = (int64_t)(n % 4) + 1,
                .discipline_name = disciplines[n % 4], .present = n % 11 != 3,
                .presence_ms = SAMPLE_START, .function = n % 3 ? "" : "Leitung", .role = "",
                .email = n % 5 ? "" : "person@stadt.example",
                .consents = { n % 4 != 0, 1, (uint8_t)(n % 3), 1, n % 2 == 0 },
            };
        }
    for (size_t i = 0; i < s->words_n && i < SAMPLE_PEOPLE; i++) {
        s->people[i].name = s->words[i];
        s->people[i].organisation_name = s->words[(i + 1) % s->words_n];
        s->people[i].municipality = i % 2 ? s->words[(i + 2) % s->words_n] : "Essen";
        s->people[i].function = s->words[(i + 3) % s->words_n];
        s->people[i].consents[0] = 1;
    }
}

static inline void sample_add_cards(struct sample *s) {
    static const char *const texts[] = {
        "Eine Oberbürgermeisterin für die ganze Ruhrstadt – mit Zuwanderungsgeschichte, "
        "und niemand fragt danach.",
        "Die Verwaltung ist ein Spiegel der Stadt.",
        "Mehrsprachigkeit zählt bei der Einstellung.",
        "Was auf der Straße Alltag ist, sieht man auch im Rathaus.",
        "Alle Städte suchen gemeinsam nach Nachwuchs, statt sich gegenseitig abzuwerben.",
        "Anteil an allem für alle.",
        "Formulare, die jede und jeder versteht",
        "Ausbildungsbotschafterinnen und Ausbildungsbotschafter gehen in jede Schule.",
        "Integration ist Aufgabe jedes Amtes, nicht eines Büros.",
        "Gute Zahlen: Wir wissen, wer bei uns arbeitet.",
    };
    for (size_t i = 0; i < SAMPLE_CARDS; i++)
        s->cards[i] = (struct book_card){
            .id = (int64_t)i + 1, .text = texts[i % 10], .order = (int64_t)i + 1,
            .state = i == 57 ? RULES_HELD : i == 58 ? RULES_WAITING : RULES_SHOWN,
            .municipality = s->people[i].municipality, .edited = i == 5,
        };
    for (size_t i = 0; i < s->words_n; i++)
        s->cards[SAMPLE_CARDS + i] = (struct book_card){
            .id = (int64_t)(SAMPLE_CARDS + i) + 1, .text = s->words[i], .state = RULES_SHOWN,
            .order = (int64_t)(SAMPLE_CARDS + i) + 1, .municipality = s->words[i],
        };
    s->run_visions = (struct book_run){
        .id = 1, .item = 1, .number = 1, .name = "", .state = RULES_REVEALED,
        .appear = RULES_RELEASE, .turnout = 41, .present = 74, .tie_reason = "",
        .opened_ms = SAMPLE_START + 45 * SAMPLE_MIN, .closed_ms = SAMPLE_START + 61 * SAMPLE_MIN,
        .cards = s->cards, .cards_n = SAMPLE_CARDS + s->words_n,
    };
}

static inline void sample_add_votes(struct sample *s) {
    static const struct book_option results[] = {
        { .text = "Dialog und Bürgergesellschaft", .points = 14, .people = 12,
          .municipalities = 8, .rank = 5, .tied = true },
        { .text = "Ausbildung und Personalentwicklung", .points = 52, .people = 37,
          .municipalities = 16, .rank = 2, .above_cut = true },
        { .text = "Kulturarbeit", .points = 14, .people = 9, .municipalities = -1, .rank = 5,
          .tied = true },
        { .text = "Interkulturelle Öffnung der Verwaltung", .points = 61, .people = 42,
          .municipalities = 18, .rank = 1, .above_cut = true },
        { .text = "Politische Partizipation von Migrantinnen und Migranten", .points = 18,
          .people = 18, .municipalities = 9, .rank = 4 },
        { .text = "Bildung: Rolle der Kommunen", .points = 33, .people = 26,
          .municipalities = 13, .rank = 3 },
    };
    for (size_t i = 0; i < 6; i++) {
        s->options[i] = results[i];
        s->options[i].id = (int64_t)i + 1;
    }
    for (size_t i = 0; i < s->words_n; i++)
        s->options[6 + i] = (struct book_option){ .id = (int64_t)i + 7, .text = s->words[i],
                                                  .points = 1, .people = 1, .rank = 7,
                                                  .municipalities = -1, .tied = true };
    s->run_dots = (struct book_run){
        .id = 2, .item = 2, .number = 1, .name = "", .state = RULES_REVEALED, .sealed = true,
        .shown = true, .dots = 3, .per_option = 2, .turnout = 64, .present = 74, .points = 192,
        .people = 64, .municipalities = 20, .tie_reason = s->words_n ? s->words[2] : "Los",
        .opened_ms = SAMPLE_START + 75 * SAMPLE_MIN, .closed_ms = SAMPLE_START + 91 * SAMPLE_MIN,
        .options = s->options, .options_n = 6 + s->words_n,
    };
    s->hidden[0] = (struct book_option){ .id = 90, .text = "GEHEIMOPTION", .points = 77771,
                                         .people = 77772, .municipalities = 7773, .rank = 1 };
    s->run_hidden = (struct book_run){
        .id = 3, .item = 3, .number = 1, .name = "", .state = RULES_CLOSED, .dots = 5,
        .per_option = 5, .turnout = 51, .present = 72, .tie_reason = "", .options = s->hidden,
        .options_n = 1, .points = 77774, .opened_ms = SAMPLE_START + 200 * SAMPLE_MIN,
        .closed_ms = SAMPLE_START + 210 * SAMPLE_MIN,
    };
    s->run_talk = (struct book_run){ .id = 4, .item = 4, .number = 1, .name = "",
                                     .tie_reason = "" };
}

static inline void sample_add_items(struct sample *s) {
    const char *title = s->words_n ? s->words[0] : "Welche Handlungsfelder gehen wir gemeinsam an?";
    s->runs[0] = &s->run_talk;
    s->runs[1] = &s->run_visions;
    s->runs[2] = &s->run_dots;
    s->runs[3] = &s->run_hidden;
#define SAMPLE_ITEM(n, k, t, ...) s->items_of[n] = (struct book_item){ .id = n + 1, .kind = k, \
    .title = t, .kicker = "", .hint = "", .note = "INTERN", .minutes = 15, \
    .planned_ms = SAMPLE_START + (n) * 15 * SAMPLE_MIN, .runs = &s->runs[n], .runs_n = 1, \
    .report = "full", .goal = "", __VA_ARGS__ }; s->items[n] = &s->items_of[n]
    SAMPLE_ITEM(0, RULES_TALK, "Weniger, älter, bunter: Was kommt auf die Städte zu?",
                .speaker = s->words_n ? s->words[3] : "Statistikstelle der Gastgeberstadt");
    SAMPLE_ITEM(1, RULES_VISIONS, "2030: Woran erkennen wir eine Verwaltung, die zur Stadt passt?",
                .author = RULES_BY_CITY, .cards_max = 3, .speaker = "");
    SAMPLE_ITEM(2, RULES_DOTS, title, .cut = 2, .speaker = "");
    SAMPLE_ITEM(3, RULES_DOTS, "Womit fangen wir an?", .cut = 1, .speaker = "");
#undef SAMPLE_ITEM
}

static inline void sample_add_paper(struct sample *s) {
    static char body[] = "Stadt;Beschäftigte;ohne deutsche Staatsangehörigkeit;Anteil in %\n"
        "Bochum;6.958;222;3,19\nDortmund;8.648;325;3,76\nDuisburg;6.468;201;3,11\n"
        "Essen;9.273;197;2,12\nMülheim an der Ruhr;3.290;182;5,53\nOberhausen[^1];2.296;28;1,22\n"
        "zusammen;36.933;1.155;3,13\n";
    static char people[] = "Stadt;Einwohner;nicht deutsch;Doppelstaatler;"
        "deutsch, mit Migrationshintergrund[^1]\nEssen;577.290;59.290;42.398;32.108\n"
        "Mülheim an der Ruhr;169.592;17.178;10.195;9.338\nOberhausen;215.173;24.635;9.392;k. A.\n";
    static char foreword[] = "Sechs Städte, ein Thema, ein langer Tag: Wer eine Verwaltung für die "
        "Stadt von morgen baut, braucht **Nachwuchs**, der diese Stadt kennt.\n\nWir danken allen, "
        "die sich an die Tische gesetzt und *die eigene Arbeit* hergezeigt haben. Mehr auf der "
        "[Seite des Projekts](https://beispiel.example/projekt).";
    static char project[] = "Seit Mai arbeiten die Städte zusammen.\n\n## Wer wofür steht\n"
        "- Die **Steuerungsgruppe** der Dezernentinnen und Dezernenten entscheidet.\n- Die "
        "**Projektgruppe** trifft sich jeden Monat, reihum.\n- Das **Projektbüro** bereitet vor, "
        "moderiert, hält fest.\n";
    static char item[] = "Zwei Felder liegen deutlich vorn und werden von fast allen Kommunen "
        "getragen. Sie gehen in die Prüfung der Umsetzbarkeit.\n\nDie übrigen bleiben im "
        "Themenspeicher.";
    static char checklist[] = "## Trägerschaft\n1. Welche oberste Ebene muss dabei sein?\n2. Wer "
        "trägt mit Einfluss, wer mit Sachverstand?\n\n## Vertrauen\n1. Gibt es Zeit zum "
        "Nachdenken?\n2. Wird neutral moderiert?";
    static char keys[8][12] = { "foreword", "project", "item-3", "voices", "checklist", "outlook" };
    static char titles[8][40] = { "", "", "Was daraus folgt", "", "", "Ausblick: drei Fragen" };
    static char voices[] = "Vertrauen entsteht im persönlichen Austausch.";
    static char outlook[] = "> Was zählt in der Zusammenarbeit am meisten?\n\nVerbindlichkeit.";
    char *const bodies[] = { foreword, project, item, voices, checklist, outlook };
    for (int i = 0; i < 6; i++)
        s->texts[i] = (struct book_text){ .key = keys[i], .title = titles[i], .body = bodies[i],
                                          .included = true };
    static char quotes[4][100] = {
        "Mit den anderen an einem Thema zu arbeiten – das kannte ich so nicht.",
        "„Ich habe heute drei Telefonnummern bekommen, die mir mehr helfen als jeder Leitfaden.“",
        "Erst als alle Karten hingen, haben wir gemerkt, wie nah wir beieinander sind.",
        "Das sage ich ohne meinen Namen.",
    };
    static char heads[2][24] = { "Vertrauen schaffen", "Nutzen zeigen" }, none[] = "";
    static char by[4][40] = { "Dezernentin für Soziales, Stadt M.", "Ausbildungsleiter, Stadt D.",
                              "Integrationsbüro, Stadt B.", "Person 2, Stadt Bochum" };
    for (int i = 0; i < 4; i++)
        s->voices[i] = (struct book_voice){ .id = i + 1, .heading = heads[i / 2],
                                            .text = quotes[i], .attribution = by[i],
                                            .person = i == 3 ? 2 : 0, .included = true };
    for (size_t i = 0; i < s->words_n; i++)
        s->voices[4 + i] = (struct book_voice){ .id = (int64_t)i + 5, .heading = s->words[5],
                                                .text = s->words[i], .attribution = s->words[i],
                                                .included = true };
    static char title0[] = "Beschäftigte der Stadtverwaltungen", title1[] = "Bevölkerung",
        dated[] = "Stand 31. Dezember 2008", note0[] = "ohne ausgegliederte Bereiche",
        note1[] = "Die Städte erheben dieses Merkmal unterschiedlich; k. A.: keine Angabe.",
        source[] = "Angaben der Städte";
    s->tables[0] = (struct book_table){ .id = 1, .title = title0, .dated = dated, .body = body,
                                        .source = source, .notes = note0, .included = true };
    s->tables[1] = (struct book_table){ .id = 2, .title = title1, .dated = dated, .body = people,
                                        .source = none, .notes = note1, .included = true };
    s->origins[0] = (struct book_origin){ 2, 58, -1, 6, -1 };
    s->hands[0] = (struct book_hands){ 2, 4, 31, 20 };
    s->hands[1] = (struct book_hands){ 2, 2, 31, 11 };
    s->paper = (struct book_paper){ s->texts, 6, s->voices, 4 + s->words_n, s->tables, 2, NULL, 0,
                                    s->origins, 1, s->hands, 2 };
}

/* nasty: with the corpus everywhere. Release it. */
static inline void sample_make(struct sample *s, bool nasty) {
    static const struct book_discipline disciplines[] = {
        { 1, "Integration" }, { 2, "Personal" }, { 3, "Politik" }, { 4, "Migrantenvertretung" },
    };
    static const struct book_consent consents[] = {
        { "name_list", "Liste", false }, { "name_stage", "Bühne", false },
        { "quote", "Zitat", true }, { "photo", "Foto", false }, { "contact", "Kontakt", false },
    };
    *s = (struct sample){ .words_n = 0 };
    if (nasty)
        sample_read_words(s);
    sample_add_people(s);
    sample_add_cards(s);
    sample_add_votes(s);
    sample_add_items(s);
    sample_add_paper(s);
    s->snap = (struct book_snap){
        .settings = { .title = nasty && s->words_n ? s->words[2] : "Den demografischen Wandel für "
                      "die Personalentwicklung nutzen", .place = "Stadthalle Mülheim an der Ruhr",
                      .language = "de", .host = "Die Städte der Projektgruppe", .code = "K7MQ",
                      .start_ms = SAMPLE_START, .end_ms = SAMPLE_START + 390 * SAMPLE_MIN,
                      .ssid = "", .password = "", .address = "10.0.0.1" },
        .disciplines = disciplines, .disciplines_n = 4, .consents = consents, .consents_n = 5,
        .people = s->people, .people_n = SAMPLE_PEOPLE, .items = s->items, .items_n = 4,
        .show = { .message = "" },
    };
}

static inline void sample_release(struct sample *s) {
    for (size_t i = 0; i < s->words_n; i++)
        free(s->words[i]);
}
#endif

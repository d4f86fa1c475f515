/* The hand-made documentation; see demo.h. */
#include "tests/print/demo.h"

#define COUNT(list) (sizeof (list) / sizeof *(list))

static const char *const wishes[] = {
    "Wer die Stadt vertritt, soll aussehen wie die Stadt.",
    "Ausbildung ist der einzige Hebel, der in fünf Jahren wirkt.",
    "Ohne gemeinsame Standards vergleichen wir Äpfel mit Birnen.",
    "Eine Werbekampagne für alle sechs Städte statt sechs kleiner.",
    "Mehrsprachigkeit endlich bei der Einstellung zählen.",
    "Die Vertretungen der Migrantinnen und Migranten von Anfang an beteiligen.",
    "Ausbildungsbotschafterinnen aus allen Schulformen gewinnen, auch aus denen, die wir sonst nie "
    "besuchen.",
    "Personalentwicklungsgespräche einmal im Jahr – und zwar mit allen.",
    "2030: ein Bürgermeister für die ganze Metropole Ruhr 🎉, selbstverständlich "
    "mit Einwanderungsgeschichte.",
    "Weniger Papier.",
    "Der Alltag der Stadt ist im Rathaus zu sehen und zu hören.",
    "Teilhabe an allem für alle.",
};

static void foreword(struct doc *d) {
    struct doc_node *c = demo_chapter(d, "vorwort", "Vorwort",
                                      "Wer zusammenarbeitet, altert besser", 0);
    doc_add(c, DOC_LEAD, "Sechs Städte, ein Arbeitsmarkt: Wer heute um dieselben jungen Menschen "
            "wirbt, kann auch gemeinsam werben. Dieser Tag hat gezeigt, wie weit wir schon sind.");
    struct doc_node *p = doc_add(c, DOC_PARA, "x");
    doc_add_span(p, "Der demografische Wandel ist in den Stadtverwaltungen des Ruhrgebiets längst "
                 "angekommen. In den nächsten zehn Jahren geht ein Drittel der Beschäftigten in "
                 "den Ruhestand; zugleich wird die Bevölkerung ", false, false, NULL);
    doc_add_span(p, "weniger, älter und bunter", true, false, NULL);
    doc_add_span(p, ". Personalentwicklung und Integrationspolitik sind deshalb keine getrennten "
                 "Aufgaben mehr. Mehr dazu steht im Kapitel ", false, false, NULL);
    doc_add_span(p, "Die Städte im Vergleich", false, false, "#vergleich");
    doc_add_span(p, " und beim ", false, false, NULL);
    doc_add_span(p, "Statistischen Landesamt", false, false, "https://www.it.nrw");
    doc_add_span(p, ", das die Zahlen ", false, false, NULL);
    doc_add_span(p, "jährlich", false, true, NULL);
    doc_add_span(p, " fortschreibt.", false, false, NULL);
    doc_add(c, DOC_PARA, "Achtzig Menschen aus zwanzig Kommunen haben einen Tag lang gearbeitet: "
            "Dezernentinnen und Ausbildungsleiter, Integrationsbeauftragte und Personalräte, "
            "Ratsmitglieder und Vertreterinnen der Migrantenselbstorganisationen. Sie haben nicht "
            "zugehört, sondern miteinander gesprochen, Karten geschrieben, Punkte gesetzt und am "
            "Ende verabredet, was sie bis zum Frühjahr tun.");
    doc_add(c, DOC_PARA, "Diese Dokumentation hält fest, was dabei entstanden ist. Sie ist kein "
            "Protokoll, sondern ein Arbeitsmittel: für die Lenkungsgruppe, die über die nächsten "
            "Schritte entscheidet, für die Fachbereiche, die sie gehen, und für alle, die beim "
            "nächsten Mal dabei sein wollen.");
}

static void summary(struct doc *d) {
    struct doc_node *c = demo_chapter(d, "kurz", NULL, "Das Wichtigste auf einer Seite", 0);
    doc_add(c, DOC_LEAD, "Zwei Handlungsfelder gehen in die Umsetzung, vier bleiben im "
            "Themenspeicher.");
    struct doc_node *s = doc_add(c, DOC_SECTION, "Was verabredet ist");
    s->id = mem_copy("verabredet");
    struct doc_node *l = doc_add(s, DOC_LIST, NULL);
    l->flag = true;
    doc_add(l, DOC_ITEM, "Die interkulturelle Öffnung der Verwaltung wird in allen sechs Städten "
            "Teil der Führungskräfteentwicklung.");
    doc_add(l, DOC_ITEM, "Die Ausbildungsleitungen bereiten eine gemeinsame Werbung vor; die erste "
            "Fassung liegt im März vor.");
    doc_add(l, DOC_ITEM, "Die Statistikstellen einigen sich auf vergleichbare Merkmale.");
    s = doc_add(c, DOC_SECTION, "Was offen bleibt");
    l = doc_add(s, DOC_LIST, NULL);
    doc_add(l, DOC_ITEM, "Wer trägt die Kosten der Geschäftsstelle nach dem Ende der Förderung?");
    doc_add(l, DOC_ITEM, "Wie werden kleinere Kommunen beteiligt, deren Personalabteilung aus "
            "einer einzigen Person besteht und die trotzdem mitreden wollen?");
    for (int i = 0; i < 3; i++)
        doc_add(s, DOC_PARA, "Ungleichzeitigkeiten gehören zur Zusammenarbeit: Eine Stadt hat ihr "
                "Konzept schon beschlossen, eine andere beginnt gerade mit der Bestandsaufnahme. "
                "Verabredet ist, dass die Schnelleren berichten und die Langsameren nicht gedrängt "
                "werden. Arbeitsgelegenheitenverordnungsdurchführungsbestimmungen gelten weiter.");
}

static void programme(struct doc *d) {
    static const struct demo_column columns[] = {
        { "", DOC_LEFT, 1 }, { "", DOC_LEFT, 4 }, { "", DOC_LEFT, 3 } };
    static const char *const cells[] = {
        "9:00", "Ankommen und Anmelden", "Foyer, mit Frühstück",
        "9:30", "Begrüßung", "Oberbürgermeisterin der gastgebenden Stadt",
        "9:45", "Vier kurze Vorträge", "je acht Minuten",
        "10:15", "Welche Handlungsfelder gehen wir gemeinsam an?", "Punkte, geheim",
        "11:00", "Pause", "",
        "11:15", "2030: Woran erkennen wir eine Verwaltung, die zur Stadt passt?", "Visionen",
        "12:30", "Mittagessen", "Kasino im ersten Stock",
        "15:30", "Ende", "" };
    struct doc_node *c = demo_chapter(d, "ablauf", NULL, "Ablauf des Tages", 0);
    doc_add(c, DOC_LEAD, "Freitag, 7. November 2008, Stadthalle Mülheim an der Ruhr");
    demo_table(doc_add(c, DOC_PROGRAMME, NULL), "", "", columns, 3, cells, COUNT(cells) / 3);
}

static void item_dots(struct doc *d) {
    static const struct demo_option options[] = {
        { "Interkulturelle Öffnung der Verwaltung", 61, 42, 18 },
        { "Ausbildung und Personalentwicklung", 52, 37, 16 },
        { "Bildung: Rolle der Kommunen", 33, 26, 13 },
        { "Politische Partizipation von Migrantinnen und Migranten", 21, 18, 9 },
        { "Dialog und Bürgergesellschaft", 14, 12, 8 }, { "Kulturarbeit", 11, 9, 6 } };
    struct doc_node *c = demo_chapter(d, "item-5", "Punkte · 10:15 bis 10:31 Uhr",
                                      "Welche Handlungsfelder gehen wir gemeinsam an?", 1);
    doc_add(c, DOC_LEAD, "Jede Person hatte drei Punkte, höchstens zwei für ein Feld. Bis zum "
            "Schließen war nichts zu sehen; 64 von 74 Anwesenden haben abgestimmt.");
    demo_figure(c, "docs/pictures/stage-result.png", 1920, 1080,
                "So stand es um 10:31 Uhr auf der Bühne.", "Die Bühne mit dem Ergebnis");
    struct doc_node *s = doc_add(c, DOC_SECTION, "Was daraus folgt");
    doc_add(s, DOC_PARA, "Zwei Felder liegen deutlich vorn und werden von fast allen Kommunen "
            "getragen: die interkulturelle Öffnung der Verwaltung und die Ausbildung. Sie gehen in "
            "die Prüfung der Umsetzbarkeit und werden die beiden Schwerpunkte der nächsten zwölf "
            "Monate.");
    doc_add(s, DOC_PARA, "Die übrigen vier Felder bleiben im Themenspeicher. Bildung wird im "
            "Frühjahr wieder aufgerufen.");
    s = doc_add(c, DOC_SECTION, "Das Ergebnis im Einzelnen");
    s->id = mem_copy("item-5-ergebnis");
    demo_plot(s, options, COUNT(options), 2);
    doc_add(s, DOC_NOTE, "192 Punkte von 64 Personen aus 20 Kommunen; geheim. Beiträge: 58 über "
            "Telefone, 4 am gemeinsamen Tablet, 2 am Empfang eingetragen. Gleichstände gab es "
            "nicht.");
    s = doc_add(c, DOC_SECTION, "Dazu gesagt");
    struct doc_node *cards = doc_add(s, DOC_CARDS, NULL);
    for (size_t i = 0; i < 6; i++)
        doc_add(cards, DOC_CARD, wishes[i]);
}

static void item_cards(struct doc *d) {
    struct doc_node *c = demo_chapter(d, "item-6", "Visionen · 11:15 bis 11:40 Uhr",
        "2030: Woran erkennen wir eine Verwaltung, die zur Stadt passt?", 1);
    doc_add(c, DOC_LEAD, "120 Karten in einer Viertelstunde.");
    demo_figure(c, "docs/pictures/stage-visions.png", 1920, 1080, "Die Karten um 11:40 Uhr.",
                "Die Bühne mit den Karten");
    struct doc_node *s = doc_add(c, DOC_SECTION, "Alle Karten");
    struct doc_node *cards = doc_add(s, DOC_CARDS, NULL);
    for (int i = 0; i < 120; i++)
        doc_add(cards, DOC_CARD, wishes[i * 7 % COUNT(wishes)])->by
            = mem_copy(i % 3 == 0 ? "Stadt Essen" : "");
}

static void item_many(struct doc *d) {
    static const struct demo_option options[] = {
        { "Gemeinsamer Prozess", 214, 80, 20 }, { "Konkrete gemeinsame Ziele", 120, 66, 19 },
        { "Austausch", 77, 50, 17 }, { "Verbindlichkeit", 77, 49, 18 },
        { "Rückhalt von oben, gleich wie die Wahl ausgeht, und zwar in allen beteiligten Städten",
          40, 30, 12 },
        { "Dauerhafte Struktur", 33, 25, 11 }, { "Genug Mittel", 30, 21, 9 },
        { "Arbeitsteilung", 21, 18, 9 },
        { "Fairer Wettbewerb durch gemeinsame Kriterien", 14, 9, 5 },
        { "Gemeinsam werben", 7, 6, 5 }, { "Vergleichbare Zahlen", 1, 1, -1 },
        { "Angeglichene Verfahren", 0, 0, 0 } };
    struct doc_node *c = demo_chapter(d, "item-7", "Punkte · 14:10 bis 14:25 Uhr",
                                      "Worauf kommt es ab jetzt an?", 1);
    struct doc_node *s = doc_add(c, DOC_SECTION, "Das Ergebnis im Einzelnen");
    demo_plot(s, options, COUNT(options), 4);
    doc_add(s, DOC_NOTE, "634 Punkte von 80 Personen; offen.");
}

static void voices(struct doc *d, bool pictures) {
    struct doc_node *c = demo_chapter(d, "stimmen", "Stimmen", "Vertrauen schaffen", 0);
    doc_add(c, DOC_PARA, "Vertrauen entsteht im persönlichen Austausch. Darum war die Hälfte der "
            "Zeit Gespräch: in wechselnden Kleingruppen, in denen niemand zweimal mit derselben "
            "Person am Tisch saß.");
    demo_quote(c, "Mit den anderen an einem Thema zu arbeiten, ohne auf den eigenen Vorteil zu "
               "schauen – das kannte ich so nicht.", "Dezernentin für Soziales, Stadt M.");
    demo_quote(c, "Ich habe heute drei Telefonnummern bekommen, die mir mehr helfen als jeder "
               "Leitfaden.", "Ausbildungsleiter, Stadt D.");
    demo_quote(c, "Erst als alle Karten hingen, haben wir gemerkt, wie nah wir beieinander sind.",
               "Integrationsbüro, Stadt B.");
    demo_quote(c, "Wer weiter ist, soll beraten dürfen, nicht gewinnen müssen.", "");
    if (!pictures)
        return;
    struct doc_node *s = doc_add(c, DOC_SECTION, "Eindrücke");
    demo_figure(s, "docs/pictures/stage-arrival.png", 1920, 1080, "Ankommen", "Ankommen");
    demo_figure(s, "docs/pictures/phone-dots.png", 390, 844, "Am Telefon: drei Punkte", "Telefon");
    demo_figure(s, "docs/pictures/stage-break.png", 1920, 1080, "Pause", "Pause");
}

static void comparison(struct doc *d) {
    static const struct demo_column staff[] = {
        { "Stadt", DOC_LEFT, 0 }, { "Beschäftigte", DOC_RIGHT, 0 },
        { "ohne deutsche Staatsangehörigkeit", DOC_RIGHT, 0 }, { "Anteil in %", DOC_RIGHT, 0 } };
    static const char *const numbers[] = {
        "Bochum", "6.958", "222", "3,19", "Dortmund", "8.648", "325", "3,76",
        "Duisburg", "6.468", "201", "3,11", "Essen", "9.273", "197", "2,12",
        "Mülheim an der Ruhr", "3.290", "182", "5,53", "Oberhausen[^1]", "2.296", "28", "1,22",
        "zusammen", "36.933", "1.155", "3,13" };
    static const struct demo_column people[] = {
        { "Stadt", DOC_LEFT, 0 }, { "Einwohner", DOC_RIGHT, 0 }, { "nicht deutsch", DOC_RIGHT, 0 },
        { "Doppelstaatler", DOC_RIGHT, 0 }, { "deutsch, mit Migrationshintergrund[^1]", DOC_RIGHT,
        0 } };
    static const char *const counts[] = {
        "Essen", "577.290", "59.290", "42.398", "32.108",
        "Mülheim an der Ruhr", "169.592", "17.178", "10.195", "9.338",
        "Oberhausen", "215.173", "24.635", "9.392", "k. A." };
    struct doc_node *c = demo_chapter(d, "vergleich", "Anhang", "Die Städte im Vergleich", 0);
    c->flag = true;
    struct doc_table *t = demo_table(doc_add(c, DOC_TABLE, NULL),
                                     "Beschäftigte der Stadtverwaltungen",
                                     "Stand 31. Dezember 2008", staff, 4, numbers, 7);
    t->first_is_head = t->last_is_sum = true;
    demo_notes(t, "ohne ausgegliederte Bereiche", NULL);
    free(t->source);
    t->source = mem_copy("Angaben der Städte; die Quelle je Stadt steht in der Tabelle "
                         "zum Herunterladen.");
    t = demo_table(doc_add(c, DOC_TABLE, NULL), "Bevölkerung", "Stand 31. Dezember 2008", people, 5,
                   counts, 3);
    t->first_is_head = true;
    demo_notes(t, "Die Städte erheben dieses Merkmal unterschiedlich; die Werte lassen sich nicht "
               "addieren. k. A.: keine Angabe.", NULL);
}

static void checklist(struct doc *d) {
    static const struct demo_column columns[] = {
        { "Nr.", DOC_RIGHT, 0 }, { "Frage", DOC_LEFT, 5 }, { "Zuständig", DOC_LEFT, 2 } };
    const char *cells[90];
    static char numbers[30][4];
    for (int i = 0; i < 30; i++) {
        str_format(numbers[i], sizeof numbers[i], "%d", i + 1);
        cells[i * 3] = numbers[i];
        cells[i * 3 + 1] = i % 4 == 1
            ? "Welche oberste Ebene muss an Bord sein, welche Machtpromotoren und welche "
              "Fachpromotoren werden gebraucht, und wie werden sie auf dem Laufenden gehalten?"
            : "Gibt es ein gemeinsames Zukunftsbild?";
        cells[i * 3 + 2] = i % 3 ? "Lenkungsgruppe" : "Projektgruppe und Geschäftsstelle";
    }
    struct doc_node *c = demo_chapter(d, "checkliste", "Anhang", "Checkliste", 0);
    c->flag = true;
    demo_table(doc_add(c, DOC_TABLE, NULL), "Dreißig Fragen vor dem Start", "", columns, 3, cells,
               30);
}

static struct doc *demo_begin(void) {
    static const int groups[] = { 10, 7, 8, 6, 7, 6, 4, 3, 3, 3, 2, 2, 3, 2, 2, 3, 2, 1, 3, 3 };
    struct doc *d = doc_new();
    d->title = mem_copy("Den demografischen Wandel für die Personalentwicklung nutzen");
    d->subject = mem_copy("Dokumentation der Dialogkonferenz");
    d->language = mem_copy("de");
    d->running = mem_copy("Dialogkonferenz Mülheim an der Ruhr");
    d->statement = mem_copy("Diese Dokumentation entstand aus der Veranstaltung selbst: aus 126 "
        "Karten, 826 Punkten und 4 Stimmen der Teilnehmenden. Abstimmungen waren geheim; Namen "
        "stehen nur bei Menschen, die zugestimmt haben.");
    d->made_ms = 1226070000000;
    d->cover = (struct doc_cover){
        .kicker = mem_copy("Dokumentation der Dialogkonferenz"), .title = mem_copy(d->title),
        .dates = mem_copy("7. November 2008 · Stadthalle Mülheim an der Ruhr"),
        .people = mem_copy("80 Menschen aus 20 Kommunen – jeder Punkt steht für eine Person."),
        .host = mem_copy("Sechs Städte im Ruhrgebiet") };
    d->cover.groups = mem_new(COUNT(groups), sizeof *groups);
    memcpy(d->cover.groups, groups, sizeof groups);
    d->cover.groups_n = COUNT(groups);
    doc_add(d->root, DOC_COVER, NULL);
    doc_add(d->root, DOC_CONTENTS, "Inhalt");
    return d;
}

struct doc *demo_doc(void) {
    struct doc *d = demo_begin();
    foreword(d);
    summary(d);
    programme(d);
    item_dots(d);
    item_cards(d);
    item_many(d);
    voices(d, true);
    comparison(d);
    checklist(d);
    return d;
}

struct doc *demo_small(void) {
    struct doc *d = demo_begin();
    foreword(d);
    summary(d);
    programme(d);
    item_many(d);
    voices(d, false);
    comparison(d);
    return d;
}

struct doc *demo_large(int cards, int items, int photos) {
    struct doc *d = demo_begin();
    char id[32];
    foreword(d);
    for (int i = 0; i < items; i++) {
        str_format(id, sizeof id, "item-%d", i);
        struct doc_node *c = demo_chapter(d, id, "Visionen", "Woran erkennen wir den Erfolg?", 1);
        demo_figure(c, i % 2 ? "docs/pictures/stage-visions.png" : "docs/pictures/stage-result.png",
                    1920, 1080, "So stand es auf der Bühne.", "Die Bühne");
        struct doc_node *list = doc_add(doc_add(c, DOC_SECTION, "Alle Karten"), DOC_CARDS, NULL);
        for (int k = i; k < cards; k += items)
            doc_add(list, DOC_CARD, wishes[(size_t)k % COUNT(wishes)]);
    }
    struct doc_node *c = demo_chapter(d, "bilder", NULL, "Eindrücke", 0);
    for (int i = 0; i < photos; i++)
        demo_figure(c, "docs/pictures/stage-break.png", 1920, 1080, "Pause", "Pause");
    return d;
}

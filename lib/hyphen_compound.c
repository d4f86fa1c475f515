/* Where German compounds are joined. The hyphenation patterns know syllables, not joints, and would
 * part "persona-lentwicklung"; a reader wants "personal-entwicklung". Two plain signs of a joint: a
 * linking s after an ending that asks for it, and a second part from a list of frequent ones.
 * Pure. */
#include "lib/hyphen_inside.h"

#include <string.h>

enum { LEFT_MIN = 4, RIGHT_MIN = 4, LETTERS_MAX = 200 };

static const char *const links[] = {
    "ungs", "heits", "keits", "schafts", "ions", "itäts", "tums", "lings", "arbeits", "berufs",
};
/* Frequent second parts, at least four letters. */
static const char *const parts[] = {
    "abschluss", "abteilung", "agentur", "akademie", "alltag", "anerkennung", "angebot", "anteil",
    "antrag", "arbeit", "auftrag", "ausbildung", "ausgleich", "ausschreibung", "ausschuss",
    "austausch", "bank", "basis", "beamte", "beauftragte", "bedarf", "begegnung", "beirat",
    "berater", "beratung", "bereich", "bereitschaft", "bericht", "beruf", "beschluss",
    "beteiligung", "betreuung", "betrieb", "bewerbung", "bewusstsein", "beziehung", "bezirk",
    "bild", "bildung", "bildungs", "bindung", "blatt", "botschaft", "brief", "brücke", "buch",
    "bund", "börse", "bürger", "büro", "chance", "chef", "daten", "denken", "dezernat", "dienst",
    "dokument", "dorf", "ebene", "ehrenamt", "eignung", "einrichtung", "einstellung",
    "entscheidung", "entwicklung", "erfahrung", "ergebnis", "erwerb", "erziehung", "fach",
    "fachkräfte", "fahrt", "familie", "feier", "feld", "fest", "figur", "flucht", "forschung",
    "forum", "frage", "frau", "freiheit", "förderung", "führung", "garten", "gebiet", "gebäude",
    "geld", "gemeinde", "gemeinschaft", "gerechtigkeit", "geschichte", "gesellschaft", "gesetz",
    "gespräch", "gesundheit", "gewerk", "gremium", "grenze", "gruppe", "halle", "handlung",
    "haus", "haushalt", "heim", "hilfe", "hintergrund", "ideen", "initiative", "integration",
    "jahr", "jugend", "kammer", "kapitän", "karte", "kasse", "kennzahl", "kinder", "klasse",
    "klima", "kollege", "kollegium", "kompetenz", "konferenz", "konzept", "kosten", "kraft",
    "kreis", "kräfte", "kultur", "kunst", "kurs", "küche", "lage", "land", "leben", "lehrer",
    "leistung", "leiter", "leitung", "lernen", "leute", "linie", "liste", "macht", "management",
    "mangel", "mannschaft", "markt", "maschine", "material", "maßnahme", "meister", "meisterin",
    "mensch", "migration", "minister", "mitarbeiter", "mittel", "modell", "moderation",
    "nachwuchs", "netz", "netzwerk", "nutzung", "ordnung", "organisation", "partei",
    "partizipation", "partner", "personal", "pflege", "plan", "planung", "platz", "politik",
    "praktikum", "praxis", "preis", "problem", "programm", "projekt", "prozess", "punkt",
    "quartier", "quote", "rathaus", "raum", "recht", "reform", "region", "reise", "rolle",
    "runde", "saal", "sache", "satz", "schifffahrt", "schritt", "schule", "schulung", "schutz",
    "schüler", "seite", "sicherheit", "sitzung", "spiegel", "spiel", "sprache", "stadt",
    "standort", "stelle", "stellen", "steuerung", "strategie", "straße", "struktur", "studium",
    "stunde", "stärke", "stärkung", "suche", "system", "tabelle", "tandem", "team", "technik",
    "teil", "termin", "theater", "thema", "titel", "treffen", "träger", "unternehmen",
    "unterricht", "verband", "verein", "verfahren", "vergabe", "vergleich", "verhalten",
    "verkehr", "verlag", "verordnung", "versammlung", "versicherung", "verständnis", "verteilung",
    "vertreter", "vertretung", "verwaltung", "vielfalt", "vision", "vorschlag", "vorsitz", "wahl",
    "wandel", "wechsel", "welt", "werk", "werkstatt", "wettbewerb", "wirtschaft", "wissen",
    "woche", "wohnung", "zahl", "zeit", "zeitung", "zentrum", "ziel", "zimmer", "zugang",
    "zukunft", "zusammenarbeit", "zuwanderung",
};

/* The word as UTF-8 (its letters take one or two bytes), and the letter each byte belongs to. */
struct spelt { char text[2 * LETTERS_MAX + 1]; size_t letter[2 * LETTERS_MAX + 1]; };

static void spell(struct spelt *w, const uint32_t *letters, size_t n) {
    size_t len = 0;
    for (size_t i = 0; i < n; i++) {
        w->letter[len] = i;
        if (letters[i] >= 0x80) {
            w->text[len++] = (char)(0xC0 | letters[i] >> 6);
            w->letter[len] = i;
        }
        w->text[len++] = (char)(letters[i] < 0x80 ? letters[i] : 0x80 | (letters[i] & 0x3F));
    }
    w->text[len] = '\0';
    w->letter[len] = n;
}

/* Marks each place of part: its first letter (end false) or its last one ends the part before. */
static void mark(const struct spelt *w, size_t n, const char *part, bool end,
                 unsigned char *joints) {
    size_t len = strlen(part);
    for (const char *at = strstr(w->text, part); at; at = strstr(at + 1, part)) {
        size_t first = w->letter[at - w->text], after = w->letter[(size_t)(at - w->text) + len];
        if (end && first >= 1 && after + RIGHT_MIN <= n)
            joints[after - 1] = 1;
        if (!end && first >= LEFT_MIN && first + RIGHT_MIN <= n)
            joints[first - 1] = 1;
    }
}

void compound_joints(const uint32_t *letters, size_t n, unsigned char *joints) {
    struct spelt w;
    memset(joints, 0, n);
    if (n > LETTERS_MAX)
        return;
    spell(&w, letters, n);
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        mark(&w, n, links[i], true, joints);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        mark(&w, n, parts[i], false, joints);
    /* two joints closer than a short word: the later one has found a syllable ("stell-ung") */
    for (size_t i = 0, last = 0; i < n; i++)
        if (joints[i] && last && i + 1 - last < 3)
            joints[i] = 0;
        else if (joints[i])
            last = i + 1;
}

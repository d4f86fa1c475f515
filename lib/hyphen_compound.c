/* Where German compounds are joined. The hyphenation patterns know syllables, not joints, and would
 * part "persona-lentwicklung"; a reader wants "personal-entwicklung". Two plain signs of a joint: a
 * linking s after an ending that asks for it, and a second part from a list of frequent ones.
 * Pure. */
#include "lib/hyphen_inside.h"

#include <string.h>
#include "lib/utf8.h"

enum { LEFT_MIN = 4, RIGHT_MIN = 4, PART_MAX = 24 };

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

static size_t letters_of(const char *text, uint32_t letters[PART_MAX])
{
    size_t n = 0;
    for (uint32_t c = utf8_next(&text); c && n < PART_MAX; c = utf8_next(&text))
        letters[n++] = c;
    return n;
}

static bool stands_at(const uint32_t *letters, size_t n, size_t at, const uint32_t *part,
                      size_t part_n)
{
    return at + part_n <= n && memcmp(letters + at, part, part_n * sizeof *part) == 0;
}

void compound_joints(const uint32_t *letters, size_t n, unsigned char *joints)
{
    uint32_t part[PART_MAX];
    memset(joints, 0, n);
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        size_t len = letters_of(links[i], part);
        for (size_t at = 1; at + len + RIGHT_MIN <= n; at++)
            if (stands_at(letters, n, at, part, len))
                joints[at + len - 1] = 1;
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t len = letters_of(parts[i], part);
        for (size_t at = LEFT_MIN; at + RIGHT_MIN <= n; at++)
            if (stands_at(letters, n, at, part, len))
                joints[at - 1] = 1;
    }
    /* two joints closer than a short word: the later one has found a syllable ("stell-ung") */
    for (size_t i = 0, last = 0; i < n; i++)
        if (joints[i] && last && i + 1 - last < 3)
            joints[i] = 0;
        else if (joints[i])
            last = i + 1;
}

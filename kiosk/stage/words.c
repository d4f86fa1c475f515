/* Words that no scene brings, in both languages. A table and not a catalogue: the stage must be
 * able to say them before it has heard anything from a server. Pure. */
#include "kiosk/stage/words.h"

#include <string.h>

struct row { const char *de, *en; };
static const struct row rows[WORDS_COUNT] = {
    [WORDS_CONNECTING] = { "Verbindung wird hergestellt …", "Connecting …" },
    [WORDS_RECONNECTING] = { "Verbindung wird wiederhergestellt …",
                             "Connection is being restored …" },
    [WORDS_LEAVE] = { "Noch einmal Strg Q drücken: Bühne verlassen",
                      "Press Ctrl Q again: leave the stage" },
    [WORDS_WATCHING] = { "Diese Bühne schaut nur zu: Tasten wirken hier nicht.",
                         "This stage only watches: keys do nothing here." },
    [WORDS_NOT_SENT] = { "Keine Verbindung: Die Taste wurde nicht gesendet.",
                         "No connection: the key was not sent." },
    [WORDS_TYPE] = { "Eingabe zeigt die Mitteilung, Esc verwirft sie.",
                     "Enter shows the message, Esc drops it." },
    [WORDS_CHOOSE] = { "Welche Veranstaltung soll hier zu sehen sein?",
                       "Which event is to be seen here?" },
    [WORDS_CHOOSE_KEYS] = { "Nummer drücken – oder mit den Pfeiltasten wählen und Eingabe drücken.",
                            "Press a number – or choose with the arrow keys and press Enter." },
    [WORDS_CHOOSE_CODE] = { "Mehrere sind geöffnet. Code der Veranstaltung tippen, dann Eingabe.",
                            "Several are open. Type the code of the event, then press Enter." },
    [WORDS_NONE_OPEN] = { "Es ist noch keine Veranstaltung geöffnet.", "No event is open yet." },
    [WORDS_CLOSED] = { "Diese Veranstaltung ist noch nicht geöffnet.",
                       "This event is not open yet." },
    [WORDS_STAGE] = { "Bühne", "Stage" },
};

const char *words_get(const char *lang, enum words_id id) {
    return lang && strcmp(lang, "en") == 0 ? rows[id].en : rows[id].de;
}

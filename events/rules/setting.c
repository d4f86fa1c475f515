/* The settings, one row each. To add one: a row here; an item's also needs its column in
 * events/book/schema.sql and its field in the snapshot. Pure. */
#include "events/rules/setting.h"
#include <string.h>
#include "lib/str.h"
#include "lib/utf8.h"

enum { SSID_BYTES = 32, PASSWORD_MIN = 8 };
#define MS_MAX INT64_C(253402300799999)      /* end of the year 9999 */
#define ON(kind) (1u << RULES_##kind)

static const struct rules_setting event_rows[] = {
    {"title", RULES_TEXT, 1, 120, "", NULL, 0, "Title of the event, on the stage and on phones.",
     "Title"},
    {"place", RULES_TEXT, 0, 120, "", NULL, 0,
     "Where it takes place; on phones, in print and in the documentation.", "Place"},
    {"host", RULES_TEXT, 0, 120, "", NULL, 0,
     "Who invites; on the programme, on badges and in the documentation.", "Host"},
    {"language", RULES_WORD, 0, 0, "de", "de|en", 0, "Language of the stage.",
     "Language of the stage"},
    {"start", RULES_TIME, 0, MS_MAX, "0", NULL, 0, "Beginning, local time.", "Begins"},
    {"end", RULES_TIME, 0, MS_MAX, "0", NULL, 0, "Planned end, local time.", "Ends"},
    {"expected", RULES_INT, 0, 20000, "0", NULL, 0, "People expected; also sizes limits.",
     "People expected"},
    {"code", RULES_TEXT, 0, 4, "", NULL, 0,
     "Code people type (4 characters); made at random when left out.", "Code"},
    {"ssid", RULES_TEXT, 0, 32, "", NULL, 0,
     "Name of the wireless network; without it the first step is left out.",
     "Network name (SSID)"},
    {"password", RULES_TEXT, 0, 63, "", NULL, 0, "Its password; none = open network.",
     "Network password"},
    {"address", RULES_TEXT, 0, 253, "", NULL, 0,
     "Address guests use; empty = chosen from the interfaces.", "Address for guests"},
    {"per_address", RULES_INT, 1, 100000, "50", NULL, 0,
     "So many devices may share one network address before they are slowed down.",
     "Devices per address"},
    {"registration_open", RULES_FLAG, 0, 1, "1", NULL, 0, "Whether people may still register.",
     "Registration open"},
    {"name_required", RULES_FLAG, 0, 1, "1", NULL, 0, "Whether registering needs a name.",
     "Name required"},
    {"safe_percent", RULES_INT, 0, 10, "0", NULL, 0,
     "Margin of the stage that projectors may cut off, per cent of each side.", "Safe margin (%)"},
    {"dark", RULES_FLAG, 0, 1, "0", NULL, 0, "Dark theme on the stage.", "Dark stage"},
    {"quiet", RULES_FLAG, 0, 1, "0", NULL, 0, "No motion on the stage.", "Quiet mode"},
    {"turnout_shown", RULES_FLAG, 0, 1, "1", NULL, 0,
     "Whether stage and phones show how many have voted.", "Show turnout"},
    {"subject", RULES_TEXT, 0, 120, "", NULL, 0,
     "What it is about; title of the documentation (empty = the event's title).", "Subject"},
    {"directions", RULES_TEXT, 0, 600, "", NULL, 0, "How to get there; on the invitation.",
     "Directions"},
    {"access", RULES_TEXT, 0, 600, "", NULL, 0,
     "Step-free access, interpreters, assistance; on the invitation.", "Accessibility"},
    {"contact", RULES_TEXT, 0, 300, "", NULL, 0, "Whom to ask; on the invitation and in print.",
     "Contact"},
    {"public_url", RULES_TEXT, 0, 200, "", NULL, 0,
     "Public page of the event (https://...); code on the invitation.", "Public page"},
    {"privacy", RULES_TEXT, 0, 4000, "", NULL, 0,
     "Your own privacy notice; empty = the usual text.", "Privacy notice"},
    {"retention_days", RULES_INT, 1, 3650, "30", NULL, 0,
     "Days after closing the event until names are removed.", "Days until names are removed"},
    {"accent", RULES_WORD, 0, 0, "blue", "blue|green|red|violet|petrol", 0,
     "Colour of titles and buttons on the stage, on phones, in print and at the desk.",
     "Accent colour"},
    {"closed_ms", RULES_TIME, 0, MS_MAX, "0", NULL, 0, "When the event was closed; 0 = it is not.",
     "Closed"},
    {"anonymised_ms", RULES_TIME, 0, MS_MAX, "0", NULL, 0,
     "When names were removed for good; 0 = they were not.", "Anonymised"},
};

static const struct rules_setting item_rows[] = {
    {"title", RULES_TEXT, 1, 160, "", NULL, RULES_ALL_KINDS, "Title, or the question asked.",
     "Title"},
    {"kicker", RULES_TEXT, 0, 60, "", NULL, RULES_ALL_KINDS, "Small line above the title.",
     "Line above the title"},
    {"speaker", RULES_TEXT, 0, 120, "", NULL, ON(TALK), "Who speaks.", "Speaker"},
    {"hint", RULES_TEXT, 0, 400, "", NULL, RULES_ALL_KINDS,
     "Up to three lines: on the stage with a talk, on phones with every kind.",
     "Hint for everybody"},
    {"note", RULES_TEXT, 0, 400, "", NULL, RULES_ALL_KINDS, "For moderators only.",
     "Internal note"},
    {"goal", RULES_TEXT, 0, 300, "", NULL, RULES_ALL_KINDS,
     "What is to be reached; in the director's script only.", "Goal"},
    {"report", RULES_WORD, 0, 0, "full", "full|short|none", RULES_ALL_KINDS,
     "What the documentation prints of it.", "In the documentation"},
    {"minutes", RULES_INT, 0, 1440, "0", NULL, RULES_ALL_KINDS, "Planned length.", "Minutes"},
    {"timer_s", RULES_INT, 0, 86400, "0", NULL, RULES_ALL_KINDS,
     "Timer proposed, seconds; 0 = none.", "Timer (seconds)"},
    {"timer_visible", RULES_FLAG, 0, 1, "1", NULL, RULES_ALL_KINDS,
     "Whether stage and phones show the timer.", "Timer visible"},
    {"planned", RULES_TIME, 0, MS_MAX, "0", NULL, RULES_ALL_KINDS,
     "Planned start, local time; left out = after the item before.", "Fixed start"},
    {"secrecy", RULES_WORD, 0, 0, "secret", "secret|named|mood", ON(DOTS),
     "Kind of vote: secret, with names, or a mere mood. Fixed once open.", "Kind of vote"},
    {"appear", RULES_WORD, 0, 0, "auto", "auto|release|live|reveal", ON(VISIONS),
     "When cards appear: after release, at once, all at reveal; auto by the number present.",
     "Cards appear"},
    {"author", RULES_WORD, 0, 0, "anonymous", "anonymous|city|name", ON(VISIONS),
     "What stands beside a card.", "Beside a card"},
    {"cards_max", RULES_INT, 1, 100, "3", NULL, ON(VISIONS), "Cards per person.",
     "Cards per person"},
    {"card_length", RULES_INT, 40, 400, "140", NULL, ON(VISIONS), "Characters per card.",
     "Characters per card"},
    {"dots", RULES_INT, 0, 1000, "0", NULL, ON(DOTS),
     "Dots per person; 0 = a quarter of the options, 2 to 8.", "Dots per person"},
    {"per_option", RULES_INT, 0, 1000, "0", NULL, ON(DOTS),
     "Most dots one option may get from one person; 0 = all of them.", "At most per option"},
    {"cut", RULES_INT, 0, 128, "0", NULL, ON(DOTS), "Options carried over; 0 = no line.",
     "Options carried over"},
};
#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

const struct rules_setting *rules_event_setting(size_t i) {
    return i < COUNT(event_rows) ? &event_rows[i] : NULL;
}
const struct rules_setting *rules_item_setting(size_t i) {
    return i < COUNT(item_rows) ? &item_rows[i] : NULL;
}

static const struct rules_setting *find(const struct rules_setting *(*row)(size_t),
                                        const char *name) {
    const struct rules_setting *r;
    for (size_t i = 0; (r = row(i)); i++)
        if (!strcmp(r->name, name)) return r;
    return NULL;
}
const struct rules_setting *rules_event_setting_find(const char *name) {
    return find(rules_event_setting, name);
}
const struct rules_setting *rules_item_setting_find(const char *name) {
    return find(rules_item_setting, name);
}

bool rules_setting_many_lines(const struct rules_setting *row) {
    return row->type == RULES_TEXT && row->max > 200 && strcmp(row->name, "address") != 0;
}

bool rules_setting_in_bounds(const struct rules_setting *row, int64_t value) {
    return value >= row->min && value <= row->max;
}

static bool one_of(const char *words, const char *text) {
    size_t len = strlen(text);
    for (const char *w = words; w; w = strchr(w, '|') ? strchr(w, '|') + 1 : NULL)
        if (strcspn(w, "|") == len && !strncmp(w, text, len)) return true;
    return false;
}

bool rules_event_setting_own(const struct rules_setting *row) {
    return !strcmp(row->name, "closed_ms") || !strcmp(row->name, "anonymised_ms");
}

/* Else people scan a code that leads nowhere. */
bool rules_wifi_fits(const struct rules_setting *row, const char *text) {
    size_t len = strlen(text);
    if (!strcmp(row->name, "ssid")) return len <= SSID_BYTES;
    if (strcmp(row->name, "password") || !len) return true;
    for (const char *p = text; *p; p++)
        if (*p < ' ' || *p > '~') return false;
    return len >= PASSWORD_MIN;
}

bool rules_setting_fits(const struct rules_setting *row, const char *text) {
    long long number;
    if (row->type == RULES_WORD) return one_of(row->words, text);
    if (row->type == RULES_TEXT)
        return utf8_valid(text, strlen(text)) &&
               rules_setting_in_bounds(row, (int64_t)utf8_graphemes(text));
    return str_number(text, row->min, row->max, &number);
}

/* Heads of tables and what they mean, German and English; roles and their names. Pure.
 * A head is compared folded, letters and digits only: "E-Mail-Adresse" is "emailadresse". */
#include <stdlib.h>
#include <string.h>
#include "events/rules/import.h"
#include "events/rules/typed.h"

static const char *const names[RULES_COLUMNS] = {
    "", "title", "first_name", "middle_name", "last_name", "suffix", "name", "last_first",
    "organisation", "city", "discipline", "function", "email", "role", "languages"
};
static const struct { enum rules_import_field field; const char *heads; } synonyms[] = {
    { RULES_COLUMN_TITLE, "titel|anrede|akadtitel|akademischertitel|akadgrad|grad|title|salutation"
      "|titelvorname|namenstitel|namensprafix|nameprefix|prefix" },
    { RULES_COLUMN_FIRST, "vorname|vornamen|rufname|firstname|givenname|forename|vname" },
    { RULES_COLUMN_MIDDLE, "weiterevornamen|zweitername|middlename|additionalname" },
    { RULES_COLUMN_LAST, "nachname|familienname|zuname|lastname|surname|familyname|nname" },
    { RULES_COLUMN_SUFFIX, "suffix|namenszusatz|namesuffix|namenssuffix" },
    { RULES_COLUMN_NAME, "name|vorundnachname|vorundzuname|vornamenachname|vornamename|fullname"
      "|vollername|vollstandigername|teilnehmer|teilnehmerin|teilnehmerinnen|teilnehmende"
      "|teilnehmerinteilnehmer|person|gast|displayname|anzeigename|participant|attendee"
      "|ansprechpartner|ansprechperson|kontakt|namevorname1" },
    { RULES_COLUMN_LAST_FIRST, "namevorname|nachnamevorname|familiennamevorname|zunamevorname"
      "|lastnamefirstname|surnamefirstname" },
    { RULES_COLUMN_ORGANISATION, "organisation|institution|einrichtung|dienststelle|firma|company"
      "|verein|trager|behorde|amt|verwaltung|unternehmen|organization|employer|arbeitgeber"
      "|korperschaft|institutionorganisation|organisationinstitution|verband|firmenname"
      "|companyname|organizationname|organization1name|entsendendestelle|affiliation" },
    { RULES_COLUMN_CITY, "stadt|kommune|ort|gemeinde|municipality|city|town|wohnort|dienstort"
      "|ortgeschaftlich|businesscity|workcity|stadtgemeinde|kreis|gebietskorperschaft"
      "|firmenort|dienstlichort" },
    { RULES_COLUMN_DISCIPLINE, "fachbereich|disziplin|bereich|abteilung|fachrichtung|ressort"
      "|dezernat|arbeitsbereich|arbeitsfeld|handlungsfeld|sachgebiet|department"
      "|discipline|field|fb|referat"
      "|businessdepartment" },
    { RULES_COLUMN_FUNCTION, "funktion|position|amtsbezeichnung|stellung|beruf|jobtitle|function"
      "|dienststellung|aufgabe|tatigkeit|berufsbezeichnung|job|occupation" },
    { RULES_COLUMN_EMAIL, "email|mail|emailadresse|mailadresse|emailaddress|epost|mailaddress"
      "|email1|email1value|emaildienstlich|dienstlicheemail|primaryemail|kontaktemail" },
    { RULES_COLUMN_ROLE, "rolle|role|teilnahmeals|teilnehmerart|art|kategorie|category|status"
      "|teilnahmeart" },
    { RULES_COLUMN_LANGUAGES, "sprache|sprachen|language|languages|sprachkenntnisse|sprachwunsch"
      "|muttersprache|muttersprachen|erstsprache|erstsprachen|herkunftssprache|familiensprache"
      "|gesprochenesprachen|spricht|verstandigungssprache|wunschsprache|dolmetschsprache"
      "|sprachmittlung|spokenlanguages|languagesspoken|speaks|preferredlanguage|firstlanguage"
      "|nativelanguage|mothertongue" },
};
static const struct { const char *word, *typed; } roles[] = {
    { "guest", "gast|gaste|teilnehmer|teilnehmerin|teilnehmende|teilnehmender|tn|participant"
      "|attendee|guest|teilnehmerin" },
    { "speaker", "referent|referentin|redner|rednerin|vortragende|vortragender|speaker|input"
      "|vortrag|podium|expertin|experte|impulsgeber|impulsgeberin" },
    { "moderation", "moderation|moderator|moderatorin|facilitator|tischmoderation" },
    { "helper", "helfer|helferin|helfende|hilfe|helper|volunteer|empfang|tischgastgeber"
      "|tischgastgeberin" },
    { "host", "organisation|organisator|organisatorin|orga|team|veranstalter|veranstalterin|host"
      "|staff|organiser|organizer" },
    { "press", "presse|journalist|journalistin|medien|press|media" },
};

const char *rules_column_name(enum rules_import_field field) { return names[field]; }

bool rules_column_from_name(const char *name, enum rules_import_field *out) {
    for (int i = 0; i < RULES_COLUMNS; i++)
        if (!strcmp(names[i], name)) return *out = (enum rules_import_field)i, true;
    return false;
}

const char *rules_role(size_t i) {
    return i < sizeof roles / sizeof *roles ? roles[i].word : NULL;
}

const char *rules_role_find(const char *typed) {
    char *word = rules_typed_bare(typed);
    const char *found = NULL;
    for (size_t i = 0; i < sizeof roles / sizeof *roles && !found; i++)
        if (!strcmp(word, roles[i].word) || rules_typed_among(roles[i].typed, word))
            found = roles[i].word;
    free(word);
    return found;
}

static enum rules_import_field meaning(const char *head) {
    char *word = rules_typed_bare(head);
    enum rules_import_field found = RULES_COLUMN_NONE;
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms && !found; i++)
        if (rules_typed_among(synonyms[i].heads, word)) found = synonyms[i].field;
    free(word);
    return found;
}

/* How many heads of a row are known; 0 where it looks like a person's row: a row of heads names the
 * person, or it is the first one and has two. */
static size_t meanings(const struct csv_table *t, size_t row, struct rules_import_plan *plan) {
    size_t known = 0;
    bool seen[RULES_COLUMNS] = { false };
    memset(plan->column, 0, sizeof plan->column);
    for (size_t c = 0; c < t->rows[row].n; c++) {
        enum rules_import_field f = meaning(csv_cell(t, row, c));
        if (!f || (seen[f] && f != RULES_COLUMN_TITLE)) continue;   /* Anrede and Titel both */
        seen[f] = true;
        plan->column[c] = f;
        known++;
    }
    /* "Name" beside "Vorname" is the family name. */
    for (size_t c = 0; c < t->rows[row].n; c++)
        if (plan->column[c] == RULES_COLUMN_NAME && seen[RULES_COLUMN_FIRST] &&
            !seen[RULES_COLUMN_LAST])
            plan->column[c] = RULES_COLUMN_LAST;
        else if (plan->column[c] == RULES_COLUMN_NAME && seen[RULES_COLUMN_LAST])
            plan->column[c] = RULES_COLUMN_NONE;
    bool person = seen[RULES_COLUMN_NAME] || seen[RULES_COLUMN_FIRST] || seen[RULES_COLUMN_LAST] ||
                  seen[RULES_COLUMN_LAST_FIRST];
    return person || (row == 0 && known > 1) ? known : 0;
}

static void without_heads(struct rules_import_plan *plan, const struct csv_table *t) {
    *plan = (struct rules_import_plan){ 0 };
    bool named = false, mailed = false;
    for (size_t c = 0; c < t->columns && t->rows_n; c++) {
        bool at = rules_email_fits(csv_cell(t, 0, c));
        if (at && !mailed) plan->column[c] = RULES_COLUMN_EMAIL, mailed = true;
        else if (!at && !named) plan->column[c] = RULES_COLUMN_NAME, named = true;
        else if (!at && c == 1) plan->column[c] = RULES_COLUMN_ORGANISATION;
    }
}

void rules_import_guess(struct rules_import_plan *plan, const struct csv_table *table) {
    size_t best = 0;
    *plan = (struct rules_import_plan){ 0 };
    for (size_t r = 0; r < table->rows_n && r < 10; r++) {
        struct rules_import_plan here;
        size_t n = meanings(table, r, &here);
        if (n > best) best = n, here.header = r + 1, *plan = here;
    }
    if (!best) without_heads(plan, table);
}

/* Languages by their ISO 639 letters (DGS is what German Sign Language is called on badges), with
 * the names they are typed by. Names are data of this table and not of the catalogue: an import
 * reads German and English ones whatever language the desk is in. See languages.h. Pure. */
#include "events/rules/languages.h"
#include <stdlib.h>
#include <string.h>
#include "events/rules/typed.h"
#include "lib/mem.h"

/* typed: further spellings, bare (typed.h; no marks): own names, ISO 639-2, what forms say. */
static const struct row { const char *letters, *german, *english, *typed; } rows[] = {
    {"de", "Deutsch", "German", "deu|ger|allemand|almanca"},
    {"en", "Englisch", "English", "eng|anglais|ingilizce"},
    {"tr", "Türkisch", "Turkish", "tur|turkce"},
    {"ar", "Arabisch", "Arabic", "ara|العربية|عربي"},
    {"ru", "Russisch", "Russian", "rus|русскии"},
    {"uk", "Ukrainisch", "Ukrainian", "ukr|ua|украінська"},
    {"pl", "Polnisch", "Polish", "pol|polski"},
    {"fa", "Persisch", "Persian", "fas|per|farsi|dari|prs|فارسی|دری"},
    {"ku", "Kurdisch", "Kurdish", "kur|kmr|ckb|kurmanci|kurmandschi|sorani|kurdi"},
    {"fr", "Französisch", "French", "fra|fre|francais"},
    {"es", "Spanisch", "Spanish", "spa|espanol|castellano"},
    {"it", "Italienisch", "Italian", "ita|italiano"},
    {"pt", "Portugiesisch", "Portuguese", "por|portugues|brasilianisch"},
    {"ro", "Rumänisch", "Romanian", "ron|rum|romana|moldauisch"},
    {"bg", "Bulgarisch", "Bulgarian", "bul|български"},
    {"el", "Griechisch", "Greek", "ell|gre|gr|ελληνικα"},
    {"sq", "Albanisch", "Albanian", "sqi|alb|shqip"},
    {"bs", "Bosnisch", "Bosnian", "bos|bosanski"},
    {"hr", "Kroatisch", "Croatian", "hrv|hrvatski"},
    {"sr", "Serbisch", "Serbian", "srp|srpski|српски"},
    {"sl", "Slowenisch", "Slovenian", "slv|slovene"},
    {"sk", "Slowakisch", "Slovak", "slk|slo"},
    {"cs", "Tschechisch", "Czech", "ces|cze|cz"},
    {"mk", "Mazedonisch", "Macedonian", "mkd|mac|nordmazedonisch"},
    {"hu", "Ungarisch", "Hungarian", "hun|magyar"},
    {"nl", "Niederländisch", "Dutch", "nld|dut|nederlands|hollandisch|flamisch"},
    {"da", "Dänisch", "Danish", "dan|dansk"},
    {"sv", "Schwedisch", "Swedish", "swe|svenska"},
    {"no", "Norwegisch", "Norwegian", "nor|norsk|nb|nn"},
    {"fi", "Finnisch", "Finnish", "fin|suomi"},
    {"et", "Estnisch", "Estonian", "est"},
    {"lv", "Lettisch", "Latvian", "lav"},
    {"lt", "Litauisch", "Lithuanian", "lit"},
    {"ps", "Paschtu", "Pashto", "pus|paschto|pashtu"},
    {"ur", "Urdu", "Urdu", "urd"},
    {"hi", "Hindi", "Hindi", "hin"},
    {"pa", "Pandschabi", "Punjabi", "pan|punjabi|panjabi"},
    {"bn", "Bengalisch", "Bengali", "ben|bangla"},
    {"ta", "Tamil", "Tamil", "tam|tamilisch"},
    {"si", "Singhalesisch", "Sinhala", "sin"},
    {"ne", "Nepalesisch", "Nepali", "nep|nepali"},
    {"vi", "Vietnamesisch", "Vietnamese", "vie|tiengviet"},
    {"th", "Thailändisch", "Thai", "tha"},
    {"zh", "Chinesisch", "Chinese", "zho|chi|mandarin|kantonesisch|中文"},
    {"ja", "Japanisch", "Japanese", "jpn|jp"},
    {"ko", "Koreanisch", "Korean", "kor"},
    {"id", "Indonesisch", "Indonesian", "ind|bahasa"},
    {"tl", "Filipino", "Filipino", "tgl|tagalog|fil"},
    {"am", "Amharisch", "Amharic", "amh"},
    {"ti", "Tigrinya", "Tigrinya", "tir|tigrinisch|tigrigna"},
    {"so", "Somali", "Somali", "som|somalisch"},
    {"om", "Oromo", "Oromo", "orm"},
    {"sw", "Suaheli", "Swahili", "swa|kiswahili|kisuaheli"},
    {"ha", "Haussa", "Hausa", "hau"},
    {"yo", "Yoruba", "Yoruba", "yor"},
    {"ig", "Igbo", "Igbo", "ibo"},
    {"wo", "Wolof", "Wolof", "wol"},
    {"ff", "Fulfulde", "Fula", "ful|fulani|pular"},
    {"tw", "Twi", "Twi", "twi|akan|aka"},
    {"ber", "Berberisch", "Berber", "tamazight|amazigh|tarifit|kabylisch"},
    {"rom", "Romanes", "Romani", "romani"},
    {"syr", "Aramäisch", "Aramaic", "suryoyo|assyrisch|syrisch|arc"},
    {"hy", "Armenisch", "Armenian", "hye|arm"},
    {"ka", "Georgisch", "Georgian", "kat|geo"},
    {"az", "Aserbaidschanisch", "Azerbaijani", "aze|aserisch"},
    {"kk", "Kasachisch", "Kazakh", "kaz"},
    {"uz", "Usbekisch", "Uzbek", "uzb"},
    {"he", "Hebräisch", "Hebrew", "heb|ivrit|iw"},
    {"yi", "Jiddisch", "Yiddish", "yid"},
    {"dgs", "Deutsche Gebärdensprache", "German Sign Language", "gsg|gebardensprache|gebarden"},
};
enum { ROWS = sizeof rows / sizeof *rows };

/* How well somebody knows it, and other words around: no language, and no mistake. */
static const char around[] = "und|and|oder|or|sowie|auch|etwas|gut|gute|sehr|muttersprache|"
    "erstsprache|fliessend|flieszend|fliesend|verhandlungssicher|grundkenntnisse|kenntnisse|"
    "native|fluent|basic|good|a1|a2|b1|b2|c1|c2";

const char *rules_language(size_t i) { return i < ROWS ? rows[i].letters : NULL; }

static bool called(const char *name, const char *bare) {
    char *own = rules_typed_bare(name);
    bool same = !strcmp(own, bare);
    free(own);
    return same;
}

static const struct row *find(const char *bare) {
    for (size_t i = 0; *bare && i < ROWS; i++)
        if (!strcmp(rows[i].letters, bare) || rules_typed_among(rows[i].typed, bare) ||
            called(rows[i].german, bare) || called(rows[i].english, bare)) return &rows[i];
    return NULL;
}

/* Whether "de tr" holds those letters. */
static bool holds(const char *languages, const char *letters) {
    size_t len = strlen(letters);
    for (const char *at = languages; (at = strstr(at, letters)); at += len)
        if ((at == languages || at[-1] == ' ') && (!at[len] || at[len] == ' ')) return true;
    return false;
}

static bool add(char dst[RULES_LANGUAGES_TEXT], const char *letters) {
    size_t len = strlen(dst), n = len ? 1 : 0;
    if (holds(dst, letters)) return true;
    for (size_t i = 0; i < len; i++) n += dst[i] == ' ';
    return n < RULES_LANGUAGES_MAX && str_format(dst + len, RULES_LANGUAGES_TEXT - len, "%s%s",
                                                 len ? " " : "", letters);
}

/* One word, or a name of several: all of it first, then each of its words. */
static bool part(char dst[RULES_LANGUAGES_TEXT], char *text, const char *separators) {
    char *bare = rules_typed_bare(text);
    const struct row *row = find(bare);
    bool known = row ? add(dst, row->letters) : !*bare || rules_typed_among(around, bare);
    free(bare);
    if (known || !separators || !strpbrk(text, separators)) return known;
    known = true;
    char *rest = text;
    for (char *word; (word = strtok_r(rest, separators, &rest));)
        known = part(dst, word, NULL) && known;
    return known;
}

/* What stands in brackets says how well. */
static void drop_brackets(char *text) {
    char *to = text;
    int depth = 0;
    for (const char *at = text; *at; at++) {
        depth += *at == '(' || *at == '[';
        if (depth == 0) *to++ = *at;
        else if ((*at == ')' || *at == ']') && --depth == 0) *to++ = ',';
    }
    *to = '\0';
}

bool rules_languages_read(char dst[RULES_LANGUAGES_TEXT], const char *typed) {
    char *text = mem_copy(typed), *rest = text;
    bool known = true;
    dst[0] = '\0';
    drop_brackets(text);
    for (char *one; (one = strtok_r(rest, ",;/|+&\n", &rest));)
        known = part(dst, one, " \t-:") && known;
    free(text);
    return known;
}

/* Takes the first off "de tr"; NULL at the end. */
static const struct row *next(const char **languages) {
    char letters[8] = "";
    size_t len = strcspn(*languages, " ");
    if (!len || !str_format(letters, sizeof letters, "%.*s", (int)len, *languages)) return NULL;
    *languages += len;
    *languages += strspn(*languages, " ");
    for (size_t i = 0; i < ROWS; i++)
        if (!strcmp(rows[i].letters, letters)) return &rows[i];
    return NULL;
}

void rules_languages_words(struct str *out, const char *languages, const char *ui) {
    const char *gap = "";
    for (const struct row *row; (row = next(&languages)); gap = ", ")
        str_printf(out, "%s%s", gap, strcmp(ui, "de") ? row->english : row->german);
}

void rules_languages_letters(struct str *out, const char *languages) {
    const char *gap = "";
    for (const struct row *row; (row = next(&languages)); gap = " · ") {
        str_puts(out, gap);
        for (const char *c = row->letters; *c; c++) str_putc(out, (char)(*c - 'a' + 'A'));
    }
}

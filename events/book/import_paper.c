/* The documentation's own parts of a record into a new event file. Items have their numbers as ids
 * there, so keys like "item-7" stay as they are. */
#include <stdlib.h>
#include "events/book/desk_paper.h"
#include "events/book/import.h"
#include "lib/base64.h"
#include "lib/json.h"

enum { PARTS_MAX = 2000 };

static bool key_known(struct import *im, const char *key, bool logo) {
    struct writer w = {.db = im->d};
    return paper_chapter_known(&w, key, logo);
}

static void texts(struct import *im) {
    const json_t *list = import_list(im, im->root, "texts", PAPER_ROWS_MAX);
    for (size_t i = 0; i < json_array_size(list) && !import_failed(im); i++) {
        const json_t *one = json_array_get(list, i);
        import_at(im, "$.texts[%zu]", i);
        const char *key = import_text(im, one, "key", PAPER_TITLE, UTF8_ONE_LINE);
        if (!key_known(im, key, false)) import_fault(im, "key", "no such chapter");
        db_do(im->d, "INSERT INTO chapter (key, position, title, body, included) "
              "VALUES ($1, $2, $3, $4, $5)", "tittd", key,
              import_int(im, one, "position", 0, PAPER_ROWS_MAX, 0),
              import_text(im, one, "title", PAPER_TITLE, UTF8_MANY_LINES),
              import_text(im, one, "body", PAPER_BODY, UTF8_MANY_LINES),
              (int)!import_flag(im, one, "left_out"));
    }
}

static void voices(struct import *im) {
    const json_t *list = import_list(im, im->root, "voices", PARTS_MAX);
    for (size_t i = 0; i < json_array_size(list) && !import_failed(im); i++) {
        const json_t *one = json_array_get(list, i);
        import_at(im, "$.voices[%zu]", i);
        db_do(im->d, "INSERT INTO voice (position, heading, text, attribution, person, card, "
              "included) VALUES ($1, $2, $3, $4, $5, $6, $7)", "itttzzd", (int64_t)i + 1,
              import_text(im, one, "heading", PAPER_TITLE, UTF8_MANY_LINES),
              import_text(im, one, "text", PAPER_VOICE, UTF8_MANY_LINES),
              import_text(im, one, "attribution", PAPER_LINE, UTF8_MANY_LINES),
              import_number(im, one, "person", im->people), import_card(im, one),
              (int)!import_flag(im, one, "left_out"));
    }
}

static void tables(struct import *im) {
    const json_t *list = import_list(im, im->root, "tables", PARTS_MAX);
    for (size_t i = 0; i < json_array_size(list) && !import_failed(im); i++) {
        const json_t *one = json_array_get(list, i);
        import_at(im, "$.tables[%zu]", i);
        db_do(im->d, "INSERT INTO comparison (position, title, dated, source, body, notes, "
              "included) VALUES ($1, $2, $3, $4, $5, $6, $7)", "itttttd", (int64_t)i + 1,
              import_text(im, one, "title", PAPER_TITLE, UTF8_MANY_LINES),
              import_text(im, one, "dated", PAPER_LINE, UTF8_MANY_LINES),
              import_text(im, one, "source", PAPER_LINE, UTF8_MANY_LINES),
              import_text(im, one, "body", PAPER_CELLS, UTF8_MANY_LINES),
              import_text(im, one, "notes", PAPER_NOTES, UTF8_MANY_LINES),
              (int)!import_flag(im, one, "left_out"));
    }
}

/* Its bytes as they may be used; false with a fault. */
static bool picture_bytes(struct import *im, const json_t *one, struct book_new_picture *new) {
    const json_t *coded = json_object_get(one, "bytes");
    struct str bytes = STR_INIT;
    const char *why = "not a picture";
    char sentence[60];
    enum book_renewed how = BOOK_RENEW_REFUSED;
    if (json_is_string(coded) &&
        base64_read(&bytes, json_string_value(coded), json_string_length(coded)) &&
        bytes.len <= PAPER_PICTURE_MAX)
        how = im->renew->picture(im->renew->ctx, bytes.data, bytes.len, new, &why);
    (void)str_format(sentence, sizeof sentence, "the picture cannot be used: %.25s", why);
    if (how != BOOK_RENEWED) import_fault(im, "bytes", sentence);
    str_release(&bytes);
    return how == BOOK_RENEWED;
}

static void picture(struct import *im, const json_t *one, int64_t position) {
    const char *chapter = import_text(im, one, "chapter", PAPER_TITLE, UTF8_ONE_LINE);
    struct book_new_picture new = {.bytes = NULL};
    if (!key_known(im, chapter, true)) import_fault(im, "chapter", "no such chapter");
    if (!import_failed(im) && picture_bytes(im, one, &new))
        db_do(im->d, "INSERT INTO picture (position, chapter, caption, alt, png, width, height, "
              "bytes, included) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", "itttdddbd", position,
              chapter, import_text(im, one, "caption", PAPER_LINE, UTF8_ONE_LINE),
              import_text(im, one, "alt", PAPER_LINE, UTF8_ONE_LINE), (int)new.png, new.width,
              new.height, (const void *)new.bytes, new.len,
              (int)!import_flag(im, one, "left_out"));
    free(new.bytes);
}

void import_paper(struct import *im) {
    const json_t *list = import_list(im, im->root, "pictures", PAPER_PICTURES_MAX);
    texts(im);
    voices(im);
    tables(im);
    for (size_t i = 0; i < json_array_size(list) && !import_failed(im); i++) {
        import_at(im, "$.pictures[%zu]", i);
        picture(im, json_array_get(list, i), (int64_t)i + 1);
    }
}

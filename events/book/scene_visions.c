/* Visions: cards that may be seen, in stage order; a silent phase shows a counter alone. Pure. */
#include "events/book/scene_inside.h"

enum { COUNTER_ABOVE = 120 };

/* A card is seen when it is on the stage, and in a silent phase only after the reveal. */
static bool visible(const struct book_run *run, const struct book_card *card) {
    return card->state == RULES_SHOWN && (run->appear != RULES_REVEAL || scene_shows_result(run));
}

static bool silent(const struct book_run *run) {
    return run->appear == RULES_REVEAL && !scene_shows_result(run);
}

/* What stands beside a card: a name only with consent, else the letters or the municipality. */
static const char *by(const struct scene_of *c, const struct book_card *card) {
    if (c->item->author == RULES_BY_NAME && card->name && *card->name)
        return card->name;
    if (c->item->author != RULES_ANONYMOUS && card->municipality)
        return card->municipality;
    return NULL;
}

static long long add_cards(const struct scene_of *c, json_t *out) {
    json_t *list = json_array();
    long long n = 0;

    for (size_t i = 0; i < c->run->cards_n; i++) {
        const struct book_card *card = &c->run->cards[i];
        json_t *row;
        if (!visible(c->run, card))
            continue;
        row = json_pack("{s:I, s:s}", "id", (json_int_t)card->id, "text", card->text);
        if (by(c, card))
            json_object_set_new(row, "by", json_string(by(c, card)));
        if (card->edited)
            scene_word(c, row, "edited", "edited");
        if (c->s->show.pinned == card->id)
            json_object_set_new(out, "pinned", json_integer(card->id));
        json_array_append_new(list, row);
        n++;
    }
    if (n && scene_collects(c->run)) /* the newest is marked while they come */
        json_object_set_new(json_array_get(list, (size_t)n - 1), "new", json_true());
    json_object_set_new(out, "cards", list);
    return n;
}

/* Cards collected: all but those held back. Only a number. */
static long long collected(const struct book_run *run) {
    long long n = 0;

    for (size_t i = 0; i < run->cards_n; i++)
        n += run->cards[i].state != RULES_HELD;
    return n;
}

static void add_figure(const struct scene_of *c, json_t *out, long long n) {
    struct str text = STR_INIT;

    if (c->run->state == RULES_PREPARED)
        return;
    scene_count(&text, c->lang, "{n} vision", "{n} visions", n);
    if (c->s->settings.turnout_shown) {
        str_puts(&text, " · ");
        scene_count(&text, c->lang, "{n} taking part", "{n} taking part", c->run->turnout);
    }
    scene_text(out, "figure", &text);
}

static void add_counter(const struct scene_of *c, json_t *out, long long n) {
    struct str value = STR_INIT;
    json_t *counter = json_object();

    lang_number(&value, c->lang, n);
    scene_text(counter, "value", &value);
    json_object_set_new(counter, "label",
                        json_string(lang_plural(c->lang, "vision", "visions", n)));
    json_object_set_new(out, "counter", counter);
}

static const char *empty_word(const struct book_run *run) {
    switch (run->state) {
    case RULES_PREPARED: return "It starts in a moment.";
    case RULES_OPEN:
    case RULES_CLOSING:
        return run->appear == RULES_RELEASE ? "Pin up your cards with your phone."
                                            : "Pin up your cards – they appear here.";
    case RULES_PAUSED: return "Paused";
    default: return "No cards";
    }
}

static void stage(const struct scene_of *c, json_t *out) {
    static const char *const modes[] = { "release", "release", "live", "reveal" };
    long long shown = add_cards(c, out), all = collected(c->run);

    json_object_set_new(out, "appear", json_string(modes[c->run->appear]));
    json_object_set_new(out, "total", json_integer(shown));
    add_figure(c, out, all);
    if (silent(c->run) && c->run->state != RULES_PREPARED)
        add_counter(c, out, all);
    else if (shown > COUNTER_ABOVE)
        add_counter(c, out, shown);
    if (!shown)
        scene_word(c, out, "empty", empty_word(c->run));
    if (c->run->appear == RULES_REVEAL && scene_shows_result(c->run))
        json_object_set_new(out, "waves", json_true());
}

static const char *author_word(const struct book_item *item) {
    switch (item->author) {
    case RULES_BY_NAME: return "Your name stands beside your card if you agreed to that.";
    case RULES_BY_CITY: return "Only your municipality stands beside your card.";
    default: return "Cards appear without names.";
    }
}

static void phone(const struct scene_of *c, json_t *out) {
    struct str text = STR_INIT;

    add_cards(c, out);
    json_object_set_new(out, "cards_max", json_integer(c->item->cards_max));
    json_object_set_new(out, "card_length", json_integer(c->item->card_length));
    scene_word(c, out, "author", author_word(c->item));
    if (scene_collects(c->run))
        json_object_set_new(out, "can", json_string("card"));
    if (c->s->settings.turnout_shown && c->run->state != RULES_PREPARED) {
        scene_count(&text, c->lang, "{n} taking part", "{n} taking part", c->run->turnout);
        scene_text(out, "turnout", &text);
    }
    scene_add_lines(c, out);
}

const struct scene_row scene_visions = { RULES_VISIONS, "Collecting visions", stage, phone };

/* What a result means for the person who asked: what happened, is my input safe, what now (C-12).
 * One row per result; English source, German in assets/lang/de.po. Pure. */
#include "kiosk/web/visit.h"
#include "lib/mem.h"

static const struct row {
    const char *name;           /* for scripts and tests */
    int status;
    const char *sentence;       /* English source text */
} rows[] = {
    [BOOK_OK] = {"ok", 200, "Saved."},
    [BOOK_AGAIN] = {"again", 200, "This was stored before; nothing was counted twice."},
    [BOOK_ASK_AGAIN] = {"ask_again", 200, "Please press once more to confirm."},
    [BOOK_LATE] = {"late", 200,
        "Your card came after the end. It is stored and marked as late; the moderation decides "
        "whether it is shown."},
    [BOOK_NOT_OPEN] = {"not_open", 409,
        "This is not open right now, so nothing was stored. What you entered stays on this device. "
        "Please send it again as soon as it goes on."},
    [BOOK_OVER] = {"over", 409,
        "This is closed, so nothing was stored any more. What you had stored before counts. Please "
        "look at the screen for what comes next."},
    [BOOK_OLD_REVISION] = {"old_revision", 409,
        "Something newer of yours was already stored, so this was not. You see your stored dots "
        "here and can go on from them."},
    [BOOK_TOO_MANY_DOTS] = {"too_many_dots", 409,
        "These were more dots than you have, so nothing was stored. Please take some away first."},
    [BOOK_TOO_MANY_ON_OPTION] = {"too_many_on_option", 409,
        "These were more dots than one option may get, so nothing was stored. Please spread them."},
    [BOOK_NO_SUCH_OPTION] = {"no_such_option", 409,
        "This option does not exist any more. Nothing was stored; your dots from before count. "
        "Please reload the page."},
    [BOOK_TOO_MANY_CARDS] = {"too_many_cards", 409,
        "You have used all your cards, so this one was not stored. You can change or withdraw one "
        "of yours."},
    [BOOK_TEXT_EMPTY] = {"text_empty", 422,
        "The card is still empty, so nothing was stored. Please write something first."},
    [BOOK_TEXT_TOO_LONG] = {"text_too_long", 422,
        "The text is too long, so it was not stored. It stays in the field. Please shorten it."},
    [BOOK_NOT_YOURS] = {"not_yours", 409,
        "This card cannot be changed from here any more. Nothing was changed. Please reload the "
        "page."},
    [BOOK_NO_SUCH_CODE] = {"no_such_code", 422,
        "This code does not exist. Nothing was changed. Please compare it letter by letter, or get "
        "help at the entrance."},
    [BOOK_CODE_TAKEN] = {"code_taken", 409,
        "That did not work this time. Nothing was stored. Please send it once more."},
    [BOOK_REGISTRATION_CLOSED] = {"registration_closed", 409,
        "Registration is closed, so you were not registered. Please ask at the entrance: the "
        "moderation can open it again."},
    [BOOK_NAME_NEEDED] = {"name_needed", 422,
        "The name is missing, so nothing was stored yet. Please enter your name."},
    [BOOK_STALE] = {"stale", 409,
        "Somebody else was faster, so nothing was changed. You see the current state here."},
    [BOOK_NOT_NOW] = {"not_now", 409,
        "This does not work in the current state, so nothing was changed. If it is still open, "
        "close it first."},
    [BOOK_NO_OPTIONS] = {"no_options", 409,
        "There are no options yet, so it was not opened. Please add options or take cards over "
        "first."},
    [BOOK_SEALED] = {"sealed", 409,
        "This vote is sealed and cannot be opened again. All ballots are counted. A repeat is a "
        "new run."},
    [BOOK_NOTHING_TO_UNDO] = {"nothing_to_undo", 409, "There is nothing to undo."},
    [BOOK_NOT_ALLOWED] = {"not_allowed", 403,
        "This device may not do that. Nothing was stored. Please enter your personal code again."},
    [BOOK_VOTED_PHONE] = {"voted_phone", 409,
        "The dots were already given by phone, so nothing was stored here. They count, and they "
        "can be changed on that phone until the end."},
    [BOOK_VOTED_TABLET] = {"voted_tablet", 409,
        "The dots were already given at a shared tablet, so nothing was stored here. They count, "
        "and they can be changed at a tablet until the end."},
    [BOOK_VOTED_DESK] = {"voted_desk", 409,
        "The dots were already given on paper and entered at the desk, so nothing was stored here. "
        "They count, and the desk can change them until the end."},
    [BOOK_BAD_VALUE] = {"bad_value", 422,
        "One entry does not fit, so nothing was stored. It is marked; please correct it and send "
        "it again."},
    [BOOK_NO_SUCH_THING] = {"no_such_thing", 409,
        "This was removed meanwhile, so nothing was changed. Please reload the page."},
    [BOOK_BUSY] = {"busy", 503,
        "Very many are sending at this moment. This is not stored yet. Please send it again in a "
        "few seconds."},
    [BOOK_CLOSED] = {"closed", 503,
        "The system is just restarting. This is not stored yet. Please send it again in a few "
        "seconds."},
    [BOOK_DISK] = {"disk", 503,
        "Saving is disturbed at the moment. This is not stored yet; what you stored before is "
        "safe. Please send it again in a minute."},
};

static const struct row *row_of(enum book_result result) {
    BUG_IF((unsigned)result >= sizeof rows / sizeof *rows || !rows[result].name);
    return &rows[result];
}
const char *web_sentence(enum book_result result, const struct lang *lang) {
    return lang_text(lang, row_of(result)->sentence);
}
const char *web_result_name(enum book_result result) { return row_of(result)->name; }
int web_status(enum book_result result) { return row_of(result)->status; }

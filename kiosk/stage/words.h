/* The stage's own words: only for what it alone knows (connection, leaving, watching). */
#ifndef KIOSK_STAGE_WORDS_H
#define KIOSK_STAGE_WORDS_H

enum words_id {
    WORDS_CONNECTING, WORDS_RECONNECTING, WORDS_LEAVE, WORDS_WATCHING, WORDS_NOT_SENT, WORDS_TYPE,
    WORDS_CHOOSE, WORDS_CHOOSE_KEYS, WORDS_CHOOSE_CODE, WORDS_NONE_OPEN, WORDS_CLOSED, WORDS_STAGE,
    WORDS_COUNT
};
/* lang: "de", "en"; anything else is German. Lives for ever. */
const char *words_get(const char *lang, enum words_id id);
#endif

/* Which listeners a change concerns. Runs on the writer thread after each commit, so it compares
 * and never renders; unchanged runs are the same pointer in both snapshots and cost nothing. */
#include "kiosk/web/wake.h"
#include <string.h>
#include "events/book/scene.h"

void wake_person(struct wake_news *news, int64_t person) {
    for (size_t i = 0; i < news->people_n; i++)
        if (news->people[i] == person) return;
    if (news->people_n < WAKE_PEOPLE) news->people[news->people_n++] = person;
    else news->phones = true;
}

static bool same_card(const struct book_card *a, const struct book_card *b) {
    return a->state == b->state && a->late == b->late && a->edited == b->edited &&
           !strcmp(a->text, b->text);
}

static bool stands_before(const struct book_card *a, const struct book_card *b) {
    return a->order != b->order ? a->order < b->order : a->id < b->id;
}

/* Authors whose card changed between two states of one run. New cards concern nobody: the phone
 * that sent one was answered. The lists run side by side; only a card that moved is looked up, so
 * that a commit into thousands of cards stays cheap. */
static void find_cards(struct wake_news *news, const struct book_run *a, const struct book_run *b) {
    for (size_t i = 0, j = 0; j < b->cards_n; j++) {
        const struct book_card *card = &b->cards[j];
        while (i < a->cards_n && stands_before(&a->cards[i], card)) i++;
        const struct book_card *old = i < a->cards_n && a->cards[i].id == card->id
                                          ? &a->cards[i] : snap_card(a, card->id);
        if (card->person && old && !same_card(old, card)) wake_person(news, card->person);
    }
}

static void find_moved(struct wake_news *news, const struct book_snap *a,
                       const struct book_snap *b) {
    if (a->people == b->people) return;
    for (size_t i = 0, j = 0; i < a->people_n && j < b->people_n;) {
        const struct book_person *p = &a->people[i], *q = &b->people[j];
        if (p->id == q->id && p->session != q->session) news->moved = true;
        if (p->id <= q->id) i++;
        if (q->id <= p->id) j++;
    }
}

static const struct book_run *shown_run(const struct book_snap *s, enum rules_kind *kind) {
    const struct book_item *item = snap_shown(s);
    if (item) *kind = item->kind;
    return item ? snap_run(item) : NULL;
}

/* Phones show how many have placed their dots, where that is not switched off. */
static bool turnout_differs(const struct book_snap *now, const struct book_run *a,
                            const struct book_run *b) {
    return now->settings.turnout_shown && (a->turnout != b->turnout || a->present != b->present);
}

void wake_find(struct wake_news *news, const struct book_snap *before,
               const struct book_snap *now) {
    news->screens = true;
    if (!before) {
        news->phones = news->urgent = true;
        return;
    }
    if (scene_phones_differ(before, now)) news->phones = true;
    if (scene_is_urgent(before, now)) news->urgent = true;
    enum rules_kind kind = RULES_ARRIVAL;
    const struct book_run *a = shown_run(before, &kind), *b = shown_run(now, &kind);
    if (a && b && a != b && a->id == b->id) {
        find_cards(news, a, b);
        if (kind == RULES_DOTS && turnout_differs(now, a, b)) news->turnout = true;
    }
    find_moved(news, before, now);
}

void wake_tell(struct web_wake *wake, const struct wake_news *news) {
    pthread_mutex_lock(&wake->lock);
    struct wake_news *all = &wake->news;
    all->phones |= news->phones;
    all->turnout |= news->turnout;
    all->screens |= news->screens;
    all->urgent |= news->urgent;
    all->moved |= news->moved;
    all->taken_back |= news->taken_back;
    for (size_t i = 0; i < news->people_n; i++) wake_person(all, news->people[i]);
    pthread_cond_signal(&wake->cond);
    pthread_mutex_unlock(&wake->lock);
}

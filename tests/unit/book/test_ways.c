/* One person votes by one way: a ballot by phone, tablet or desk blocks the other two with the
 * reason, in secret and in open votes, and leaves the stored ballot untouched; the same way may
 * change it while the vote is open, also after a changed phone; a show of hands is never a ballot.
 * Who was refused and who changed their mind leaves one ballot and one turnout row. */
#include "events/rules/name.h"
#include "tests/unit/book/event.h"

static struct book_reply vote_by(struct event *e, enum rules_origin origin, int64_t person,
                                 int64_t option, int64_t revision, int64_t nonce) {
    struct book_cmd cmd = {.verb = BOOK_BALLOT, .person = person, .nonce = nonce};
    struct book_ballot *b = &cmd.as.ballot;
    b->item = DOTS;
    b->run = run_now(e, DOTS);
    b->revision = revision;
    b->origin = origin;
    if (option) b->dots[b->options].option = option, b->dots[b->options++].points = 1;
    return book_submit_wait(e->book, &cmd);
}

static const enum book_result reason[] = {
    [RULES_PHONE] = BOOK_VOTED_PHONE, [RULES_TABLET] = BOOK_VOTED_TABLET,
    [RULES_DESK] = BOOK_VOTED_DESK,
};

static void open_vote(struct event *e, const char *secrecy) {
    event_make(e, secrecy, "live", "anonymous");
    people_add(e, 3);
    STEP(e, GOTO, DOTS, OK);
    STEP(e, OPEN, 0, OK);
}

static void every_pair(const char *secrecy) {
    struct event e;
    struct book_own own;
    open_vote(&e, secrecy);
    int64_t nonce = 100, run = run_now(&e, DOTS);
    for (int first = RULES_PHONE; first <= RULES_DESK; first++) {
        int64_t person = 1 + first;
        enum rules_origin way = (enum rules_origin)first;
        assert_int_equal(vote_by(&e, way, person, 1, 1, ++nonce).result, BOOK_OK);
        for (int second = RULES_PHONE; second <= RULES_DESK; second++) {
            if (second == first) continue;
            struct book_reply r = vote_by(&e, (enum rules_origin)second, person, 2, 2, ++nonce);
            assert_int_equal(r.result, reason[first]);
            assert_int_equal(r.revision, 1);
        }
        assert_true(book_own_ballot(e.book, run, person, &own));
        assert_true(own.voted);
        assert_int_equal(own.origin, first);
        assert_int_equal(own.points[0], 1);
        assert_int_equal(own.points[1], 0);
        assert_int_equal(vote_by(&e, way, person, 2, 2, ++nonce).result, BOOK_OK);
        assert_true(book_own_ballot(e.book, run, person, &own));
        assert_int_equal(own.points[0], 0);
        assert_int_equal(own.points[1], 1);
    }
    assert_int_equal(event_number(&e, "SELECT count(*) FROM turnout WHERE run = 3"), 3);
    assert_int_equal(event_number(&e, "SELECT count(DISTINCT origin) FROM turnout"), 3);
    assert_int_equal(event_number(&e, "SELECT (SELECT count(*) FROM ballot) + "
                                  "(SELECT count(DISTINCT person) FROM named_ballot)"), 3);
    event_end(&e);
}

static void secret_ballots(void **state) { (void)state; every_pair("secret"); }
static void named_ballots(void **state) { (void)state; every_pair("named"); }
static void mood_ballots(void **state) { (void)state; every_pair("mood"); }

/* An abstention (an empty ballot) is a ballot: it blocks as well. */
static void an_empty_ballot_blocks(void **state) {
    (void)state;
    struct event e;
    open_vote(&e, "secret");
    assert_int_equal(vote_by(&e, RULES_DESK, 1, 0, 1, 1).result, BOOK_OK);
    assert_int_equal(vote_by(&e, RULES_PHONE, 1, 1, 2, 2).result, BOOK_VOTED_DESK);
    event_end(&e);
}

/* After the close the answer is that it is closed, whatever the way; a new run begins anew. */
static void closed_and_again(void **state) {
    (void)state;
    struct event e;
    open_vote(&e, "secret");
    assert_int_equal(vote_by(&e, RULES_TABLET, 1, 1, 1, 1).result, BOOK_OK);
    close_at_once(&e);
    assert_int_equal(vote_by(&e, RULES_PHONE, 1, 2, 2, 2).result, BOOK_OVER);
    STEP(&e, NEW_RUN, 0, OK);
    STEP(&e, OPEN, 0, OK);
    assert_int_equal(vote_by(&e, RULES_PHONE, 1, 0, 1, 3).result, BOOK_OK);
    assert_int_equal(vote_by(&e, RULES_TABLET, 1, 0, 2, 4).result, BOOK_VOTED_PHONE);
    event_end(&e);
}

static void hands_are_no_ballot(void **state) {
    (void)state;
    struct event e;
    open_vote(&e, "secret");
    assert_int_equal(vote_by(&e, RULES_HANDS, 1, 1, 1, 1).result, BOOK_NOT_ALLOWED);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM turnout"), 0);
    event_end(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(secret_ballots), cmocka_unit_test(named_ballots),
        cmocka_unit_test(mood_ballots), cmocka_unit_test(an_empty_ballot_blocks),
        cmocka_unit_test(closed_and_again), cmocka_unit_test(hands_are_no_ballot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* punktum replay: a file of ballots through the real HTTP path. An own server on a temporary event
 * and a free port, one simulated phone per voter; then close, reveal, and the totals as the event
 * tells them. Totals on standard output, the rate on standard error. */
#include "kiosk/ballot_file.h"
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "kiosk/place.h"
#include "kiosk/server.h"
#include "kiosk/verb.h"
#include "lib/csv.h"
#include "lib/folder.h"
#include "lib/json.h"
#include "lib/log.h"
#include "lib/mem.h"
#include "lib/secret.h"

enum { WAIT_STEP_MS = 50, WAIT_MS = 60000, PATIENCE_MS = 30000, EXPECTED_MAX = 20000,
       CONNECTIONS = 1024 };

static const struct opt_row rows[] = {
    { "dots", "N", "dots per person; else the most that one voter gave" },
    { "per-option", "N", "most dots on one option; else the most that one voter gave" },
    { NULL, NULL, NULL }
};

static void event_json(struct str *out, const struct ballot_file *f, long long dots,
                       long long per_option) {
    int expected = f->voters < EXPECTED_MAX ? (int)f->voters : EXPECTED_MAX;
    json_t *options = json_array(), *event;

    for (size_t i = 0; i < f->options_n; i++)
        json_array_append_new(options, json_string(f->options[i]));
    event = json_pack("{s:s, s:s, s:i, s:b, s:[{s:s, s:s, s:s, s:I, s:I, s:o}]}",
                      "title", "Replay", "language", "en", "expected", expected,
                      "name_required", 0, "agenda", "kind", "dots", "title", "Replay", "secrecy",
                      "secret", "dots", (json_int_t)dots, "per_option", (json_int_t)per_option,
                      "options", options);
    json_write(out, event);
    json_decref(event);
}

static const struct book_run *run_of(const struct book_snap *snap) {
    return snap_run(snap->items[0]);
}

/* A moderator's step on what is shown now. */
static enum book_result step(struct server *s, int64_t remote, enum rules_step what, int64_t arg) {
    struct book_cmd cmd = { .verb = BOOK_STEP, .remote = remote };
    const struct book_snap *snap = book_snap(s->book);
    const struct book_run *run = run_of(snap);

    cmd.as.step = (struct book_step){ .step = what, .arg = arg };
    cmd.as.step.seen = (struct book_seen){ .item = snap->items[0]->id, .run = run->id,
                                           .state = run->state, .version = snap->version };
    book_snap_release(snap);
    return book_submit_wait(s->book, &cmd).result;
}

static bool wait_for(struct server *s, enum rules_state state) {
    const struct timespec pause = { .tv_nsec = WAIT_STEP_MS * 1000000L };

    for (int waited = 0; waited < WAIT_MS; waited += WAIT_STEP_MS) {
        const struct book_snap *snap = book_snap(s->book);
        bool there = run_of(snap)->state == state;
        book_snap_release(snap);
        if (there)
            return true;
        nanosleep(&pause, NULL);
    }
    return false;
}

static int64_t moderator(struct server *s) {
    struct book_cmd cmd = { .verb = BOOK_REMOTE_ADD };
    char token[SECRET_TOKEN_TEXT];

    secret_token(token);
    secret_hash(cmd.as.remote_cmd.token_hash, token);
    return book_submit_wait(s->book, &cmd).id;
}

static bool open_vote(struct server *s, int64_t remote) {
    const struct book_snap *snap = book_snap(s->book);
    bool shown = snap->show.item == snap->items[0]->id;
    int64_t item = snap->items[0]->id;

    book_snap_release(snap);
    return (shown || step(s, remote, RULES_STEP_GOTO, item) == BOOK_OK) &&
           step(s, remote, RULES_STEP_OPEN, 0) == BOOK_OK && wait_for(s, RULES_OPEN);
}

static bool close_and_reveal(struct server *s, int64_t remote) {
    enum book_result first = step(s, remote, RULES_STEP_CLOSE, 0);

    return (first == BOOK_OK ||
            (first == BOOK_ASK_AGAIN && step(s, remote, RULES_STEP_CLOSE, 0) == BOOK_OK)) &&
           wait_for(s, RULES_CLOSED) && step(s, remote, RULES_STEP_REVEAL, 0) == BOOK_OK &&
           wait_for(s, RULES_REVEALED);
}

static int64_t *option_ids(struct server *s, const struct ballot_file *f) {
    const struct book_snap *snap = book_snap(s->book);
    const struct book_run *run = run_of(snap);
    int64_t *ids = mem_new(f->options_n, sizeof *ids);

    for (size_t i = 0; i < f->options_n; i++)
        for (size_t k = 0; k < run->options_n; k++)
            if (strcmp(run->options[k].text, f->options[i]) == 0)
                ids[i] = run->options[k].id;
    book_snap_release(snap);
    return ids;
}

static void print_totals(struct server *s, const struct ballot_file *f, const int64_t *ids) {
    const struct book_snap *snap = book_snap(s->book);
    const struct book_run *run = run_of(snap);
    struct csv csv;

    csv_init(&csv, false);
    csv_text(&csv, "option");
    csv_text(&csv, "people");
    csv_text(&csv, "points");
    csv_end_row(&csv);
    for (size_t i = 0; i < f->options_n; i++)
        for (size_t k = 0; k < run->options_n; k++) {
            if (run->options[k].id != ids[i])
                continue;
            csv_text(&csv, f->options[i]);
            csv_int(&csv, run->options[k].people);
            csv_int(&csv, run->options[k].points);
            csv_end_row(&csv);
        }
    fputs(csv.out.data, stdout);
    csv_release(&csv);
    book_snap_release(snap);
}

static int feed(struct server *s, const struct ballot_file *f) {
    const struct book_snap *snap = book_snap(s->book);
    struct audience_config c = {
        .address = "127.0.0.1", .port = http_port(s->http), .code = snap->settings.code,
        .phones = f->voters, .seed = 1, .own_addresses = true, .patience_ms = PATIENCE_MS,
    };
    int64_t remote = moderator(s), *ids = option_ids(s, f);
    struct audience_count count = { 0 };
    double seconds = 0;
    int code = VERB_FAILED;

    c.options = ids;
    if (!open_vote(s, remote)) {
        fprintf(stderr, "punktum: the vote cannot be opened\n");
        goto out;
    }
    code = audience_replay(&c, f->rows, f->rows_n, &count, &seconds);
    fprintf(stderr, "%u of %u ballots in %.1f s, %.0f/s (each with registering and its pages)\n",
            count.ballots, f->voters, seconds, count.ballots / (seconds > 0 ? seconds : 1));
    if (code != VERB_OK)
        goto out;
    if ((code = close_and_reveal(s, remote) ? VERB_OK : VERB_FAILED) == VERB_OK)
        print_totals(s, f, ids);
    else
        fprintf(stderr, "punktum: the vote cannot be revealed\n");
out:
    book_snap_release(snap);
    free(ids);
    return code;
}

static bool limits_from(const struct opt *o, const struct ballot_file *f, long long *dots,
                        long long *per_option) {
    *dots = f->budget ? f->budget : 1;
    *per_option = f->per_option ? f->per_option : 1;
    return (!opt_has(o, "dots") || str_number(opt_value(o, "dots"), 1, 1000, dots)) &&
           (!opt_has(o, "per-option") ||
            str_number(opt_value(o, "per-option"), 1, 1000, per_option));
}

static int replay(const struct opt *o) {
    struct ballot_file file = { .text = STR_INIT };
    struct str dir = STR_INIT, path = STR_INIT, json = STR_INIT;
    struct server server = { 0 };
    struct server_config config = { .bind = "127.0.0.1", .address = "127.0.0.1", .port = 0,
                                    .connections = CONNECTIONS };
    long long dots, per_option;
    char error[512] = "";
    int code = VERB_CONFIG;

    log_set_level(LOG_WARN);
    if (!ballot_file_read(&file, opt_arg(o, 0)))
        goto out;
    if (!limits_from(o, &file, &dots, &per_option)) {
        fprintf(stderr, "punktum replay: --dots and --per-option want 1 to 1000\n");
        code = VERB_USAGE;
        goto out;
    }
    code = VERB_FAILED;
    event_json(&json, &file, dots, per_option);
    if (!place_temporary(&dir)) {
        fprintf(stderr, "punktum: no temporary folder: %s\n", strerror(errno));
        goto out;
    }
    str_printf(&path, "%s/replay.punktum", dir.data);
    config.event_path = path.data;
    if (!book_create(path.data, json.data, json.len, error, sizeof error))
        fprintf(stderr, "punktum: %s\n", error);
    else if ((code = server_start(&server, &config)) == VERB_OK)
        code = feed(&server, &file);
    if (server.web)
        server_stop(&server);
    folder_remove(dir.data);
out:
    ballot_file_release(&file);
    str_release(&dir);
    str_release(&path);
    str_release(&json);
    return code;
}

const struct verb verb_replay = {
    "replay", "BALLOTS.csv [--dots N] [--per-option N]",
    "feed a file of ballots (voter,option,points) through HTTP and print the totals",
    rows, 1, 1, replay
};

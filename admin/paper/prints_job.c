/* One print: a child process makes it from a copy, on a worker thread. Badges get new codes: they
 * go to the child by its standard input and come back only in the PDF, which lies in memory; the
 * book gets the hashes after the PDF was made, so a print that failed ends nobody's badge.
 * Invariant: no code in clear is in an argument, a log line or a file. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "admin/paper/prints_room.h"
#include "kiosk/web/hall.h"
#include "lib/child.h"
#include "lib/mem.h"
#include "lib/secret.h"

enum { PRINT_MS = 16000, PDF_MOST = 64 * 1024 * 1024 };

struct prints_job *prints_job_new(const struct desk_visit *v, const char *what,
                                  const struct prints_options *o) {
    struct prints_job *job = mem_new(1, sizeof *job);
    const struct hall_event *e = http_held(v->web.req);
    struct scene_place place = web_place(v->web.web, v->web.snap);

    *job = (struct prints_job){ .path = STR_INIT, .address = STR_INIT, .port = STR_INIT,
        .codes = STR_INIT, .pdf = STR_INIT, .look = STR_INIT, .options = *o, .book = desk_book(v),
        .program = desk_config(v->desk)->program };
    str_puts(&job->path, e->path);
    str_puts(&job->address, place.address);
    str_printf(&job->port, "%u", place.port ? place.port : 80);
    BUG_IF(!str_copy(job->what, sizeof job->what, what));
    (void)str_copy(job->account, sizeof job->account, v->account.name);
    return job;
}

static void release(void *memo) {
    struct prints_job *job = memo;
    explicit_bzero(job->codes.data, job->codes.len);
    explicit_bzero(job->pdf.data, job->pdf.len);
    str_release(&job->path);
    str_release(&job->address);
    str_release(&job->port);
    str_release(&job->codes);
    str_release(&job->pdf);
    str_release(&job->look);
    json_decref(job->hashes);
    free(job);
}

void prints_job_code(struct prints_job *job, int64_t person) {
    char shown[SECRET_CODE_TEXT], code[9], hex[2 * SECRET_HASH + 1];
    unsigned char hash[SECRET_HASH];
    if (!job->hashes)
        job->hashes = json_pack("{s:[]}", "codes");
    secret_person_code(shown);
    (void)secret_code_clean(code, 8, shown);
    secret_hash(hash, code);
    str_hex(hex, hash, sizeof hash);
    str_printf(&job->codes, "%lld %s\n", (long long)person, shown);
    json_array_append_new(json_object_get(job->hashes, "codes"),
                          json_pack("{s:I, s:s}", "id", (json_int_t)person, "hash", hex));
    job->badges++;
    explicit_bzero(shown, sizeof shown);
    explicit_bzero(code, sizeof code);
}

static void arguments(struct prints_job *job, const char *argv[PRINTS_ARGV]) {
    size_t n = 0;
    const char *const fixed[] = { job->program, "print", job->path.data, job->what, "-",
        "--address", job->address.data, "--port", job->port.data, "--sheet", job->options.sheet,
        "--start", job->options.start };
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        argv[n++] = fixed[i];
    const char *const pairs[][2] = { { "--offset-x", job->options.offset_x },
        { "--offset-y", job->options.offset_y }, { "--item", job->item }, { "--per", job->per } };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (!*pairs[i][1])
            continue;
        argv[n++] = pairs[i][0];
        argv[n++] = pairs[i][1];
    }
    if (job->hashes) {
        argv[n++] = "--codes";
        argv[n++] = "--notes";
    }
    argv[n] = NULL;
}

static void store(struct prints_job *job) {
    struct book_cmd cmd = { .verb = BOOK_DESK };
    cmd.as.desk = (struct book_desk){ .what = BOOK_PERSON_CODE, .data = job->hashes };
    (void)str_copy(cmd.as.desk.account, sizeof cmd.as.desk.account, job->account);
    job->hashes = NULL;                     /* handed over */
    job->stored = book_submit_wait(job->book, &cmd);
}

/* Parts the notes from the PDF behind them. */
static bool take(struct prints_job *job, struct str *got) {
    const char *pdf = got->data, *end = got->data + got->len;
    while (job->hashes && pdf < end && *pdf != '\n') {
        const char *line = memchr(pdf, '\n', (size_t)(end - pdf));
        pdf = line ? line + 1 : end;
    }
    if (job->hashes && pdf < end)
        pdf++;
    if (end - pdf < 5 || strncmp(pdf, "%PDF-", 5) != 0)
        return false;
    str_add(&job->look, got->data, (size_t)(pdf - got->data));
    str_add(&job->pdf, pdf, (size_t)(end - pdf));
    return true;
}

bool prints_job_asks(const struct prints_job *job) {
    return job->printed && !job->all_the_same && job->look.len > 1;
}

static void run(void *memo) {
    struct prints_job *job = memo;
    const char *argv[PRINTS_ARGV];
    arguments(job, argv);
    struct str got = STR_INIT;
    int status = child_filter(argv, job->codes.data, job->codes.len, &got, PDF_MOST, PRINT_MS);
    job->printed = status == 0 && take(job, &got);
    if (job->printed && job->hashes && !prints_job_asks(job))
        store(job);
    explicit_bzero(got.data, got.len);
    str_release(&got);
}

void prints_job_start(struct desk_visit *v, struct prints_job *job) {
    desk_work(v, DESK_WORK_FILE, run, job, release);
}

/* "Namensschilder-K7MQ.pdf" */
static void file_name(struct str *out, const struct desk_visit *v, const char *what) {
    static const struct { const char *what, *title; } rows[] = {
        { "invitation", "Invitation" }, { "programme", "Programme" },
        { "script", "Director’s script" }, { "badges", "Badges" }, { "signs", "Table sign" },
        { "access", "Access sheet" }, { "ballots", "Paper kit" },
        { "calibration", "Calibration page" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].what, what) == 0)
            str_printf(out, "%s-%s.pdf", lang_text(v->web.lang, rows[i].title), v->code);
}

/* In memory, and gone with the answer. */
static int as_file(const struct str *pdf) {
    int fd = memfd_create("print", MFD_CLOEXEC);
    size_t done = 0;
    while (fd >= 0 && done < pdf->len) {
        ssize_t n = write(fd, pdf->data + done, pdf->len - done);
        if (n <= 0) {
            close(fd);
            return -1;
        }
        done += (size_t)n;
    }
    return fd;
}

void prints_job_reply(struct desk_visit *v, struct prints_job *job) {
    struct str name = STR_INIT;
    if (job->printed && job->stored.result != BOOK_OK) {
        desk_refuse(v, web_status(job->stored.result), web_result_name(job->stored.result),
                    web_sentence(job->stored.result, v->web.lang));
        return;
    }
    int fd = job->printed ? as_file(&job->pdf) : -1;
    if (fd < 0) {
        desk_refuse(v, 503, "not_printed", lang_text(v->web.lang,
            "The PDF could not be made. Nothing was changed, all badges stay valid. Please try "
            "again."));
        return;
    }
    file_name(&name, v, job->what);
    http_add_header(v->web.req, "Cache-Control", "no-store");
    http_reply_file(v->web.req, fd, "application/pdf", name.data);
    str_release(&name);
}

/* punktum: finds the verb, parses its line, runs it. Exit codes: 0 well, 1 failed, 2 usage, 78 an
 * event or setting that cannot be used (K-11). Main thread; verbs start what threads they need. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include "events/book/book.h"
#include "kiosk/verb.h"
#include "lib/http/http.h"
#include "lib/secret.h"
#include "lib/str.h"

static const struct verb *const verbs[] = {
    &verb_run, &verb_serve, &verb_new, &verb_check, &verb_export, &verb_backup, &verb_doctor,
    &verb_replay, &verb_audience, &verb_print, &verb_picture,
};
enum { VERBS = sizeof verbs / sizeof verbs[0] };

static void print_help(void) {
    puts("Usage: punktum VERB ...\n\nVerbs (punktum VERB --help tells more):");
    for (size_t i = 0; i < VERBS; i++)
        if (verbs[i]->help)
            printf("  %-9s %s\n", verbs[i]->name, verbs[i]->help);
    puts("\n  --help     this text\n  --version  versions of the program and its libraries");
}

static void print_version(void) {
    printf("punktum %s\n%s\n%s\n", PUNKTUM_VERSION, book_engine(), http_engine());
}

static const struct verb *verb_find(const char *name) {
    for (size_t i = 0; i < VERBS; i++)
        if (strcmp(verbs[i]->name, name) == 0)
            return verbs[i];
    return NULL;
}

static bool wants_help(int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--help") == 0)
            return true;
    return false;
}

static int verb_start(const struct verb *v, int argc, char **argv) {
    struct str usage = STR_INIT;
    struct opt *o = NULL;
    int code = VERB_USAGE;

    str_printf(&usage, "Usage: punktum %s %s\n%s\n", v->name, v->arguments,
               v->help ? v->help : "");
    if (wants_help(argc, argv)) {
        opt_help(usage.data, v->rows);
        code = VERB_OK;
    } else if ((o = opt_parse(argc, argv, v->rows))) {
        if (opt_count(o) >= v->args_min && opt_count(o) <= v->args_max)
            code = v->run(o);
        else
            fprintf(stderr, "punktum %s: usage: punktum %s %s\n", v->name, v->name, v->arguments);
    }
    opt_free(o);
    str_release(&usage);
    return code;
}

int main(int argc, char **argv) {
    const struct verb *v;
    const char *word = argc > 1 ? argv[1] : "";

    signal(SIGPIPE, SIG_IGN);
    secret_start();
    if (strcmp(word, "--help") == 0) {
        print_help();
        return VERB_OK;
    }
    if (strcmp(word, "--version") == 0) {
        print_version();
        return VERB_OK;
    }
    if (!(v = verb_find(word))) {
        fprintf(stderr, "punktum: %s%s; verbs are listed by punktum --help\n",
                *word ? "no such verb: " : "a verb is missing", word);
        return VERB_USAGE;
    }
    return verb_start(v, argc - 1, argv + 1);
}

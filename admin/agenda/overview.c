/* The start page of an event: what is ready, what is next, step by step from the agenda to the
 * documentation. Reads the snapshot only; each step leads to the page where it is done. Pool
 * threads. */
#include "admin/agenda/pages.h"
#include "admin/agenda/room.h"
#include "admin/making.h"
#include "kiosk/web/web.h"

/* ATTEND: something is not as it should be; PAST: its time is over. */
enum look { OPEN, READY, ATTEND, PAST, LOOKS };
static const struct { const char *mark, *word; } looks[LOOKS] = {
    [OPEN] = { "open", "still open" }, [READY] = { "ready", "ready" },
    [ATTEND] = { "attend", "please look" }, [PAST] = { "past", "" },
};

static json_t *text(const struct desk_visit *v, const char *english) {
    return json_string(lang_text(v->web.lang, english));
}

static json_t *filled(const struct desk_visit *v, const char *english, const char *key,
                      const char *value) {
    struct str out = STR_INIT;
    json_t *said;

    lang_fill(&out, lang_text(v->web.lang, english), key, value, NULL);
    said = json_string(out.data);
    str_release(&out);
    return said;
}

/* --- the steps: how far, and a sentence ------------------------------------------------------- */
static enum look agenda_step(const struct desk_visit *v, json_t **said) {
    struct agenda_plan plan;
    json_t *warnings;
    size_t n;

    agenda_plan(&plan, v->web.snap);
    warnings = agenda_warnings(v, &plan, 0);
    n = json_array_size(warnings);
    *said = n ? agenda_count(v->web.lang, "{n} remark: times, lengths, what fits on the stage.",
                             "{n} remarks: times, lengths, what fits on the stage.", (long long)n)
        : plan.n < 2 ? text(v, "Only one item yet: add what the day is made of.")
              : agenda_count(v->web.lang, "{n} item, and the times fit.",
                             "{n} items, and the times fit.", (long long)plan.n);
    json_decref(warnings);
    agenda_plan_release(&plan);
    return n ? ATTEND : v->web.snap->items_n > 1 ? READY : OPEN;
}

static enum look rehearsal_step(const struct desk_visit *v, json_t **said) {
    *said = text(v, "Once through the day with simulated people, in a copy of its own.");
    return agenda_is_live(v->web.snap) ? PAST : OPEN;
}

static enum look people_step(const struct desk_visit *v, json_t **said) {
    long long n = (long long)v->web.snap->registered;

    *said = n ? agenda_count(v->web.lang, "{n} person is in the list.",
                             "{n} people are in the list.", n)
              : text(v, "Nobody yet: import your list, or let guests register by phone on the "
                        "day.");
    return n ? READY : OPEN;
}

static enum look network_step(const struct desk_visit *v, json_t **said) {
    const struct book_settings *set = &v->web.snap->settings;

    if (!set->address[0])
        *said = text(v, "The address in the hall is not set; codes on paper would lead to the one "
                        "this computer has now.");
    else if (!set->ssid[0])
        *said = text(v, "The name of the Wi-Fi is missing; signs show the address only.");
    else
        *said = filled(v, "Wi-Fi {name}, and the address is fixed.", "name", set->ssid);
    return set->address[0] && set->ssid[0] ? READY : OPEN;
}

static enum look print_step(const struct desk_visit *v, json_t **said) {
    const struct book_snap *s = v->web.snap;
    long long coded = 0;

    for (size_t i = 0; i < s->people_n; i++)
        coded += s->people[i].coded;
    *said = coded ? agenda_count(v->web.lang, "{n} badge has its code. Signs, ballots, invitation.",
                                 "{n} badges have their codes. Signs, ballots, invitation.", coded)
                  : text(v, "Badges, table signs, access sheet, paper ballots, invitation.");
    return coded ? READY : OPEN;
}

static enum look stage_step(const struct desk_visit *v, json_t **said) {
    bool on = live_count(web_live(v->web.web), LIVE_STAGE) > 0;

    *said = text(v, on ? "The projector is connected."
                       : "No projector is connected. Start punktum-stage where the projector is.");
    return on ? READY : OPEN;
}

static enum look link_step(const struct desk_visit *v, json_t **said) {
    const struct book_snap *s = v->web.snap;
    long long n = 0;

    for (size_t i = 0; i < s->remotes_n; i++)
        n += s->remotes[i].bound && !s->remotes[i].revoked && !s->remotes[i].stage &&
             !s->remotes[i].tablet;
    *said = n ? agenda_count(v->web.lang, "{n} device is a remote control.",
                             "{n} devices are remote controls.", n)
              : text(v, "No device leads the event yet: make a link for a phone or tablet.");
    return n ? READY : OPEN;
}

static enum look door_step(const struct desk_visit *v, json_t **said) {
    const struct book_snap *s = v->web.snap;
    struct str here = STR_INIT, all = STR_INIT, out = STR_INIT;

    lang_number(&here, v->web.lang, s->present);
    lang_number(&all, v->web.lang, s->registered);
    lang_fill(&out, lang_text(v->web.lang, "{n} of {of} are here."), "n", here.data, "of", all.data,
              NULL);
    *said = json_string(out.data);
    str_release(&here);
    str_release(&all);
    str_release(&out);
    return s->present ? READY : OPEN;
}

static enum look run_step(const struct desk_visit *v, json_t **said) {
    const struct book_item *shown = snap_shown(v->web.snap);
    bool live = agenda_is_live(v->web.snap) && shown;

    *said = live ? filled(v, "On the stage: {title}", "title", shown->title)
                 : text(v, "What is on the stage, what comes, and how late it is.");
    return live ? READY : OPEN;
}

static enum look cards_step(const struct desk_visit *v, json_t **said) {
    const struct book_snap *s = v->web.snap;
    long long all = 0, wait = 0;

    for (size_t i = 0; i < s->items_n; i++) {
        const struct book_run *run = snap_run(s->items[i]);
        for (size_t k = 0; k < run->cards_n; k++, all++)
            wait += run->cards[k].state == RULES_WAITING;
    }
    *said = wait ? agenda_count(v->web.lang, "{n} card waits to be released.",
                                "{n} cards wait to be released.", wait)
          : all ? agenda_count(v->web.lang, "{n} card was collected.", "{n} cards were collected.",
                               all)
                : text(v, "Nothing was collected yet.");
    return wait ? ATTEND : all ? READY : OPEN;
}

static enum look results_step(const struct desk_visit *v, json_t **said) {
    const struct book_snap *s = v->web.snap;
    long long shown = 0;

    for (size_t i = 0; i < s->items_n; i++)
        shown += snap_run(s->items[i])->shown;
    *said = shown ? agenda_count(v->web.lang, "{n} result was shown.", "{n} results were shown.",
                                 shown)
                  : text(v, "They appear here once they were shown on the stage.");
    return shown ? READY : OPEN;
}

static enum look paper_step(const struct desk_visit *v, json_t **said) {
    struct making_state made;
    char at[8];

    making_look(desk_making(v->desk), v->code, &made);
    agenda_hm(at, made.made_ms);
    *said = made.running ? text(v, "It is being made now.")
          : made.made_ms ? filled(v, "Made at {time}: ready to be downloaded.", "time", at)
                         : text(v, "Report, tables and charts, made at the press of a button.");
    return made.made_ms ? READY : OPEN;
}

static bool is_closed(const struct book_snap *s) {
    long long ms;

    return str_number(snap_setting(s, "closed_ms"), 1, INT64_MAX, &ms);
}

static enum look end_step(const struct desk_visit *v, json_t **said) {
    bool closed = is_closed(v->web.snap);

    *said = text(v, closed ? "The event is closed."
                           : "Close the event at the end; some days later the names are removed.");
    return closed ? READY : OPEN;
}

static const struct step {
    const char *word, *path, *act;      /* English; act: what its button says when it is next */
    enum look (*how)(const struct desk_visit *v, json_t **said);
    enum desk_role need;
    int phase;
} steps[] = {
    { "Agenda", "agenda", "To the agenda", agenda_step, DESK_MODERATION, 0 },
    { "Participants", "people", "To the participants", people_step, DESK_MODERATION, 0 },
    { "Network in the hall", "settings", "To the settings", network_step, DESK_ORGANISATION, 0 },
    { "Print", "print", "To the prints", print_step, DESK_MODERATION, 0 },
    { "Rehearsal", "rehearsal", "To the rehearsal", rehearsal_step, DESK_ORGANISATION, 0 },
    { "Projector", "agenda/run", "On the day", stage_step, DESK_MODERATION, 1 },
    { "Remote control", "link", "Make a link", link_step, DESK_MODERATION, 1 },
    { "Check-in", "checkin", "To the check-in", door_step, DESK_MODERATION, 1 },
    { "On the day", "agenda/run", "On the day", run_step, DESK_MODERATION, 1 },
    { "Cards", "cards", "To the cards", cards_step, DESK_MODERATION, 1 },
    { "Results", "results", "To the results", results_step, DESK_MODERATION, 2 },
    { "Documentation", "paper", "To the documentation", paper_step, DESK_MODERATION, 2 },
    { "Privacy and end", "privacy", "Privacy and end", end_step, DESK_ORGANISATION, 2 },
};
static const char *const phases[] = { "Prepare", "During the day", "Afterwards" };
enum { STEPS = sizeof steps / sizeof *steps, PHASES = sizeof phases / sizeof *phases };

/* Before the day the first preparation that is open; while it runs and after, what comes there. */
static int phase_now(const struct desk_visit *v) {
    const struct book_snap *s = v->web.snap;

    if (is_closed(s))
        return 2;
    return agenda_is_live(s) || s->present ? 1 : 0;
}

static json_t *step_row(const struct desk_visit *v, const struct step *step, enum look *how) {
    json_t *said = NULL, *row;

    *how = step->how(v, &said);
    row = json_pack("{s:s, s:s, s:s, s:s, s:o}", "path", step->path, "word",
                    lang_text(v->web.lang, step->word), "mark", looks[*how].mark, "how",
                    *looks[*how].word ? lang_text(v->web.lang, looks[*how].word) : "",
                    "said", said);
    return row;
}

static void add_steps(json_t *data, const struct desk_visit *v) {
    json_t *list = json_array(), *next = NULL;
    int now = phase_now(v);
    enum look how;

    for (int phase = 0; phase < PHASES; phase++) {
        json_t *rows = json_array();
        for (int i = 0; i < STEPS; i++) {
            if (steps[i].phase != phase || v->account.role < steps[i].need)
                continue;
            json_t *row = step_row(v, &steps[i], &how);
            if (!next && phase >= now && (how == OPEN || how == ATTEND)) {
                next = json_deep_copy(row);
                json_object_set_new(next, "act", text(v, steps[i].act));
            }
            json_array_append_new(rows, row);
        }
        json_array_append_new(list, json_pack("{s:s, s:b, s:o}", "name",
            lang_text(v->web.lang, phases[phase]), "now", phase == now, "steps", rows));
    }
    json_object_set_new(data, "phases", list);
    if (next)
        json_object_set_new(data, "next", next);
}

static void add_head(json_t *data, const struct desk_visit *v) {
    const struct book_settings *set = &v->web.snap->settings;
    struct scene_place place = web_place(v->web.web, v->web.snap);
    struct str day = STR_INIT, url = STR_INIT;
    char from[8];

    lang_day(&day, v->web.lang, set->start_ms);
    agenda_hm(from, set->start_ms);
    if (*from)
        str_printf(&day, ", %s", from);
    str_printf(&url, "http://%s", place.address);
    if (place.port && place.port != 80)
        str_printf(&url, ":%u", place.port);
    str_printf(&url, "/%s", set->code);
    json_object_set_new(data, "event_title", json_string(set->title));
    json_object_set_new(data, "heading", text(v, "Overview"));
    json_object_set_new(data, "date", json_string(day.len ? day.data : ""));
    json_object_set_new(data, "place", json_string(set->place));
    json_object_set_new(data, "url", json_string(url.data));
    str_release(&day);
    str_release(&url);
}

void agenda_get_overview(struct http_req *req, void *ctx) {
    struct desk_visit v;
    json_t *data;

    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    data = json_object();
    add_head(data, &v);
    add_steps(data, &v);
    desk_page(&v, 200, "desk/overview", "overview", data);
    desk_leave(&v);
}

/* An event's own address: to the page where one's work begins. */
void agenda_get_start(struct http_req *req, void *ctx) {
    struct desk_visit v;
    char where[32];

    if (!desk_enter(&v, ctx, req, DESK_HELPER))
        return;
    str_format(where, sizeof where, "/e/%s/%s", v.code,
               v.account.role >= DESK_MODERATION ? "overview" : "checkin");
    http_redirect(req, where);
    desk_leave(&v);
}

/* What the log says, in words. English source text, one row per action of the desk; steps have
 * theirs in events/rules/step.c. Pure. */
#include <string.h>
#include "admin/hall/room.h"
#include "events/rules/words.h"

static const struct { const char *what, *done; } rows[] = {
    {"set", "changed settings"},
    {"item_add", "added an item"}, {"item_set", "changed an item"},
    {"item_move", "moved an item"}, {"item_copy", "copied an item"},
    {"item_remove", "deleted an item"}, {"item_restore", "brought an item back"},
    {"list_add", "added to a list"}, {"list_set", "changed a list"},
    {"list_remove", "took off a list"}, {"list_merge", "merged in a list"},
    {"consents", "changed the consents"},
    {"person_add", "added a person"}, {"person_set", "changed a person"},
    {"person_code", "made a new personal code"},
    {"check_in", "checked in"}, {"check_out", "checked out"},
    {"check_undo", "took a check-in back"},
    {"import", "imported a list"}, {"import_undo", "took an import back"},
    {"erase", "erased a person"},
    {"enter_card", "entered a card"}, {"enter_ballot", "entered dots given on paper"},
    {"hands", "entered a show of hands"},
    {"text_set", "changed a text of the documentation"},
    {"text_order", "ordered the documentation"},
    {"voice_set", "changed a voice"}, {"voice_remove", "removed a voice"},
    {"table_set", "changed a comparison table"}, {"table_remove", "removed a comparison table"},
    {"picture_add", "added a picture"}, {"picture_set", "changed a picture"},
    {"picture_remove", "removed a picture"},
    {"event_close", "closed the event"}, {"anonymise", "made the event anonymous"},
    {"remote_add", "made a link for a device"}, {"remote_bind", "connected a device"},
    {"remote_revoke", "ended a device"},
};

const char *hall_done(const struct book_log_row *row) {
    enum rules_step step;
    if (row->step && rules_step_from_name(row->what, &step)) return rules_step_done(step);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!strcmp(rows[i].what, row->what)) return rows[i].done;
    return row->what;
}

/* Who did something, in words, for the log and the run sheet's history. Pure. */
#include "admin/desk.h"
#include "events/book/paper.h"

/* A remote without a name comes as its number, "#3". */
void desk_who(struct str *out, const struct book_log_row *row, const struct lang *lang) {
    if (!*row->who)
        str_puts(out, lang_text(lang, "stage or program"));
    else if (row->who[0] == '#')
        lang_fill(out, lang_text(lang, "Remote {n}"), "n", row->who + 1, NULL);
    else
        str_puts(out, row->who);
}

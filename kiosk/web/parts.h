/* Which parts of an event a commit changed, for pages that show several (the desk): each part has
 * the version of the snapshot in which it last changed. Found on the writer thread, read on any. */
#ifndef KIOSK_WEB_PARTS_H
#define KIOSK_WEB_PARTS_H
#include <stdint.h>
#include "kiosk/web/web.h"

enum web_part {
    WEB_PART_ITEMS,     /* the agenda: items, their order, states of their runs */
    WEB_PART_PEOPLE,    /* people, organisations, disciplines, consents */
    WEB_PART_CARDS, WEB_PART_RESULTS /* turnout, totals */, WEB_PART_SETTINGS,
    WEB_PART_SHOW,      /* what the stage shows; moderators' devices */
    WEB_PART_PAPER, WEB_PART_LOG,
    WEB_PART_TAKEN_BACK,    /* a name or a consent: what was made before may not be told any more */
    WEB_PARTS
};
/* "items" */
const char *web_part_name(enum web_part part);
/* Bits (1u << part) that differ; before NULL: all. Pure. */
unsigned web_parts_differ(const struct book_snap *before, const struct book_snap *now);
uint64_t web_part_version(struct web *w, enum web_part part);
/* Stages connected, as of two seconds ago at most. */
unsigned web_stages(struct web *w);
#endif

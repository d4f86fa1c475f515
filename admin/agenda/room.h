/* What the files of this room share: the fields of an item, what is typed into them, the plan, the
 * pictures. Pool threads unless a line says otherwise. */
#ifndef ADMIN_AGENDA_ROOM_H
#define ADMIN_AGENDA_ROOM_H
#include "admin/desk.h"
#include "events/rules/setting.h"
#include "events/rules/timeline.h"
#include "lib/str.h"

/* --- field.c: the form of an item ------------------------------------------------------------ */
/* Value of a field as it stands in the form ("09:00", "5:00", "" for an automatic number). */
void agenda_field_value(struct str *out, const struct book_item *item, const char *name);
/* The fields of item's kind as template data, with values as typed where the request has them;
 * typed: the request is a form of this item. bad: name of a refused field, NULL. */
json_t *agenda_fields(const struct desk_visit *v, const struct book_item *item, bool typed,
                      const char *bad);
/* "Visions": English word of a kind, and the sentence that explains it. */
const char *agenda_kind_word(enum rules_kind kind);
const char *agenda_kind_help(enum rules_kind kind);

/* --- typed.c: forms to data ------------------------------------------------------------------ */
/* What the form changes of item: data for BOOK_ITEM_SET, NULL when nothing differs. */
json_t *agenda_typed(const struct desk_visit *v, const struct book_item *item);
/* item as it would be with what is typed. Its texts are borrowed from the request and from keep. */
struct agenda_draft { struct book_item item; struct book_run run; const struct book_run *runs[1];
                      struct book_option *options; struct str keep; };
void agenda_draft(struct agenda_draft *d, const struct desk_visit *v, const struct book_item *item);
void agenda_draft_release(struct agenda_draft *d);
/* The value of a field as it is sent to the book: lines without \r, "5:00" as seconds. */
void agenda_clean(struct str *out, const char *name, const char *typed);
/* Segment i of the path or form field as a number, 0 otherwise. */
int64_t agenda_segment(const struct desk_visit *v, int i);
int64_t agenda_number(const struct desk_visit *v, const char *name);

/* --- plan.c: times and findings -------------------------------------------------------------- */
struct agenda_plan { struct rules_slot *slots; struct rules_finding *findings;
                     size_t n, findings_n; };
void agenda_plan(struct agenda_plan *p, const struct book_snap *s);
void agenda_plan_release(struct agenda_plan *p);
/* Findings as sentences: of the whole and of all items {item, title, text, serious}, those of one
 * item (id) only, without its title. The stage's own findings (fit.c) are among them. */
json_t *agenda_warnings(const struct desk_visit *v, const struct agenda_plan *p, int64_t id);
/* "9:05", "" for 0. */
void agenda_hm(char dst[8], int64_t ms);
/* {n} in a sentence, singular or plural. */
json_t *agenda_count(const struct lang *lang, const char *one, const char *many, long long n);

/* --- picture.c: how an item looks on the stage ----------------------------------------------- */
/* The scene of item as JSON text, and the name (32 hex digits) it is kept under. */
void agenda_scene(struct str *out, char name[33], const struct desk_visit *v,
                  const struct book_item *item);
/* --- fit.c: does it fit? Sentences kept from the last look; NULL: nobody looked yet. */
json_t *agenda_fit(const struct desk_visit *v, const struct book_item *item);
/* Path of a file of that name and ending in the desk's picture cache (made when missing). */
void agenda_cache_path(struct str *out, const struct desk *d, const char *name, const char *end);
/* Worker: writes the scene to a file and has punktum-stage draw it (painter.h). PNG to png_path, or
 * without one the list of text boxes to boxes. False: it could not be made. */
bool agenda_render(struct desk *d, const char *scene, const char *name, const char *png_path,
                   struct str *boxes);

/* --- page.c ---------------------------------------------------------------------------------- */
/* The agenda with item's form. status 409 and typed: what was typed stands in it again. */
void agenda_page(struct desk_visit *v, int status, const struct book_item *item, bool typed,
                 const struct book_reply *refused);
/* Item of segment 1; NULL: a refusal was sent. */
const struct book_item *agenda_item(struct desk_visit *v);
bool agenda_is_live(const struct book_snap *s);      /* it has been led already */

/* edit.c: why nothing was stored, for people who look at this form. New reference. */
json_t *agenda_sentence(const struct desk_visit *v, const struct book_reply *r,
                        const struct book_item *item);

#endif

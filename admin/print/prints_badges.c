/* Badges on sheets of labels (E-10, E-13): name as given, organisation, function, what helpers and
 * photographers must see, QR code of at least 25 mm and the code in clear. Names are never
 * hyphenated, shortened or changed in case; one that does not stand at 20 pt on this label is set
 * smaller and counted in the notes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/prints_inside.h"
#include "events/rules/languages.h"
#include "lib/mem.h"
#include "lib/utf8.h"

#define CODE_SIDE 25.0             /* mm, of the code itself */
#define NAME_SMALLEST 20.0         /* pt */
#define NAME_LEAST 6.0             /* pt, when a label is too small for the name */

struct box { double x, y, w, h; };
struct badge {
    struct prints *p;
    const struct book_person *person;
    const char *code;
    double x, y, w, h;             /* the label */
    double margin, scale;          /* scale 1: 90 x 60 mm */
    double side, quiet, qr_x, qr_y;    /* of the code itself */
    double size;                   /* of the name, pt */
    double top, foot, belonging;   /* y of the name and of signs; height kept for organisation */
};

/* --- who, in which order --- */

/* What a list is sorted by: the last word, as at a desk with names from A to Z. */
static const char *surname(const char *name) {
    const char *space = strrchr(name, ' ');
    return space ? space + 1 : name;
}

struct entry { const struct book_person *person; const char *code; };

static int by_surname(const void *a, const void *b) {
    const struct book_person *x = ((const struct entry *)a)->person;
    const struct book_person *y = ((const struct entry *)b)->person;
    int order = utf8_compare(surname(x->name), surname(y->name));
    if (!order)
        order = utf8_compare(x->name, y->name);
    return order ? order : (x->id > y->id) - (x->id < y->id);
}

static struct entry *entries(const struct prints *p, size_t *n) {
    struct entry *list = mem_new(p->job->codes_n ? p->job->codes_n : 1, sizeof *list);
    *n = 0;
    for (size_t i = 0; i < p->job->codes_n; i++) {
        const struct book_person *person = snap_person(p->s, p->job->codes[i].person);
        if (person && !person->erased)
            list[(*n)++] = (struct entry){ person, p->job->codes[i].code };
    }
    qsort(list, *n, sizeof *list, by_surname);
    return list;
}

/* --- one badge --- */

static void place_code(struct badge *b, const char *url) {
    b->side = b->h > b->w ? CODE_SIDE * b->scale : CODE_SIDE;
    b->quiet = prints_quiet(url, b->side);
    double edge = b->quiet > b->margin ? b->quiet : b->margin;
    b->qr_x = b->x + b->w - edge - b->side;
    b->qr_y = b->y + b->h - edge - b->side;
}

static struct prints_type name_type(const struct badge *b, double smallest) {
    return (struct prints_type){ .weight = 700, .size = 36 * b->scale, .min = smallest,
                                 .leading = 1.03, .rgb = PRINTS_INK, .display = true,
                                 .exact = true };
}

/* Where the name may stand: across above the code, or, taller, beside it. */
static void name_boxes(const struct badge *b, struct box boxes[2]) {
    double x = b->x + b->margin, above = b->qr_y - b->quiet - b->top - 0.8;
    if (b->h > b->w)
        above -= b->belonging + 5 * b->scale;  /* upright: all words above the code */
    else if (above > b->foot - b->top - b->belonging - 2)
        above = b->foot - b->top - b->belonging - 2;
    boxes[0] = (struct box){ x, b->top, b->w - 2 * b->margin, above };
    boxes[1] = (struct box){ x, b->top, b->qr_x - b->quiet - x,
                             b->foot - b->top - b->belonging - 2 };
}

/* Width of the widest part between spaces and hyphens: inside of it no line may break. */
static double widest_part(struct prints *p, const char *name, struct prints_type type,
                          double size) {
    struct str part = STR_INIT;
    double widest = 0;
    type.size = type.min = size;
    for (const char *at = name; *at; at++) {
        str_putc(&part, *at);
        if (*at != ' ' && *at != '-' && at[1])
            continue;
        double width = prints_measure(p, part.data, &type, 0, 0).width;
        widest = width > widest ? width : widest;
        str_clear(&part);
    }
    str_release(&part);
    return widest;
}

/* Largest size of the name in the box, 0 when it does not stand there. */
static double size_in(struct badge *b, const char *name, const struct box *box) {
    struct prints_type type = name_type(b, NAME_LEAST);
    if (box->h < 5)
        return 0;
    double part = widest_part(b->p, name, type, type.size);
    if (part > box->w)
        type.size *= 0.99 * box->w / part;
    if (type.size < NAME_LEAST)
        return 0;
    struct text_fit fit = prints_measure(b->p, name, &type, box->w, box->h);
    return fit.clipped ? 0 : fit.size;
}

/* Across where it stands well there; else where it stands larger. Before a name gets too small,
 * what stands below it gives way. */
static struct box name_box(struct badge *b, const char *name, struct prints_type *type) {
    static const double shares[] = { 1, 0.9, 0.8 };
    const double belonging = b->belonging;
    struct box boxes[2];
    double across = 0;
    for (size_t i = 0; i < 3 && across < NAME_SMALLEST; i++) {
        b->belonging = belonging * shares[i];
        name_boxes(b, boxes);
        across = size_in(b, name, &boxes[0]);
    }
    double beside = across >= NAME_SMALLEST * 1.4 ? 0 : size_in(b, name, &boxes[1]);
    bool aside = beside > across * 1.35 || (across < NAME_SMALLEST && beside >= NAME_SMALLEST);
    *type = name_type(b, NAME_LEAST);
    if (across > 0 || beside > 0)
        type->size = aside ? beside : across;
    return boxes[aside];
}

/* Height used. */
static double draw_name(struct badge *b) {
    struct prints_type type;
    const char *name = b->person->name[0] ? b->person->name : prints_text(b->p, "Guest");
    struct box box = name_box(b, name, &type);
    struct text_fit fit = prints_words(b->p, "P", name, &type, box.x, box.y, box.w, box.h);
    b->size = fit.size;
    b->p->notes->small += fit.size < NAME_SMALLEST - 0.01;
    return fit.height;
}

/* Place of a municipality in the alphabet: its colour everywhere. */
static size_t group_of(const struct book_snap *s, const char *municipality) {
    size_t before = 0;
    for (size_t i = 0; i < s->organisations_n; i++) {
        const char *name = s->organisations[i].municipality;
        bool first = name && utf8_compare(name, municipality) < 0;
        for (size_t k = 0; first && k < i; k++)
            first = !s->organisations[k].municipality ||
                    strcmp(s->organisations[k].municipality, name) != 0;
        before += first;
    }
    return before;
}

/* Organisation and function; the municipality's dot before them. */
static void draw_belonging(struct badge *b, double top, double bottom) {
    const struct book_person *who = b->person;
    double x = b->x + b->margin, w = b->qr_x - b->quiet - x, radius = 3.4 * b->scale;
    double above = b->qr_y - b->quiet - top;
    if (above > 9.5 * b->scale) {
        w = b->w - 2 * b->margin;
        bottom = above + top;
    }
    struct prints_type type = { .weight = 600, .size = 11 * b->scale, .min = 6, .leading = 1.15,
                                .rgb = PRINTS_INK };
    struct prints_type small = { .size = 9 * b->scale, .min = 5, .leading = 1.2,
                                 .rgb = PRINTS_MUTED };
    double left = bottom - top;
    if (who->municipality && who->letters && *who->letters && w > 8 * radius) {
        pdf_tag(b->p->pdf, "Artifact", NULL);
        prints_dot(b->p, x + radius, top + radius + 0.3, radius,
                   prints_colour(group_of(b->p->s, who->municipality)), who->letters);
        pdf_end(b->p->pdf);
        x += 2 * radius + 2;
        w -= 2 * radius + 2;
    }
    if (left < 3)
        return;
    double share = *who->function ? left * 0.6 : left;
    struct text_fit fit = prints_words(b->p, "P", who->organisation_name, &type, x, top, w, share);
    prints_words(b->p, "P", who->function, &small, x, top + fit.height + 0.6, w,
                 left - fit.height - 0.6);
}

/* Whoever did not say yes is shown as no: photographers and writers ask. */
static bool refused(const struct book_snap *s, const struct book_person *who, const char *key) {
    for (size_t i = 0; i < s->consents_n && i < BOOK_CONSENTS_MAX; i++)
        if (strcmp(s->consents[i].key, key) == 0)
            return who->consents[i] == 0;
    return false;
}

/* Pictogram and word of the role; NULL: an ordinary guest. */
static const char *role_of(const struct badge *b, enum prints_sign *sign) {
    static const struct { const char *role, *words; enum prints_sign sign; } roles[] = {
        { "speaker", "Speaker", PRINTS_MICROPHONE },
        { "moderation", "Moderation", PRINTS_MICROPHONE }, { "helper", "Team", PRINTS_TEAM },
        { "host", "Host team", PRINTS_TEAM }, { "press", "Press", PRINTS_PENCIL },
    };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(b->person->role, roles[i].role) == 0) {
            *sign = roles[i].sign;
            return prints_text(b->p, roles[i].words);
        }
    return NULL;
}

enum { SIGNS_MAX = 4 };
struct sign { enum prints_sign sign; const char *words; unsigned rgb; double width; bool no; };

static struct prints_type sign_type(const struct badge *b, unsigned rgb) {
    return (struct prints_type){ .weight = 600, .size = 7.5 * b->scale, .leading = 1.1,
                                 .lines = 1, .rgb = rgb };
}

static void add_sign(const struct badge *b, struct sign *list, size_t *n, enum prints_sign sign,
                     const char *words, unsigned rgb) {
    const struct prints_type type = sign_type(b, rgb);
    list[(*n)++] = (struct sign){ sign, words, rgb,
        4.2 * b->scale + 1.1 + prints_measure(b->p, words, &type, 0, 0).width,
        sign == PRINTS_CAMERA_OFF || sign == PRINTS_QUOTES_OFF };
}

/* Width from sign i on that stays in one row: what is not allowed is read together. */
static double together(const struct sign *list, size_t n, size_t i, double gap) {
    double width = list[i].width;
    for (; list[i].no && i + 1 < n && list[i + 1].no; i++)
        width += gap + list[i + 1].width;
    return width;
}

/* Role, languages, what is not allowed. languages keeps their letters. */
static size_t signs_of(const struct badge *b, struct sign list[SIGNS_MAX], struct str *languages) {
    enum prints_sign sign = PRINTS_TEAM;
    const char *role = role_of(b, &sign);
    size_t n = 0;
    rules_languages_letters(languages, b->person->languages);
    if (role)
        add_sign(b, list, &n, sign, role, b->p->accent);
    if (languages->len)
        add_sign(b, list, &n, PRINTS_SPEAKS, languages->data, PRINTS_INK);
    if (refused(b->p->s, b->person, "photo"))
        add_sign(b, list, &n, PRINTS_CAMERA_OFF, prints_text(b->p, "No photos"), PRINTS_INK);
    if (refused(b->p->s, b->person, "quote"))
        add_sign(b, list, &n, PRINTS_QUOTES_OFF, prints_text(b->p, "No quotes"), PRINTS_INK);
    return n;
}

static void draw_sign(struct badge *b, const struct sign *s, double x, double y) {
    const struct prints_type type = sign_type(b, s->rgb);
    double side = 4.2 * b->scale;
    pdf_tag(b->p->pdf, "P", NULL);
    prints_pictogram(b->p, s->sign, x, y, side, s->rgb);
    prints_words(b->p, NULL, s->words, &type, x + side + 1.1, y + side / 2 - 1.45 * b->scale,
                 s->width, 0);
    pdf_end(b->p->pdf);
}

/* Beside one another as far as there is room, then in further rows; they end at foot. The height
 * they take. */
static double draw_signs(struct badge *b, double foot, bool paint) {
    struct str languages = STR_INIT;
    struct sign list[SIGNS_MAX];
    size_t n = signs_of(b, list, &languages), rows = n > 0, at[SIGNS_MAX];
    double row = 5.6 * b->scale, gap = 3 * b->scale, x = 0, left[SIGNS_MAX];
    double width = b->qr_x - b->quiet - b->x - b->margin;
    for (size_t i = 0; i < n; i++) {
        bool first = i == 0 || !list[i].no || !list[i - 1].no;
        if (x > 0 && x + (first ? together(list, n, i, gap) : list[i].width) > width) {
            rows++;
            x = 0;
        }
        left[i] = x;
        at[i] = rows - 1;
        x += list[i].width + gap;
    }
    double top = foot - (double)rows * row + 0.7 * b->scale;
    for (size_t i = 0; paint && i < n; i++)
        draw_sign(b, &list[i], b->x + b->margin + left[i], top + (double)at[i] * row);
    str_release(&languages);
    return (double)rows * row;
}

static void draw_code(struct badge *b, const char *url) {
    const struct prints_type type = { .weight = 600, .size = 11 * b->scale, .leading = 1.1,
        .lines = 1, .rgb = PRINTS_INK, .code = true, .exact = true };
    if (!*b->code)
        return;
    prints_qr(b->p, url, b->qr_x, b->qr_y, b->side, prints_text(b->p, "Code of this badge"));
    prints_words(b->p, "P", b->code, &type, b->x + b->margin,
                 b->y + b->h - b->margin - 4.1 * b->scale, b->qr_x - b->quiet - b->x - b->margin,
                 0);
}

static double scale_of(double w, double h) {
    double scale = sqrt(w * h / (90 * 60));
    if (scale > h / 50)
        scale = h / 50;
    return scale > 1.7 ? 1.7 : scale < 0.8 ? 0.8 : scale;
}

/* Large labels say what they are for: on one line where that can be read. */
static void draw_event(struct badge *b) {
    struct prints_type type = { .weight = 600, .size = 7.5 * b->scale, .min = 6,
                                      .leading = 1.2, .lines = 2, .rgb = b->p->accent };
    double w = b->w - 2 * b->margin;
    if (b->h < 66)
        return;
    type.lines = 1;
    if (prints_measure(b->p, b->p->s->settings.title, &type, w, 8 * b->scale).clipped)
        type.lines = 2;
    struct text_fit fit = prints_words(b->p, "P", b->p->s->settings.title, &type,
                                       b->x + b->margin, b->top, w, 8 * b->scale);
    b->top += b->h > b->w ? b->h * 0.16 : fit.height + 2.2 * b->scale;
}

/* A line for those who look before they print. */
static void tell(const struct badge *b, const struct prints_notes *before) {
    struct prints_notes *now = b->p->notes;
    int clipped = now->clipped - before->clipped, missing = now->missing - before->missing;
    if (b->size < NAME_SMALLEST - 0.01 || clipped || missing)
        str_printf(&now->look, "%lld %d %d %d\n", (long long)b->person->id, (int)b->size, clipped,
                   missing);
}

/* Height kept for organisation and function at scale 1: a long organisation takes two lines. */
static double belonging_of(const struct badge *b) {
    const struct prints_type type = { .weight = 600, .size = 9 * b->scale, .leading = 1.15 };
    const char *name = b->person->organisation_name;
    double w = b->qr_x - b->quiet - b->x - b->margin - 9 * b->scale;
    bool two = *name && prints_measure(b->p, name, &type, w, 0).lines > 1;
    return (!*name ? 0 : two ? 10.5 : 8) + (b->person->function[0] ? 6.5 : 0);
}

static void draw_badge(struct prints *p, const struct entry *e, double x, double y) {
    struct str url = STR_INIT;
    struct badge b = { .p = p, .person = e->person, .code = e->code, .x = x, .y = y,
                       .w = p->sheet.label_w, .h = p->sheet.label_h };
    b.scale = scale_of(b.w, b.h);
    b.margin = b.h > b.w ? 3.5 * b.scale : b.h < 60 ? 3 : 3.5;
    const struct prints_notes before = *p->notes;
    prints_badge_url(&url, p->job->address, p->job->port, e->code);
    place_code(&b, *e->code ? url.data : "HTTP://10.0.0.1/B/00000000");
    double foot = y + b.h - b.margin - (*e->code ? 5.6 : 0) * b.scale;
    b.top = y + b.margin;
    b.foot = foot - draw_signs(&b, foot, false);
    b.belonging = belonging_of(&b) * b.scale;
    pdf_tag(p->pdf, "Sect", NULL);
    draw_code(&b, url.data);
    draw_event(&b);
    draw_belonging(&b, b.top + draw_name(&b) + 1.6 * b.scale, b.foot);
    draw_signs(&b, foot, true);
    pdf_end(p->pdf);
    str_release(&url);
    p->notes->badges++;
    tell(&b, &before);
}

/* --- pages --- */

/* Whole lines: a knife goes through. Above the white of codes that reach a label's edge. */
static void cut_marks(struct prints *p) {
    const struct sheet *s = &p->sheet;
    double dx = p->job->offset_x, dy = p->job->offset_y;
    pdf_tag(p->pdf, "Artifact", NULL);
    for (int i = 0; i <= s->columns; i++) {
        double x = s->left + i * s->pitch_x + dx;
        prints_dashes(p, x, s->top - 5 + dy, x, s->top + s->rows * s->pitch_y + 5 + dy);
    }
    for (int i = 0; i <= s->rows; i++) {
        double y = s->top + i * s->pitch_y + dy;
        prints_dashes(p, s->left - 5 + dx, y, s->left + s->columns * s->pitch_x + 5 + dx, y);
    }
    pdf_end(p->pdf);
}

static bool ready(struct prints *p) {
    size_t n;
    struct entry *list = entries(p, &n);
    free(list);
    if (n == 0)
        str_format(p->error, p->error_size, "there is nobody to print a badge for");
    else if (p->job->start < 1 || p->job->start > sheet_labels(&p->sheet))
        str_format(p->error, p->error_size, "the sheet has %d labels", sheet_labels(&p->sheet));
    else
        return true;
    return false;
}

static void draw(struct prints *p) {
    size_t n;
    struct entry *list = entries(p, &n);
    int per_page = sheet_labels(&p->sheet), at = p->job->start - 1;
    for (size_t i = 0; i < n; i++, at++) {
        double x, y;
        if (i == 0 || at % per_page == 0)
            pdf_page(p->pdf, p->sheet.page_w, p->sheet.page_h);
        sheet_label(&p->sheet, at % per_page, &x, &y);
        draw_badge(p, &list[i], x + p->job->offset_x, y + p->job->offset_y);
        if (p->sheet.cut && (i + 1 == n || (at + 1) % per_page == 0))
            cut_marks(p);
    }
    free(list);
}

const struct prints_kind prints_badges = { "badges", "Badges", true, ready, draw };

/* The agenda as prints need it: times, days, counts, folios. See prints_agenda.h. */
#include "admin/print/prints_agenda.h"
#include <string.h>
#include "lib/clock.h"
#include "lib/mem.h"

struct rules_slot *prints_slots(const struct prints *p) {
    const struct book_snap *s = p->s;
    struct rules_slot *slots = mem_new(s->items_n + 1, sizeof *slots);
    for (size_t i = 0; i < s->items_n; i++)
        slots[i] = (struct rules_slot){ .minutes = s->items[i]->minutes,
            .fixed_ms = s->items[i]->planned_fixed ? s->items[i]->planned_ms : 0 };
    rules_timeline(slots, s->items_n, s->settings.start_ms);
    return slots;
}

bool prints_has_agenda(struct prints *p) {
    if (p->s->items_n)
        return true;
    str_format(p->error, p->error_size, "the agenda has no items yet");
    return false;
}

bool prints_is_pause(const struct book_item *item) {
    return item->kind == RULES_BREAK;
}

bool prints_new_day(const struct rules_slot *slots, size_t i) {
    char before[20], now[20];
    if (i == 0 || !slots[i].start_ms || !slots[i - 1].start_ms)
        return false;
    clock_stamp(before, slots[i - 1].start_ms);
    clock_stamp(now, slots[i].start_ms);
    return strncmp(before, now, 10) != 0;
}

void prints_hm(char dst[6], int64_t wall_ms) {
    dst[0] = '\0';
    if (wall_ms)
        clock_hm(dst, wall_ms);
}

void prints_count(const struct prints *p, struct str *out, const char *one, const char *many,
                  long long n) {
    struct str figure = STR_INIT;
    lang_number(&figure, p->lang, n);
    lang_fill(out, lang_plural(p->lang, one, many, n), "n", figure.data, NULL);
    str_release(&figure);
}

void prints_folio(struct prints *p, const char *words, int page, int pages, double x, double y,
                  double w) {
    struct prints_type type = { .size = 7.5, .min = 5, .leading = 1.2, .lines = 1,
                                .rgb = PRINTS_MUTED, .tabular = true };
    char number[24];
    if (pages < 2 || !str_format(number, sizeof number, "%d / %d", page, pages))
        return;
    pdf_tag(p->pdf, "Artifact", NULL);
    prints_words(p, NULL, words, &type, x, y, w - 24, 5);
    type.align = TEXT_END;
    prints_words(p, NULL, number, &type, x + w - 20, y, 20, 5);
    pdf_end(p->pdf);
}

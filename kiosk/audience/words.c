/* What simulated people write: names, and cards from assets/demo/cards.json in German, Turkish and
 * Arabic. One thread. */
#include <string.h>
#include "kiosk/audience/crowd.h"
#include "lib/asset.h"
#include "lib/json.h"

enum { CONSENT_PERCENT = 85 };

static const char *const first_names[] = {
    "Aylin", "Bernd", "Carla", "Deniz", "Elif", "Frank", "Gül", "Hanna", "Ismail", "Jana", "Kemal",
    "Lena", "Mehmet", "Nadia", "Olaf", "Petra", "Rania", "Sven", "Tarek", "Ute", "Yusuf", "Zeynep",
    "Änne", "Jörg", "Şule", "ليلى", "سمير",
};
static const char *const last_names[] = {
    "Albers", "Brandt", "Çelik", "Demir", "Ernst", "Fischer", "Günther", "Haddad", "Ilgaz",
    "Jansen", "Kaya", "Lindner", "Mansour", "Nowak", "Öztürk", "Pohl", "Rahimi", "Schürmann",
    "Thelen", "Ünal", "Vogt", "Wójcik", "Yıldız", "Zimmermann",
};
#define COUNT(list) (sizeof(list) / sizeof *(list))

static const char *any(struct phone *p, const char *const *list, size_t n) {
    return list[crowd_below(p->crowd, (unsigned)n)];
}

/* One of the choices that is not empty and not "another one". */
static void choose(struct phone *p, struct form_field *field) {
    for (int tries = 0; field->options_n && tries < 20; tries++) {
        const char *value = field->options[crowd_below(p->crowd, (unsigned)field->options_n)];
        if (*value && strcmp(value, "0") != 0 && strcmp(value, "other") != 0) {
            form_set_value(field, value);
            return;
        }
    }
}

void phone_fill_register(struct phone *p) {
    char name[120];

    for (size_t i = 0; i < p->form.n; i++) {
        struct form_field *field = &p->form.fields[i];
        if (field->kind == FORM_CHOICE ||
            (field->kind == FORM_CHECK && crowd_below(p->crowd, 100) < CONSENT_PERCENT))
            choose(p, field);
    }
    if (p->crowd->config->restless)             /* load tests tell people apart */
        str_format(name, sizeof name, "Gast %u", p->number);
    else
        str_format(name, sizeof name, "%s %s", any(p, first_names, COUNT(first_names)),
                   any(p, last_names, COUNT(last_names)));
    form_set(&p->form, "name", name);
}

const char *phone_card_text(struct phone *p, char *dst, size_t size) {
    char error[160];
    size_t len = 0, n;
    const char *text = asset_get("demo/cards.json", &len);
    json_t *all = text ? json_read(text, len, error, sizeof error) : NULL;
    const json_t *cards = all ? json_list(all, "cards") : NULL;
    const char *one = NULL;

    if ((n = cards ? json_array_size(cards) : 0))
        one = json_string_value(json_array_get(cards, crowd_below(p->crowd, (unsigned)n)));
    /* load tests tell cards apart */
    if (p->crowd->config->restless)
        str_format(dst, size, "Karte %08x%08x",
                   crowd_below(p->crowd, UINT32_MAX), crowd_below(p->crowd, UINT32_MAX));
    else
        str_copy(dst, size, one ? one : "Mehr miteinander reden");
    json_decref(all);
    return dst;
}

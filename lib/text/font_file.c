/* Where a font lies on disk. SDL_ttf opens files, but only this room may ask fontconfig; so the
 * stage asks here. The text's own thread. */
#include "lib/text/text.h"

#include <strings.h>
#include "lib/str.h"
#include "lib/text/inside.h"

static FcPattern *pattern_of(struct text *t, const char *family, int weight) {
    FcPattern *p = FcPatternCreate();
    FcPatternAddString(p, FC_FAMILY, (const FcChar8 *)family);
    FcPatternAddInteger(p, FC_WEIGHT, FcWeightFromOpenType(weight));
    FcPatternAddInteger(p, FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddBool(p, FC_OUTLINE, FcTrue);
    FcConfigSubstitute(t->fonts, p, FcMatchPattern);
    FcDefaultSubstitute(p);
    return p;
}

/* fontconfig always answers with something; another family is no answer. */
static bool has_family(const FcPattern *found, const char *family) {
    FcChar8 *name;
    for (int i = 0; FcPatternGetString(found, FC_FAMILY, i, &name) == FcResultMatch; i++)
        if (strcasecmp((const char *)name, family) == 0)
            return true;
    return false;
}

bool text_font_file(struct text *t, const char *family, int weight, char *dst, size_t size) {
    FcPattern *wish = pattern_of(t, family, weight);
    FcResult result;
    FcPattern *found = FcFontMatch(t->fonts, wish, &result);
    FcChar8 *file = NULL;
    bool ok = found && has_family(found, family)
        && FcPatternGetString(found, FC_FILE, 0, &file) == FcResultMatch
        && str_copy(dst, size, (const char *)file);
    if (!ok && size > 0)
        dst[0] = '\0';
    if (found)
        FcPatternDestroy(found);
    FcPatternDestroy(wish);
    return ok;
}

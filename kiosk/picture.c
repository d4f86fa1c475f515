/* punktum picture: not for people. The confined child that decodes one uploaded picture (S-14). */
#include <unistd.h>
#include "admin/photo/photo.h"
#include "kiosk/verb.h"

static const struct opt_row rows[] = { { NULL, NULL, NULL } };

static int picture(const struct opt *o) {
    (void)o;
    photo_child(STDIN_FILENO, STDOUT_FILENO);
}

const struct verb verb_picture = {
    "picture", "< FILE > ANSWER", NULL, rows, 0, 0, picture
};

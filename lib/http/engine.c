/* The HTTP engine's name, for --version (K-11). Any thread. */
#include <microhttpd.h>
#include "lib/http/http.h"
#include "lib/str.h"

const char *http_engine(void) {
    static _Thread_local char name[48];

    str_format(name, sizeof name, "libmicrohttpd %s", MHD_get_version());
    return name;
}

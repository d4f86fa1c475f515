/* Small readers of forms, and who they come from. Pool threads. */
#include "kiosk/phone/room.h"
#include "lib/str.h"

int64_t phone_form_id(const struct http_req *req, const char *name) {
    const char *text = http_form(req, name);
    long long value = 0;
    if (!text || !str_number(text, 0, INT64_C(9007199254740991), &value)) return 0;
    return value;
}

enum rules_origin phone_origin(const struct web_visit *v) {
    return v->role == WEB_TABLET ? RULES_TABLET : RULES_PHONE;
}

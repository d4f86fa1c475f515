/* Option order at random, but the same on every reload of one phone (methods.md 4.5): sorted by a
 * hash of person and option. assets/script/phone.js holds the same function. Pure. */
#include "kiosk/phone/room.h"

static uint32_t stir(uint32_t h) {
    h = (h ^ (h >> 16)) * UINT32_C(0x85EBCA6B);
    h = (h ^ (h >> 13)) * UINT32_C(0xC2B2AE35);
    return h ^ (h >> 16);
}

uint32_t phone_order(int64_t person, int64_t option) {
    uint32_t h = stir((uint32_t)person ^ UINT32_C(0x9E3779B9));
    h = stir(h ^ (uint32_t)((uint64_t)option >> 32));
    return stir(h ^ (uint32_t)option);
}

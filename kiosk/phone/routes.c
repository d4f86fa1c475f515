/* The phones' routes. Fixed paths win over a code of the same letters; codes in QRs are upper case,
 * so even a code "HERE" is reached. */
#include "kiosk/phone/room.h"

enum { FORM = 16 * 1024 };

const struct http_route phone_routes[] = {
    {HTTP_GET, "/", phone_root, 0, 0},
    {HTTP_GET, "/join", phone_root, 0, 0},
    {HTTP_POST, "/join", phone_post_join, 2048, 0},
    {HTTP_POST, "/register", phone_post_register, FORM, 0},
    {HTTP_GET, "/welcome", phone_welcome, 0, 0},
    {HTTP_GET, "/code", phone_get_code, 0, 0},
    {HTTP_POST, "/code", phone_post_code, 2048, 0},
    {HTTP_POST, "/code/new", phone_post_new_code, 2048, 0},
    {HTTP_GET, "/here", phone_here, 0, 0},
    {HTTP_GET, "/state", phone_state, 0, 0},
    {HTTP_GET, "/live", phone_live, 0, HTTP_LIVE_ROUTE},
    {HTTP_POST, "/card", phone_post_card, FORM, 0},
    {HTTP_GET, "/card/edit", phone_get_edit, 0, 0},
    {HTTP_POST, "/card/edit", phone_post_edit, FORM, 0},
    {HTTP_POST, "/card/withdraw", phone_post_withdraw, 2048, 0},
    {HTTP_POST, "/ballot", phone_post_ballot, FORM, 0},
    {HTTP_GET, "/cards", phone_cards, 0, 0},
    {HTTP_GET, "/privacy", phone_privacy, 0, 0},
    {HTTP_GET, "/help", phone_help, 0, 0},
    {HTTP_GET, "/*", phone_get_code_path, 0, 0},
    {0, NULL, NULL, 0, 0},
};

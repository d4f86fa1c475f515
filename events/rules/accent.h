/* The accent colours an event can choose (setting "accent"): each 7:1 on paper and card. Pure. */
#ifndef EVENTS_RULES_ACCENT_H
#define EVENTS_RULES_ACCENT_H

/* 0xRRGGBB for white or cream paper; blue for an unknown name. */
unsigned rules_accent(const char *name);
#endif

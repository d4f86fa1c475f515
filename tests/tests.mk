# Tests. A unit test tests/unit/ROOM/test_x.c (ROOM with _ for /) links only its own room and the
# rooms below it. `make unit` builds and runs them all; `make check` is everything.

U_lib     := $(L_LIB) $(L_ASSETS)
U_page    := $(L_PAGE) $(U_lib)
U_http    := $(L_HTTP) $(U_lib)
U_text    := $(L_TEXT) $(U_lib)
U_rules   := $(L_RULES) $(U_lib)
U_book    := $(L_BOOK) $(U_rules)
U_web     := $(L_WEB) $(L_BOOK) $(L_RULES) $(L_HTTP) $(L_PAGE) $(U_lib)
U_stage   := $(L_STAGE) $(L_TEXT) $(U_lib)
U_print   := $(L_PRINT) $(L_TEXT) $(L_PAGE) $(U_book)
U_photo   := $(L_PHOTO) $(U_lib)
U_admin   := $(L_DESK) $(U_web)
U_audience := $(L_AUDIENCE) $(U_lib)
X_http    := $(HTTP_LIBS)
X_text    := $(TEXT_LIBS)
X_book    := $(BOOK_LIBS)
X_web     := $(BOOK_LIBS) $(HTTP_LIBS)
X_admin   := $(BOOK_LIBS) $(HTTP_LIBS)
X_stage   := $(STAGE_LIBS) $(TEXT_LIBS)
X_photo   := $(PHOTO_LIBS)
X_print   := $(PRINT_LIBS) $(BOOK_LIBS)

UNIT_SRC := $(wildcard tests/unit/*/test_*.c)
UNIT_BIN := $(patsubst tests/unit/%.c,$(B)/unit/%,$(UNIT_SRC))

# Rooms that may use a library of room R link only when needed; the list is by the test's folder.
.SECONDEXPANSION:
$(B)/unit/%: tests/unit/%.c $$(U_$$(firstword $$(subst /, ,$$*)))
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(LINK) -o $@ $< -Wl,--start-group $(filter %.a %.o,$^) -Wl,--end-group \
	    $(X_$(firstword $(subst /, ,$*))) -lcmocka $(LIB_LIBS)

.PHONY: unit
unit: $(UNIT_BIN)
	@fail=0; for t in $(sort $(UNIT_BIN)); do $$t >$$t.out 2>&1 || { cat $$t.out; echo "FAILED $$t"; fail=1; }; done; exit $$fail

# Everything: installs what testing needs, builds, runs all suites. `make check SUITES="unit flow"`.
SUITES ?=
check:
	@$(MAKE) --no-print-directory deps-check
	@$(MAKE) --no-print-directory all
	@tests/run.sh $(SUITES)

# Long ones, not in `make check`: 500 kills; durable votes per second beside the bare limit.
crash: all
	@tests/crash/run 500
bench: all $(B)/tests/load/bare
	@tests/load/run
	@tests/load/office
$(B)/tests/load/bare: tests/load/bare.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(LINK) -o $@ $< $(HTTP_LIBS)

# The house's shape: include arrows, foreign headers, sizes (tests/arrows/rooms.txt is the table).
.PHONY: arrows
arrows:
	@tests/arrows/run

# Raw requests as data: a small server of lib/http alone and the program that sends them.
.PHONY: requests requests-programs
requests:
	@tests/requests/run
requests-programs: $(B)/requests/server $(B)/requests/run
$(B)/requests/%: tests/requests/%.c $(L_HTTP) $(U_lib)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(LINK) -o $@ $< -Wl,--start-group $(filter %.a %.o,$^) -Wl,--end-group \
	    $(HTTP_LIBS) $(LIB_LIBS)
# The README's pictures, made by the programs.
.PHONY: pictures
pictures: all
	@node tests/browser/pictures.js docs/pictures

# The documentation's PDF of a hand-made tree, for tests/print/run.
.PHONY: print-programs
print-programs: $(B)/print/write
$(B)/print/write: tests/print/write.c tests/print/demo.c $(U_print)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(LINK) -o $@ $(filter %.c,$^) -Wl,--start-group \
	    $(filter %.a %.o,$^) -Wl,--end-group $(X_print) $(LIB_LIBS)

# Readers of what strangers send: `make fuzz` searches (clang), tests/fuzz/run replays the corpus.
FUZZ_SECONDS ?= 60
FUZZ_MAIN := $(if $(findstring fuzzer,$(SANITIZE)),,tests/fuzz/replay.c)
.PHONY: fuzz fuzz-programs
fuzz:
	@tests/fuzz/run $(FUZZ_SECONDS)
fuzz-programs: $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(filter-out %/replay.c,$(wildcard tests/fuzz/*.c)))
$(B)/fuzz/%: tests/fuzz/%.c $(FUZZ_MAIN) $(U_print) $(L_HTTP)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(LINK) -o $@ $(filter %.c,$^) -Wl,--start-group \
	    $(filter %.a %.o,$^) -Wl,--end-group $(X_print) $(HTTP_LIBS) $(LIB_LIBS)

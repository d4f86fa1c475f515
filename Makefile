# Punktum. `make run` installs what is missing, builds, and opens the hall; `make check` runs every
# test; plain `make` only builds and never installs anything.

B        ?= build
ifeq ($(origin CC),default)
CC       := gcc
endif
# V=1 shows the whole commands
V        ?=
Q        := $(if $(V),,@)
CFLAGS   ?= -O2 -g
VERSION  := 0.1.0

# --- packages (Debian 12 names): what building, running and checking need --------------------------
BUILD_PACKAGES := gcc make pkg-config libc6-dev libsdl2-dev libsdl2-ttf-dev libpango1.0-dev \
    libqrencode-dev libsqlite3-dev libmicrohttpd-dev libsodium-dev libjansson-dev \
    libutf8proc-dev libcurl4-gnutls-dev libxlsxwriter-dev libzip-dev libqpdf-dev \
    libjpeg62-turbo-dev libpng-dev libseccomp-dev
RUN_PACKAGES := hyphen-de hyphen-en-us fonts-inter fonts-noto-core fonts-noto-color-emoji libcap2-bin
CHECK_PACKAGES := libcmocka-dev chromium zbar-tools xvfb libxtst6 strace curl python3 unzip qpdf \
    poppler-utils libreoffice-writer-nogui libreoffice-calc-nogui

# --- flags --------------------------------------------------------------------------------------
STRICT := -std=c17 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
    -Wmissing-prototypes -Wformat=2 -Wvla -Wwrite-strings -Werror
HARDEN := -fstack-protector-strong -fstack-clash-protection -fPIE
ifeq ($(SANITIZE),)
HARDEN += -D_FORTIFY_SOURCE=2
endif
ifeq ($(shell uname -m),x86_64)
HARDEN += -fcf-protection
endif
ifneq ($(SANITIZE),)
# their extra code makes gcc suspect what it proves harmless without
STRICT += -fsanitize=$(SANITIZE) -fno-omit-frame-pointer -Wno-error
LINK   += -fsanitize=$(SANITIZE)
endif
LINK   += -pie -Wl,-z,relro,-z,now -pthread $(LDFLAGS)

# third-party libraries by room; evaluated once, only when something is built
pc = $(shell pkg-config --$(1) $(2) 2>/dev/null)
LIB_PC   := jansson libutf8proc libqrencode libsodium
HTTP_PC  := libmicrohttpd
TEXT_PC  := pangocairo pangoft2 fontconfig
BOOK_PC  := sqlite3
STAGE_PC := sdl2 SDL2_ttf libcurl
PRINT_PC := libzip libqpdf
PC_CFLAGS := $(call pc,cflags,$(LIB_PC) $(HTTP_PC) $(TEXT_PC) $(BOOK_PC) $(STAGE_PC) $(PRINT_PC))
LIB_LIBS   = $(call pc,libs,$(LIB_PC)) -lm
HTTP_LIBS  = $(call pc,libs,$(HTTP_PC))
TEXT_LIBS  = $(call pc,libs,$(TEXT_PC))
BOOK_LIBS  = $(call pc,libs,$(BOOK_PC))
STAGE_LIBS = $(call pc,libs,$(STAGE_PC))
PRINT_LIBS = -lxlsxwriter $(call pc,libs,$(PRINT_PC)) $(TEXT_LIBS)
PHOTO_LIBS = -ljpeg -lpng -lseccomp

ALL_CFLAGS = $(STRICT) $(HARDEN) $(CFLAGS) -I. -I$(B) $(PC_CFLAGS) -DPUNKTUM_VERSION='"$(VERSION)"' \
    -pthread -MMD -MP

# --- rooms: one static library each, sources found by folder ----------------------------------------
ROOMS := lib lib/http lib/text lib/page events/rules events/book kiosk/web kiosk/phone kiosk/remote \
    kiosk/stage kiosk/audience kiosk admin admin/agenda admin/people admin/hall admin/paper \
    admin/print admin/photo
EMBED_SRC := lib/embed.c
STAGE_MAIN := kiosk/stage/main.c
src_of = $(filter-out $(EMBED_SRC) $(STAGE_MAIN),$(wildcard $(1)/*.c))
obj_of = $(patsubst %.c,$(B)/%.o,$(call src_of,$(1)))
lib_of = $(B)/lib$(subst /,_,$(1)).a

L_LIB   := $(call lib_of,lib)
L_HTTP  := $(call lib_of,lib/http)
L_TEXT  := $(call lib_of,lib/text)
L_PAGE  := $(call lib_of,lib/page)
L_RULES := $(call lib_of,events/rules)
L_BOOK  := $(call lib_of,events/book)
L_WEB   := $(call lib_of,kiosk/web)
L_PHONE := $(call lib_of,kiosk/phone)
L_REMOTE:= $(call lib_of,kiosk/remote)
L_STAGE := $(call lib_of,kiosk/stage)
L_AUDIENCE := $(call lib_of,kiosk/audience)
L_KIOSK := $(call lib_of,kiosk)
L_PRINT := $(call lib_of,admin/print)
L_PHOTO := $(call lib_of,admin/photo)
L_DESK  := $(foreach r,admin/agenda admin/people admin/hall admin/paper admin,$(call lib_of,$(r)))
L_ASSETS := $(B)/assets_data.o

.PHONY: all run check bench crash clean packages deps-run deps-check
all: $(B)/punktum $(B)/punktum-stage

$(B)/punktum: $(L_KIOSK) $(L_DESK) $(L_PHONE) $(L_REMOTE) $(L_WEB) $(L_AUDIENCE) $(L_PRINT) $(L_PHOTO) $(L_TEXT) $(L_BOOK) \
    $(L_RULES) $(L_HTTP) $(L_PAGE) $(L_LIB) $(L_ASSETS)
	@echo '  LINK   $@'
	$(Q)$(CC) $(LINK) -o $@ -Wl,--start-group $^ -Wl,--end-group $(PRINT_LIBS) $(PHOTO_LIBS) $(BOOK_LIBS) $(HTTP_LIBS) $(LIB_LIBS)

$(B)/punktum-stage: $(B)/kiosk/stage/main.o $(L_STAGE) $(L_TEXT) $(L_LIB) $(L_ASSETS)
	@echo '  LINK   $@'
	$(Q)$(CC) $(LINK) -o $@ -Wl,--start-group $^ -Wl,--end-group $(STAGE_LIBS) $(TEXT_LIBS) $(LIB_LIBS)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	@echo '  CC     $<'
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

define room_rule
$(call lib_of,$(1)): $(call obj_of,$(1))
	@mkdir -p $$(@D)
	@rm -f $$@
	$(Q)ar rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call room_rule,$(r))))

# --- assets and samples are compiled in ----------------------------------------------------------
ASSETS := $(sort $(shell find assets events/samples -type f 2>/dev/null)) \
    $(sort $(wildcard events/book/schema*.sql))
$(B)/embed: lib/embed.c
	@mkdir -p $(@D)
	$(Q)$(CC) -O1 -std=c17 -D_GNU_SOURCE -Wall -o $@ $<
$(B)/assets_data.c: $(B)/embed $(ASSETS)
	$(Q)$(B)/embed $(ASSETS) > $@.new && mv $@.new $@
$(B)/assets_data.o: $(B)/assets_data.c
	$(Q)$(CC) -O0 -std=c17 -c -o $@ $<

# --- running: `make run`, `make run DEMO=1`, `make run EVENT=name ARGS="--windowed"` ---------------
EVENT  ?= dialogkonferenz
SAMPLE ?= dialogkonferenz
DEMO   ?=
ARGS   ?=

packages:
	@echo $(BUILD_PACKAGES) $(RUN_PACKAGES)
deps-run:
	@sh tests/packages.sh $(BUILD_PACKAGES) $(RUN_PACKAGES)
deps-check:
	@sh tests/packages.sh $(BUILD_PACKAGES) $(RUN_PACKAGES) $(CHECK_PACKAGES) \
	    $$(command -v node >/dev/null || echo nodejs) $$(command -v npm >/dev/null || echo npm)

# A further make each: what was installed must be seen by pkg-config at the top.
run:
	@$(MAKE) --no-print-directory deps-run
	@$(MAKE) -s --no-print-directory all
	@$(MAKE) --no-print-directory start

# Port 80 for the program where sudo can give it (root has it); 8080 otherwise.
.PHONY: start port80
port80: $(B)/punktum
	@getcap $< 2>/dev/null | grep -q cap_net_bind_service || [ "$$(id -u)" = 0 ] || \
	    { command -v sudo >/dev/null && sudo setcap cap_net_bind_service=+ep $<; } || true
start: port80
	@$(B)/punktum new $(EVENT) --from $(SAMPLE) --if-missing >/dev/null
	@exec $(B)/punktum run $(EVENT) $(if $(DEMO),--demo 40) $(ARGS)

-include $(shell find $(B) -name '*.d' 2>/dev/null)

include tests/tests.mk

clean:
	rm -rf $(B)

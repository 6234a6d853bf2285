# ianaports: the module, the command, their tests and their installation.
# "make help" lists the targets.

VERSION = 0.1.0

prefix = /usr/local
exec_prefix = $(prefix)
bindir = $(exec_prefix)/bin
# With glibc's own libraries where the prefix is theirs.
libdir = $(or $(system_libdir),$(exec_prefix)/lib)
datarootdir = $(prefix)/share
datadir = $(datarootdir)
mandir = $(datarootdir)/man
sysconfdir = /etc
localstatedir = /var
DESTDIR =

database = $(localstatedir)/lib/ianaports/services.mdb
registry = $(datadir)/ianaports/service-names-port-numbers.csv

INSTALL = install
PKG_CONFIG = pkg-config
BUILD = build
# "no" where there is no glibc: the command alone.
NSS = yes

# The user's flags come last and so have the last word.
CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes
HARDENING = $(FORTIFY) -fstack-protector-strong -fstack-clash-protection
# A distribution's own level must not meet ours.
FORTIFY = $(if $(findstring FORTIFY,$(CPPFLAGS) $(CFLAGS)),,-D_FORTIFY_SOURCE=2)
HARDENING_LINK = -Wl,-z,relro,-z,now
libraries = expat lmdb libmd json-c

own_cflags = -std=c17 $(WARNINGS) $(HARDENING) -fvisibility=hidden -MMD -MP
own_cppflags = -I. -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 \
	-DIANAPORTS_VERSION='"$(VERSION)"' \
	-DIANAPORTS_REGISTRY='"$(registry)"' \
	-DIANAPORTS_DATABASE='"$(database)"'
compile = $(CC) $(own_cflags) $(own_cppflags) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<
link = $(CC) $(CFLAGS) $(HARDENING_LINK) $(LDFLAGS) -o $@

module = libnss_ianaports.so.2
# All that the module may use of db/: no liblmdb, no heap, no stdio.
module_sources = $(wildcard nss/*.c) db/key.c db/record.c db/transport.c \
	db/walker.c db/meta.c db/fields.c
library_sources = $(wildcard db/*.c importer/*.c)
command_sources = $(wildcard cli/*.c)
unit_tests = $(patsubst tests/unit/%.c,$(BUILD)/tests/%, \
	$(wildcard tests/unit/test_*.c))
scripts = $(wildcard tests/e2e/test_*)

module_objects = $(module_sources:%.c=$(BUILD)/pic/%.o)
library_objects = $(library_sources:%.c=$(BUILD)/obj/%.o)
command_objects = $(command_sources:%.c=$(BUILD)/obj/%.o)
# The tests' module is the same but for the path of its database.
test_database = $(abspath $(BUILD))/tests/root/services.mdb
test_objects = $(module_sources:%.c=$(BUILD)/tests/pic/%.o)

all: $(if $(filter-out no,$(NSS)),$(BUILD)/$(module)) $(BUILD)/ianaports

help:
	@sed -n 's/^## //p' Makefile packaging/install.mk

.DELETE_ON_ERROR:
.SECONDEXPANSION:
.PRECIOUS: %/.
.SECONDARY:
.PHONY: all help check check-unit check-asan check-tsan check-valgrind \
	check-all install uninstall dist clean deps quickstart quickstart-undo \
	bench lint format

include packaging/install.mk

$(BUILD)/obj/%.o: %.c | $$(@D)/.
	$(compile) -fPIE
$(BUILD)/pic/%.o: %.c | $$(@D)/.
	$(compile) -fPIC
$(BUILD)/tests/pic/%.o: %.c | $$(@D)/.
	$(compile) -fPIC -UIANAPORTS_DATABASE \
		-DIANAPORTS_DATABASE='"$(test_database)"'
%/.:
	mkdir -p $@

module_link = $(link) -shared -Wl,-soname,$(module) -Wl,-z,defs \
	-Wl,-z,nodelete -Wl,--version-script=nss/ianaports.map
$(BUILD)/$(module): $(module_objects) nss/ianaports.map
	$(module_link) $(module_objects)
$(BUILD)/tests/$(module): $(test_objects) nss/ianaports.map
	$(module_link) $(test_objects)

libs = $(shell $(PKG_CONFIG) --libs $(libraries)) -lcsv $(LDLIBS)
$(BUILD)/ianaports: $(command_objects) $(library_objects)
	$(link) -pie $^ $(libs)

## check: build and run every test; needs no root and no network
check: all $(unit_tests) $(BUILD)/tests/$(module) $(BUILD)/tests/answers
	BUILD=$(BUILD) CC="$(CC)" tests/run $(unit_tests) $(scripts)

## check-unit: the unit tests alone
check-unit: $(unit_tests) $(BUILD)/tests/$(module)
	BUILD=$(BUILD) tests/run $(unit_tests)

## check-asan, check-tsan, check-valgrind: unit tests under a watching eye
sanitized = $(MAKE) BUILD=$(BUILD)/$(1) HARDENING= \
	CFLAGS='-O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
	-Wno-format-truncation \
	-fsanitize=$(2)' check-unit
check-asan:
	$(call sanitized,asan,address$(comma)undefined)
check-tsan:
	$(call sanitized,tsan,thread)
check-valgrind: $(unit_tests) $(BUILD)/tests/$(module)
	BUILD=$(BUILD) TEST_WRAPPER='$(valgrind)' tests/run $(unit_tests)
# Leaks are for check-asan: here a forked child would count its lost threads'.
valgrind = valgrind -q --error-exitcode=9 --leak-check=no
comma = ,

## check-all: lint, check and all of these, as CI runs them
check-all: lint check-asan check-tsan check-valgrind check

$(BUILD)/obj/tests/%.o: own_cppflags += \
	-DTEST_DATABASE='"$(test_database)"' \
	-DTEST_MODULE='"$(abspath $(BUILD))/tests/$(module)"'
$(BUILD)/tests/answers: $(BUILD)/obj/tests/e2e/answers.o | $$(@D)/.
	$(link) -pie $^
test_libs = $(shell $(PKG_CONFIG) --libs cmocka)
$(BUILD)/tests/test_%: $(BUILD)/obj/tests/unit/test_%.o \
		$(BUILD)/obj/tests/unit/fixture.o $(library_objects) \
		$(filter $(BUILD)/tests/pic/nss/%,$(test_objects)) | $$(@D)/.
	$(link) -pie -rdynamic -pthread $^ $(libs) $(test_libs)

## deps: install, with apt, what build and tests need
deps:
	packaging/deps

## quickstart: build, install and switch on; ends in an answer
quickstart: all
	$(MAKE) install
	packaging/quickstart on $(bindir)/ianaports

## quickstart-undo: switch off and remove all that quickstart installed
quickstart-undo:
	packaging/quickstart off
	$(MAKE) uninstall
	ldconfig

## bench: measure look-ups beside those of the peers
bench: all $(BUILD)/tests/$(module)
	BUILD=$(BUILD) CC="$(CC)" tests/bench/run

## lint: all style and static checks, as errors
lint:
	tests/lint $(own_cppflags)

## format: put the sources in form
format:
	clang-format -i $$(git ls-files '*.c' '*.h')

## clean: remove what was built
clean:
	rm -rf $(BUILD)

-include $(patsubst %.o,%.d,$(module_objects) $(library_objects) \
	$(command_objects) $(test_objects) \
	$(unit_tests:$(BUILD)/tests/%=$(BUILD)/obj/tests/unit/%.o))

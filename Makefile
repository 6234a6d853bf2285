# SPDX-License-Identifier: MIT
# ianaports: the module and the command; packaging/install.mk installs them,
# tests/check.mk tests them.
# "make help" lists the targets.

VERSION = 0.1.0
# Where to complain of it, for servers that are asked for the registry.
homepage =

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
# Names and ports alone, for where the other cannot be: beside the module.
vendor_database = $(libdir)/ianaports/services.mdb
registry = $(datadir)/ianaports/service-names-port-numbers.csv
shipped = packaging/registry/service-names-port-numbers.csv
# By which "ianaports status" knows it.
shipped_digest := $(firstword $(shell sha256sum $(shipped)))

INSTALL = install
PKG_CONFIG = pkg-config
BUILD = build
# "no" where there is no glibc: the command alone.
NSS = yes
# "no" where what was built does not run: no vendor's copy of the database.
VENDOR = $(NSS)
# The local file that it is compiled against.
VENDOR_LOCAL = $(firstword $(wildcard /etc/services /usr/etc/services))

# The user's flags come last and so have the last word.
CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes
HARDENING = $(FORTIFY) -fstack-protector-strong -fstack-clash-protection
# A distribution's own level must not meet ours.
FORTIFY = $(if $(findstring FORTIFY,$(CPPFLAGS) $(CFLAGS)),,-D_FORTIFY_SOURCE=2)
HARDENING_LINK = -Wl,-z,relro,-z,now
# A look-up crosses five files of the module; clang would want a linker plugin.
LTO = $(if $(findstring clang,$(shell $(CC) --version)),,-flto=auto)
libraries = expat libseccomp lmdb libmd json-c smartcols

own_cflags = -std=c17 $(WARNINGS) $(HARDENING) -fvisibility=hidden -MMD -MP
own_cppflags = -I. -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 \
	$(library_includes)
library_includes := $(shell $(PKG_CONFIG) --cflags $(libraries) 2>/dev/null)
compile = $(CC) $(own_cflags) $(own_cppflags) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<
link = $(CC) $(CFLAGS) $(HARDENING_LINK) $(LDFLAGS) -o $@

module = libnss_ianaports.so.2
# All that the module may use of db/: no liblmdb, no heap, no stdio.
module_sources = $(wildcard nss/*.c) db/lookup.c db/index.c db/walker.c \
	db/metapage.c db/key.c db/record.c db/transport.c db/meta.c db/fields.c
library_sources = $(filter-out cli/main.c,$(wildcard db/*.c \
	importer/*.c importer/*/*.c importer/*/*/*.c cli/*.c cli/*/*.c))

module_objects = $(module_sources:%.c=$(BUILD)/pic/%.o)
library_objects = $(library_sources:%.c=$(BUILD)/obj/%.o)

vendor_copy = $(if $(filter-out no,$(VENDOR)),$(BUILD)/vendor.mdb)
all: $(if $(filter-out no,$(NSS)),$(BUILD)/$(module)) $(BUILD)/ianaports \
	$(vendor_copy)

help:
	@sed -n 's/^## //p' Makefile packaging/install.mk tests/check.mk

# Empty: what has been built stands, whatever the flags and paths are now.
notice = .FORCE

.DELETE_ON_ERROR:
.SECONDEXPANSION:
.PRECIOUS: %/.
.SECONDARY:
.PHONY: .FORCE all help deps quickstart quickstart-undo format clean

include packaging/install.mk
include tests/check.mk

# What objects are made of beside their sources: other flags, another compiler or
# place make all of them anew, other paths those that have one.
define config
#define IANAPORTS_VERSION         "$(VERSION)"
#define IANAPORTS_AGENT           "ianaports/$(VERSION)$(if $(homepage), (+$(homepage)))"
#define IANAPORTS_REGISTRY        "$(registry)"
#define IANAPORTS_SHIPPED         "$(shipped_digest)"
#define IANAPORTS_DATABASE        "$(1)"
#define IANAPORTS_VENDOR_DATABASE "$(2)"
endef
flags = $(CC) $(own_cflags) $(own_cppflags) $(CPPFLAGS) $(CFLAGS) $(LTO) \
	$(module_link) $(libs) $(abspath $(BUILD)) $(shell $(CC) --version)
# keep TEXT: written to the target, unless it says that already.
keep = @$(file >$@.new,$(1))cmp -s $@.new $@ || cp $@.new $@
$(BUILD)/flags: $(notice) | $(BUILD)/.
	$(call keep,$(flags))
$(BUILD)/config/config.h: $(notice) | $(BUILD)/config/.
	$(call keep,$(call config,$(database),$(vendor_database)))
.FORCE:

$(BUILD)/obj/%.o: %.c $(BUILD)/flags | $(BUILD)/config/config.h $$(@D)/.
	$(compile) -I$(BUILD)/config -fPIE
$(BUILD)/pic/%.o: %.c $(BUILD)/flags | $(BUILD)/config/config.h $$(@D)/.
	$(compile) -I$(BUILD)/config -fPIC $(LTO)
%/.:
	mkdir -p $@

module_link = $(link) $(LTO) -shared -Wl,-soname,$(module) -Wl,-z,defs \
	-Wl,-z,nodelete -Wl,--version-script=nss/ianaports.map
$(BUILD)/$(module): $(module_objects) nss/ianaports.map
	$(module_link) $(module_objects)

libs = $(shell $(PKG_CONFIG) --libs $(libraries)) -lcsv $(LDLIBS)
$(BUILD)/ianaports: $(BUILD)/obj/cli/main.o $(library_objects)
	$(link) -pie $^ $(libs)

# Not as a copy before it was, whose options an import would keep.
$(BUILD)/vendor.mdb: $(BUILD)/ianaports $(shipped) $(VENDOR_LOCAL)
	rm -f $@
	$< import --quiet --names-only --output $@ $(if $(VENDOR_LOCAL), \
		--local $(abspath $(VENDOR_LOCAL)),--no-local) $(shipped)

## deps: install, with apt, what "make check-all" needs; with DEPS=test what
##   "make check" needs, with DEPS=build what the build needs
DEPS = check
deps:
	packaging/deps $(DEPS)

## quickstart: build, install and switch on; ends in an answer
quickstart: all
	$(MAKE) install
	packaging/quickstart on $(bindir)/ianaports

## quickstart-undo: switch off and remove all that quickstart installed
quickstart-undo:
	$(if $(wildcard $(bindir)/ianaports),$(undo), \
		@echo "nothing to undo: there is no $(bindir)/ianaports")
undo = packaging/quickstart off $(bindir)/ianaports && \
	$(MAKE) uninstall && ldconfig

## format: put the sources in form
format:
	clang-format -i $$(git ls-files '*.c' '*.h')

## clean: remove what was built
clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name "*.d" -type f 2>/dev/null)

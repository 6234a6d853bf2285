# SPDX-License-Identifier: MIT
# Tests, lint and the benchmark; included by the Makefile.

unit_tests = $(filter-out $(left_out), \
	$(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard \
	tests/unit/*/test_*.c tests/unit/*/*/test_*.c)))
fuzz_targets = $(filter-out replay, \
	$(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c)))
replays = $(fuzz_targets:%=$(BUILD)/tests/fuzz/%)
fuzz_seeds = $(foreach page,512 4096,$(foreach word,64 32, \
	$(foreach version,1 3, \
	$(BUILD)/tests/fuzz/seeds/walker/$(page)-$(word)-$(version).mdb)))
scripts = $(filter-out $(left_out),$(wildcard tests/e2e/test_*)) \
	$(filter-out %/test_calls %/test_kills,$(faults))
# The sweeps through all calls take minutes: check-asan has that of faults,
# check-programs that of kills.
faults = $(wildcard tests/faults/test_*)
preloaded = $(BUILD)/tests/inject.so $(BUILD)/tests/hostile.so
# For a build that cannot take part in all of them.
left_out =
# Hosts link the module itself, which glibc then finds by its name.
host_shared = $(BUILD)/obj/tests/hosts/host.o $(BUILD)/obj/tests/hosts/ask.o
hosts = $(filter-out $(host_shared:$(BUILD)/obj/%.o=$(BUILD)/%) $(left_out), \
	$(patsubst %.c,$(BUILD)/%,$(wildcard tests/hosts/*.c)))

# The tests' module is the same but for the path of its database.
test_database = $(abspath $(BUILD))/tests/root/services.mdb
test_vendor_database = $(abspath $(BUILD))/tests/root/vendor.mdb
test_objects = $(module_sources:%.c=$(BUILD)/tests/pic/%.o)

.PHONY: have-cmocka tests check check-programs check-environments \
	check-unit check-faults check-asan check-ubsan check-tsan \
	check-valgrind check-instructions check-deb check-packages \
	check-packages-at-once check-one-database \
	check-proofs check-chroot check-all coverage prove fuzz bench \
	bench-plot lint

$(BUILD)/tests/config/config.h: $(notice) | $(BUILD)/tests/config/.
	$(call keep,$(call config,$(test_database),$(test_vendor_database)))
$(BUILD)/tests/pic/%.o: %.c $(BUILD)/flags | \
		$(BUILD)/tests/config/config.h $$(@D)/.
	$(compile) -I$(BUILD)/tests/config -fPIC $(LTO)
$(BUILD)/tests/obj/%.o: %.c $(BUILD)/flags | \
		$(BUILD)/tests/config/config.h $$(@D)/.
	$(compile) -I$(BUILD)/tests/config -fPIE
$(BUILD)/tests/$(module): $(test_objects) nss/ianaports.map
	$(module_link) $(test_objects)

# After "make DEPS=build deps" there is none.
have-cmocka:
	$(if $(shell $(PKG_CONFIG) --exists cmocka && echo yes),,$(error \
		"make check" wants more than the build: "make DEPS=test deps"))
$(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard tests/lib/*.c tests/fuzz/*.c \
	tests/unit/*/*.c tests/unit/*/*/*.c)): | have-cmocka

# The word that is to be in a test's path; without it all of them run.
T =
chosen = $(if $(T),$(foreach test,$(1),$(if $(findstring $(T),$(test)),\
	$(test))),$(1))

## tests: build every test
tests: all $(BUILD)/tests/$(module) $(BUILD)/tests/answers \
		$(BUILD)/tests/foreign $(preloaded) $(fuzz_seeds) \
		$(call chosen,$(unit_tests) $(hosts) $(replays)) \
		| $(BUILD)/tests/root/.

## check: build and run every test; with T=csv those with that in their path;
##   needs no root and no network
check: tests
	BUILD=$(BUILD) CC="$(CC)" tests/run $(call chosen,$(unit_tests) \
		$(hosts) $(replays) $(scripts))

## check-programs: again what wants more than "make DEPS=test deps" brings
check-programs: tests
	EVERY_REGISTRY=1 EVERY_STEP=1 BUILD=$(BUILD) CC="$(CC)" \
		tests/run $(BUILD)/tests/hosts/steps $(programs_tests)
programs_tests = tests/faults/test_kills $(addprefix tests/e2e/test_, \
	completion export inverse oracle overlay programs_local \
	programs_real units watch words)

## check-environments: the tests as an ordinary user, and as root in a
##   container; needs root
ENVIRONMENTS = user container
check-environments:
	tests/environments $(ENVIRONMENTS)

## check-unit: the unit tests alone
check-unit: $(call chosen,$(unit_tests)) $(BUILD)/tests/$(module)
	BUILD=$(BUILD) tests/run $(call chosen,$(unit_tests))

## check-faults: imports in bad surroundings, alone
check-faults: all $(preloaded)
	BUILD=$(BUILD) tests/run $(faults)

## check-asan, check-ubsan, check-tsan, check-valgrind: unit tests under a
## watching eye
sanitized = $(MAKE) BUILD=$(BUILD)/$(1) HARDENING= LTO= \
	CFLAGS='-O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
	-Wno-format-truncation \
	-fsanitize=$(2) $(3)' check-unit
check-asan:
	TEST_TIMEOUT=1800 $(call sanitized,asan,address$(comma)undefined) \
		check-faults faults='tests/faults/test_calls tests/faults/test_seeds'
# And with char unsigned, as it is on Arm.
check-ubsan:
	$(call sanitized,ubsan,undefined,-funsigned-char)
# All that threads share is the module's.
check-tsan:
	$(call sanitized,tsan,thread) T=unit/nss/
check-valgrind:
	MUTATIONS=1000 TEST_WRAPPER='$(valgrind)' \
		$(MAKE) BUILD=$(BUILD)/valgrind check-unit
# Leaks are for check-asan: here a forked child would count its lost threads'.
valgrind = valgrind -q --error-exitcode=9 --leak-check=no
comma = ,

## prove: what tests/proofs states, for any bytes and in every interleaving;
##   needs cbmc and spin, which Debian 13 has
prove:
	BUILD=$(BUILD) TEST_TIMEOUT=3600 tests/run $(wildcard tests/proofs/test_*)

## coverage: lines and branches of nss/ and db/ that the tests execute
# Left out: what would count its steps or imports instead of the module's.
coverage:
	MUTATIONS=10000 $(MAKE) BUILD=$(BUILD)/coverage HARDENING= LTO= \
		left_out='%/steps %/test_oracle %/test_programs %/test_quiet' \
		CFLAGS='-O0 -g --coverage -fprofile-update=atomic \
		-Wno-format-truncation' check
	gcovr -r . -f nss/ -f db/ $(BUILD)/coverage
	gcovr -r . -f nss/ -f db/ -b $(BUILD)/coverage
	@echo 'Every line of nss/ and of the walker must be executed:'
	gcovr -r . -f nss/ -f db/walker.c -f db/metapage.c -f db/page.h \
		--fail-under-line 100 \
		-s -o /dev/null $(BUILD)/coverage

## check-instructions: what a look-up and an import cost, in instructions
check-instructions: all $(BUILD)/tests/$(module)
	BUILD=$(BUILD) CC="$(CC)" tests/bench/instructions

## check-deb: build Debian's packages twice, compare and inspect them
check-deb: all
	tests/run tests/packages/test_deb

## check-packages: all packages; as root they are also installed and removed,
##   Debian's in a fresh Debian, which needs network
check-packages: all
	$(MAKE) check-packages-at-once
# Of what has been built: a target that waits for others would come after them.
check-packages-at-once:
	TEST_TIMEOUT=3600 BUILD=$(BUILD) tests/run $(packages_tests)
packages_tests = $(wildcard tests/packages/test_*) tests/chroot/install

## check-chroot: the packages and the README's commands in a fresh Debian, SUITE;
##   needs root and network
SUITE = bookworm
check-chroot:
	tests/chroot/install $(SUITE)
	tests/chroot/quickstart $(SUITE)

## check-proofs: "make prove" in a fresh Debian 13, which needs root and network
check-proofs:
	TEST_TIMEOUT=3600 BUILD=$(BUILD) tests/run tests/chroot/prove

## check-all: lint and all of these, as CI runs them after "make check"
# Two at a time where each has a build of its own, the longest first.
check-all:
	$(MAKE) -j2 -O check-packages-at-once check-asan check-environments \
		check-valgrind check-tsan check-ubsan lint check-proofs \
		check-one-database
# Both have the module's database for themselves.
check-one-database:
	$(MAKE) check-programs
	$(MAKE) check-instructions

# Private, or flags, which all objects are made of, would say it as well.
$(BUILD)/obj/tests/%.o: private own_cppflags += \
	-DTEST_DATABASE='"$(test_database)"' \
	-DTEST_VENDOR_DATABASE='"$(test_vendor_database)"' \
	-DTEST_MODULE='"$(abspath $(BUILD))/tests/$(module)"' \
	-DTEST_COMMAND='"$(abspath $(BUILD))/ianaports"'
$(BUILD)/tests/answers: $(BUILD)/obj/tests/e2e/answers.o | $$(@D)/.
	$(link) -pie $^
$(BUILD)/tests/hosts/host.a: $(host_shared) | $$(@D)/.
	rm -f $@
	$(AR) rc $@ $^
$(BUILD)/tests/hosts/%: $(BUILD)/obj/tests/hosts/%.o \
		$(BUILD)/tests/hosts/host.a $(BUILD)/tests/$(module)
	$(link) -pie -rdynamic -pthread '-Wl,-rpath,$(abspath $(BUILD))/tests' \
		-Wl,--as-needed $^
$(BUILD)/tests/foreign: $(BUILD)/obj/tests/e2e/foreign.o \
		$(BUILD)/obj/tests/lib/layout.o \
		$(BUILD)/obj/tests/lib/layout_write.o $(library_objects)
	$(link) -pie -rdynamic $^ $(libs)
# What it is preloaded to may be sanitized; it cannot be itself.
$(preloaded): $(BUILD)/tests/%.so: tests/faults/%.c | $$(@D)/.
	$(CC) -std=c17 $(WARNINGS) -D_GNU_SOURCE -O2 -g -fPIC -shared -o $@ $<
test_libs = $(shell $(PKG_CONFIG) --libs cmocka)
# Archives, so that each program takes what it asks for.
$(BUILD)/tests/shared.a: $(patsubst %.c,$(BUILD)/obj/%.o, \
		$(wildcard tests/lib/*.c)) | $$(@D)/.
# The module's, for the tests' database, not to be optimized anew in each.
$(BUILD)/tests/module.a: $(patsubst nss/%.c,$(BUILD)/tests/obj/nss/%.o, \
		$(wildcard nss/*.c)) | $$(@D)/.
$(BUILD)/tests/library.a: $(library_objects) | $$(@D)/.
tested = $(patsubst %,$(BUILD)/tests/%.a,shared module library)
$(tested):
	rm -f $@
	$(AR) rc $@ $^
$(BUILD)/tests/unit/%: $(BUILD)/obj/tests/unit/%.o $(tested) | $$(@D)/.
	$(link) -pie -rdynamic -pthread $^ $(libs) $(test_libs)

# A fuzz target, with an engine or, in "make check", on its seeds alone.
fuzz_engine = $(BUILD)/obj/tests/fuzz/replay.o
$(BUILD)/tests/fuzz/%: $(BUILD)/obj/tests/fuzz/%.o $(tested) \
		$(filter %.o,$(fuzz_engine)) | $$(@D)/.
	$(link) -rdynamic -pthread $^ $(filter-out %.o,$(fuzz_engine)) \
		$(libs) $(test_libs)
$(BUILD)/tests/fuzz/seeds/walker/%.mdb: $(BUILD)/tests/foreign \
		tests/golden/sample.csv tests/golden/probe.services | $$(@D)/.
	$(BUILD)/tests/foreign $(subst -, ,$*) tests/golden/sample.csv $@ \
		tests/golden/probe.services

## fuzz: run each fuzz target for FUZZ_SECONDS, with clang's libFuzzer
FUZZ_SECONDS = 60
fuzz: $(fuzz_seeds)
	$(MAKE) BUILD=$(BUILD)/fuzz CC=clang HARDENING= LTO= \
		fuzz_engine=-fsanitize=fuzzer \
		CFLAGS='-O1 -g -fno-omit-frame-pointer \
		-fno-sanitize-recover=all \
		-fsanitize=fuzzer-no-link,address,undefined' \
		$(fuzz_targets:%=$(BUILD)/fuzz/tests/fuzz/%)
	BUILD=$(BUILD) tests/fuzz/run $(FUZZ_SECONDS) $(fuzz_targets)

## bench: measure look-ups beside those of the peers
bench: all $(BUILD)/tests/$(module)
	BUILD=$(BUILD) CC="$(CC)" tests/bench/run

## bench-plot: the last benchmark as a picture, packaging/doc/bench.svg
bench-plot:
	BUILD=$(BUILD) tests/bench/plot >$(BUILD)/bench/bench.svg
	cp $(BUILD)/bench/bench.svg packaging/doc/bench.svg

## lint: all style and static checks, as errors
lint: $(BUILD)/config/config.h
	WARNINGS="$(WARNINGS)" tests/lint $(own_cppflags) -I$(BUILD)/config

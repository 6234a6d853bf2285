# Installation, the tarball and the packages; included by the Makefile.

unitdir = $(prefix)/lib/systemd/system
completionsdir = $(datadir)/bash-completion/completions

# /usr/lib/x86_64-linux-gnu, /usr/lib64: libc looks for modules beside itself.
libc = $(filter /%,$(shell $(CC) -print-file-name=libc.so.6))
system_libdir = $(if $(filter /usr,$(prefix)),$(realpath $(dir $(libc))))

parts = $(if $(filter-out no,$(NSS)),module) command data units
module_pages = $(wildcard packaging/man/*nss*.8)
command_pages = $(filter-out $(module_pages),$(wildcard packaging/man/*.[1-8]))
completions = $(wildcard packaging/completions/ianaports.bash)
units = $(wildcard $(addprefix packaging/systemd/*.,path service timer))

page_path = $(mandir)/man$(subst .,,$(suffix $(1)))/$(notdir $(1))
installed = $(libdir)/$(module) $(bindir)/ianaports $(registry) \
	$(foreach page,$(module_pages) $(command_pages),$(call page_path,$(page))) \
	$(completions:%=$(completionsdir)/ianaports) \
	$(units:packaging/systemd/%=$(unitdir)/%)

# put MODE,SOURCE,DESTINATION: a new file moved into place, so that what runs
# keeps the old one.
define put
	$(INSTALL) -D -m $(1) $(2) $(DESTDIR)$(3).new
	mv -f $(DESTDIR)$(3).new $(DESTDIR)$(3)

endef
put_pages = $(foreach page,$(1),$(call put,644,$(page),$(call page_path,$(page))))

.PHONY: install uninstall dist deb deb-tree check-deb check-chroot \
	$(addprefix install-,module command data units)

## install: copy all in place; with DESTDIR nothing more, without it ldconfig
##   and the database too
install: $(parts:%=install-%)
ifeq ($(DESTDIR),)
	$(if $(filter module,$(parts)),ldconfig)
	$(INSTALL) -d -m 755 $(dir $(database))
	$(bindir)/ianaports import -v
endif

install-module: $(BUILD)/$(module)
	$(call put,644,$<,$(libdir)/$(module))
	$(call put_pages,$(module_pages))

install-command: $(BUILD)/ianaports
	$(call put,755,$<,$(bindir)/ianaports)
	$(call put_pages,$(command_pages))
	$(foreach file,$(completions),$(call \
		put,644,$(file),$(completionsdir)/ianaports))

install-data: packaging/registry/service-names-port-numbers.csv
	$(call put,644,$<,$(registry))

install-units: $(units:packaging/%=$(BUILD)/%)
	$(foreach unit,$^,$(call put,644,$(unit),$(unitdir)/$(notdir $(unit))))

$(BUILD)/systemd/%: packaging/systemd/% | $$(@D)/.
	sed 's|/usr/bin/ianaports|$(bindir)/ianaports|' $< >$@

## uninstall: remove what install left behind
uninstall:
	rm -f $(addprefix $(DESTDIR),$(installed) $(database))
	rmdir $(addprefix $(DESTDIR),$(datadir)/ianaports $(dir $(database))) \
		2>/dev/null || :
ifeq ($(DESTDIR),)
	$(if $(filter module,$(parts)),ldconfig)
endif

tarball = $(BUILD)/ianaports-$(VERSION).tar.xz
deb_tree = $(BUILD)/deb/ianaports-$(VERSION)

## dist: a tarball of the sources, as committed
dist:
	@git diff --quiet HEAD || echo "dist: leaves out what is not committed"
	mkdir -p $(BUILD)
	git archive --prefix=ianaports-$(VERSION)/ \
		-o $(tarball:.xz=) HEAD
	xz -T1 -f $(tarball:.xz=)

# dpkg wants debian/ at the top.
deb-tree: dist
	rm -rf $(BUILD)/deb
	mkdir -p $(BUILD)/deb
	cp $(tarball) $(BUILD)/deb/ianaports_$(VERSION).orig.tar.xz
	tar -C $(BUILD)/deb -xf $(tarball)
	cp -R $(deb_tree)/packaging/debian $(deb_tree)/debian

## deb: Debian's packages, into build/deb, from what is committed
# Without our variables, which would reach the package's own make.
deb: deb-tree
	cd $(deb_tree) && \
		env -u MAKEFLAGS -u MAKEOVERRIDES dpkg-buildpackage -us -uc

## check-deb: build the packages twice, compare and inspect them
check-deb:
	tests/run tests/packages/test_deb

## check-chroot: install, upgrade, remove in a fresh Debian; needs root, network
SUITE = bookworm
check-chroot:
	tests/chroot/install $(SUITE)

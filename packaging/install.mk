# SPDX-License-Identifier: MIT
# Installation, the tarball and the packages; included by the Makefile.

unitdir = $(prefix)/lib/systemd/system
presetdir = $(unitdir)-preset
libexecdir = $(exec_prefix)/libexec
tmpfilesdir = $(prefix)/lib/tmpfiles.d
zshdir = $(datadir)/zsh/site-functions
apparmordir = $(sysconfdir)/apparmor.d/abstractions/nameservice.d

# /usr/lib/x86_64-linux-gnu, /usr/lib64: libc looks for modules beside itself.
libc = $(filter /%,$(shell $(CC) -print-file-name=libc.so.6))
system_libdir = $(if $(filter /usr,$(prefix)),$(realpath $(dir $(libc))))

parts = $(if $(filter-out no,$(NSS)),module) command data units
# What names folders, and is made for those given.
made_files = $(patsubst packaging/%,$(BUILD)/%,$(patsubst %.in,%, \
	$(wildcard packaging/apparmor/* packaging/man/*.[1-8] \
	packaging/selinux/* packaging/systemd/*)))
pages = $(filter $(BUILD)/man/%,$(made_files))
module_pages = $(filter $(BUILD)/man/nss%,$(pages))
command_extras = $(filter-out $(module_pages),$(pages)) \
	$(wildcard packaging/completions/*)
unit_files = $(filter %.path %.service %.timer,$(made_files))
state_files = $(filter %.cil %.conf %.preset,$(made_files))

# Where a file goes, by its suffix: .bash, .fish, none (zsh), .path, .1 ...
place = $(or $(to$(suffix $(1))), \
	$(mandir)/man$(subst .,,$(suffix $(1)))/$(notdir $(1)))
to = $(zshdir)/_ianaports
to.bash = $(datadir)/bash-completion/completions/ianaports
to.fish = $(datadir)/fish/vendor_completions.d/ianaports.fish
to.cil = $(datadir)/selinux/packages/$(notdir $(1))
to.conf = $(tmpfilesdir)/$(notdir $(1))
to.preset = $(presetdir)/50-$(notdir $(1))
to.path = $(unitdir)/$(notdir $(1))
to.service = $(to.path)
to.timer = $(to.path)

# put MODE,SOURCE,DESTINATION: a new file moved into place, so that what runs
# keeps the old one.
define put
	$(INSTALL) -D -m $(1) $(2) $(DESTDIR)$(3).new
	mv -f $(DESTDIR)$(3).new $(DESTDIR)$(3)

endef
put_all = $(foreach file,$(1),$(call put,644,$(file),$(call place,$(file))))

.PHONY: .FORCE install uninstall units dist deb deb-tree arch-tree \
	$(addprefix install-,module command data units state)

## install: copy all in place; without DESTDIR also ldconfig and the database
install: $(parts:%=install-%)
ifeq ($(DESTDIR),)
	$(if $(filter module,$(parts)),$(load_module))
	mkdir -p -m 755 $(dir $(database))
	$(bindir)/ianaports import
endif

# Have libc and AppArmor's profiles look again; many a machine has no AppArmor.
load_module = ldconfig; \
	systemctl try-reload-or-restart apparmor.service 2>/dev/null || :

install-module: $(BUILD)/$(module) $(vendor_copy) $(BUILD)/apparmor/ianaports \
		$(module_pages)
	$(call put,644,$<,$(libdir)/$(module))
	$(if $(vendor_copy),$(call put,644,$(vendor_copy),$(vendor_database)))
	$(call put,644,$(BUILD)/apparmor/ianaports,$(apparmordir)/ianaports)
	$(call put_all,$(module_pages))

install-command: $(BUILD)/ianaports $(command_extras)
	$(call put,755,$<,$(bindir)/ianaports)
	$(call put_all,$(command_extras))

install-data: $(shipped)
	$(call put,644,$<,$(registry))

install-units: install-state $(unit_files)
	$(call put_all,$(unit_files))

# What units need beside themselves.
follow_links = $(libexecdir)/ianaports/follow-links
install-state: $(state_files)
	$(call put_all,$^)
	$(call put,755,packaging/libexec/follow-links,$(follow_links))

units: $(unit_files) $(state_files)
# Always anew: the folders given leave no trace in files.
$(made_files): $(BUILD)/%: .FORCE | $$(@D)/.
	sed -e 's|/usr/bin/|$(bindir)/|' -e 's|@bindir@|$(bindir)|' \
		-e 's|@libexecdir@|$(libexecdir)|' \
		-e 's|/var/lib/|$(localstatedir)/lib/|' \
		-e 's|/usr/share/ianaports/|$(datadir)/ianaports/|' \
		-e 's|/usr/lib/ianaports/|$(man_libdir)/ianaports/|' \
		-e 's|@vendor@|$(apparmor_libdir)/ianaports/services.mdb|' \
		$(if $(filter /var,$(localstatedir)),,$(no_state_directory)) \
		$(firstword $(wildcard packaging/$*.in packaging/$*)) >$@
# One text for every architecture of a package that lives beside others.
apparmor_libdir = $(patsubst %/$(multiarch),%/@{multiarch},$(libdir))
man_libdir = $(patsubst %/$(multiarch),%/*,$(libdir))
multiarch = $(or $(shell $(CC) -print-multiarch),.)
# systemd's own way to a writable folder knows only /var/lib.
no_state_directory = -e 's|^StateDirectory=.*|ReadWritePaths=$(patsubst \
	%/,%,$(dir $(database)))|'

## uninstall: remove what install left behind, the database, what was fetched
uninstall:
	rm -f $(addprefix $(DESTDIR),$(libdir)/$(module) $(bindir)/ianaports \
		$(apparmordir)/ianaports $(follow_links) \
		$(registry) $(database) $(dir $(database))registry.* \
		$(vendor_database) \
		$(foreach file,$(module_pages) $(command_extras) \
		$(unit_files) $(state_files),$(call place,$(file))))
	rmdir $(addprefix $(DESTDIR),$(datadir)/ianaports $(dir $(database)) \
		$(dir $(vendor_database)) $(dir $(follow_links)) \
		$(apparmordir) \
		$(patsubst %/,%,$(dir $(apparmordir))) \
		$(sysconfdir)/apparmor.d) 2>/dev/null || :
ifeq ($(DESTDIR),)
	$(if $(filter module,$(parts)),$(load_module))
endif

tarball = $(BUILD)/ianaports-$(VERSION).tar.xz
deb_tree = $(BUILD)/deb/ianaports-$(VERSION)

## dist: a tarball of the sources, as committed; from a tarball, the same
dist:
	packaging/dist $(VERSION) $(BUILD)

## arch-tree: what makepkg wants, into build/arch
arch-tree: dist
	rm -rf $(BUILD)/arch
	mkdir -p $(BUILD)/arch
	cp $(tarball) $(BUILD)/arch
	tar -C $(BUILD)/arch -xf $(tarball) --strip-components=3 \
		ianaports-$(VERSION)/packaging/arch

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

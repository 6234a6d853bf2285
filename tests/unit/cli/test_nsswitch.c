/* SPDX-License-Identifier: MIT */
/* The services line of nsswitch.conf, as distributions write it. */
#include "tests/lib/fixture.h"

#include <stdlib.h>
#include <string.h>

#include "cli/nsswitch.h"

struct shape {
	const char *text, *last, *first; /* NULL where it is refused */
};

static const struct shape corpus[] = {
	/* Debian */
	{"passwd:         files systemd\nservices:       db files\nrpc: db\n",
	 "passwd:         files systemd\nservices:       db files ianaports\n"
	 "rpc: db\n",
	 "passwd:         files systemd\nservices:       ianaports db files\n"
	 "rpc: db\n"},
	/* Ubuntu, with a blank at the end */
	{"services:       db files \n", "services:       db files ianaports \n",
	 "services:       ianaports db files \n"},
	/* Fedora */
	{"services:   files sss\n", "services:   files sss ianaports\n", NULL},
	/* Arch */
	{"services: files\n", "services: files ianaports\n",
	 "services: ianaports files\n"},
	/* SUSE: tabs, and a comment */
	{"services:\tfiles usrfiles\t# local\n",
	 "services:\tfiles usrfiles ianaports\t# local\n", NULL},
	/* NixOS */
	{"services:  files\n\n", "services:  files ianaports\n\n",
	 "services:  ianaports files\n\n"},
	/* Actions */
	{"services: nis [NOTFOUND=return] files\n",
	 "services: nis [NOTFOUND=return] files ianaports\n", NULL},
	{"services: files [ !UNAVAIL=continue tryagain=merge ] nis\n",
	 "services: files [ !UNAVAIL=continue tryagain=merge ] nis ianaports\n",
	 NULL},
	{"services: files [UNAVAIL=return]\n",
	 "services: files [UNAVAIL=return] ianaports\n", NULL},
	{"services: files [NOTFOUND=return]\n", NULL, NULL},
	{"services: files [NOTFOUND=return] db\n", NULL, NULL},
	{"services: files [!SUCCESS=return] db nis\n", NULL, NULL},
	{"services: files [SUCCESS=continue] db\n",
	 "services: files [SUCCESS=continue] db ianaports\n", NULL},
	{"services: files [!UNAVAIL=return]\n", NULL, NULL},
	/* CR LF */
	{"services: db files\r\nrpc: db\r\n",
	 "services: db files ianaports\r\nrpc: db\r\n",
	 "services: ianaports db files\r\nrpc: db\r\n"},
	/* No newline at the end */
	{"rpc: db\nservices: files", "rpc: db\nservices: files ianaports",
	 "rpc: db\nservices: ianaports files"},
	/* No services line */
	{"passwd: files\n",
	 "passwd: files\nservices: files ianaports # added by ianaports"
	 " enable\n",
	 "passwd: files\nservices: ianaports files # added by ianaports"
	 " enable\n"},
	{"passwd: files",
	 "passwd: files\nservices: files ianaports # added by ianaports enable",
	 "passwd: files\nservices: ianaports files # added by ianaports"
	 " enable"},
	{"", "services: files ianaports # added by ianaports enable\n",
	 "services: ianaports files # added by ianaports enable\n"},
	/* A comment is no line; a blank before one is allowed */
	{"# services: ianaports\n  services: files#x\n",
	 "# services: ianaports\n  services: files ianaports#x\n",
	 "# services: ianaports\n  services: ianaports files#x\n"},
	/* Not understood */
	{"services: files\nservices: db\n", NULL, NULL},
	{"services : files\n", NULL, NULL},
	{"services:files\n", NULL, NULL},
	{"services:\n", NULL, NULL},
	{"services: [NOTFOUND=return] files\n", NULL, NULL},
	{"services: files [NOTFOUND=stop]\n", NULL, NULL},
	{"services: files [NOTFOUND=return\n", NULL, NULL},
	{"services: files [NOTFOUND=return \n", NULL, NULL},
	{"services: files [NOTFOUND=continueUNAVAIL=return]\n", NULL, NULL},
	{"services: files [NOTFOUND]\n", NULL, NULL},
	{"services: files fi=les\n", NULL, NULL},
};

static void
edit_is(const char *text, enum nsswitch_place place, const char *expected)
{
	struct nsswitch edit;

	nsswitch_edit(&edit, text, strlen(text), place);
	if (expected == NULL) {
		assert_non_null(edit.refusal);
		assert_null(edit.text);
	} else {
		assert_null(edit.refusal);
		assert_string_equal(edit.text, expected);
		assert_int_equal(edit.length, strlen(expected));
	}
	nsswitch_free(&edit);
}

static void
every_shape_is_enabled_in_its_place_or_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(corpus); i++) {
		edit_is(corpus[i].text, NSSWITCH_LAST, corpus[i].last);
		edit_is(corpus[i].text, NSSWITCH_FIRST, corpus[i].first);
	}
}

static void
enabling_twice_changes_nothing_more(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(corpus); i++) {
		if (corpus[i].last != NULL)
			edit_is(corpus[i].last, NSSWITCH_LAST, corpus[i].last);
		if (corpus[i].first != NULL)
			edit_is(corpus[i].first, NSSWITCH_FIRST,
				corpus[i].first);
	}
}

static void
disabling_restores_every_byte(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(corpus); i++) {
		if (corpus[i].last != NULL)
			edit_is(corpus[i].last, NSSWITCH_GONE, corpus[i].text);
		if (corpus[i].first != NULL)
			edit_is(corpus[i].first, NSSWITCH_GONE, corpus[i].text);
	}
}

static void
a_line_of_ours_stays_once_somebody_has_written_on_it(void **state)
{
	static const char *const lines[][2] = {
		{"services: files ldap ianaports # added by ianaports enable",
		 "services: files ldap # added by ianaports enable"},
		{"services: files ianaports ldap # added by ianaports enable",
		 "services: files ldap # added by ianaports enable"},
		{"services: ianaports db files # added by ianaports enable",
		 "services: db files # added by ianaports enable"},
		{"services: files ianaports # ours # added by ianaports enable",
		 "services: files # ours # added by ianaports enable"},
		{"services: files ianaports # added by ianaports enable, on "
		 "1/1",
		 "services: files # added by ianaports enable, on 1/1"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(lines); i++)
		edit_is(lines[i][0], NSSWITCH_GONE, lines[i][1]);
}

static void
one_order_is_turned_into_the_other(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(corpus); i++) {
		if (corpus[i].last == NULL || corpus[i].first == NULL)
			continue;
		edit_is(corpus[i].last, NSSWITCH_FIRST, corpus[i].first);
		edit_is(corpus[i].first, NSSWITCH_LAST, corpus[i].last);
	}
}

static void
disabling_what_is_not_enabled_changes_nothing(void **state)
{
	(void)state;
	edit_is("services: db files\n", NSSWITCH_GONE, "services: db files\n");
	edit_is("rpc: db\n", NSSWITCH_GONE, "rpc: db\n");
}

static void
a_file_of_nothing_else_is_left_empty(void **state)
{
	(void)state;
	edit_is("services: files ianaports # added by ianaports enable\n",
		NSSWITCH_GONE, "");
	edit_is("services: files ianaports # added by ianaports enable",
		NSSWITCH_GONE, "");
}

static void
what_an_admin_wrote_around_it_is_not_undone(void **state)
{
	(void)state;
	edit_is("services: files ianaports [NOTFOUND=return] nis\n",
		NSSWITCH_GONE, NULL);
	edit_is("services: files ianaports nis ianaports\n", NSSWITCH_GONE,
		NULL);
	edit_is("services: files ianaports nis\n", NSSWITCH_GONE,
		"services: files nis\n");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			every_shape_is_enabled_in_its_place_or_refused),
		cmocka_unit_test(enabling_twice_changes_nothing_more),
		cmocka_unit_test(disabling_restores_every_byte),
		cmocka_unit_test(
			a_line_of_ours_stays_once_somebody_has_written_on_it),
		cmocka_unit_test(one_order_is_turned_into_the_other),
		cmocka_unit_test(disabling_what_is_not_enabled_changes_nothing),
		cmocka_unit_test(a_file_of_nothing_else_is_left_empty),
		cmocka_unit_test(what_an_admin_wrote_around_it_is_not_undone),
	};

	return cmocka_run_group_tests_name("nsswitch", tests, NULL, NULL);
}

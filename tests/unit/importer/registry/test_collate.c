/* SPDX-License-Identifier: MIT */
/* Tests of collation: which name a port has, and which port a name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>

#include "importer/registry/collate.h"

struct fixture {
	struct registry registry;
	struct local local;
	struct collation collation;
	struct diag diag;
};

static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	f->diag.file = "x";
	f->diag.out = stderr;
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	collation_free(&f->collation);
	registry_free(&f->registry);
	free(f);
	return 0;
}

static void
add_row(struct fixture *f, const char *line, size_t length)
{
	static const enum column columns[] = {
		COLUMN_NAME,        COLUMN_PORT,      COLUMN_TRANSPORT,
		COLUMN_NOTES,       COLUMN_REFERENCE, COLUMN_ASSIGNEE,
		COLUMN_DESCRIPTION,
	};
	struct cell cells[COLUMNS];

	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = (struct cell){"", 0, 1, 1};
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		size_t end = strcspn(line, "|\n");

		cells[columns[i]].text = line;
		cells[columns[i]].length = end < length ? end : length;
		length -= cells[columns[i]].length;
		line += cells[columns[i]].length;
		if (length > 0) {
			line++;
			length--;
		}
	}
	assert_int_equal(length, 0);
	assert_int_equal(registry_add_row(&f->registry, cells, &f->diag), 0);
}

/* Rows of "name|port|transport|notes|reference|assignee|description". */
static int
try(void **state, const char *rows)
{
	struct fixture *f = *state;
	size_t count = 0;

	for (; *rows != '\0'; count++) {
		size_t length = strcspn(rows, "\n");

		add_row(f, rows, length);
		rows += length + 1;
	}
	assert_int_equal(f->registry.row_count, count);
	return collation_make(&f->collation, &f->registry, &f->local, true);
}

static struct fixture *
collate(void **state, const char *rows)
{
	assert_int_equal(try(state, rows), 0);
	return *state;
}

/* Records as "port/transport name alias ...", a line each. */
static void
assert_records(const struct fixture *f, const char *expected)
{
	static const char *const transports[] = {"", "tcp", "udp", "sctp",
						 "dccp"};
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	for (size_t i = 0; i < f->collation.record_count; i++) {
		const struct record *record = &f->collation.records[i];
		const char *name = record->names;

		fprintf(out, "%u/%s", record->port,
			transports[record->transport]);
		for (unsigned int j = 0; j <= record->aliases; j++) {
			fprintf(out, " %s", name);
			name += strlen(name) + 1;
		}
		assert_ptr_equal(name, record->names + record->size);
		fputc('\n', out);
	}
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
}

/* Names as "name/transport-number port", a line each. */
static void
assert_names(const struct fixture *f, const char *expected)
{
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	for (size_t i = 0; i < f->collation.name_count; i++) {
		const struct name *name = &f->collation.names[i];

		fprintf(out, "%s/%u %u\n", name->name, name->transport,
			f->collation.records[name->record].port);
	}
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
}

static void
a_single_row_is_a_record(void **state)
{
	struct fixture *f = collate(state, "Quux|7|udp\n");

	assert_records(f, "7/udp Quux\n");
	assert_names(f, "quux/2 7\n");
}

static void
what_is_no_assignment_is_left_out(void **state)
{
	struct fixture *f = collate(state, "|7|udp||||Something\n"
					   "dns-sd||tcp\n"
					   "a|1|tcp||||Reserved\n"
					   "b|2|tcp||||Unassigned\n"
					   "c|3|tcp||||De-Registered\n"
					   "d|4|tcp||||De-registered\n"
					   "e|5|tcp||||RESERVED\n");

	assert_records(f, "");
	assert_names(f, "");
}

static void
words_in_a_description_do_not_drop_a_row(void **state)
{
	struct fixture *f =
		collate(state, "un|1|tcp||||RemoteWare Unassigned\n"
			       "msp|2|tcp||||Message Send (historic)\n"
			       "rsv|3|tcp||||Reserved for a future use\n"
			       "note|4|tcp|Unassigned. Reserved.\n");

	assert_records(f, "1/tcp un\n2/tcp msp\n3/tcp rsv\n4/tcp note\n");
}

static void
every_port_of_a_range_answers_and_its_name_with_the_first(void **state)
{
	struct fixture *f = collate(state, "x11|6000-6002|tcp\n");

	assert_records(f, "6000/tcp x11\n6001/tcp x11\n6002/tcp x11\n");
	assert_names(f, "x11/1 6000\n");
}

static void
a_range_may_end_at_the_last_port(void **state)
{
	assert_records(collate(state, "end|65534-65535|tcp\n"),
		       "65534/tcp end\n65535/tcp end\n");
}

static void
no_transport_stands_for_tcp_and_udp(void **state)
{
	struct fixture *f = collate(state, "boe|6400-6401|\n");

	assert_records(f, "6400/tcp boe\n6400/udp boe\n"
			  "6401/tcp boe\n6401/udp boe\n");
	assert_names(f, "boe/1 6400\nboe/2 6400\n");
}

static void
records_are_in_the_order_of_port_and_transport(void **state)
{
	struct fixture *f = collate(state, "d|9|dccp\ns|9|sctp\nz|256|tcp\n"
					   "u|9|udp\nt|9|tcp\ny|1|udp\n");

	assert_records(f, "1/udp y\n9/tcp t\n9/udp u\n9/sctp s\n9/dccp d\n"
			  "256/tcp z\n");
}

static void
names_are_in_the_order_of_bytes_and_transport(void **state)
{
	struct fixture *f = collate(state, "ab|1|udp\nAB|2|tcp\na|3|dccp\n"
					   "a-b|4|tcp\nB|5|tcp\na|6|tcp\n");

	assert_names(f, "a/1 6\na/4 3\na-b/1 4\nab/1 2\nab/2 1\nb/1 5\n");
}

static void
further_names_are_aliases_in_the_registry_s_order(void **state)
{
	struct fixture *f =
		collate(state, "cso|105|tcp\nz|105|tcp\na|105|tcp\n");

	assert_records(f, "105/tcp cso z a\n");
	assert_names(f, "a/1 105\ncso/1 105\nz/1 105\n");
}

static void
aliases_duplicates_and_historic_entries_yield(void **state)
{
	static const char *const rows[] = {
		"bad|1|tcp|This entry is an alias to \"good\".|[RFC1]|[IESG]\n"
		"good|1|tcp\n",
		"bad|1|tcp|Alias of good|[RFC1]|[IESG]\ngood|1|tcp\n",
		"bad|1|tcp|an alias for good|[RFC1]|[IESG]\ngood|1|tcp\n",
		"bad|1|tcp|This is a duplicate of the \"good\" service|[RFC1]\n"
		"good|1|tcp\n",
		"bad|1|tcp|This entry is now historic, not usable\n"
		"good|1|tcp\n",
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_records(collate(state, rows[i]), "1/tcp good bad\n");
		tear_down(state);
		set_up(state);
	}
}

static void
the_word_alias_alone_does_not_make_one(void **state)
{
	struct fixture *f =
		collate(state, "first|1|tcp|Has aliases, see below|||An Alias"
			       " Service (historic)\n"
			       "second|1|tcp\n");

	assert_records(f, "1/tcp first second\n");
}

static void
an_rfc_goes_before_the_order(void **state)
{
	struct fixture *f =
		collate(state, "urd|465|tcp\n"
			       "submissions|465|tcp||[3GPP TS 1][RFC8314]\n");

	assert_records(f, "465/tcp submissions urd\n");
}

static void
the_iesg_goes_before_the_order(void **state)
{
	assert_records(collate(state, "old|1|tcp\nnew|1|tcp|||[IESG]\n"),
		       "1/tcp new old\n");
}

static void
the_iesg_with_an_rfc_weighs_no_more_than_one_of_them(void **state)
{
	struct fixture *f = collate(state, "one|1|tcp||[RFC1]\n"
					   "both|1|tcp||[RFC2]|[IESG]\n");

	assert_records(f, "1/tcp one both\n");
}

static void
an_alias_with_an_rfc_goes_before_one_without(void **state)
{
	struct fixture *f = collate(state, "a|1|tcp|alias to \"c\"\n"
					   "b|1|tcp|alias to \"c\"|[RFC1]\n");

	assert_records(f, "1/tcp b a\n");
}

static void
a_name_on_several_ports_means_the_first(void **state)
{
	struct fixture *f =
		collate(state, "http-alt|591|tcp\nhttp-alt|8080|udp\n"
			       "http-alt|8008|tcp\n");

	assert_names(f, "http-alt/1 591\nhttp-alt/2 8080\n");
}

static void
a_name_on_several_ports_means_the_one_that_is_no_alias(void **state)
{
	assert_names(collate(state, "q|1|tcp|alias to \"r\"\nq|2|tcp\n"),
		     "q/1 2\n");
}

static void
a_name_on_several_ports_means_the_one_with_an_rfc(void **state)
{
	assert_names(collate(state, "q|1|tcp\nQ|2|tcp||[RFC1]\n"), "q/1 2\n");
}

static void
the_registry_s_order_is_not_that_of_ports(void **state)
{
	assert_names(collate(state, "q|2|tcp\nq|1|tcp\n"), "q/1 2\n");
}

static void
a_row_given_twice_is_no_alias_of_itself(void **state)
{
	assert_records(collate(state, "Q|1|tcp\nQ|1|\nQ|1|tcp\n"),
		       "1/tcp Q\n1/udp Q\n");
}

/* Programs that compare names with case are told each. */
static void
names_that_differ_by_case_are_all_kept(void **state)
{
	assert_records(collate(state, "Q|1|tcp\nq|1|tcp\nQ|1|tcp\n"),
		       "1/tcp Q q\n");
}

/* As many names on one port. */
static void
name_often(char rows[4096], int names)
{
	size_t length = 0;

	for (int i = 0; i < names; i++)
		length += (size_t)snprintf(rows + length, 4096 - length,
					   "n%d|1|tcp\n", i);
}

static void
a_record_keeps_255_aliases(void **state)
{
	char rows[4096];

	name_often(rows, 256);
	collate(state, rows);
	assert_int_equal(
		((struct fixture *)*state)->collation.records[0].aliases, 255);
}

static void
more_names_than_a_record_holds_are_refused(void **state)
{
	char rows[4096];

	name_often(rows, 257);
	assert_int_equal(try(state, rows), -E2BIG);
}

static void
a_million_names_and_ports_are_refused(void **state)
{
	assert_int_equal(try(state, "a|0-65535|\nb|0-65535|\nc|0-65535|\n"
				    "d|0-65535|\ne|0-65535|\nf|0-65535|\n"
				    "g|0-65535|\nh|0-65535|\ni|1|tcp\n"),
			 -E2BIG);
}

static void
the_local_file_s_names_are_left_out_on_every_transport(void **state)
{
	struct fixture *f = *state;
	struct service line = {.transport = TRANSPORT_TCP};
	struct service_name names[] = {{"ssh", 0}};

	f->local.services.lines = &line;
	f->local.services.names = names;
	f->local.services.name_count = 1;
	collate(state, "SSH|22|tcp\nssh|22|sctp\nsshd|23|tcp\n");
	assert_names(f, "sshd/1 23\n");
	/* Ports that it does not know are answered, by that name too. */
	assert_records(f, "22/tcp SSH\n22/sctp ssh\n23/tcp sshd\n");
}

static void
a_registry_without_services_gives_nothing(void **state)
{
	struct fixture *f = collate(state, "");

	assert_int_equal(f->collation.record_count, 0);
	assert_int_equal(f->collation.name_count, 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_single_row_is_a_record),
		TEST(what_is_no_assignment_is_left_out),
		TEST(words_in_a_description_do_not_drop_a_row),
		TEST(every_port_of_a_range_answers_and_its_name_with_the_first),
		TEST(a_range_may_end_at_the_last_port),
		TEST(no_transport_stands_for_tcp_and_udp),
		TEST(records_are_in_the_order_of_port_and_transport),
		TEST(names_are_in_the_order_of_bytes_and_transport),
		TEST(further_names_are_aliases_in_the_registry_s_order),
		TEST(aliases_duplicates_and_historic_entries_yield),
		TEST(the_word_alias_alone_does_not_make_one),
		TEST(an_rfc_goes_before_the_order),
		TEST(the_iesg_goes_before_the_order),
		TEST(the_iesg_with_an_rfc_weighs_no_more_than_one_of_them),
		TEST(an_alias_with_an_rfc_goes_before_one_without),
		TEST(a_name_on_several_ports_means_the_first),
		TEST(a_name_on_several_ports_means_the_one_that_is_no_alias),
		TEST(a_name_on_several_ports_means_the_one_with_an_rfc),
		TEST(the_registry_s_order_is_not_that_of_ports),
		TEST(a_row_given_twice_is_no_alias_of_itself),
		TEST(names_that_differ_by_case_are_all_kept),
		TEST(a_record_keeps_255_aliases),
		TEST(more_names_than_a_record_holds_are_refused),
		TEST(a_million_names_and_ports_are_refused),
		TEST(the_local_file_s_names_are_left_out_on_every_transport),
		TEST(a_registry_without_services_gives_nothing),
	};

	return cmocka_run_group_tests_name("collate", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The built module, called as glibc calls it. */
#include "tests/lib/asked.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *const protocols[] = {"tcp", "udp", "sctp", "dccp"};

static void
well_known_services_are_answered_by_name(void **state)
{
	/* From IANA's pages, by hand. */
	static const struct {
		const char *name, *protocol, *line;
	} known[] = {
		{"bpcd", "tcp", "bpcd 13782/tcp"},
		{"bpcd", NULL, "bpcd 13782/tcp"},
		{"doip-disc", NULL, "doip-disc 13400/udp"},
		{"alfin", NULL, "alfin 16003/udp"},
		{"3link", "udp", "3link 15363/udp"},
		{"http", "tcp", "http 80/tcp www www-http"},
		{"www-http", "udp", "http 80/udp www www-http"},
		{"http", "sctp", "http 80/sctp"},
		{"urd", NULL, "submissions 465/tcp urd"},
		{"igmpv3lite", NULL, "igmpv3lite 465/udp"},
		{"cl/1", "tcp", "cl-1 172/tcp cl/1"},
		{"914c/g", "udp", "914c-g 211/udp 914c/g"},
		{"ethernet/ip-1", "tcp",
		 "EtherNet-IP-1 2222/tcp EtherNet/IP-1"},
		{"x11", NULL, "x11 6000/tcp"},
		{"vrml-multi-use", "udp", "vrml-multi-use 4200/udp"},
		{"boe-cms", "udp", "boe-cms 6400/udp"},
		{"discard", "dccp", "discard 9/dccp"},
		{"msp", NULL, "msp 18/tcp"},
	};
	struct servent servent;

	(void)state;
	for (size_t i = 0; i < LENGTH(known); i++) {
		assert_int_equal(
			by_name(known[i].name, known[i].protocol, &servent),
			NSS_STATUS_SUCCESS);
		expect(&servent, known[i].line);
	}
}

static void
well_known_services_are_answered_by_port(void **state)
{
	static const struct {
		unsigned int port;
		const char *protocol, *line;
	} known[] = {
		{13782, "tcp", "bpcd 13782/tcp"},
		{13400, "udp", "doip-disc 13400/udp"},
		{13400, NULL, "doip-data 13400/tcp"},
		{16003, NULL, "alfin 16003/udp"},
		{465, "tcp", "submissions 465/tcp urd"},
		{6000, "udp", "x11 6000/udp"},
		{6665, "tcp", "ircu 6665/tcp"},
		{7300, NULL, "swx 7300/tcp"},
		{9, "dccp", "discard 9/dccp"},
	};
	struct servent servent;

	(void)state;
	for (size_t i = 0; i < LENGTH(known); i++) {
		assert_int_equal(
			by_port(known[i].port, known[i].protocol, &servent),
			NSS_STATUS_SUCCESS);
		expect(&servent, known[i].line);
	}
}

static void
names_compare_without_regard_to_case(void **state)
{
	struct servent servent;

	(void)state;
	assert_int_equal(by_name("BPCD", "tcp", &servent), NSS_STATUS_SUCCESS);
	expect(&servent, "bpcd 13782/tcp");
	assert_int_equal(by_name("ETHERNET/IP-1", "tcp", &servent),
			 NSS_STATUS_SUCCESS);
	expect(&servent, "EtherNet-IP-1 2222/tcp EtherNet/IP-1");
}

static void
what_is_not_assigned_is_not_found(void **state)
{
	static const struct {
		const char *name, *protocol;
	} names[] = {
		{"", NULL},        {"no-such-service", NULL}, {"bpc", NULL},
		{"bpcdx", NULL},   {"bpcd", "sctp"},          {"bpcd", "TCP"},
		{"bpcd", ""},      {"bpcd", "ddp"},           {"bpcd\1", NULL},
		{" bpcd", NULL},   {"alfin", "tcp"},          {"sua", "udp"},
		{"airplay", NULL},
	};
	static const struct {
		unsigned int port;
		const char *protocol;
	} ports[] = {
		{0, NULL},
		{4, "tcp"},
		{13219, NULL},
		{13782, "sctp"},
		{13782, "UDP"},
		{16003, "tcp"},
		{14001, "udp"},
		{49152, NULL},
		{65535, NULL},
		{6664, "tcp"},
		/* By their names, these are others. */
		{6063, "udp"},
		{6669, "tcp"},
		{7359, NULL},
		{2007, "udp"},
	};
	struct servent servent, untouched;

	(void)state;
	memset(&untouched, 0x55, sizeof(untouched));
	servent = untouched;
	for (size_t i = 0; i < LENGTH(names); i++)
		assert_int_equal(
			by_name(names[i].name, names[i].protocol, &servent),
			NSS_STATUS_NOTFOUND);
	for (size_t i = 0; i < LENGTH(ports); i++)
		assert_int_equal(
			by_port(ports[i].port, ports[i].protocol, &servent),
			NSS_STATUS_NOTFOUND);
	assert_memory_equal(&servent, &untouched, sizeof(servent));
}

static void
numbers_that_are_no_ports_are_not_found(void **state)
{
	static const int numbers[] = {-1, 65536, 65536 + 80, 1 << 30,
				      -2147483647 - 1};
	struct servent servent;
	int error = UNTOUCHED;

	(void)state;
	for (size_t i = 0; i < LENGTH(numbers); i++)
		assert_int_equal(module.by_port(numbers[i], "tcp", &servent,
						buffer, sizeof(buffer), &error),
				 NSS_STATUS_NOTFOUND);
	assert_int_equal(error, UNTOUCHED);
}

/* A name longer than any key, and one that just fits none. */
static void
long_names_are_not_found(void **state)
{
	char *name = malloc(100001);
	struct servent servent;

	(void)state;
	memset(name, 'a', 100000);
	name[100000] = '\0';
	assert_int_equal(by_name(name, "tcp", &servent), NSS_STATUS_NOTFOUND);
	name[256] = '\0';
	assert_int_equal(by_name(name, NULL, &servent), NSS_STATUS_NOTFOUND);
	name[255] = '\0';
	assert_int_equal(by_name(name, NULL, &servent), NSS_STATUS_NOTFOUND);
	free(name);
}

static void
a_small_buffer_is_tried_again_and_nothing_changes(void **state)
{
	struct servent servent, untouched;
	int error;

	(void)state;
	memset(&untouched, 0x55, sizeof(untouched));
	servent = untouched;
	/* "http", "www", "www-http", "tcp", two aliases and their end. */
	for (size_t size = 0; size < 22 + 3 * sizeof(char *); size++) {
		error = UNTOUCHED;
		assert_int_equal(module.by_name("http", "tcp", &servent, buffer,
						size, &error),
				 NSS_STATUS_TRYAGAIN);
		assert_int_equal(error, ERANGE);
		error = UNTOUCHED;
		assert_int_equal(module.by_port(htons(80), "tcp", &servent,
						buffer, size, &error),
				 NSS_STATUS_TRYAGAIN);
		assert_int_equal(error, ERANGE);
	}
	assert_memory_equal(&servent, &untouched, sizeof(servent));
}

static void
same(const struct servent *a, const struct servent *b)
{
	assert_string_equal(a->s_name, b->s_name);
	assert_int_equal(a->s_port, b->s_port);
	assert_string_equal(a->s_proto, b->s_proto);
	for (size_t i = 0;; i++) {
		if (a->s_aliases[i] == NULL || b->s_aliases[i] == NULL) {
			assert_ptr_equal(a->s_aliases[i], b->s_aliases[i]);
			return;
		}
		assert_string_equal(a->s_aliases[i], b->s_aliases[i]);
	}
}

/* With no transport: the first that has the name. */
static void
found_by_name_alone(const char *name)
{
	struct servent found, first;
	char other[4096];
	size_t i = 0;
	int error;

	while (module.by_name(name, protocols[i], &first, other, sizeof(other),
			      &error) != NSS_STATUS_SUCCESS)
		i++;
	assert_int_equal(by_name(name, NULL, &found), NSS_STATUS_SUCCESS);
	same(&found, &first);
}

/* A name is found; where it sits on several ports, that one spells it too. */
static void
found_by_name(const char *name, const struct servent *from)
{
	struct servent found, again;
	char other[4096];
	int error;

	found_by_name_alone(name);
	assert_int_equal(by_name(name, from->s_proto, &found),
			 NSS_STATUS_SUCCESS);
	if (found.s_port == from->s_port) {
		same(&found, from);
		return;
	}
	assert_string_equal(found.s_proto, from->s_proto);
	assert_int_equal(module.by_port(found.s_port, found.s_proto, &again,
					other, sizeof(other), &error),
			 NSS_STATUS_SUCCESS);
	same(&found, &again);
}

/* With no transport: the first that has the port. */
static void
found_by_port(const struct servent *from)
{
	struct servent found;
	size_t first = 0;

	assert_int_equal(
		by_port(ntohs((uint16_t)from->s_port), from->s_proto, &found),
		NSS_STATUS_SUCCESS);
	same(&found, from);
	while (by_port(ntohs((uint16_t)from->s_port), protocols[first],
		       &found) != NSS_STATUS_SUCCESS)
		first++;
	assert_int_equal(by_port(ntohs((uint16_t)from->s_port), NULL, &found),
			 NSS_STATUS_SUCCESS);
	assert_string_equal(found.s_proto, protocols[first]);
}

static int
place(const struct servent *servent)
{
	int i = 0;

	while (strcmp(protocols[i], servent->s_proto) != 0)
		i++;
	return ntohs((uint16_t)servent->s_port) * 4 + i;
}

static void
every_enumerated_record_is_found_by_name_and_by_port(void **state)
{
	struct servent servent;
	char own[4096];
	size_t count = 0;
	int last = -1, error = UNTOUCHED;

	(void)state;
	assert_int_equal(module.set(0), NSS_STATUS_SUCCESS);
	while (module.get(&servent, own, sizeof(own), &error) ==
	       NSS_STATUS_SUCCESS) {
		assert_true(place(&servent) > last);
		last = place(&servent);
		found_by_name(servent.s_name, &servent);
		for (char **alias = servent.s_aliases; *alias != NULL; alias++)
			found_by_name(*alias, &servent);
		found_by_port(&servent);
		count++;
	}
	assert_int_equal(count, 11444);
	assert_int_equal(error, UNTOUCHED);
	assert_int_equal(module.get(&servent, own, sizeof(own), &error),
			 NSS_STATUS_NOTFOUND);
	assert_int_equal(module.end(), NSS_STATUS_SUCCESS);
}

static void
an_enumeration_loses_nothing_to_small_buffers(void **state)
{
	struct servent servent, untouched;
	size_t count = 0, size = 0;
	int error = 0;
	enum nss_status status;

	(void)state;
	memset(&untouched, 0x55, sizeof(untouched));
	/* Starts by itself: no setservent. */
	for (;;) {
		servent = untouched;
		status = module.get(&servent, buffer, size, &error);
		if (status != NSS_STATUS_SUCCESS)
			assert_memory_equal(&servent, &untouched,
					    sizeof(servent));
		if (status == NSS_STATUS_TRYAGAIN) {
			assert_int_equal(error, ERANGE);
			size++;
			continue;
		}
		if (status != NSS_STATUS_SUCCESS)
			break;
		if (count == 0)
			expect(&servent, "tcpmux 1/tcp");
		count++;
		size = 0;
	}
	assert_int_equal(status, NSS_STATUS_NOTFOUND);
	assert_int_equal(count, 11444);
	assert_int_equal(module.end(), NSS_STATUS_SUCCESS);
	assert_int_equal(module.end(), NSS_STATUS_SUCCESS);
}

static void
setservent_starts_again(void **state)
{
	struct servent servent;
	int error;

	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_int_equal(module.set(1), NSS_STATUS_SUCCESS);
		assert_int_equal(
			module.get(&servent, buffer, sizeof(buffer), &error),
			NSS_STATUS_SUCCESS);
		expect(&servent, "tcpmux 1/tcp");
	}
	module.end();
	assert_int_equal(module.get(&servent, buffer, sizeof(buffer), &error),
			 NSS_STATUS_SUCCESS);
	expect(&servent, "tcpmux 1/tcp");
	module.end();
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(well_known_services_are_answered_by_name),
		cmocka_unit_test(well_known_services_are_answered_by_port),
		cmocka_unit_test(names_compare_without_regard_to_case),
		cmocka_unit_test(what_is_not_assigned_is_not_found),
		cmocka_unit_test(numbers_that_are_no_ports_are_not_found),
		cmocka_unit_test(long_names_are_not_found),
		cmocka_unit_test(
			a_small_buffer_is_tried_again_and_nothing_changes),
		cmocka_unit_test(
			every_enumerated_record_is_found_by_name_and_by_port),
		cmocka_unit_test(an_enumeration_loses_nothing_to_small_buffers),
		cmocka_unit_test(setservent_starts_again),
	};

	return cmocka_run_group_tests_name("module", tests, asked_begin,
					   asked_end);
}

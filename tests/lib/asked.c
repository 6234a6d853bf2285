/* SPDX-License-Identifier: MIT */
#include "tests/lib/asked.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <unistd.h>

struct module module;
char buffer[4096];

int
asked_begin(void **state)
{
	(void)state;
	import_file(SHIPPED, TEST_DATABASE);
	module_load(&module);
	return 0;
}

int
asked_end(void **state)
{
	(void)state;
	unlink(TEST_DATABASE);
	return 0;
}

enum nss_status
by_name(const char *name, const char *protocol, struct servent *servent)
{
	int error = UNTOUCHED;
	enum nss_status status = module.by_name(name, protocol, servent, buffer,
						sizeof(buffer), &error);

	assert_int_equal(error, UNTOUCHED);
	return status;
}

enum nss_status
by_port(unsigned int port, const char *protocol, struct servent *servent)
{
	int error = UNTOUCHED;
	enum nss_status status =
		module.by_port(htons((uint16_t)port), protocol, servent, buffer,
			       sizeof(buffer), &error);

	assert_int_equal(error, UNTOUCHED);
	return status;
}

void
expect(const struct servent *servent, const char *line)
{
	char text[512];
	int length =
		snprintf(text, sizeof(text), "%s %u/%s", servent->s_name,
			 ntohs((uint16_t)servent->s_port), servent->s_proto);

	for (char **alias = servent->s_aliases; *alias != NULL; alias++)
		length += snprintf(text + length, sizeof(text) - (size_t)length,
				   " %s", *alias);
	assert_string_equal(text, line);
}

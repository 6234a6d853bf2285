/* SPDX-License-Identifier: MIT */
#include "cli/query/ports.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/cli.h"
#include "db/transport.h"
#include "importer/input/range.h"

static const char no_transport[] =
	"no such transport; there are tcp, udp, sctp and dccp";

static const char *
explain(enum range_fault fault)
{
	static const char *const words[] = {
		[RANGE_NO_PORT] = "no port; one is a number from 0 to 65535",
		[RANGE_NO_END] = "a range ends in a port, as 6000-6063 does",
		[RANGE_TRAILING] = "no port or range; write 80 or 6000-6063",
		[RANGE_TOO_HIGH] = "ports end at 65535",
		[RANGE_REVERSED] = "the range runs backwards",
	};

	return words[fault];
}

const char *
ports_add(struct ports *ports, const char *text)
{
	for (;;) {
		size_t length = strcspn(text, ",");
		struct range range;
		enum range_fault fault = range_parse(&range, text, length);

		if (fault != RANGE_GOOD)
			return explain(fault);
		memset(&ports->has[range.first], true,
		       (size_t)range.last - range.first + 1);
		if (text[length] == '\0')
			return NULL;
		text += length + 1;
	}
}

bool
ports_meet(const struct ports *ports, uint16_t first, uint16_t last)
{
	return memchr(&ports->has[first], 1, (size_t)last - first + 1) != NULL;
}

unsigned int
transport_parse(const char *name)
{
	for (unsigned int t = TRANSPORT_TCP; t <= TRANSPORT_DCCP; t++)
		if (strcasecmp(name, transport_name(t)) == 0)
			return t;
	return 0;
}

unsigned int
transport_demand(const char *name)
{
	unsigned int transport = transport_parse(name);

	if (transport == 0)
		exit(cli_refuse(name, "%s", no_transport));
	return transport;
}

/* A port, or what could only be one: digits, and hyphens without a letter. */
static const char *
read_port(struct question *question, size_t length)
{
	struct range range;
	enum range_fault fault = range_parse(&range, question->text, length);

	if (fault != RANGE_GOOD)
		return explain(fault);
	if (range.first != range.last)
		return "a range; 'ianaports list' takes ranges";
	question->numbered = true;
	question->port = (uint16_t)range.first;
	return NULL;
}

/* Whether it is "tcp/80". */
static bool
is_swapped(const char *text, const char *slash)
{
	char transport[8] = "";

	if (slash - text < (ptrdiff_t)sizeof(transport))
		memcpy(transport, text, (size_t)(slash - text));
	return transport_parse(transport) != 0 &&
	       slash[1 + strspn(slash + 1, "0123456789")] == '\0';
}

const char *
question_parse(struct question *question, const char *text)
{
	const char *slash = strrchr(text, '/');
	size_t length = strlen(text);

	*question = (struct question){.text = text};
	if (slash != NULL)
		question->transport = transport_parse(slash + 1);
	if (question->transport != 0)
		length = (size_t)(slash - text);
	if (length == 0)
		return "no name or port";
	if (strspn(text, "0123456789-") == length)
		return read_port(question, length);
	if (question->transport == 0 && slash != NULL &&
	    strspn(text, "0123456789-") == (size_t)(slash - text))
		return slash == text ? "no name or port" : no_transport;
	if (slash != NULL && is_swapped(text, slash))
		return "the port comes first, as in 80/tcp";
	if (length > SERVICE_NAME_MAX)
		return "too long for a name";
	memcpy(question->name, text, length);
	return NULL;
}

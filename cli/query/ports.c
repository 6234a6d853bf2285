#include "cli/query/ports.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/cli.h"
#include "db/transport.h"

static const char no_transport[] =
	"no such transport; there are tcp, udp, sctp and dccp";

/* Takes a number off the front; false if there is none. */
static bool
take_number(const char **text, const char *end, unsigned long *number)
{
	const char *start = *text;

	*number = 0;
	for (; *text < end && **text >= '0' && **text <= '9'; ++*text)
		if (*number <= UINT16_MAX)
			*number = *number * 10 + (unsigned long)(**text - '0');
	return *text > start;
}

const char *
range_parse(const char *text, size_t length, uint16_t *first, uint16_t *last)
{
	const char *end = text + length;
	unsigned long from, to;

	if (!take_number(&text, end, &from))
		return "no port; one is a number from 0 to 65535";
	to = from;
	if (text < end && *text == '-') {
		text++;
		if (!take_number(&text, end, &to))
			return "a range ends in a port, as 6000-6063 does";
	}
	if (text < end)
		return "no port or range; write 80 or 6000-6063";
	if (from > UINT16_MAX || to > UINT16_MAX)
		return "ports end at 65535";
	if (from > to)
		return "the range runs backwards";
	*first = (uint16_t)from;
	*last = (uint16_t)to;
	return NULL;
}

const char *
ports_add(struct ports *ports, const char *text)
{
	for (;;) {
		size_t length = strcspn(text, ",");
		uint16_t first, last;
		const char *fault = range_parse(text, length, &first, &last);

		if (fault != NULL)
			return fault;
		memset(&ports->has[first], true, (size_t)last - first + 1);
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
	uint16_t last;
	const char *fault =
		range_parse(question->text, length, &question->port, &last);

	if (fault != NULL)
		return fault;
	if (last != question->port)
		return "a range; 'ianaports list' takes ranges";
	question->numbered = true;
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

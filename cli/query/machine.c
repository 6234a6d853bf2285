/* SPDX-License-Identifier: MIT */
#include "cli/query/machine.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <sys/wait.h>
#include <unistd.h>

#include "config.h"
#include "db/lookup.h"
#include "db/transport.h"
#include "importer/services/line.h"

/* Another module on the line may wait for a server that is gone. */
#define SECONDS_MOST 10

/* NSS_STATUS_UNAVAIL of <nss.h>, which glibc alone has. */
#define UNAVAILABLE (-1)

/* As NSS_DECLARE_MODULE_FUNCTIONS declares it. */
typedef int ask_module(const char *name, const char *protocol,
		       struct servent *result, char *buffer, size_t size,
		       int *error);

/* A service that only the database has. */
static bool
choose(struct record *record, struct reader *reader)
{
	unsigned int position = 0;
	uint32_t place = 0;
	struct index index;
	const void *bytes;
	size_t size;

	if (reader == NULL)
		return false;
	bytes = reader_bytes(reader, &size);
	if (index_open(&index, bytes, size) != 0)
		return false;
	return lookup_next(&index, &position, &place, record) > 0;
}

/* What the child ends with, all together. */
enum { ANSWERED = 1, INSTALLED = 2, ACCEPTED = 4 };

/* In the child, which may not come back from it. */
static int
ask(const struct record *record)
{
	const char *name = record == NULL ? "ianaports" : record->names;
	const char *protocol =
		record == NULL ? "tcp" : transport_name(record->transport);
	struct servent result, *heard;
	ask_module *function;
	void *module;
	char buffer[4096];
	int error, said = 0;

	alarm(SECONDS_MOST);
	heard = getservbyname(name, protocol);
	if (heard != NULL && record != NULL &&
	    ntohs((uint16_t)heard->s_port) == record->port)
		said |= ANSWERED;
	module = dlopen("libnss_ianaports.so.2", RTLD_NOW);
	if (module == NULL)
		return said;
	function =
		(ask_module *)dlsym(module, "_nss_ianaports_getservbyname_r");
	if (function == NULL)
		return said;
	if (function(name, protocol, &result, buffer, sizeof(buffer), &error) !=
	    UNAVAILABLE)
		said |= ACCEPTED;
	return said | INSTALLED;
}

void
machine_ask(struct machine *machine, struct reader *reader)
{
	struct reader *vendor = NULL;
	struct record record;
	bool chosen;
	int said;
	pid_t child;

	*machine = (struct machine){.services = services_line(NULL)};
	machine->enabled = services_line_has(machine->services, "ianaports");
	if (reader == NULL)
		machine->vendor =
			reader_open(&vendor, IANAPORTS_VENDOR_DATABASE) == 0;
	chosen = choose(&record, machine->vendor ? vendor : reader);
	child = fork();
	if (child == 0)
		_exit(ask(chosen ? &record : NULL));
	if (child > 0 && waitpid(child, &said, 0) == child && WIFEXITED(said)) {
		said = WEXITSTATUS(said);
		machine->installed = (said & INSTALLED) != 0;
		machine->accepted = (said & ACCEPTED) != 0;
		machine->answered = machine->enabled && (said & ANSWERED) != 0;
	}
	if (machine->vendor)
		reader_free(vendor);
}

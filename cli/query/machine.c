/* SPDX-License-Identifier: MIT */
#include "cli/query/machine.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"
#include "db/lookup.h"
#include "db/transport.h"

#define BLANKS " \t\r\n\v\f"

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
	while (lookup_next(&index, position, &place, record) > 0) {
		if (!record->local)
			return true;
		position = lookup_position(record);
	}
	return false;
}

/* In the child, which may not come back from it. */
static void
ask(struct machine *said, const struct record *record)
{
	const char *name = record == NULL ? "ianaports" : record->names;
	const char *protocol =
		record == NULL ? "tcp" : transport_name(record->transport);
	struct servent result, *heard;
	void *module;
	char buffer[4096];
	int error = 0;

	alarm(SECONDS_MOST);
	heard = getservbyname(name, protocol);
	said->answered = heard != NULL && record != NULL &&
			 ntohs((uint16_t)heard->s_port) == record->port;
	module = dlopen("libnss_ianaports.so.2", RTLD_NOW);
	if (module != NULL) {
		ask_module *function = (ask_module *)dlsym(
			module, "_nss_ianaports_getservbyname_r");

		said->installed = function != NULL;
		if (function != NULL &&
		    function(name, protocol, &result, buffer, sizeof(buffer),
			     &error) == UNAVAILABLE)
			said->refusal = error;
	}
	_exit(0);
}

/* "files ianaports", to be freed, or NULL. */
static char *
read_services(void)
{
	FILE *in = fopen("/etc/nsswitch.conf", "re");
	char *line = NULL, *services = NULL;
	size_t size = 0;

	while (in != NULL && services == NULL &&
	       getline(&line, &size, in) > 0) {
		char *end, *at = line + strspn(line, BLANKS);

		if (strncmp(at, "services:", 9) != 0)
			continue;
		at += 9 + strspn(at + 9, BLANKS);
		at[strcspn(at, "#")] = '\0';
		for (end = at + strlen(at);
		     end > at && strchr(BLANKS, end[-1]) != NULL;)
			*--end = '\0';
		services = cli_memory(strdup(at));
	}
	free(line);
	if (in != NULL)
		fclose(in);
	return services;
}

static bool
has_word(const char *text, const char *word)
{
	static const char ends[] = BLANKS "[";

	for (text += strspn(text, BLANKS); *text != '\0';
	     text += strspn(text, BLANKS)) {
		size_t length = strcspn(text + 1, ends) + 1;

		if (length == strlen(word) && memcmp(text, word, length) == 0)
			return true;
		text += length;
	}
	return false;
}

void
machine_ask(struct machine *machine, struct reader *reader)
{
	struct record record;
	bool chosen = choose(&record, reader);
	/* The child's answer, as far as it came. */
	struct machine *said = mmap(NULL, sizeof(*said), PROT_READ | PROT_WRITE,
				    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t child;

	*machine = (struct machine){.services = read_services()};
	if (machine->services != NULL)
		machine->enabled = has_word(machine->services, "ianaports");
	if (said == MAP_FAILED)
		cli_memory(NULL);
	child = fork();
	if (child == 0)
		ask(said, chosen ? &record : NULL);
	if (child > 0 && waitpid(child, NULL, 0) == child) {
		machine->installed = said->installed;
		machine->refusal = said->refusal;
		machine->answered = machine->enabled && said->answered;
	}
	munmap(said, sizeof(*said));
}

void
machine_free(struct machine *machine)
{
	free(machine->services);
}

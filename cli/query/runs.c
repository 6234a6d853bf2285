/* SPDX-License-Identifier: MIT */
#include "cli/query/runs.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

#include "cli/cli.h"
#include "importer/registry/rules.h"

static bool
goes_on(const bool *ports, unsigned int first, unsigned int port)
{
	return port <= UINT16_MAX && ports[port] &&
	       (port == first || port != DYNAMIC_FIRST);
}

struct runs
runs_find(const bool *ports, size_t size, size_t most)
{
	struct runs runs = {
		.list = cli_memory(calloc(UINT16_MAX + 1, sizeof(*runs.list)))};
	bool all = size == 0 && most == 0;

	if (size == 0)
		size = all ? UINT16_MAX + 1 : 1;
	if (most == 0)
		most = all ? UINT16_MAX + 1 : 1;
	for (unsigned int p = 0; p <= UINT16_MAX && runs.count < most;) {
		unsigned int first = p;

		while (goes_on(ports, first, p) && p - first < size)
			p++;
		if (p > first && (all || p - first == size))
			runs.list[runs.count++] = (struct range){first, p - 1};
		if (p == first)
			p++;
	}
	return runs;
}

/* By chance, below a number that is small beside 2^64: each is as likely. */
static size_t
draw(size_t below)
{
	uint64_t number;

	if (getrandom(&number, sizeof(number), 0) != sizeof(number))
		exit(cli_complain("getrandom", -errno));
	return (size_t)(number % below);
}

struct runs
runs_draw(const bool *ports, size_t size, size_t most)
{
	struct runs runs = runs_find(ports, size, UINT16_MAX + 1);

	if (most > runs.count)
		most = runs.count;
	for (size_t i = 0; i < most; i++) {
		struct range *other = &runs.list[i + draw(runs.count - i)];
		struct range drawn = *other;

		*other = runs.list[i];
		runs.list[i] = drawn;
	}
	runs.count = most;
	return runs;
}

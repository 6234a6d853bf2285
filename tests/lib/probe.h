/* SPDX-License-Identifier: MIT */
/* What the module may be asked, asked of bytes that may be damaged. */
#ifndef IANAPORTS_TESTS_LIB_PROBE_H
#define IANAPORTS_TESTS_LIB_PROBE_H

#include <stddef.h>
#include <stdint.h>

/* Imported with that overlay, it answers the questions below. */
#define PROBE_REGISTRY "tests/golden/sample.csv"
#define PROBE_LOCAL    "tests/golden/probe.services"

/* The opening, questions by name and by port, and one enumeration. */
#define PROBE_QUESTIONS 32

struct probe_answer {
	int found;       /* 1, 0 or -errno; of the enumeration, how it ended */
	uint32_t digest; /* of all that was answered */
};

struct probe {
	struct probe_answer answers[PROBE_QUESTIONS];
};

/*
 * Opens a database as the module does, asks it every question, and decodes the
 * bytes as a record, a key and fields as well.
 *
 * Returns NULL, or what was wrong: an answer that is neither a record that the
 * bytes spell, nor "absent", nor "damaged".
 */
const char *probe_ask(struct probe *probe, const unsigned char *bytes,
		      size_t size);

#endif

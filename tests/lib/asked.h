/* SPDX-License-Identifier: MIT */
/* The built module, asked as most callers ask it. */
#ifndef IANAPORTS_TESTS_LIB_ASKED_H
#define IANAPORTS_TESTS_LIB_ASKED_H

#include "tests/lib/fixture.h"

/* Loaded by module_load, or by asked_begin. */
extern struct module module;

/* Around the tests: the shipped registry is its database. */
int asked_begin(void **state);
int asked_end(void **state);

/* Large enough for any answer; those below point into it. */
extern char buffer[4096];

/* An errno that no call here would set by itself. */
#define UNTOUCHED 12345

/* With that buffer; the port is in host byte order.  errnop stays as it was. */
enum nss_status by_name(const char *name, const char *protocol,
			struct servent *servent);
enum nss_status by_port(unsigned int port, const char *protocol,
			struct servent *servent);

/* The answer is "NAME PORT/PROTOCOL", then its aliases. */
void expect(const struct servent *servent, const char *line);

#endif

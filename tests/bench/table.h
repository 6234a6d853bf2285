/* SPDX-License-Identifier: MIT */
/* A table in memory of byte-string keys, filled from a services(5) file. */
#ifndef IANAPORTS_TESTS_BENCH_TABLE_H
#define IANAPORTS_TESTS_BENCH_TABLE_H

#include <stddef.h>
#include <stdint.h>

#define NAMES_MOST 64

/* A line of services(5) taken apart. */
struct line {
	const char *text, *protocol, *names[NAMES_MOST + 1];
	uint16_t port;
};

/* Makes the one table and calls back for each line of the file. */
void table_load(const char *path, void (*insert_line)(const struct line *));

/* Copies bytes to the table's store; returns where they are. */
uint32_t table_keep(const void *bytes, size_t length);

/* The first to come stays. */
void table_insert(const void *key, size_t length, uint32_t value);

/* What was kept as the key's value, or NULL. */
const void *table_find(const void *key, size_t length);

#endif

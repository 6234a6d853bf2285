/* SPDX-License-Identifier: MIT */
/*
 * Databases damaged by chance, always by the same one, in the layouts of both
 * data versions and word sizes: MUTATIONS of them, 100,000 if the environment
 * says nothing.
 */
#include "tests/lib/fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/hash.h"
#include "db/index.h"
#include "tests/lib/layout.h"
#include "tests/lib/probe.h"

#define DATABASE TEST_DATABASE ".mutation"

/* Small pages make for deep trees and for values on pages of their own. */
static const struct layout layouts[] = {LAYOUTS(512), LAYOUTS(4096)};

static struct sound {
	const struct layout *layout;
	unsigned char *bytes;
	size_t size, table, table_size;
	struct probe probe;
	struct guarded room; /* for a copy to be damaged */
} sounds[LENGTH(layouts)];

struct victim {
	const struct sound *sound;
	unsigned char *bytes;
	size_t size;
	uint64_t chance;
};

/* SplitMix64, by Steele, Lea and Flood. */
static size_t
roll(struct victim *victim, size_t limit)
{
	uint64_t z = victim->chance += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return (size_t)(z ^ z >> 31) % limit;
}

static void
change_byte(struct victim *victim)
{
	victim->bytes[roll(victim, victim->size)] ^=
		(unsigned char)(1 + roll(victim, 255));
}

/* One to four bytes of some that matter. */
static void
change_within(struct victim *victim, size_t start, size_t size)
{
	for (size_t left = 1 + roll(victim, 4); left > 0; left--)
		victim->bytes[start + roll(victim, size)] =
			(unsigned char)roll(victim, 256);
}

static size_t
any_page(struct victim *victim)
{
	size_t page = victim->sound->layout->page;

	return roll(victim, victim->size / page) * page;
}

static void
change_page_header(struct victim *victim)
{
	change_within(victim, any_page(victim),
		      layout_header(victim->sound->layout));
}

/* There is one in every layout. */
static void
change_branch_page(struct victim *victim)
{
	const struct layout *layout = victim->sound->layout;
	size_t page;

	do
		page = any_page(victim);
	while (layout_flags(layout, victim->bytes + page) != 1);
	change_within(victim, page, layout->page);
}

static void
change_meta_page(struct victim *victim)
{
	const struct layout *layout = victim->sound->layout;

	change_within(victim, roll(victim, 2) * layout->page,
		      layout_header(layout) + 16 * layout->word + 24);
}

/* The end stays where it is: behind it no byte may be touched. */
static void
truncate_end(struct victim *victim)
{
	size_t size = roll(victim, victim->size);

	memmove(victim->bytes + victim->size - size, victim->bytes, size);
	victim->bytes += victim->size - size;
	victim->size = size;
}

static void
change_table(struct victim *victim)
{
	const struct sound *sound = victim->sound;

	change_within(victim, sound->table, sound->table_size);
}

static void
smear(struct victim *victim)
{
	size_t start = roll(victim, victim->size - 64);
	size_t kind = roll(victim, 3);

	for (size_t i = 0; i < 64; i++)
		victim->bytes[start + i] =
			kind == 0   ? 0
			: kind == 1 ? 0xff
				    : (unsigned char)roll(victim, 256);
}

static void (*const damage[])(struct victim *) = {
	change_byte,      change_page_header, change_branch_page,
	change_meta_page, truncate_end,       smear,
	change_table,
};

static void
find_table(struct sound *sound)
{
	struct index index;

	assert_int_equal(index_open(&index, sound->bytes, sound->size), 0);
	assert_non_null(index.table.slots);
	sound->table = (size_t)(index.table.slots - sound->bytes);
	sound->table_size = index.table.homes * HASH_SLOT;
}

static int
make_databases(void **state)
{
	(void)state;
	import_overlaid(PROBE_REGISTRY, PROBE_LOCAL, DATABASE);
	for (size_t i = 0; i < LENGTH(layouts); i++) {
		struct sound *sound = &sounds[i];

		sound->layout = &layouts[i];
		sound->bytes =
			layout_convert(&layouts[i], DATABASE, &sound->size);
		find_table(sound);
		sound->room = guard(sound->size);
	}
	return 0;
}

static int
free_databases(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(sounds); i++) {
		unguard(&sounds[i].room);
		free(sounds[i].bytes);
	}
	unlink(DATABASE);
	return 0;
}

/* Of the nine names and six ports, three are nobody's; see the registry. */
static void
sound_databases_answer_alike(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(sounds); i++) {
		struct sound *sound = &sounds[i];
		size_t found = 0;

		assert_null(
			probe_ask(&sound->probe, sound->bytes, sound->size));
		for (size_t q = 0; q < PROBE_QUESTIONS; q++)
			found += sound->probe.answers[q].found == 1;
		/* All but nosuch, and ports 0, 65535 and 6002, which x11 is
		 * not told for, since it means 6000; each asked twice. */
		assert_int_equal(found, 22);
		assert_memory_equal(&sound->probe, &sounds[0].probe,
				    sizeof(sound->probe));
	}
}

/* Answers: right, absent, refused, or what the damage spells. */
static void
count(size_t counts[4], const struct probe *is, const struct probe *was)
{
	for (size_t q = 1; q < PROBE_QUESTIONS; q++) {
		const struct probe_answer *a = &is->answers[q];
		const struct probe_answer *b = &was->answers[q];

		if (is->answers[0].found < 0)
			counts[2]++;
		else if (a->found == b->found && a->digest == b->digest)
			counts[0]++;
		else if (a->found == 0)
			counts[1]++;
		else if (a->found < 0)
			counts[2]++;
		else
			counts[3]++;
	}
}

static void
damaged_databases_answer_rightly_or_refuse_or_say_what_they_spell(void **state)
{
	const char *wanted = getenv("MUTATIONS");
	size_t total = wanted == NULL ? 100000 : strtoul(wanted, NULL, 10);
	size_t counts[4] = {0};

	(void)state;
	for (size_t i = 0; i < total; i++) {
		const struct sound *sound = &sounds[i % LENGTH(sounds)];
		struct victim victim = {
			.sound = sound,
			.bytes = (unsigned char *)sound->room.bytes,
			.size = sound->size,
			.chance = i,
		};
		const char *fault;
		struct probe probe;

		memcpy(victim.bytes, sound->bytes, sound->size);
		damage[i / LENGTH(sounds) % LENGTH(damage)](&victim);
		fault = probe_ask(&probe, victim.bytes, victim.size);
		if (fault != NULL)
			fail_msg("database %zu: %s", i, fault);
		count(counts, &probe, &sound->probe);
	}
	print_message("# %zu databases: %zu answers right, %zu absent, "
		      "%zu refused, %zu as the damage spells\n",
		      total, counts[0], counts[1], counts[2], counts[3]);
	/* What damage spells is seldom a record. */
	for (size_t i = 0; i < 3; i++)
		assert_true(counts[i] > 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound_databases_answer_alike),
		cmocka_unit_test(
			damaged_databases_answer_rightly_or_refuse_or_say_what_they_spell),
	};

	return cmocka_run_group_tests_name("mutation", tests, make_databases,
					   free_databases);
}

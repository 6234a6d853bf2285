/* SPDX-License-Identifier: MIT */
/* Trees that no chance would make: loops, and nodes at the edge of a page. */
#include "tests/lib/fixture.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/check.h"
#include "db/lookup.h"
#include "db/reader.h"
#include "db/walker.h"
#include "tests/lib/layout.h"

#define DATABASE TEST_DATABASE ".crafted"
/* Small pages make for a tree of several levels.  Each is a group. */
#define PAGE 512
static const struct layout layouts[] = {LAYOUTS(PAGE)}, *layout;

static unsigned char *sound, *bytes;
static size_t size;
static struct walker walker;
static struct entry entry;

static int
make_database(void **state)
{
	(void)state;
	import_file(SHIPPED, DATABASE);
	sound = layout_convert(layout, DATABASE, &size);
	/* One more, which only a test of far values gives to the file. */
	bytes = malloc(size + PAGE);
	return bytes == NULL;
}

static int
free_database(void **state)
{
	(void)state;
	free(sound);
	free(bytes);
	unlink(DATABASE);
	return 0;
}

static int
restore(void **state)
{
	(void)state;
	memcpy(bytes, sound, size);
	return walker_open(&walker, bytes, size);
}

static unsigned char *
page(uint64_t number)
{
	return bytes + number * PAGE;
}

static bool
is_branch(uint64_t number)
{
	return layout_flags(layout, page(number)) == 1;
}

/* A branch's node: page number (4 bytes and 2), length of its key, key. */
static unsigned char *
node(uint64_t number, unsigned int index)
{
	return layout_node(layout, page(number), index);
}

static uint64_t
child(uint64_t number, unsigned int index)
{
	return layout_get32(node(number, index));
}

static void
set_child(uint64_t number, unsigned int index, uint64_t to)
{
	layout_set32(node(number, index), (uint32_t)to);
}

/* The last key left of a branch's second node, and what would follow it. */
static int
seek_behind_first_child(uint64_t branch)
{
	unsigned char key[600];
	const unsigned char *second = node(branch, 1);
	uint16_t length = layout_get16(second + 6);

	memcpy(key, second + 8, length);
	/* The least key below it that ends in 0xff. */
	key[length - 1]--;
	key[length] = 0xff;
	return walker_seek(&walker, key, length + 1u, &entry);
}

static void
the_tree_has_three_levels_at_least(void **state)
{
	(void)state;
	assert_true(is_branch(walker.root));
	assert_true(is_branch(child(walker.root, 0)));
	assert_true(is_branch(child(walker.root, 1)));
	assert_int_equal(seek_behind_first_child(walker.root), 1);
}

static void
a_branch_below_itself_is_refused(void **state)
{
	(void)state;
	set_child(walker.root, 0, walker.root);
	assert_int_equal(walker_seek(&walker, "A", 1, &entry), -EBADMSG);
}

/* Every page begins with its number. */
static void
a_page_with_the_number_of_another_is_refused(void **state)
{
	(void)state;
	page(child(walker.root, 0))[0]++;
	assert_int_equal(walker_seek(&walker, "A", 1, &entry), -EBADMSG);
}

static void
a_right_neighbour_below_itself_is_refused(void **state)
{
	uint64_t neighbour = child(walker.root, 1);

	(void)state;
	set_child(neighbour, 0, neighbour);
	assert_int_equal(seek_behind_first_child(walker.root), -EBADMSG);
}

static void
a_right_neighbour_without_a_first_node_is_refused(void **state)
{
	(void)state;
	layout_set_node(layout, page(child(walker.root, 1)), 0, PAGE);
	assert_int_equal(seek_behind_first_child(walker.root), -EBADMSG);
}

/* Found at once, a branch's key leaves the next one unread. */
static void
a_damaged_node_right_of_the_way_is_refused(void **state)
{
	uint64_t branch = child(walker.root, 0);
	size_t nodes = layout_nodes(layout, page(branch));
	unsigned int middle = (unsigned int)(1 + nodes) / 2;

	(void)state;
	assert_true(middle + 1 < nodes);
	layout_set_node(layout, page(branch), middle + 1, PAGE);
	assert_int_equal(walker_seek(&walker, node(branch, middle) + 8,
				     layout_get16(node(branch, middle) + 6),
				     &entry),
			 -EBADMSG);
}

/* Flags 1 tell of a page number behind the key, for which there is no room. */
static void
a_far_value_whose_page_number_is_cut_off_is_refused(void **state)
{
	uint64_t leaf = walker.root;
	unsigned char *last;

	(void)state;
	while (is_branch(leaf))
		leaf = child(leaf, 0);
	last = page(leaf) + PAGE - 8;
	memset(last, 0, 8);
	layout_set16(last + 4, 1);
	for (size_t i = 0; i < layout_nodes(layout, page(leaf)); i++)
		layout_set_node(layout, page(leaf), i, PAGE - 8);
	assert_int_equal(walker_seek(&walker, "", 0, &entry), -EBADMSG);
}

static void
a_key_that_reaches_beyond_its_page_is_refused(void **state)
{
	uint64_t leaf = walker.root;

	(void)state;
	while (is_branch(leaf))
		leaf = child(leaf, 0);
	layout_set16(node(leaf, 0) + 6, PAGE);
	assert_int_equal(walker_seek(&walker, "", 0, &entry), -EBADMSG);
}

/* Which a look-up does not see, but the check of a whole file. */
static void
a_branch_s_key_below_what_is_left_of_it_is_refused(void **state)
{
	(void)state;
	assert_int_equal(check_tree(&walker, NULL, NULL), 0);
	node(walker.root, 1)[8] = 0;
	assert_int_equal(check_tree(&walker, NULL, NULL), -EBADMSG);
}

/* The first entry's value, of so many bytes, on a last page of its own. */
static int
find_far_value(unsigned int length)
{
	uint64_t leaf = walker.root;
	size_t last = size / PAGE;
	unsigned char *first;

	while (is_branch(leaf))
		leaf = child(leaf, 0);
	first = node(leaf, 0);
	layout_set32(first, length);
	layout_set16(first + 4, 1);
	layout_set_word(layout, first + 8 + layout_even(layout, 1), last);
	layout_set_word(layout, page(last), last);
	layout_set16(page(last) + layout_header(layout) - 6, 4);
	walker.pages = last + 1;
	walker.size = size + PAGE;
	return walker_find(&walker, "M", 1, &entry);
}

static void
a_far_value_that_reaches_beyond_the_file_is_refused(void **state)
{
	unsigned int room = (unsigned int)(PAGE - layout_header(layout));

	(void)state;
	assert_int_equal(find_far_value(room), 1);
	assert_ptr_equal(entry.value + entry.value_size, bytes + size + PAGE);
	assert_int_equal(find_far_value(room + 1), -EBADMSG);
}

/* At an odd place and of an odd size, it leaves no room to round up to. */
static void
a_key_at_an_odd_place_that_ends_its_page_is_refused_or_read(void **state)
{
	uint64_t leaf = walker.root;
	unsigned char *last;
	int found;

	(void)state;
	while (is_branch(leaf))
		leaf = child(leaf, 0);
	last = page(leaf) + PAGE - 9;
	memset(last, 0, 8);
	layout_set16(last + 6, 1);
	last[8] = 'M';
	layout_set_node(layout, page(leaf), 0, PAGE - 9);
	found = walker_find(&walker, "M", 1, &entry);
	assert_int_equal(found, layout->version == 1 ? 1 : -EBADMSG);
}

/* The reader goes from key to key: one that leads back must not hold it. */
static void
a_walk_that_would_turn_back_is_refused(void **state)
{
	uint64_t leaf = walker.root;
	struct reader *reader;
	int found;

	(void)state;
	while (is_branch(leaf))
		leaf = child(leaf, 1);
	/* The least key of all, or the first one once more. */
	memset(node(leaf, 1) + 8, 0, layout_get16(node(leaf, 1) + 6));
	replace_file(DATABASE, bytes, size);
	assert_int_equal(reader_open(&reader, DATABASE), 0);
	for (found = reader_first(reader, &entry); found == 1;)
		found = reader_next(reader, &entry);
	assert_int_equal(found, -EBADMSG);
	reader_free(reader);
}

static void
behind_the_last_position_there_is_nothing(void **state)
{
	struct index index = {.walker = walker};
	unsigned int position = POSITION_END;
	struct record record;
	uint32_t place = 0;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		index.lines = i == 1;
		assert_int_equal(
			lookup_next(&index, &position, &place, &record), 0);
	}
}

int
main(void)
{
#define test(f) cmocka_unit_test_setup(f, restore)
	static const struct CMUnitTest tests[] = {
		test(the_tree_has_three_levels_at_least),
		test(a_branch_below_itself_is_refused),
		test(a_page_with_the_number_of_another_is_refused),
		test(a_right_neighbour_below_itself_is_refused),
		test(a_right_neighbour_without_a_first_node_is_refused),
		test(a_damaged_node_right_of_the_way_is_refused),
		test(a_far_value_whose_page_number_is_cut_off_is_refused),
		test(a_key_that_reaches_beyond_its_page_is_refused),
		test(a_branch_s_key_below_what_is_left_of_it_is_refused),
		test(a_far_value_that_reaches_beyond_the_file_is_refused),
		test(a_key_at_an_odd_place_that_ends_its_page_is_refused_or_read),
		test(a_walk_that_would_turn_back_is_refused),
		test(behind_the_last_position_there_is_nothing),
	};

	int failed = 0;

	for (layout = layouts; layout < layouts + LENGTH(layouts); layout++)
		failed += cmocka_run_group_tests_name(
			"crafted", tests, make_database, free_database);
	return failed;
}

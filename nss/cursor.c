/* SPDX-License-Identifier: MIT */
#include "nss/cursor.h"

#include <errno.h>
#include <stdatomic.h>

#include "db/lookup.h"
#include "nss/pack.h"
#include "nss/snapshot.h"

/* The held snapshot's slot above the position; 0 when there is none. */
static atomic_uint place;

/* Where in the file the last record was: only ever a help, so no more than
 * one word of its own. */
static atomic_uint hint;

#define POSITION_BITS 20
_Static_assert(POSITION_END < 1u << POSITION_BITS, "position");

static unsigned int
slot_of(unsigned int value)
{
	return value >> POSITION_BITS;
}

/*
 * Each slot in `place` stands for one hold on its snapshot.  The holds are
 * handed over by exchange: whoever takes a slot out of `place`, and nobody
 * else, drops its hold.
 */
static void
move_to(unsigned int value)
{
	unsigned int old = atomic_exchange(&place, value);

	if (slot_of(old) != 0)
		snapshot_drop(slot_of(old));
}

int
cursor_start(void)
{
	struct pin pin;
	unsigned int slot;
	int result;

	result = snapshot_acquire(&pin);
	if (result != 0)
		return result;
	slot = snapshot_hold(&pin);
	snapshot_release(&pin);
	/* The place of another file may be one that this has done away with. */
	atomic_store_explicit(&hint, 0, memory_order_relaxed);
	move_to(slot << POSITION_BITS);
	return 0;
}

/*
 * Packs the record at a place.  Returns 1 and the place behind it, 0 if
 * another thread has ended the enumeration, or as cursor_next.
 */
static int
pack_at(const struct index *index, unsigned int *value, struct servent *result,
	char *buffer, size_t size)
{
	unsigned int old = *value & ((1u << POSITION_BITS) - 1);
	unsigned int position = old;
	uint32_t near = atomic_load_explicit(&hint, memory_order_relaxed);
	struct record record;
	int found = lookup_next(index, &position, &near, &record);

	if (found != 1)
		return found;
	atomic_store_explicit(&hint, near, memory_order_relaxed);
	found = servent_pack(&record, result, buffer, size);
	if (found != 0)
		return found;
	*value += position - old;
	return 1;
}

int
cursor_next(struct servent *result, char *buffer, size_t size)
{
	for (;;) {
		struct servent packed;
		struct pin pin;
		unsigned int old = atomic_load(&place), new;
		int found;

		if (slot_of(old) == 0) {
			found = cursor_start();
			if (found != 0)
				return found;
			continue;
		}
		snapshot_acquire_held(slot_of(old), &pin);
		/* If `place` still has the slot, its hold was there when the
		 * pin was taken; if not, the pin may have come too late. */
		new = old = atomic_load(&place);
		if (slot_of(old) != pin.slot) {
			snapshot_release(&pin);
			continue;
		}
		found = pack_at(pin.index, &new, &packed, buffer, size);
		/*
		 * Another thread may have taken this record: take the next.
		 * The pin lasts till then, so that an unchanged place means
		 * the same snapshot and not one that was given its slot.
		 */
		if (found == 1 &&
		    !atomic_compare_exchange_strong(&place, &old, new)) {
			snapshot_release(&pin);
			continue;
		}
		snapshot_release(&pin);
		if (found == 1)
			*result = packed;
		return found;
	}
}

void
cursor_end(void)
{
	move_to(0);
}

/* SPDX-License-Identifier: MIT */
#include "nss/snapshot.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <time.h>

#include "nss/file.h"

enum state {
	FREE,
	BUSY, /* one thread's alone: being filled or about to be emptied */
	LIVE,
	RETIRED
};

struct slot {
	atomic_uint state;
	struct file file;
};

/* Slot 0 means none.  Slots lost to a fork at a bad moment are not found
 * again, hence more than the two or three that are ever in use. */
static struct slot slots[SNAPSHOT_SLOTS + 1];
static atomic_uint current;

/* Seconds of the coarse clock, plus 1, of the last look at the path and of the
 * last failure to open it, with its errno. */
static atomic_uint checked, failed;
static atomic_int failure;

/* Pins of one slot, taken and given back: both only ever grow. */
struct pins {
	atomic_uint taken, given;
};

/* Spread, so that threads seldom share a cache line. */
#define STRIPES 64
static struct {
	_Alignas(64) struct pins pins[SNAPSHOT_SLOTS + 1];
} stripes[STRIPES];

/* Each thread has a stack of its own; no thread-local storage is needed. */
static struct pins *
pins_of(unsigned int slot)
{
	uintptr_t address = (uintptr_t)__builtin_frame_address(0);
	uint32_t hash = (uint32_t)(address >> 12) * 0x9E3779B1u;

	return &stripes[hash >> 26].pins[slot];
}

static unsigned int
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	return (unsigned int)now.tv_sec + 1;
}

/*
 * Whether a retired slot has no pin.  Look-ups go on while we count, so the
 * order matters: first all pins that were given back, then all that were taken.
 * What happens in between can only make the second sum larger.  If the sums are
 * equal, there was a moment between them when no pin was out.  In the other
 * order, a pin that is taken behind our back and given back before us would be
 * in the second sum alone, and make up for one that is still out.
 *
 * No pin can follow that moment, since look-ups pin the current slot, and an
 * enumeration hands on a pin only while it has one.
 */
static bool
is_unused(unsigned int slot)
{
	unsigned int given = 0, taken = 0;

	for (unsigned int i = 0; i < STRIPES; i++)
		given += atomic_load(&stripes[i].pins[slot].given);
	for (unsigned int i = 0; i < STRIPES; i++)
		taken += atomic_load(&stripes[i].pins[slot].taken);
	return given == taken;
}

static bool
move(struct slot *slot, unsigned int from, unsigned int to)
{
	return atomic_compare_exchange_strong(&slot->state, &from, to);
}

static void
reap(void)
{
	for (unsigned int i = 1; i <= SNAPSHOT_SLOTS; i++) {
		struct slot *slot = &slots[i];

		if (atomic_load(&slot->state) != RETIRED ||
		    !move(slot, RETIRED, BUSY))
			continue;
		if (is_unused(i)) {
			file_close(&slot->file);
			atomic_store(&slot->state, FREE);
		} else {
			atomic_store(&slot->state, RETIRED);
		}
	}
}

static unsigned int
claim(void)
{
	for (unsigned int i = 1; i <= SNAPSHOT_SLOTS; i++)
		if (move(&slots[i], FREE, BUSY))
			return i;
	return 0;
}

/*
 * Puts an opened file in the place of the snapshot `old`, which the caller has
 * pinned or which is 0.  False if there is no slot, or another thread was
 * first; the file is then still the caller's.
 */
static bool
publish(const struct file *file, unsigned int old)
{
	unsigned int new = claim(), expected = old;
	struct slot *slot = &slots[new];

	if (new == 0)
		return false;
	slot->file = *file;
	atomic_store(&slot->state, LIVE);
	if (!atomic_compare_exchange_strong(&current, &expected, new)) {
		atomic_store(&slot->state, FREE);
		return false;
	}
	if (old != 0)
		atomic_store(&slots[old].state, RETIRED);
	return true;
}

/* Replaces the pinned snapshot if another file has taken its place; one that
 * is refused is looked at again every second. */
static void
replace(const struct pin *pin, unsigned int now)
{
	struct file file;

	if (file_renew(&slots[pin->slot].file, &file, now) == 0)
		return;
	if (!publish(&file, pin->slot))
		file_close(&file);
}

void
snapshot_acquire_held(unsigned int slot, struct pin *pin)
{
	pin->slot = slot;
	pin->index = &slots[slot].file.index;
	pin->pins = pins_of(slot);
	atomic_fetch_add(&pin->pins->taken, 1);
}

/* Pins the current snapshot; false if there is none. */
static bool
acquire_current(struct pin *pin)
{
	unsigned int slot;

	while ((slot = atomic_load(&current)) != 0) {
		snapshot_acquire_held(slot, pin);
		/* Still current after the pin was taken: it stays mapped. */
		if (atomic_load(&current) == slot)
			return true;
		snapshot_release(pin);
	}
	return false;
}

/* The first look-up, or one after a failure of an earlier second. */
static int
acquire_first(struct pin *pin, unsigned int now)
{
	struct file file;
	int result;

	if (atomic_load(&failed) == now)
		return -atomic_load(&failure);
	result = file_open(&file, now);
	if (result != 0) {
		atomic_store(&failure, -result);
		atomic_store(&failed, now);
		return result;
	}
	atomic_store(&checked, now);
	if (!publish(&file, 0))
		file_close(&file);
	/* Another thread may have been first; that none was, and no slot is
	 * free, takes fifteen that stopped or forked within publish. */
	return acquire_current(pin) ? 0 : -EAGAIN;
}

/* The first look-up of a second. */
static void
refresh(struct pin *pin, unsigned int now)
{
	replace(pin, now);
	/* Whoever replaced it: this thread or one that overtook it. */
	snapshot_release(pin);
	acquire_current(pin);
	reap();
}

int
snapshot_acquire(struct pin *pin)
{
	unsigned int now = seconds(), last = atomic_load(&checked);
	bool pinned = acquire_current(pin);
	int saved, result = 0;

	if (pinned && now == last)
		return 0;
	saved = errno;
	if (!pinned)
		result = acquire_first(pin, now);
	else if (atomic_compare_exchange_strong(&checked, &last, now))
		refresh(pin, now);
	errno = saved;
	return result;
}

void
snapshot_release(struct pin *pin)
{
	atomic_fetch_add(&pin->pins->given, 1);
}

unsigned int
snapshot_hold(const struct pin *pin)
{
	atomic_fetch_add(&pin->pins->taken, 1);
	return pin->slot;
}

void
snapshot_drop(unsigned int slot)
{
	atomic_fetch_add(&pins_of(slot)->given, 1);
}

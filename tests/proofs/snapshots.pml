/* SPDX-License-Identifier: MIT */
/*
 * The snapshots of nss/snapshot.c and the enumeration of nss/cursor.c, in every
 * interleaving of three threads: nothing is read after it was unmapped,
 * nothing is unmapped twice, and what was replaced is unmapped in the end.
 *
 * A step here is one access there to what threads share.  Behind it stands that
 * line of the source, in a comment with a colon: test_snapshots compares these
 * with the sources.  Memory is sequentially consistent, as C's atomic_load and
 * the like make it.
 *
 * Bounds: two slots, for one that is taken again; two stripes, for a pin that
 * is given back on another.  WALKERS threads enumerate, the others look up, at
 * first or where an enumeration goes on already.  FILES are opened, at any
 * moments: the clock is left out.
 *
 * A fork leaves the child one thread, and of the others what they had done so
 * far: to that thread they have stopped for ever.  Such runs are among these; that
 * none waits or goes round for ever in them is test_snapshots' second question.
 */
#define SLOTS 2

#define FREE    0
#define BUSY    1
#define LIVE    2
#define RETIRED 3

#define PINS(stripe, slot) ((stripe) * (SLOTS + 1) + (slot))

byte state[SLOTS + 1];
byte file[SLOTS + 1]; /* that is mapped there: from 1 */
byte current;
byte taken[2 * (SLOTS + 1)], given[2 * (SLOTS + 1)];
byte place, position; /* one word: changed together */

/* For the proof alone. */
byte opened;            /* files */
bool mapped[FILES + 1];
byte held;              /* the file that the place is in */

inline close_file(number)
{
	d_step {
		assert(mapped[number]);
		mapped[number] = false
	}
}

inline move(slot, from, to)
{
	atomic {
		state[slot] == from -> state[slot] = to /*: return atomic_compare_exchange_strong(&slot->state, &from, to); */
	}
}

/* Slot i: the sums are one step a stripe. */
inline is_unused()
{
	sum = given[PINS(0, i)]; /*: given += atomic_load(&stripes[i].pins[slot].given); */
	sum = sum + given[PINS(1, i)];
	sum = sum - taken[PINS(0, i)]; /*: taken += atomic_load(&stripes[i].pins[slot].taken); */
	sum = sum - taken[PINS(1, i)]
}

inline reap()
{
	i = 1;
	do
	:: i > SLOTS -> break
	:: else ->
		if
		/*: if (atomic_load(&slot->state) != RETIRED || */
		:: move(i, RETIRED, BUSY) -> /*: !move(slot, RETIRED, BUSY)) */
		   is_unused(); /*: if (is_unused(i)) { */
		   if
		   :: sum == 0 ->
			close_file(file[i]); /*: file_close(&slot->file); */
			state[i] = FREE /*: atomic_store(&slot->state, FREE); */
		   :: else ->
			state[i] = RETIRED /*: atomic_store(&slot->state, RETIRED); */
		   fi
		:: else
		fi;
		i++
	od;
	sum = 0;
	i = 0
}

inline claim()
{
	new = 1;
	do
	:: new > SLOTS -> new = 0; break
	:: else ->
		if
		:: move(new, FREE, BUSY) -> /*: if (move(&slots[i], FREE, BUSY)) */
		   break
		:: else -> new++
		fi
	od
}

/* Who fails closes the file. */
inline publish(old)
{
	claim(); /*: unsigned int new = claim(), expected = old; */
	if
	:: new == 0 -> close_file(fresh)
	:: else ->
		file[new] = fresh; /*: slot->file = *file; */
		state[new] = LIVE; /*: atomic_store(&slot->state, LIVE); */
		if
		:: atomic { current == old -> current = new } /*: if (!atomic_compare_exchange_strong(&current, &expected, new)) { */
		   if
		   :: old != 0 ->
			/* Below in the source. */
			state[old] = RETIRED
		   :: else
		   fi
		:: else ->
			state[new] = FREE; /*: atomic_store(&slot->state, FREE); */
			close_file(fresh)
			/*: atomic_store(&slots[old].state, RETIRED); */
		fi
	fi;
	new = 0;
	fresh = 0
}

inline replace()
{
	if
	:: atomic { opened < FILES -> opened++; fresh = opened; mapped[fresh] = true } /*: if (file_renew(&slots[pin->slot].file, &file, now) == 0) */
	   publish(pin) /*: if (!publish(&file, pin->slot)) */
	   /*: file_close(&file); */
	:: true
	fi
}

inline acquire_held(slot)
{
	pin = slot;
	taken[PINS(own, pin)]++ /*: atomic_fetch_add(&pin->pins->taken, 1); */
}

inline release()
{
	given[PINS(own, pin)]++; /*: atomic_fetch_add(&pin->pins->given, 1); */
	pin = 0
}

inline acquire_current()
{
	do
	:: seen = current; /*: while ((slot = atomic_load(&current)) != 0) { */
	   if
	   :: seen == 0 -> break
	   :: else
	   fi;
	   acquire_held(seen); /*: snapshot_acquire_held(slot, pin); */
	   if
	   :: current == pin -> break /*: if (atomic_load(&current) == slot) */
	   :: else -> release() /*: snapshot_release(pin); */
	   fi
	od;
	seen = 0
}

inline acquire_first()
{
	if
	:: atomic { opened < FILES -> opened++; fresh = opened; mapped[fresh] = true } /*: result = file_open(&file, now); */
	   publish(0); /*: if (!publish(&file, 0)) */
	   /*: file_close(&file); */
	   acquire_current() /*: return acquire_current(pin) ? 0 : -EAGAIN; */
	:: true
	fi
}

inline refresh()
{
	replace(); /*: replace(pin, now); */
	release(); /*: snapshot_release(pin); */
	acquire_current(); /*: acquire_current(pin); */
	reap() /*: reap(); */
}

/* No pin is left where there is no database. */
inline acquire()
{
	acquire_current(); /*: bool pinned = acquire_current(pin); */
	if
	:: pin == 0 -> acquire_first() /*: result = acquire_first(pin, now); */
	:: pin != 0
	:: pin != 0 -> refresh() /*: refresh(pin, now); */
	fi
}

inline hold()
{
	taken[PINS(own, pin)]++ /*: atomic_fetch_add(&pin->pins->taken, 1); */
}

inline drop(slot)
{
	given[PINS(own, slot)]++ /*: atomic_fetch_add(&pins_of(slot)->given, 1); */
}

inline read()
{
	assert(mapped[file[pin]])
}

inline move_to(slot)
{
	atomic {
		seen = place; /*: unsigned int old = atomic_exchange(&place, value); */
		place = slot;
		position = 0;
		held = file[slot]
	}
	if
	:: seen != 0 -> drop(seen) /*: snapshot_drop(slot_of(old)); */
	:: else
	fi;
	seen = 0
}

inline start()
{
	acquire(); /*: result = snapshot_acquire(&pin); */
	if
	:: pin == 0
	:: else ->
		hold(); /*: slot = snapshot_hold(&pin); */
		new = pin;
		release(); /*: snapshot_release(&pin); */
		move_to(new); /*: move_to(slot << POSITION_BITS); */
		new = 0
	fi
}

inline next()
{
	do
	:: seen = place; /*: unsigned int old = atomic_load(&place), new; */
	   if
	   :: seen == 0 ->
		start(); /*: found = cursor_start(); */
		if
		:: place == 0 -> break
		:: else
		fi
	   :: else ->
		acquire_held(seen); /*: snapshot_acquire_held(slot_of(old), &pin); */
		atomic { seen = place; at = position } /*: new = old = atomic_load(&place); */
		if
		:: seen != pin -> release() /*: snapshot_release(&pin); */
		:: else ->
			fresh = file[pin];
			read(); /*: found = pack_at(pin.index, &new, &packed, buffer, size); */
			if
			:: at == 1 -> release(); break
			:: else ->
				if
				:: atomic {
					place == seen && position == at -> /*: !atomic_compare_exchange_strong(&place, &old, new)) { */
					position = at + 1;
					assert(held == fresh && mapped[fresh])
				   }
				   release(); /*: snapshot_release(&pin); */
				   break
				:: else -> release() /*: snapshot_release(&pin); */
				fi
			fi
		fi
	   fi
	od;
	seen = 0;
	fresh = 0;
	at = 0
}

inline end()
{
	move_to(0) /*: move_to(0); */
}

proctype thread(byte own; bool walks)
{
	byte pin, seen, new, fresh, i, at;
	short sum;

	if
	:: walks -> next();
	   if
	   :: true
	   :: end()
	   fi
	:: !walks -> acquire();
	   if
	   :: pin != 0 -> read(); release()
	   :: else
	   fi
	fi
}

/* In the end nothing is in use but the current snapshot. */
init
{
	byte own, pin, seen, i;
	short sum;

	atomic {
		if
		:: true
		:: true ->
			opened = 1;
			mapped[1] = true;
			file[1] = 1;
			state[1] = LIVE;
			current = 1;
			taken[PINS(1, 1)] = 1;
			place = 1;
			held = 1
		fi;
		run thread(0, WALKERS >= 1);
		run thread(1, WALKERS >= 2);
		run thread(0, false)
	}
	_nr_pr == 1;
	move_to(0);
	reap();
	i = 1;
	do
	:: i > SLOTS -> break
	:: else ->
		assert(state[i] == FREE || (state[i] == LIVE && i == current));
		i++
	od
}

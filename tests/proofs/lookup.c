/* SPDX-License-Identifier: MIT */
/*
 * A look-up tells a record that can be packed, and ends: there are
 * UINT8_MAX ordinals, and an enumeration moves on with each entry that it
 * meets.
 *
 * Bounds: none of names and protocols, which key.c and transport.c look at.  Of
 * an enumeration one step from any position: there are POSITION_END.
 * Three ordinals, where the sources have 255 by the same word.
 */
#include "db/key.c"
#include "db/record.h"
#include "tests/proofs/proof.h"
#undef UINT8_MAX
#define UINT8_MAX 3
#include "db/lookup.c"

/* An entry that the walker or the index tells: its key is any. */
INSTEAD int
any_entry(struct entry *entry)
{
	*entry = (struct entry){.key_size = nondet_uint16()};
	entry->key = any_bytes(entry->key_size);
	return nondet_bool() ? 1 : nondet_bool() ? 0 : -EBADMSG;
}

/* This and the next as index.c proves them. */
INSTEAD uint64_t
any_hash(const unsigned char *bytes, size_t size)
{
	prove(readable(bytes, size), "a key's bytes");
	return nondet_uint64();
}

INSTEAD int
any_find(const struct index *index, const unsigned char *key, size_t size,
	 uint64_t hash, struct entry *entry)
{
	int found = any_entry(entry);

	(void)index, (void)hash;
	prove(size >= 2 && readable(key, size), "a key's bytes");
	assume(found != 1 || entry->key_size == size);
	return found;
}

INSTEAD int
any_other(const struct walker *walker, const void *key, size_t size,
	  struct entry *entry)
{
	(void)walker, (void)entry;
	prove(readable(key, size), "a key's bytes");
	return nondet_bool() ? 1 : nondet_bool() ? 0 : -EBADMSG;
}

INSTEAD int
any_next(const struct walker *walker, const void *key, size_t size,
	 uint32_t *place, struct entry *entry)
{
	*place = nondet_uint32();
	(void)walker;
	prove(readable(key, size), "a key's bytes");
	return any_entry(entry);
}

/* As record.c proves it. */
INSTEAD int
any_record(const void *value, size_t size, struct record *record)
{
	(void)value, (void)size;
	if (nondet_bool())
		return -EBADMSG;
	record->port = nondet_uint16();
	record->line = nondet_bool()   ? RECORD_LOCAL
		       : nondet_bool() ? RECORD_LINE
				       : 0;
	record->transport = nondet_unsigned();
	record->aliases = nondet_unsigned();
	assume(record->transport <= TRANSPORT_DCCP);
	assume(record->transport != TRANSPORT_ANY ||
	       record->line == RECORD_LOCAL);
	assume(record->aliases <= ALIASES_MAX);
	return 0;
}

INSTEAD bool
any_spelling(const struct record *record, const char *name)
{
	(void)record, (void)name;
	return nondet_bool();
}

/* As key.c proves it. */
INSTEAD size_t
any_name(unsigned char *key, const char *name, unsigned int transport)
{
	size_t size = nondet_uint16();

	(void)name;
	assume(size == 0 || (size >= 3 && size < KEY_MAX));
	if (size != 0)
		key[size - 1] = (unsigned char)transport;
	return size;
}

INSTEAD int
any_key(const unsigned char *bytes, size_t size, struct key *key)
{
	prove(readable(bytes, size), "a key's bytes");
	key->tag = TAG_NAME;
	return nondet_bool() ? 0 : -EBADMSG;
}

INSTEAD unsigned int
any_transport(const char *name)
{
	unsigned int transport = nondet_unsigned();

	(void)name;
	assume(transport <= TRANSPORT_DCCP);
	return transport;
}

static void
prove_told(int found, const struct record *record)
{
	prove(found == 1 || found == 0 || found == -EBADMSG, "what is told");
	if (found == 1)
		prove(record->transport >= TRANSPORT_TCP &&
			      record->transport <= TRANSPORT_DCCP &&
			      record->aliases <= ALIASES_MAX,
		      "a record can be packed");
}

/* proof: step --unwind 5 wraps walker_next:any_next
 * key_decode:any_key */
PROOF(step)
{
	unsigned int position = nondet_unsigned(), old = position;
	struct index index;
	struct entry entry;
	uint32_t place = nondet_uint32();

	if (next_port(&index, &position, &place, &entry) != 1)
		return;
	prove(position >= old && position <= POSITION_END,
	      "an enumeration does not go back");
}

/* proof: line --unwind 6 walker_find:any_other record_decode:any_record */
PROOF(line)
{
	unsigned int position = nondet_unsigned(), old = position;
	struct index index = {.lines = true};
	struct record record;
	uint32_t place = nondet_uint32();
	int found = lookup_next(&index, &position, &place, &record);

	prove_told(found, &record);
	if (found == 1)
		prove(position == old + 1 && position <= POSITION_END,
		      "an enumeration of lines takes one step");
}

/* proof: name --unwind 6 wraps transport_find:any_transport
 * key_name:any_name hash_bytes:any_hash index_find:any_find
 * walker_find:any_other record_decode:any_record record_spells:any_spelling */
PROOF(name)
{
	struct index index;
	struct record record;

	prove_told(lookup_name(&index, any_bytes(1),
			       nondet_bool() ? NULL : any_bytes(1), &record),
		   &record);
}

/* proof: port --unwind 5 wraps transport_find:any_transport
 * index_find:any_find record_decode:any_record */
PROOF(port)
{
	struct index index;
	struct record record;

	prove_told(lookup_port(&index, nondet_int(),
			       nondet_bool() ? NULL : any_bytes(1), &record),
		   &record);
}

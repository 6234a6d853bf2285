/* SPDX-License-Identifier: MIT */
#include "cli/output/card.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/output/heard.h"
#include "cli/output/person.h"
#include "cli/output/reference.h"
#include "cli/output/text.h"
#include "cli/query/naming.h"
#include "cli/query/question.h"
#include "db/transport.h"
#include "importer/input/range.h"

/* Where labels and texts begin. */
#define LABEL 2
#define TEXT  16

/* What a DCCP service code must be to be written as letters (RFC 4340, 8.1.2).
 */
#define CODE_LETTERS 4

static bool
is_same(const struct row *a, const struct row *b)
{
	for (size_t i = 0; i < COLUMNS; i++)
		if (i != COLUMN_TRANSPORT &&
		    strcmp(a->field[i], b->field[i]) != 0)
			return false;
	return true;
}

unsigned int
transports_stated(const struct row *row)
{
	bool stated = row->transport != 0 || row_is_assigned(row);

	return stated ? row_transports(row) : 0;
}

size_t
cards_make(struct card *cards, const struct row *const *rows, size_t count)
{
	size_t made = 0;

	for (size_t i = 0; i < count; i++) {
		size_t at = 0;

		while (at < made && !is_same(cards[at].row, rows[i]))
			at++;
		if (at == made)
			cards[made++] = (struct card){rows[i], 0};
		cards[at].transports |= transports_stated(rows[i]);
	}
	return made;
}

char *
transports_text(unsigned int transports, const char *before,
		const char *between)
{
	char *text = NULL;

	for (unsigned int t = TRANSPORT_TCP; t <= TRANSPORT_DCCP; t++)
		if ((transports >> t & 1) != 0)
			text = cli_append(text, "%s%s%s",
					  text == NULL ? "" : between, before,
					  transport_name(t));
	return cli_append(text, "%s", "");
}

/* "ssh  22/tcp, 22/udp", "airplay  no port; tcp", "13790  unassigned" */
static void
print_heading(const struct card *card, int asked, const struct terminal *page)
{
	const struct row *row = card->row;
	enum state state = row_state(row);
	char *name = text_clean(row->field[COLUMN_NAME], false);
	char port[RANGE_SIZE] = "", before[RANGE_SIZE + 1] = "";
	char *where;
	struct range range = {row->first, row->last};
	bool vacant = state != STATE_ASSIGNED;

	if (vacant && asked >= 0)
		range.first = range.last = (unsigned int)asked;
	if (row->numbered) {
		range_print(port, range);
		snprintf(before, sizeof(before), "%s/", port);
	}
	where = transports_text(card->transports, before, ", ");
	printf("%s%s%s", page->colour ? "\033[1m" : "",
	       !vacant            ? name
	       : where[0] != '\0' ? where
				  : port,
	       page->colour ? "\033[0m" : "");
	if (vacant)
		printf("  %s%s%s", state_name(state),
		       name[0] == '\0' ? "" : ", once ", name);
	else
		printf("  %s%s%s", row->numbered ? "" : "no port",
		       row->numbered || where[0] == '\0' ? "" : "; ", where);
	putchar('\n');
	free(where);
	free(name);
}

static void
print_label(const char *label)
{
	printf("%*s%-*s", LABEL, "", TEXT - LABEL, label);
}

static void
print_text(const struct terminal *page, const char *label, const char *text,
	   bool lines)
{
	if (text[0] == '\0')
		return;
	print_label(label);
	text_wrap(stdout, text, lines, TEXT, page->width);
}

/* The nearest assigned port in a direction, if there is one. */
static void
print_neighbour(const struct rows *rows, const struct terminal *page,
		const char *label, long from, int step)
{
	char *text;

	for (long port = from; port >= 0 && port < DYNAMIC_FIRST;
	     port += step) {
		const struct row *row = rows_canonical(rows, (uint16_t)port, 0);

		if (row == NULL)
			continue;
		text = cli_format("%ld %s", port, row->field[COLUMN_NAME]);
		print_text(page, label, text, false);
		free(text);
		return;
	}
}

static void
print_block(const struct rows *rows, const struct terminal *page,
	    const struct row *row)
{
	if (row->first < row->last) {
		print_label("block");
		printf("%u-%u, %u ports\n", row->first, row->last,
		       row->last - row->first + 1u);
	}
	if (rows_state(rows, row->first, 0) != STATE_UNASSIGNED)
		return;
	print_neighbour(rows, page, "below", (long)row->first - 1, -1);
	print_neighbour(rows, page, "above", (long)row->last + 1, 1);
}

static const char *const reasons[] = {
	[REASON_PRIMARY] = "the other names are aliases, duplicates or"
			   " historic",
	[REASON_BACKED] = "an RFC or the IESG stands behind it",
	[REASON_FIRST] = "it comes first in the registry",
};

static void
print_naming(const struct rows *rows, const struct terminal *page,
	     const struct card *card)
{
	const char *name = card->row->field[COLUMN_NAME];
	struct naming naming;
	char *text = NULL;

	naming_find(&naming, rows, card->row);
	if (naming.count == 0) {
		naming_free(&naming);
		return;
	}
	if (strcasecmp(naming.canonical->field[COLUMN_NAME], name) == 0) {
		print_text(page, "canonical", reasons[naming.reason], false);
		for (size_t i = 0; i < naming.count; i++)
			text = cli_append(text, "%s ", naming.others[i]);
		print_text(page, "aliases", text, false);
	} else {
		text = cli_format("%s; %s",
				  naming.canonical->field[COLUMN_NAME],
				  reasons[naming.reason]);
		print_text(page, "alias of", text, false);
	}
	free(text);
	naming_free(&naming);
}

static void
print_heard(const struct sources *sources, const struct terminal *page,
	    const struct card *card, int port)
{
	const struct row *row = card->row;
	char *text;

	if (!row_is_assigned(row))
		return;
	text = heard_text(sources, row, card->transports,
			  port < 0 ? row->first : (uint16_t)port);
	print_text(page, "programs hear", text, true);
	free(text);
}

static void
print_people(const struct card *card, struct rows *rows,
	     const struct terminal *page)
{
	const char *assignee = card->row->field[COLUMN_ASSIGNEE];
	const char *contact = card->row->field[COLUMN_CONTACT];
	char *text = people_text(rows, assignee);

	print_text(page, "assignee", text, true);
	free(text);
	if (contact[0] != '\0' && strcmp(contact, assignee) == 0) {
		print_text(page, "contact", "the assignee", false);
		return;
	}
	text = people_text(rows, contact);
	print_text(page, "contact", text, true);
	free(text);
}

/* "1145656131 (SC:DISC)" */
static void
print_code(const struct terminal *page, const char *code)
{
	unsigned long number = strtoul(code, NULL, 10);
	char letters[CODE_LETTERS + 1] = "", *text = NULL;

	for (int i = 0; i < CODE_LETTERS; i++)
		letters[i] =
			(char)(number >> (8 * (CODE_LETTERS - 1 - i)) & 0x7f);
	if (strspn(letters,
		   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		   "abcdefghijklmnopqrstuvwxyz0123456789") == CODE_LETTERS)
		text = cli_format("%s (SC:%s)", code, letters);
	print_text(page, "service code", text == NULL ? code : text, false);
	free(text);
}

static bool
is_plain(const struct row *row)
{
	return strcasecmp(row->field[COLUMN_DESCRIPTION],
			  state_name(row_state(row))) == 0;
}

void
card_print(const struct card *card, int port, struct rows *rows,
	   const struct sources *sources, const struct terminal *page)
{
	const struct row *row = card->row;
	const char *const *field = row->field;
	char *references;

	print_heading(card, port, page);
	if (field[COLUMN_DESCRIPTION][0] != '\0' && !is_plain(row)) {
		printf("%*s", LABEL, "");
		text_wrap(stdout, field[COLUMN_DESCRIPTION], false, LABEL,
			  page->width);
	}
	if (row_state(row) == STATE_ASSIGNED)
		print_naming(rows, page, card);
	else
		print_block(rows, page, row);
	print_heard(sources, page, card, port);
	print_people(card, rows, page);
	print_text(page, "registered", field[COLUMN_REGISTERED], false);
	print_text(page, "modified", field[COLUMN_MODIFIED], false);
	references = references_text(field[COLUMN_REFERENCE]);
	print_text(page, "reference", references, true);
	free(references);
	print_code(page, field[COLUMN_CODE]);
	print_text(page, "unauthorized", field[COLUMN_UNAUTHORIZED], true);
	print_text(page, "notes", field[COLUMN_NOTES], true);
}

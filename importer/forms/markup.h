/* SPDX-License-Identifier: MIT */
/* What the XML and the XHTML reader share: expat, its bounds, cells of text. */
#ifndef IANAPORTS_IMPORTER_FORMS_MARKUP_H
#define IANAPORTS_IMPORTER_FORMS_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "importer/input/diag.h"
#include "importer/input/source.h"
#include "importer/registry/registry.h"

#define MARKUP_TEXTS 32 /* cells in a row, at most */
#define MARKUP_DEPTH 64 /* elements inside each other, at most */

/* A cell being collected; its memory serves every row of the document. */
struct text {
	char *bytes;
	size_t length, capacity;
	size_t line, column; /* of the first character */
	bool broken;         /* a line break is due before what follows */
};

/*
 * A document being read.  The reader sets the first group, keeps this as the
 * first member of a struct of its own, and leaves the rest zero.
 */
struct markup {
	struct registry *registry;
	struct diag *diag;
	bool page; /* XHTML: entities such as &nbsp; need no declaration */
	void (*start)(struct markup *markup, const char *element,
		      const char **attributes);
	void (*end)(struct markup *markup, const char *element);
	void (*text)(struct markup *markup, const char *bytes,
		     size_t length); /* in pieces, as expat finds them */

	size_t depth;        /* of the element at hand; the root's is 1 */
	size_t line, column; /* where the row began */
	struct text texts[MARKUP_TEXTS];

	struct XML_ParserStruct *parser;
	const struct source *source;
	size_t seen, seen_line, seen_start; /* how far lines are counted */
	bool stopped;                       /* before the end of the document */
	int result;
};

/*
 * Reads the source from end to end, calling start, end and text.  Nothing
 * outside the source is fetched, and a document with declarations of its own
 * (entities, default attributes), with which a small file can expand into
 * gigabytes, is refused.  What is not well-formed is reported to diag.
 *
 * Returns 0, even if diag has counted errors, or -ENOMEM; texts are freed.
 */
int markup_parse(struct markup *markup, const struct source *source);

/* Ends the parse, which then returns the result; no call-back follows. */
void markup_stop(struct markup *markup, int result);

/* Where the tag or piece of text at hand begins. */
void markup_locate(struct markup *markup, size_t *line, size_t *column);

/* Empties all texts: a row begins here. */
void markup_begin(struct markup *markup);

/* Adds to a text; white space before its first character is left out. */
void markup_append(struct markup *markup, size_t index, const char *bytes,
		   size_t length);

/* A line break, which a line feed next to it in the document replaces. */
void markup_break(struct markup *markup, size_t index);

/*
 * A text as a cell, with white space as IANA's CSV form has it; valid until
 * the next call that appends or begins.  An empty cell stands where its row
 * does.
 */
struct cell markup_cell(struct markup *markup, size_t index);

/* The value of an attribute, or NULL. */
const char *markup_attribute(const char **attributes, const char *name);

/* Whether there is nothing but white space, of which XML knows four kinds. */
bool markup_blank(const char *bytes, size_t length);

#endif

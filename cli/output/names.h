/* SPDX-License-Identifier: MIT */
/* The names of a roll alone. */
#ifndef IANAPORTS_CLI_OUTPUT_NAMES_H
#define IANAPORTS_CLI_OUTPUT_NAMES_H

#include "cli/output/roll.h"

/* Prints them, each once and in order, and frees the items; returns the exit
 * code. */
int names_print(const struct roll *roll);

#endif

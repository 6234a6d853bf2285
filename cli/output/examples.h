/* SPDX-License-Identifier: MIT */
/* What the help of each verb ends in: two lines to try. */
#ifndef IANAPORTS_CLI_OUTPUT_EXAMPLES_H
#define IANAPORTS_CLI_OUTPUT_EXAMPLES_H

/*
 * A text with the examples of a command behind it, "ianaports show", to be
 * freed; without any, a copy.
 */
char *examples_append(const char *text, const char *command);

#endif

#include "tests/unit/reading.h"

#include <stdlib.h>
#include <string.h>

int
reading_begin(void **state, const char *file)
{
	struct reading *reading = calloc(1, sizeof(*reading));

	assert_non_null(reading);
	reading->diag.file = file;
	reading->diag.out = open_memstream(&reading->messages, &reading->size);
	assert_non_null(reading->diag.out);
	*state = reading;
	return 0;
}

int
reading_end(void **state)
{
	struct reading *reading = *state;

	fclose(reading->diag.out);
	free(reading->messages);
	ianaports_registry_free(&reading->registry);
	free(reading);
	return 0;
}

struct reading *
reading_take(void **state,
	     int (*reader)(const struct ianaports_source *,
			   struct ianaports_registry *,
			   struct ianaports_diag *),
	     const char *text)
{
	struct reading *reading = *state;
	struct ianaports_source source = {.text = strdup(text),
					  .length = strlen(text)};

	assert_non_null(source.text);
	assert_int_equal(reader(&source, &reading->registry, &reading->diag),
			 0);
	free(source.text);
	fflush(reading->diag.out);
	return reading;
}

/* SPDX-License-Identifier: MIT */
/* Fuzz target: the web page saved as text. */
#include "tests/fuzz/pipeline.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return pipeline_run(FORM_PAGE, data, size);
}

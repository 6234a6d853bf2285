/* SPDX-License-Identifier: MIT */
/* Fuzz target: a file whose form is told from its content. */
#include "tests/fuzz/pipeline.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return pipeline_run(FORM_UNKNOWN, data, size);
}

/* SPDX-License-Identifier: MIT */
/* Fuzz target: IANA's plain text. */
#include "tests/fuzz/pipeline.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return pipeline_run(FORM_COLUMNS, data, size);
}

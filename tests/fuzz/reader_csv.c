/* SPDX-License-Identifier: MIT */
/* Fuzz target: IANA's CSV form. */
#include "tests/fuzz/pipeline.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return pipeline_run(FORM_CSV, data, size);
}

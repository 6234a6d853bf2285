/* SPDX-License-Identifier: MIT */
/* Fuzz target: services(5), as registry and as local file. */
#include "tests/fuzz/pipeline.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return pipeline_run(FORM_SERVICES, data, size);
}

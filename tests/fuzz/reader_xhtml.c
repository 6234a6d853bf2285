/* SPDX-License-Identifier: MIT */
/* Fuzz target: the registry's web page. */
#include "tests/fuzz/pipeline.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return pipeline_run(FORM_XHTML, data, size);
}

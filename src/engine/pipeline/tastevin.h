/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public face of the engine: all that the window, the command line and the server may include.
 */
#pragma once

#include "base/tv-day.h"
#include "base/tv-error.h"
#include "base/tv-number.h"
#include "base/tv-progress.h"
#include "base/tv-text.h"
#include "ledger/tv-ledger.h"
#include "pipeline/tv-engine-checks.h"
#include "pipeline/tv-engine-customers.h"
#include "pipeline/tv-engine-export.h"
#include "pipeline/tv-engine-import.h"
#include "pipeline/tv-engine-review.h"
#include "pipeline/tv-engine-run.h"
#include "pipeline/tv-engine-sources.h"
#include "pipeline/tv-engine.h"
#include "pipeline/tv-stages.h"
#include "rows/tv-check-row.h"
#include "rows/tv-customer-row.h"
#include "rows/tv-enums.h"
#include "rows/tv-explanation.h"
#include "rows/tv-import-mapping.h"
#include "rows/tv-import-row.h"
#include "rows/tv-review-item.h"
#include "rows/tv-run-row.h"
#include "rows/tv-settings.h"

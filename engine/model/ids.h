// The forms of ids in models.
#ifndef CMMM_ENGINE_MODEL_IDS_H_
#define CMMM_ENGINE_MODEL_IDS_H_

#include "absl/strings/string_view.h"

namespace cmmm {

// `gbt39116-2020`: at most 64 of [a-z0-9-], starting with a letter.
bool IsModelId(absl::string_view id);

// `2020.1`: one to four numbers of at most nine digits, without leading
// zeros, joined by dots.
bool IsModelVersion(absl::string_view version);

// `production_operation`: at most 64 of [a-z0-9_], starting with a letter.
bool IsNodeId(absl::string_view id);

// A single lower-case letter or two, as at the end of `data.2.b`.
bool IsItemLetter(absl::string_view letter);

// Negative, zero or positive as version `a` is older than, equal to or newer
// than `b`, number by number. REQUIRES: both IsModelVersion.
int CompareVersions(absl::string_view a, absl::string_view b);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_IDS_H_

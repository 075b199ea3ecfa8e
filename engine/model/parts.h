// Parts of models and programmes: found by their ids, named in findings.
#ifndef CMMM_ENGINE_MODEL_PARTS_H_
#define CMMM_ENGINE_MODEL_PARTS_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/base/violations.h"

namespace cmmm {

// The path of an element of a repeated field: `levels[2]`.
inline std::string At(absl::string_view path, int index) {
  return absl::StrCat(path, "[", index, "]");
}

// An id in a message, made printable: `data.2.b` in back quotes.
// Shortened to 80 bytes, as in Violation::value.
inline std::string Quoted(absl::string_view id) {
  return absl::StrCat("`", Printable(id), "`");
}

// The part with the id; nullptr when there is none. `parts` must outlive it.
// Goes through all: parts of a model are few.
template <typename Parts>
const typename Parts::value_type* FindPart(const Parts& parts,
                                           absl::string_view id) {
  for (const auto& part : parts) {
    if (part.id() == id) return &part;
  }
  return nullptr;
}

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_PARTS_H_

#include "texts/list_in_text.h"

#include "engine/base/violations.h"

namespace cmmm::texts {
namespace {

struct ListMark {
  absl::string_view en;
  absl::string_view zh;
};
constexpr ListMark kListMarks[] = {{kThereAre, "；现有："},
                                   {kTheySay, "；两处分别为："}};

// Where the last of the marks stands, which `of` takes in a language.
std::optional<ListInText> FindMark(absl::string_view text,
                                   absl::string_view ListMark::*of) {
  std::optional<ListInText> found;
  for (const ListMark& mark : kListMarks) {
    const size_t at = text.rfind(mark.*of);
    if (at == text.npos || (found.has_value() && found->mark > at)) continue;
    found = {at, at + (mark.*of).size(), mark.zh};
  }
  return found;
}

}  // namespace

std::optional<ListInText> FindList(absl::string_view message) {
  return FindMark(message, &ListMark::en);
}

std::optional<ListInText> FindListZh(absl::string_view zh) {
  return FindMark(zh, &ListMark::zh);
}

}  // namespace cmmm::texts

// The list that a message may end with, behind a mark:
//
//   no weight set of the model; there are: a (Alpha), b (Beta)
//   两份的评价不同；两处分别为：a.xlsx!F3 = 部分满足，b.xlsx!F2 = 全部满足
#ifndef CMMM_TEXTS_LIST_IN_TEXT_H_
#define CMMM_TEXTS_LIST_IN_TEXT_H_

#include <cstddef>
#include <optional>

#include "absl/strings/string_view.h"

namespace cmmm::texts {

// Stands in a message before what two places say, which it lists at its end:
// `a.xlsx!F3 = partly, b.xlsx!F2 = fully`. kThereAre (violations.h) does so
// before a list of what there is.
inline constexpr absl::string_view kTheySay = "; they say: ";

// The list at the end of a message, and its mark in Chinese.
struct ListInText {
  size_t mark;  // where the mark begins
  size_t list;  // where the list itself does
  absl::string_view mark_zh;
};
// Of a message; nothing when it lists nothing.
std::optional<ListInText> FindList(absl::string_view message);
// Of the same in Chinese.
std::optional<ListInText> FindListZh(absl::string_view zh);

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_LIST_IN_TEXT_H_

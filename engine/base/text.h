// The same text in both languages of the project.
//
// `zh` is simplified Chinese, `en` English, both UTF-8. Empty strings stand for
// a text that is not there.
#ifndef CMMM_ENGINE_BASE_TEXT_H_
#define CMMM_ENGINE_BASE_TEXT_H_

#include <string>

namespace cmmm {

struct Text {
  std::string zh;
  std::string en;
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_TEXT_H_

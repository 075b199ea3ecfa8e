// Long texts, for tests.
#ifndef CMMM_TESTS_SUPPORT_REPEAT_H_
#define CMMM_TESTS_SUPPORT_REPEAT_H_

#include <string>

namespace cmmm::test {

inline std::string Repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace cmmm::test

#endif  // CMMM_TESTS_SUPPORT_REPEAT_H_

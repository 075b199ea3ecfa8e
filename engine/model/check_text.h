// Rules `text.*`: a text in both languages, printable, of sane length.
#ifndef CMMM_ENGINE_MODEL_CHECK_TEXT_H_
#define CMMM_ENGINE_MODEL_CHECK_TEXT_H_

#include <string>

#include "cmmm/v1/model.pb.h"
#include "engine/base/violations.h"

namespace cmmm {

class TextChecker {
 public:
  explicit TextChecker(Violations* violations) : violations_(violations) {}

  // Both languages must be there.
  void Check(const std::string& path, const v1::LocalizedText& text);

  // A text that may be missing.
  void CheckContent(const std::string& path, const std::string& text);

 private:
  void CheckLanguage(const std::string& path, const char* missing_rule,
                     const std::string& text);

  Violations* violations_;
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_CHECK_TEXT_H_

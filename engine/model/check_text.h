// Rules `text.*`: a text in both languages, printable, of sane length.
#ifndef CMMM_ENGINE_MODEL_CHECK_TEXT_H_
#define CMMM_ENGINE_MODEL_CHECK_TEXT_H_

#include <string>

#include "cmmm/v1/model.pb.h"
#include "engine/base/violations.h"

namespace cmmm {

// text.zh_missing, text.en_missing: nothing but blanks. text.too_long: more
// than kMaxTextBytes (validate.h). text.not_utf8. text.control_character: a
// line break, say. Field paths: `path`, or `path.zh` and `path.en`.
class TextChecker {
 public:
  explicit TextChecker(Violations* violations) : violations_(violations) {}

  // Both languages must be there.
  void Check(const std::string& path, const v1::LocalizedText& text);

  // A text that may be missing.
  // An empty one breaks no rule.
  void CheckContent(const std::string& path, const std::string& text);

 private:
  void CheckLanguage(const std::string& path, const char* missing_rule,
                     const std::string& text);

  Violations* violations_;
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_CHECK_TEXT_H_

// The two languages of everything that a person reads, and how a text of one is
// picked: the only way, whatever holds the text.
//
//   Say(language, "未达级", "no level")
//   Say(language, level.name())
#ifndef CMMM_TEXTS_LANGUAGE_H_
#define CMMM_TEXTS_LANGUAGE_H_

#include <string>

#include "absl/base/attributes.h"
#include "cmmm/v1/model.pb.h"
#include "engine/base/text.h"

namespace cmmm::texts {

enum class Language { kZh, kEn };

// The text of the language: of a pair in the code, of a message (a model's
// names and statements), of a text the engine made.
inline const char* Say(Language language, const char* zh, const char* en) {
  return language == Language::kZh ? zh : en;
}
inline const std::string& Say(Language language,
                              const v1::LocalizedText& text
                                  ABSL_ATTRIBUTE_LIFETIME_BOUND) {
  return language == Language::kZh ? text.zh() : text.en();
}
inline const std::string& Say(Language language,
                              const Text& text ABSL_ATTRIBUTE_LIFETIME_BOUND) {
  return language == Language::kZh ? text.zh : text.en;
}

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_LANGUAGE_H_

#include "texts/help_texts.h"

namespace cmmm::texts {

std::string HelpText(Language language, const std::string& about) {
  if (language == Language::kEn) return about;
  for (const auto texts : {HelpOfQuestions(), HelpOfFiles()}) {
    for (const HelpWords& words : texts) {
      if (about == words.en) return words.zh;
    }
  }
  return about;
}

}  // namespace cmmm::texts

// What `--help` says of commands and options, in Chinese. The English words
// stand where an option is declared, and find the Chinese ones here; those of
// the settings of a server have both in their message (ServerConfig).
#ifndef CMMM_TEXTS_HELP_TEXTS_H_
#define CMMM_TEXTS_HELP_TEXTS_H_

#include <string>

#include "absl/types/span.h"
#include "texts/language.h"

namespace cmmm::texts {

struct HelpWords {
  const char* en;
  const char* zh;
};

// Of commands that ask about assessments, and what all of them have; and of the
// others.
absl::Span<const HelpWords> HelpOfQuestions();
absl::Span<const HelpWords> HelpOfFiles();

// `about`, an English text of a help, in the language. One that nobody has
// translated stays as it is: HelpTest finds it.
std::string HelpText(Language language, const std::string& about);

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_HELP_TEXTS_H_

// What each side of a comparison is, and what counts on one of them only.
//
//   A  half-filled.textproto
//        tiny@1  digest 9a6a3c292acf
//        weights Bakeries
//        requirements that count 208, of them unanswered 83
#ifndef CMMM_CLI_PRINTING_COMPARE_SIDES_H_
#define CMMM_CLI_PRINTING_COMPARE_SIDES_H_

#include <ostream>
#include <string>

#include "cmmm/v1/compare.pb.h"
#include "cmmm/v1/model.pb.h"
#include "texts/language.h"

namespace cmmm::cli {

// `title` is what was compared, such as the file's name.
struct SideTitle {
  texts::Language language = texts::Language::kEn;
  const char* name = "";  // A or B
  std::string title;
};

// Its title, model, weights and how much of it was answered.
// Model by id, version and the first 12 digits of its digest; excluded domains
// and levels not assessed where there are any.
void PrintSide(const SideTitle& title, const v1::ModelDefinition& model,
               const v1::ComparedAssessment& side, std::ostream& out);

// The requirements that count on one side only, by reason.
// Six ids for each reason, and how many there are; nothing when there is none.
void PrintOneSided(texts::Language language, const v1::Comparison& comparison,
                   std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_COMPARE_SIDES_H_

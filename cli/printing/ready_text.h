// The readable reports of `cmmm ready`.
#ifndef CMMM_CLI_PRINTING_READY_TEXT_H_
#define CMMM_CLI_PRINTING_READY_TEXT_H_

#include <ostream>

#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/model_service.pb.h"
#include "cmmm/v1/readiness.pb.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// What a readiness report is about, with the texts it needs.
struct ReadyReport {
  texts::Language language = texts::Language::kEn;
  bool date_is_today = false;  // nobody gave a date
  const v1::ModelDefinition* model = nullptr;
  const v1::ProgrammeDefinition* programme = nullptr;
  const v1::CheckReadinessResponse* response = nullptr;
};

// The verdict, every condition with its reason, and what to do next.
void PrintReadiness(const ReadyReport& report, std::ostream& out);

// One row per track.
void PrintProgrammes(const std::vector<v1::ProgrammeSummary>& programmes,
                     texts::Language language, std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_READY_TEXT_H_

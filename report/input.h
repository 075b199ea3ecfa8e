// What a report is made of: the answers of the engine's doors about one
// assessment, and the names to show them with. Nothing is computed here that a
// door answers, so a report cannot differ from the other commands.
#ifndef CMMM_REPORT_INPUT_H_
#define CMMM_REPORT_INPUT_H_

#include <string>

#include "cmmm/v1/margin.pb.h"
#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/plan.pb.h"
#include "cmmm/v1/portfolio.pb.h"
#include "cmmm/v1/programme.pb.h"
#include "cmmm/v1/readiness.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "texts/format_text.h"

namespace cmmm::report {

struct Input {
  texts::Language language = texts::Language::kEn;
  std::string label;    // the enterprise
  std::string details;  // a line about it; may be empty
  std::string date;     // of the report, `2022-10-25`; may be empty
  const v1::ModelDefinition* model = nullptr;
  const v1::Profile* profile = nullptr;
  const v1::ScoreRequest* request = nullptr;  // answers, and who was assessed
  const v1::ScoreResponse* score = nullptr;   // VIEW_FULL
  const v1::PlanUpgradeResponse* plan = nullptr;
  const v1::AnalyzeMarginResponse* margin = nullptr;
  // The plan that holds the level against one downgrade; empty unless it is
  // held by a hair.
  const v1::PlanUpgradeResponse* safer = nullptr;
  const v1::Cohort* cohort = nullptr;  // may be left out
  // Both or neither.
  const v1::ProgrammeDefinition* programme = nullptr;
  const v1::CheckReadinessResponse* readiness = nullptr;
};

}  // namespace cmmm::report

#endif  // CMMM_REPORT_INPUT_H_

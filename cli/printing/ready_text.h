// The readable reports of `cmmm ready`.
//
//      condition  verdict    why
//   ─  ─────────  ─────────  ──────────────────────────
//   ?  credit     undecided  not declared
//         A clean credit record.
//   ✓  level-2    met        now level 3, needs level 2
//
//   programme/track         edition  level  first deadline
//   ──────────────────────  ───────  ─────  ──────────────
//   beijing-2026/excellent     2026    ≥ 3  2026-08-15
#ifndef CMMM_CLI_PRINTING_READY_TEXT_H_
#define CMMM_CLI_PRINTING_READY_TEXT_H_

#include <ostream>

#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/model_service.pb.h"
#include "cmmm/v1/readiness.pb.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// What a readiness report is about, with the texts it needs.
// All of it outlives the printing.
struct ReadyReport {
  texts::Language language = texts::Language::kEn;
  bool date_is_today = false;  // nobody gave a date
  const v1::ModelDefinition* model = nullptr;
  const v1::ProgrammeDefinition* programme = nullptr;
  const v1::CheckReadinessResponse* response = nullptr;
};

// The verdict, every condition with its reason, and what to do next.
// The head says programme, date and level; undecided is told from not met, and
// what is still to be done from both.
void PrintReadiness(const ReadyReport& report, std::ostream& out);

// One row per track.
// Programmes in the order given.
void PrintProgrammes(const std::vector<v1::ProgrammeSummary>& programmes,
                     texts::Language language, std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_READY_TEXT_H_

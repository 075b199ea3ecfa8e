#include "cli/options/plan_options.h"

#include <cerrno>
#include <fstream>
#include <map>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/file_failure.h"
#include "engine/base/plain_text.h"
#include "engine/base/text.h"

namespace cmmm::cli {
namespace {

Failure BadText(const std::string& where, const std::string& text,
                const Text& form) {
  return {FailureKind::kUsage,
          absl::StrCat(where, ": `", Printable(text), "` is not ", form.en),
          absl::StrCat(where, "：“", Printable(text), "”不是 ", form.zh)};
}

MaybeFailure ReadCost(const std::string& where, const std::string& text,
                      v1::PlanUpgradeRequest* request) {
  const Failure bad =
      BadText(where, text,
              {"ID=N 或 ID=N,N,N（N 为整数），例如 data=3",
               "ID=N or ID=N,N,N, whole numbers, such as data=3"});
  std::vector<std::string> parts = absl::StrSplit(PlainText(text), '=');
  for (std::string& part : parts) part = PlainText(part);
  if (parts.size() != 2 || parts[0].empty()) return bad;
  const std::vector<std::string> numbers = absl::StrSplit(parts[1], ',');
  std::vector<int> steps(numbers.size());
  for (size_t i = 0; i < numbers.size(); ++i) {
    if (!absl::SimpleAtoi(numbers[i], &steps[i])) return bad;
  }
  if (steps.size() != 1 && steps.size() != 3) return bad;
  steps.resize(3, steps[0]);
  v1::RaiseCost* cost = request->add_costs();
  if (parts[0] != "all") cost->set_id(parts[0]);
  cost->set_not_to_partly(steps[0]);
  cost->set_partly_to_mostly(steps[1]);
  cost->set_mostly_to_fully(steps[2]);
  return std::nullopt;
}

void ReadCostFile(const std::string& file, v1::PlanUpgradeRequest* request,
                  WrongOptions* wrong) {
  errno = 0;
  std::ifstream in(file);
  if (!in) {
    wrong->Add(CannotRead(file, errno));
    return;
  }
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const std::string text = PlainText(line.substr(0, line.find('#')));
    if (text.empty()) continue;
    wrong->Add(ReadCost(absl::StrCat(file, ":", number), text, request));
  }
}

MaybeFailure ReadPrerequisite(const std::string& text,
                              v1::PlanUpgradeRequest* request) {
  static const auto* const kGrades =
      new std::map<std::string, v1::Grade>{{"", v1::GRADE_UNSPECIFIED},
                                           {"partly", v1::GRADE_PARTLY},
                                           {"mostly", v1::GRADE_MOSTLY},
                                           {"fully", v1::GRADE_FULLY}};
  const std::vector<std::string> parts = absl::StrSplit(text, ':');
  if (parts.size() == 2) {
    const std::pair<std::string, std::string> needs =
        absl::StrSplit(parts[1], absl::MaxSplits('=', 1));
    const auto grade = kGrades->find(needs.second);
    if (grade != kGrades->end()) {
      v1::Prerequisite* prerequisite = request->add_prerequisites();
      prerequisite->set_requirement_id(parts[0]);
      prerequisite->set_needs_id(needs.first);
      prerequisite->set_at_least(grade->second);
      return std::nullopt;
    }
  }
  return BadText("--requires", text,
                 {"ID:NEEDS 或 ID:NEEDS=partly|mostly|fully",
                  "ID:NEEDS or ID:NEEDS=partly|mostly|fully"});
}

}  // namespace

void ReadPlanOptions(const PlanOptions& options,
                     v1::PlanUpgradeRequest* request, WrongOptions* wrong) {
  request->set_target_level(options.target);
  request->set_lower_levels_first(options.lower_levels_first);
  request->set_hold(options.hold);
  request->set_alternatives(options.alternatives);
  request->set_with_proof(options.proof);
  if (options.budget.has_value()) request->set_budget(*options.budget);
  for (const std::string& id : options.frozen) request->add_frozen_ids(id);
  for (const std::string& cost : options.costs) {
    wrong->Add(ReadCost("--cost", cost, request));
  }
  if (!options.cost_file.empty()) {
    ReadCostFile(options.cost_file, request, wrong);
  }
  for (const std::string& rule : options.prerequisites) {
    wrong->Add(ReadPrerequisite(rule, request));
  }
}

}  // namespace cmmm::cli

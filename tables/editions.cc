#include "tables/editions.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace cmmm::tables {
namespace {

// Whether results by both have the same columns, and their rows mean the same
// requirements.
bool SameStructure(const CompiledModel& a, const CompiledModel& b) {
  const auto same_ids = [](const auto& first, const auto& second) {
    return std::equal(
        first.begin(), first.end(), second.begin(), second.end(),
        [](const auto& one, const auto& other) { return one.id == other.id; });
  };
  return a.level_count() == b.level_count() && same_ids(a.nodes, b.nodes) &&
         same_ids(a.requirements, b.requirements);
}

}  // namespace

std::string Edition::Name() const {
  return absl::StrCat(entry.compiled->id, "@", entry.compiled->version);
}

Editions::Editions(Edition of_run) { list_.push_back(std::move(of_run)); }

void Editions::Add(Edition other) { list_.push_back(std::move(other)); }

const Edition& Editions::Find(const v1::ModelRef& named,
                              const std::string& place,
                              Violations* faults) const {
  const CompiledModel& own = *of_run().entry.compiled;
  if (!named.id().empty() && named.id() != own.id) {
    faults->Add(
        place, "row.other_model", named.id(),
        absl::StrCat("the workbook asks for another model than ", own.id));
    return of_run();
  }
  if (named.version().empty() || list_.size() == 1) return of_run();
  for (const Edition& edition : list_) {
    if (edition.entry.compiled->version != named.version()) continue;
    if (SameStructure(own, *edition.entry.compiled)) return edition;
    faults->Add(
        place, "workbook.other_structure", edition.Name(),
        absl::StrCat("the workbook was made for ", edition.Name(),
                     ", whose levels, sub-domains or requirements are "
                     "others than those of ",
                     of_run().Name(), "; score it by itself, or say --model"));
    return of_run();
  }
  faults->Add(
      place, "workbook.unknown_model", named.version(),
      absl::StrCat(
          "the workbook was made for ", own.id, "@", Printable(named.version()),
          ", which is not here; --model ID@VERSION scores it "
          "by another one",
          kThereAre,
          absl::StrJoin(list_, ", ", [](std::string* out, const Edition& e) {
            absl::StrAppend(out, e.Name());
          })));
  return of_run();
}

}  // namespace cmmm::tables

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
                              RowFindings* faults) const {
  const CompiledModel& own = *of_run().entry.compiled;
  if (!named.id().empty() && named.id() != own.id) {
    faults->push_back(
        {place, "row.other_model", Printable(named.id()),
         absl::StrCat("the workbook asks for another model than ", own.id)});
    return of_run();
  }
  if (named.version().empty() || all_by_run_) return of_run();
  for (const Edition& edition : list_) {
    if (edition.entry.compiled->version != named.version()) continue;
    if (SameStructure(own, *edition.entry.compiled)) return edition;
    faults->push_back(
        {place, "workbook.other_structure", edition.Name(),
         absl::StrCat("the workbook was made for ", edition.Name(),
                      ", whose levels, sub-domains or requirements are others "
                      "than those of ",
                      of_run().Name(), "; score it by itself, or say --model"),
         absl::StrCat("工作簿是按 ", edition.Name(),
                      " 制作的，它的等级、能力子域或条款与 ", of_run().Name(),
                      " 不同；请单独评分，或用 --model 指定版本")});
    return of_run();
  }
  const std::string name =
      absl::StrCat(own.id, "@", Printable(named.version()));
  const std::string known =
      absl::StrJoin(list_, ", ", [](std::string* out, const Edition& e) {
        absl::StrAppend(out, e.Name());
      });
  faults->push_back(
      {place, "workbook.unknown_model", name,
       absl::StrCat("the workbook was made for ", name,
                    ", which is not here; --model ID@VERSION scores it by "
                    "another one",
                    kThereAre, known),
       absl::StrCat("工作簿是按 ", name,
                    " 制作的，这里没有这一版本；要按另一个"
                    "版本评分，请用 --model 指定；现有：",
                    known)});
  return of_run();
}

const Edition* Editions::Named(const v1::ModelRef& named) const {
  const auto found =
      std::find_if(list_.begin(), list_.end(), [&](const Edition& edition) {
        return edition.entry.compiled->id == named.id() &&
               edition.entry.compiled->version == named.version();
      });
  return found == list_.end() ? nullptr : &*found;
}

}  // namespace cmmm::tables

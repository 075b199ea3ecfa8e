#include "excel/compare_model_book.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/model/digest.h"

namespace cmmm::excel {
namespace {

// A number of a version that has no next one.
constexpr int kLastNumber = 999'999'999;

// `2020.4` after `2020.3`.
std::string NextVersion(const std::string& version) {
  std::vector<std::string> numbers = absl::StrSplit(version, '.');
  for (; !numbers.empty(); numbers.pop_back()) {
    int number = 0;
    if (!absl::SimpleAtoi(numbers.back(), &number)) break;
    if (number == kLastNumber) continue;
    numbers.back() = absl::StrCat(number + 1);
    return absl::StrJoin(numbers, ".");
  }
  return absl::StrCat(version, ".1");
}

// The first one after the version of the model that nobody uses.
std::string FreeVersion(const std::vector<KnownModel>& known,
                        const ModelBook& book) {
  std::set<std::string> used;
  for (const KnownModel& one : known) {
    if (one.id == book.model.id()) used.insert(one.version);
  }
  if (book.base.id() == book.model.id()) used.insert(book.base.version());
  std::string version = NextVersion(book.model.version());
  while (used.count(version) > 0) version = NextVersion(version);
  return version;
}

std::string Changed(const std::string& name, const std::string& free) {
  return absl::StrCat("something changed, so the model must not be called ",
                      name, " any more; give it a new version, such as ", free);
}

std::string LostDigest(const std::string& name, const std::string& free) {
  return absl::StrCat(
      "the workbook has lost the digest of what was exported, so that nobody "
      "can tell whether it is still ",
      name, "; give it a new version, such as ", free);
}

}  // namespace

void CheckVersion(const std::vector<KnownModel>& known, ModelBook* book,
                  Violations* faults) {
  const v1::ModelDefinition& model = book->model;
  const v1::ModelRef& base = book->base;
  const std::string name = absl::StrCat(model.id(), "@", model.version());
  const std::string digest = ModelDigest(model);
  const KnownModel* other = nullptr;
  bool is_known = false;
  for (const KnownModel& one : known) {
    if (one.id != model.id() || one.version != model.version()) continue;
    is_known = is_known || one.digest == digest;
    if (one.digest != digest) other = &one;
  }
  const bool is_base =
      base.id() == model.id() && base.version() == model.version();
  const std::string free = FreeVersion(known, *book);
  const std::string& cell = book->places["version"];
  if (is_base && base.digest() != digest && (!is_known || other != nullptr)) {
    faults->Add(
        cell, "modelbook.version_kept", model.version(),
        base.digest().empty() ? LostDigest(name, free) : Changed(name, free));
  } else if (other != nullptr) {
    faults->Add(cell, "modelbook.version_taken", model.version(),
                absl::StrCat("another model is called ", name,
                             " already, with the digest ", other->digest,
                             "; give it a new version, such as ", free));
  }
}

void CompareWithBase(const v1::ModelDefinition& base, ModelBook* book) {
  const v1::ModelDefinition& model = book->model;
  std::map<std::string, const v1::RequirementDefinition*> owners;
  std::map<std::string, const v1::RequirementDefinition*> before;
  for (const auto& item : base.requirements()) {
    owners[item.statement().zh()] = &item;
    before[item.id()] = &item;
  }
  for (int i = 0; i < model.requirements_size(); ++i) {
    const auto& item = model.requirements(i);
    const auto own = before.find(item.id());
    const auto owner = owners.find(item.statement().zh());
    if (own == before.end() || owner == owners.end() ||
        own->second->statement().zh() == item.statement().zh()) {
      continue;
    }
    book->notices.Add(
        book->places[absl::StrCat("requirements[", i, "].statement.zh")],
        "modelbook.statement_moved", owner->second->id(),
        absl::StrCat("`", item.id(), "` has the statement that `",
                     owner->second->id(),
                     "` had; were rows sorted without their ids?"));
  }
}

}  // namespace cmmm::excel

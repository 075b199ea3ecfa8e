#include "excel/compare_model_book.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/model/diff.h"

namespace cmmm::excel {

void CompareWithBase(const v1::ModelDefinition& base, ModelBook* book,
                     Violations* faults) {
  const v1::ModelDefinition& model = book->model;
  if (model.id() == base.id() && model.version() == base.version() &&
      !DiffModels(base, model).empty()) {
    faults->Add(book->places["version"], "modelbook.version_kept",
                model.version(),
                absl::StrCat("something changed, so the model must not be "
                             "called ",
                             model.id(), "@", model.version(),
                             " any more; give it a new version"));
  }
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

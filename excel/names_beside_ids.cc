#include "excel/names_beside_ids.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "excel/layout.h"

namespace cmmm::excel {
namespace {

std::string BothNames(const v1::LocalizedText& name) {
  return absl::StrCat(name.zh(), " ", name.en());
}

}  // namespace

NamesBesideIds::NamesBesideIds(std::string structure, const NodeNames& names,
                               ModelCells* cells, Violations* notices)
    : structure_(std::move(structure)),
      names_(names),
      cells_(*cells),
      notices_(*notices) {
  for (const auto& [key, name] : names) {
    owners_.emplace(std::make_pair(key.first, ComparedKey(BothNames(name))),
                    key.second);
  }
}

bool NamesBesideIds::IsOwn(const std::string& text,
                           const v1::LocalizedText& name) const {
  return text == ComparedKey(BothNames(name)) ||
         text == ComparedKey(name.zh()) || text == ComparedKey(name.en());
}

void NamesBesideIds::Check(const WrittenCell& cell, int tier,
                           const std::string& id) {
  const std::string whole = ComparedKey(TextOf(cell));
  // As the export writes it, with a remark.
  const std::string text = whole.substr(0, whole.rfind('('));
  const auto own = names_.find({tier, id});
  if (whole.empty() || own == names_.end() || IsOwn(whole, own->second) ||
      IsOwn(text, own->second)) {
    return;
  }
  auto owner = owners_.find({tier, whole});
  if (owner == owners_.end()) owner = owners_.find({tier, text});
  if (owner == owners_.end()) {
    const std::string name = BothNames(own->second);
    notices_.Add(
        cell.place, "modelbook.name_not_taken", TextOf(cell),
        absl::StrCat("names beside ids are not taken; that of `", Printable(id),
                     "` is `", Printable(name), "`, as the sheet `",
                     Printable(structure_), "` says, and is changed there"));
    return;
  }
  cells_.Refuse(cell, "modelbook.row_mismatch",
                absl::StrCat("beside `", Printable(id),
                             "` stands the name of `", Printable(owner->second),
                             "`; were rows sorted without their ids?"));
}

}  // namespace cmmm::excel

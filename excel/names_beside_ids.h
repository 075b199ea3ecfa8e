// The names beside ids in a model's workbook, on other sheets than that of the
// structure: there for people, and a sign that rows were sorted without ids.
#ifndef CMMM_EXCEL_NAMES_BESIDE_IDS_H_
#define CMMM_EXCEL_NAMES_BESIDE_IDS_H_

#include <map>
#include <string>
#include <utility>

#include "excel/model_cells.h"
#include "excel/read_model_structure.h"

namespace cmmm::excel {

class NamesBesideIds {
 public:
  // `structure`: the tab of the sheet that has the names.
  NamesBesideIds(std::string structure, const NodeNames& names,
                 ModelCells* cells, Violations* notices);

  // A fault modelbook.row_mismatch when it is the name of another one of the
  // tier; a notice modelbook.name_not_taken when it is nobody's.
  void Check(const WrittenCell& cell, int tier, const std::string& id);

 private:
  bool IsOwn(const std::string& text, const v1::LocalizedText& name) const;

  std::string structure_;
  const NodeNames& names_;
  std::map<std::pair<int, std::string>, std::string> owners_;  // ids by names
  ModelCells& cells_;
  Violations& notices_;
};

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_NAMES_BESIDE_IDS_H_

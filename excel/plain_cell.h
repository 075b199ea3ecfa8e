// Cells as most are written, read without an XML parser:
//
//   <c r="B7" s="3" t="n"><v>0.8</v></c>
//   <c r="B7" t="inlineStr"><is><t>全部满足</t></is></c>
//   <c r="B7" s="3"/>
//
// Everything else (formulas, other attributes, entities, bytes that XML does
// not allow) is left to the parser.
#ifndef CMMM_EXCEL_PLAIN_CELL_H_
#define CMMM_EXCEL_PLAIN_CELL_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace cmmm::excel {

struct PlainCell {
  absl::string_view name;   // B7
  absl::string_view type;   // as written; empty without
  absl::string_view style;  // likewise
  absl::string_view value;
  bool has_value = false;  // <v>
  bool has_text = false;   // <is><t>
  size_t size = 0;         // bytes of the element
};

// Reads the cell at the front of `xml`, which is UTF-8; false when there is
// none that is plain.
bool ReadPlainCell(absl::string_view xml, PlainCell* cell);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_PLAIN_CELL_H_

// How much of a workbook is read before it is refused. The largest genuine
// workbooks stay far below.
#ifndef CMMM_EXCEL_LIMITS_H_
#define CMMM_EXCEL_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace cmmm::excel {

struct XlsxLimits {
  size_t file_bytes = size_t{64} << 20;
  uint64_t inflated_bytes = uint64_t{512} << 20;  // all parts read, together
  // Of one part, once it has inflated to `ratio_from_bytes`.
  uint64_t ratio = 200;
  uint64_t ratio_from_bytes = uint64_t{1} << 20;
  size_t entries = 1000;
  size_t sheets = 256;
  size_t styles = 70'000;  // Excel stops at 65,490
  size_t strings = 4'000'000;
  size_t string_bytes = size_t{128} << 20;
  size_t merged_ranges = 100'000;  // of one sheet
};

// Excel's own: characters of a cell (here bytes, so with room), rows, columns.
inline constexpr size_t kMaxCellBytes = size_t{128} << 10;
inline constexpr int64_t kMaxRows = 1'048'576;
inline constexpr int kMaxColumns = 16'384;
// Of a reason, a note, a line of evidence, a fact about the enterprise; and how
// many lines of evidence are pieces of their own. As the engine has them, so
// that a finding names its cell.
inline constexpr size_t kMaxCharacters = 1000;
inline constexpr int kMaxPieces = 10;
// Deepest nesting of elements, longest tag in bytes.
inline constexpr int kMaxXmlDepth = 64;
inline constexpr size_t kMaxXmlTag = size_t{1} << 20;

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_LIMITS_H_

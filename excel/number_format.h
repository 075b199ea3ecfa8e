// Numbers that a spreadsheet shows as days or times.
//
//   ShownText(45351, NumberFormat::kDay, false)   2024-02-29
//   ShownText(0.8, NumberFormat::kTime, false)    19:12
#ifndef CMMM_EXCEL_NUMBER_FORMAT_H_
#define CMMM_EXCEL_NUMBER_FORMAT_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace cmmm::excel {

// How a cell format shows its number: as such, as a day (with a time or not),
// as a time of day, as hours that have passed, 24 and more too, or as percent.
enum class NumberFormat : uint8_t { kNumber, kDay, kTime, kElapsed, kPercent };

// Of a format's code: `yyyy"年"m"月"` is kDay, `h:mm` kTime, `[h]:mm` kElapsed,
// `0.0%` kPercent, `0.00`, `General` and `"d"0` are kNumber.
NumberFormat FormatOfCode(absl::string_view code);
// The same of a built-in format, by its id, as Chinese spreadsheets have them.
NumberFormat FormatOfId(int id);

// What people see of the number, days since the beginning of the calendar:
// `2024-02-29`, `19:12`, `36:00:30`; as Excel has it, `1900-01-00` for less
// than a day. Empty when it is no day that there is. REQUIRES: neither kNumber
// nor kPercent.
std::string ShownText(double serial, NumberFormat format, bool from_1904);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_NUMBER_FORMAT_H_

#include "excel/model_cells.h"

#include <cmath>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "excel/interpret_texts.h"
#include "excel/layout.h"

namespace cmmm::excel {
namespace {

// So far a number may be off the whole one that is meant: 0.29 * 100.
constexpr double kNear = 1e-9;
// Of what has a meaning here; keeps integers small.
constexpr double kLargest = 1e6;

// Without blanks of any width at the ends; those within stay.
std::string Trimmed(absl::string_view text) {
  for (bool more = true; more;) {
    text = absl::StripAsciiWhitespace(text);
    more = false;
    for (const absl::string_view blank : {"\u00A0", "\u3000", "\uFEFF"}) {
      more = absl::ConsumePrefix(&text, blank) || more;
      more = absl::ConsumeSuffix(&text, blank) || more;
    }
  }
  return std::string(text);
}

std::optional<int> ToWhole(double number) {
  const double whole = std::round(number);
  if (std::abs(number - whole) > kNear || std::abs(whole) > kLargest) {
    return std::nullopt;
  }
  return static_cast<int>(whole);
}

}  // namespace

void ModelCells::Refuse(const WrittenCell& cell, absl::string_view rule,
                        std::string message) {
  if (cell.place.empty()) return;
  faults_.Add(cell.place, rule, TextOf(cell), std::move(message));
}

bool ModelCells::IsReadable(const WrittenCell& cell) {
  if (cell.uncomputed) {
    Refuse(cell, "workbook.formula_without_value",
           "the formula was saved without its value; open the workbook in "
           "Excel, WPS or LibreOffice and save it again");
    return false;
  }
  if (cell.kind == CellKind::kError) {
    Refuse(cell, "workbook.error_value",
           absl::StrCat("the cell shows the error ", Printable(cell.text)));
    return false;
  }
  if (cell.formula) {
    notices_.Add(cell.place, "modelbook.formula", TextOf(cell),
                 absl::StrCat("the cell is a formula; its value as last saved "
                              "was read: `",
                              Printable(TextOf(cell)), "`"));
  }
  return cell.kind != CellKind::kEmpty;
}

std::string ModelCells::Text(const WrittenCell& cell, const std::string& path) {
  Remember(path, cell.place);
  return IsReadable(cell) ? Trimmed(TextOf(cell)) : "";
}

void ModelCells::Texts(const WrittenCell& zh, const WrittenCell& en,
                       const std::string& path, v1::LocalizedText* text) {
  Remember(path, zh.place);
  text->set_zh(Text(zh, path + ".zh"));
  text->set_en(Text(en, path + ".en"));
}

std::string ModelCells::Id(const WrittenCell& cell, const std::string& path) {
  Remember(path, cell.place);
  if (!IsReadable(cell)) return "";
  std::string written = Trimmed(TextOf(cell));
  std::string id = Normalised(written);
  if (written != id && !path.empty()) written_ids_.emplace(path, written);
  return id;
}

std::optional<int> ModelCells::Word(const WrittenCell& cell, WordList list,
                                    const std::string& path, bool required) {
  Remember(path, cell.place);
  const std::string text = IsReadable(cell) ? TextOf(cell) : "";
  if (text.empty() && !required) return std::nullopt;
  const std::optional<int> value = FindWord(list, text);
  if (value.has_value()) return value;
  // What was not readable is told already.
  if (text.empty() && cell.kind != CellKind::kEmpty) return std::nullopt;
  Refuse(cell, "modelbook.unknown_word",
         absl::StrCat(
             "`", Printable(text), "` is no word of this list", kThereAre,
             absl::StrJoin(WordsOf(list), ", ",
                           [&](std::string* out, const ModelWord& w) {
                             absl::StrAppend(out, WordText(list, w.value));
                           })));
  return std::nullopt;
}

std::optional<ModelCells::Number> ModelCells::ReadNumber(
    const WrittenCell& cell) {
  if (!IsReadable(cell)) {
    if (cell.kind == CellKind::kEmpty && !cell.uncomputed) {
      Refuse(cell, "modelbook.value_missing", "a number is missing here");
    }
    return std::nullopt;
  }
  if (cell.kind == CellKind::kNumber) return Number{cell.number, cell.percent};
  Number number;
  const std::string text = Normalised(TextOf(cell));
  absl::string_view digits = text;
  number.percent = absl::ConsumeSuffix(&digits, "%");
  if (cell.kind != CellKind::kText ||
      !absl::SimpleAtod(absl::StripAsciiWhitespace(digits), &number.value) ||
      !std::isfinite(number.value)) {
    Refuse(cell, "modelbook.not_a_number",
           absl::StrCat("`", Printable(TextOf(cell)), "` is not a number"));
    return std::nullopt;
  }
  if (number.percent) number.value /= 100;
  notices_.Add(cell.place, "modelbook.number_as_text", TextOf(cell),
               absl::StrCat("a number written as text; read as ", text));
  return number;
}

std::optional<int> ModelCells::Percent(const WrittenCell& cell,
                                       const std::string& path) {
  Remember(path, cell.place);
  const std::optional<Number> number = ReadNumber(cell);
  if (!number.has_value()) return std::nullopt;
  const std::optional<int> percent =
      ToWhole(number->percent ? number->value * 100 : number->value);
  if (percent.has_value()) return percent;
  const bool may_be_share =
      !number->percent && number->value > 0 && number->value < 1;
  Refuse(cell, "modelbook.not_whole",
         may_be_share
             ? absl::StrCat("`", Printable(TextOf(cell)), "` could be ",
                            NumberText(number->value), " % or ",
                            NumberText(number->value * 100),
                            " %; weights are whole percent: write ",
                            NumberText(std::round(number->value * 100)))
             : std::string("weights are whole percent, such as 40"));
  return std::nullopt;
}

std::optional<int> ModelCells::Units(const WrittenCell& cell, int scale,
                                     int least, int most,
                                     const std::string& path) {
  Remember(path, cell.place);
  const std::optional<Number> number = ReadNumber(cell);
  if (!number.has_value()) return std::nullopt;
  const double unit = scale;
  if (number->value * unit < least - kNear ||
      number->value * unit > most + kNear) {
    const std::string range =
        absl::StrCat(NumberText(least / unit), "–", NumberText(most / unit));
    faults_.Add(
        cell.place, "modelbook.out_of_range",
        absl::StrCat(TextOf(cell), " (", range, ")"),
        absl::StrCat("must be ", range, ", got ", Printable(TextOf(cell))));
    return std::nullopt;
  }
  const std::optional<int> units = ToWhole(number->value * unit);
  if (!units.has_value()) {
    Refuse(cell, "modelbook.too_fine",
           absl::StrCat("must be a multiple of ", NumberText(1 / unit),
                        ", got ", Printable(TextOf(cell))));
  }
  return units;
}

std::optional<v1::Check> ModelCells::Check(const WrittenCell& by,
                                           const WrittenCell& on,
                                           const std::string& path) {
  v1::Check check;
  Remember(path, by.place);
  check.set_by(Text(by, path + ".by"));
  check.set_on(ReadDay(Text(on, path + ".on")));
  if (check.by().empty() && check.on().empty()) return std::nullopt;
  return check;
}

const std::string& ModelCells::WrittenId(const std::string& path) const {
  static const auto* const kAsRead = new std::string;
  const auto found = written_ids_.find(path);
  return found == written_ids_.end() ? *kAsRead : found->second;
}

std::string ModelCells::PlaceOf(absl::string_view path) const {
  while (!path.empty()) {
    const auto found = places_.find(std::string(path));
    if (found != places_.end() && !found->second.empty()) return found->second;
    const size_t end = path.find_last_of(".[");
    path = end == path.npos ? "" : path.substr(0, end);
  }
  return "";
}

}  // namespace cmmm::excel

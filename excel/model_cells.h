// The cells of a model's workbook as values, and where each field of the model
// stands, so that what is wrong with it names sheet and cell.
#ifndef CMMM_EXCEL_MODEL_CELLS_H_
#define CMMM_EXCEL_MODEL_CELLS_H_

#include <map>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "cmmm/v1/model.pb.h"
#include "engine/base/violations.h"
#include "excel/collect_answers.h"
#include "excel/model_sheets.h"

namespace cmmm::excel {

// The path of an element of a repeated field: `levels[2]`.
inline std::string FieldAt(absl::string_view path, int index) {
  return absl::StrCat(path, "[", index, "]");
}

// Where rows of Weights are told that have no place in a group, by the id of
// the child: what the group lacks then is no news.
inline std::string UnplacedPath(absl::string_view child) {
  return absl::StrCat("unplaced.", child);
}

// Reads with the rules workbook.error_value, .formula_without_value,
// modelbook.value_missing, .not_a_number, .not_whole, .too_fine, .out_of_range,
// .unknown_word; notices modelbook.formula and .number_as_text. `path` is that
// of the field in the model, remembered for PlaceOf.
class ModelCells {
 public:
  ModelCells(Violations* faults, Violations* notices)
      : faults_(*faults), notices_(*notices) {}

  // A text without blanks around it; what is missing, the linter says.
  std::string Text(const WrittenCell& cell, const std::string& path);
  void Texts(const WrittenCell& zh, const WrittenCell& en,
             const std::string& path, v1::LocalizedText* text);
  // An id: whatever the width and case of its letters.
  std::string Id(const WrittenCell& cell, const std::string& path);
  // A word of the list; nothing when it is empty or none of them, which is a
  // fault (an empty one when `required` only).
  std::optional<int> Word(const WrittenCell& cell, WordList list,
                          const std::string& path, bool required = true);
  // Whole percent: 40, 40 %, `４０`; not 0.4, which could be either.
  std::optional<int> Percent(const WrittenCell& cell, const std::string& path);
  // A number in units of 1/scale, from `least` to `most` of them: 0.8 is 8
  // tenths.
  std::optional<int> Units(const WrittenCell& cell, int scale, int least,
                           int most, const std::string& path);
  // Who compared it, and when; nothing when both cells are empty.
  std::optional<v1::Check> Check(const WrittenCell& by, const WrittenCell& on,
                                 const std::string& path);

  void Remember(const std::string& path, const std::string& place) {
    places_.emplace(path, place);
  }
  // The cell of the field, or of the nearest one above it; empty without.
  std::string PlaceOf(absl::string_view path) const;
  // The id of the field as the cell shows it; empty when it was read as it is.
  const std::string& WrittenId(const std::string& path) const;
  const std::map<std::string, std::string>& places() const { return places_; }

  // Not of a cell in a column that is missing: that is told once.
  void Refuse(const WrittenCell& cell, absl::string_view rule,
              std::string message);

 private:
  // Whether there is something to be read, and it can be; what is wrong becomes
  // a fault, what a reader should know a notice.
  bool IsReadable(const WrittenCell& cell);
  struct Number {
    double value = 0;
    bool percent = false;  // written with a sign for it, and divided already
  };
  std::optional<Number> ReadNumber(const WrittenCell& cell);

  Violations& faults_;
  Violations& notices_;
  std::map<std::string, std::string> places_;
  std::map<std::string, std::string> written_ids_;  // by path
};

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_MODEL_CELLS_H_

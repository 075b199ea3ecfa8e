// One record of JSON lines as it is read, key by key, into the columns of
// JsonLayout; what is wrong with a key becomes a finding, and the other keys
// are read all the same. Used by JsonReader alone.
#ifndef CMMM_TABLES_JSON_RECORD_H_
#define CMMM_TABLES_JSON_RECORD_H_

#include <simdjson.h>

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/refusal.h"
#include "engine/base/row_finding.h"
#include "engine/base/violations.h"
#include "tables/json_reader.h"
#include "tables/record_cells.h"
#include "texts/grade_words.h"

namespace cmmm::tables {

// What a key of a record means; settled once for every key that is met.
struct KeyMeaning {
  enum Kind {
    kOther,  // nothing: it is carried through
    kAnswers,
    kGrade,
    kSetting,
    kUnknownRequirement,
    kUnknownSetting,
  };
  Kind kind = kOther;
  size_t column = kNoColumn;
  texts::GradeStyle style = texts::GradeStyle::kAuto;
};

struct JsonRecord {
  using Element = simdjson::dom::element;
  using Object = simdjson::dom::object;

  JsonRecord(const CompiledModel& of_model, std::string id)
      : model(of_model),
        request_id(std::move(id)),
        layout(JsonLayout(of_model)),
        words(of_model) {}

  void Begin(RowFindings* findings);
  const KeyMeaning& MeaningOf(absl::string_view key);
  void ReadKey(absl::string_view key, const Element& value);
  void ReadAnswers(const Element& answers);
  void ReadExcluded(absl::string_view key, const Element& value);
  // False: it cannot be read, and the findings say why.
  bool ReadRequest(const Object& top);
  bool TakeRequest(const v1::ScoreRequest& request);
  void TakeModel(const v1::ModelRef& named);
  void TakeProfile(const v1::Profile& profile);
  void AddRefusal(const Refusal& refusal);
  void AddViolations(const Violations& violations);
  void Wrong(absl::string_view column, absl::string_view rule,
             absl::string_view value, std::string message);
  void SetCell(size_t column, absl::string_view key, const Element& value);
  void SetGrade(const KeyMeaning& meaning, absl::string_view key,
                const Element& value);
  void Carry(absl::string_view key, const Element& value);
  void MoveCells(RecordCells* cells);
  size_t ColumnOf(int item) const {
    return layout.column_of[static_cast<size_t>(item)];
  }

  const CompiledModel& model;
  std::string request_id;
  TableLayout layout;
  texts::GradeWords words;
  simdjson::dom::parser parser;
  // Of the keys met so far, which are the same in every record.
  absl::flat_hash_map<std::string, KeyMeaning> meanings;
  // Of the record at hand.
  std::vector<std::string> texts;  // [columns]
  std::vector<bool> given;         // [columns]
  std::string carried;
  absl::flat_hash_set<std::string> carried_keys;
  RowFindings* wrong = nullptr;
  // The texts of the records read, until another block begins.
  std::deque<std::string> kept;
};

// Whether a record is a ScoreRequest: it has a `list`, `packed` or `profile`
// that is no text or number.
bool IsRequest(const simdjson::dom::object& top);

// The one of these that a key is nearly, `list` for `List`; empty for others.
std::string PartMistaken(absl::string_view key);

inline absl::string_view ViewOf(std::string_view text) {
  return {text.data(), text.size()};
}

// What stands in a cell for a value: text, digits, nothing for null; none for
// what a cell does not hold.
std::optional<std::string> CellOfJson(const simdjson::dom::element& value);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_JSON_RECORD_H_

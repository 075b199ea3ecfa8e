// JSON lines: an object an enterprise.
//
//   {"enterprise_id": "E1", "weight_set": "discrete", "city": "长沙",
//    "answers": {"data.2.b": "fully", "data.2.c": "N/A"}}
//
// Keys are the names of a wide table's columns and are read as these are
// (table_layout.h), `data.2.b#code` too. One that looks like a requirement and
// is none, or nearly like a setting, is a finding. Answers stand in `answers`
// or beside the other keys; a grade is text, a number or null (open).
// `excluded_domain_ids` may be a list. All other keys are carried through.
//
// A line may also be a ScoreRequest in JSON, as `cmmm template -o a.jsonl`
// writes it: `list` (or `packed`) has the answers, `profile` the settings. It
// is read by the reader of requests (engine/request/parse_json.h) and held to
// its rules; one that names another model or version than rows are scored by is
// a finding. Keys beside its fields are read as those of other lines.
#ifndef CMMM_TABLES_JSON_READER_H_
#define CMMM_TABLES_JSON_READER_H_

#include <memory>
#include <string>
#include <vector>

#include "tables/record_reader.h"
#include "tables/table_layout.h"

namespace cmmm::tables {

// The columns that JsonReader gives: what is known, then `carried`, an object
// with all other keys.
TableLayout JsonLayout(const CompiledModel& model);

struct JsonRecord;

class JsonReader final : public TextReader {
 public:
  // `model` outlives the reader. `request_id` is the enterprise of a
  // ScoreRequest that names none.
  explicit JsonReader(const CompiledModel& model, std::string request_id = "");
  ~JsonReader() override;

  void Begin(const Block& block) override;
  bool is_json() const override { return true; }

 protected:
  // What contradicts the model or itself within an object becomes findings,
  // and the rest of the object is read all the same.
  void Read(Record* record) override;

 private:
  std::unique_ptr<JsonRecord> record_;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_JSON_READER_H_

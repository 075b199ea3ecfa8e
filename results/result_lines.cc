#include "results/result_lines.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tables/table_layout.h"

namespace cmmm::results {
namespace {

using simdjson::dom::element;

// Texts, numbers and truths as the text they are; anything else is empty.
std::string TextOf(const element& value) {
  std::string_view text;
  int64_t whole = 0;
  double number = 0;
  bool truth = false;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  if (value.get(whole) == simdjson::SUCCESS) return absl::StrCat(whole);
  if (value.get(number) == simdjson::SUCCESS) return absl::StrCat(number);
  if (value.get(truth) == simdjson::SUCCESS) return truth ? "true" : "false";
  return "";
}

}  // namespace

ResultLines::ResultLines(std::string path, const ResultQuestion& question)
    : path_(std::move(path)),
      question_(question),
      source_(path_, tables::Encoding::kAuto, tables::MayBeHeader),
      blocks_(&source_, path_, tables::kLines) {}

Failure ResultLines::BadLine(const Text& what) const {
  return {FailureKind::kData,
          absl::StrCat(path_, ": line ", number_, ": ", what.en),
          absl::StrCat(path_, ": 第 ", number_, " 行: ", what.zh)};
}

MaybeFailure ResultLines::NextLine(absl::string_view* line, bool* more) {
  *more = true;
  while (at_ >= block_.text.size()) {
    at_ = 0;
    if (auto failure = blocks_.Next(&block_, more)) return failure;
    if (!*more) return std::nullopt;
  }
  const size_t end = std::min(block_.text.find('\n', at_), block_.text.size());
  *line = absl::string_view(block_.text).substr(at_, end - at_);
  at_ = end + 1;
  ++number_;
  return std::nullopt;
}

MaybeFailure ResultLines::Next(ResultRow* row, bool* more) {
  absl::string_view line;
  do {  // Blank lines are passed over.
    if (auto failure = NextLine(&line, more)) return failure;
    if (!*more) return std::nullopt;
  } while (line.find_first_not_of(" \t\r") == absl::string_view::npos);
  row->id.clear();
  row->fault.reset();
  row->number = number_;
  simdjson::dom::object object;
  simdjson::dom::element value;
  if (parser_.parse(line.data(), line.size()).get(object) !=
          simdjson::SUCCESS ||
      object["level"].get(value) != simdjson::SUCCESS ||
      object["total"].get(value) != simdjson::SUCCESS) {
    row->fault = Text{"不是 JSON 的结果", "is no result in JSON"};
    return std::nullopt;
  }
  return ReadLine(object, row);
}

MaybeFailure ResultLines::ReadLine(const simdjson::dom::object& object,
                                   ResultRow* row) {
  element value;
  simdjson::dom::object fields;
  simdjson::dom::array scores;
  row->maturity.clear();
  row->values.clear();
  const auto text_of = [&](const char* name) {
    return object[name].get(value) == simdjson::SUCCESS ? TextOf(value) : "";
  };
  row->level = text_of("level");
  row->total = text_of("total");
  row->id = text_of("enterprise_id");
  if (object["scores"].get(scores) == simdjson::SUCCESS) {
    levels_ = std::max(levels_, static_cast<int>(scores.size()));
  }
  if (object["maturity"].get(fields) == simdjson::SUCCESS) {
    for (const auto& field : fields) {
      row->maturity.emplace_back(std::string(field.key), TextOf(field.value));
    }
    std::sort(row->maturity.begin(), row->maturity.end());
  }
  for (const std::string& name : question_.by) {
    if (object["carried"].get(fields) != simdjson::SUCCESS ||
        fields[name].get(value) != simdjson::SUCCESS) {
      return BadLine({absl::StrCat("没有列 ", name),
                      absl::StrCat("has no column ", name)});
    }
    row->values.push_back(TextOf(value));
  }
  return std::nullopt;
}

}  // namespace cmmm::results

// The fast way through a row must accept what it says, and read it as the slow
// one does.
#include "batch/plain_record.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "batch/csv.h"
#include "tests/batch/table_files.h"

namespace cmmm::batch {
namespace {

constexpr size_t kGrades = 77;  // more than any vector has, and no multiple

struct Cells {
  size_t size = 0;  // of the record
  std::vector<absl::string_view> texts;
  std::vector<uint8_t> codes;
};

// What `text` begins with, cell by cell; nothing when it is not plain.
std::optional<Cells> ReadPlainly(absl::string_view text, size_t texts,
                                 char delimiter,
                                 const GradeWords::ByteCodes& code_of) {
  const absl::string_view record =
      WithoutLineEnd(text.substr(0, text.find('\n') + 1));
  Cells cells{record.size(), absl::StrSplit(record, delimiter), {}};
  if (cells.texts.size() != texts + kGrades) return std::nullopt;
  for (size_t i = texts; i < texts + kGrades; ++i) {
    if (cells.texts[i].size() != 1 || cells.texts[i][0] < ' ') {
      return std::nullopt;
    }
    cells.codes.push_back(code_of[static_cast<uint8_t>(cells.texts[i][0])]);
    if (cells.codes.back() == GradeWords::kNoGrade) return std::nullopt;
  }
  cells.texts.resize(texts);
  for (const absl::string_view cell : cells.texts) {
    for (const char c : cell) {
      if (c == '"' || static_cast<uint8_t>(c) < ' ') return std::nullopt;
    }
  }
  return cells;
}

struct Form {
  std::string texts;  // with commas between
  char delimiter;
  std::string line_end;
};

const std::vector<Form>& Forms() {
  static const auto* const forms = new std::vector<Form>{
      {"E1,长沙", ',', "\n"},
      {"E1", ',', "\r\n"},
      {"E1,,", '\t', "\r\n"},
      // More than is looked at together, once ending with it.
      {"E1," + std::string(60, 'x'), ',', "\n"},
      {"E1," + std::string(61, 'x'), ',', "\n"},
      {"E1,株洲" + std::string(130, '-') + ",y", '\t', "\n"}};
  return *forms;
}

std::string RecordOf(const Form& form, absl::string_view grades) {
  std::string record = form.texts;
  for (size_t i = 0; i < kGrades; ++i) {
    record += {',', grades[i % grades.size()]};
  }
  std::replace(record.begin(), record.end(), ',', form.delimiter);
  return record + form.line_end;
}

TEST(PlainRecordTest, EveryByteInEveryPlace) {
  const GradeWords words(test::Model());
  for (const Form& form : Forms()) {
    for (const auto& [style, grades] :
         {std::pair(GradeStyle::kCodes, "0123451"),
          std::pair(GradeStyle::kScores, "0110110")}) {
      const GradeWords::ByteCodes& code_of = words.OfBytes(style);
      const auto texts = static_cast<size_t>(
          1 + std::count(form.texts.begin(), form.texts.end(), ','));
      PlainRecord reader(static_cast<int>(texts), kGrades, form.delimiter,
                         code_of);
      const std::string record = RecordOf(form, grades);
      std::string text = record + record;
      ASSERT_EQ(reader.Read(text), record.size() - form.line_end.size());
      for (size_t at = 0; at < record.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
          text[at] = static_cast<char>(byte);
          const auto expected =
              ReadPlainly(text, texts, form.delimiter, code_of);
          const size_t size = reader.Read(text);
          ASSERT_EQ(size, expected.has_value() ? expected->size : 0)
              << form.texts << " " << at << " " << byte;
          if (!expected.has_value()) continue;
          ASSERT_EQ(reader.texts(), expected->texts) << at << " " << byte;
          ASSERT_EQ(reader.codes(), expected->codes) << at << " " << byte;
        }
        text[at] = record[at];
      }
    }
  }
}

// However near the end of the text is, nothing behind it is read.
TEST(PlainRecordTest, RecordsCutOffAreLeftToOthers) {
  const GradeWords words(test::Model());
  for (const Form& form : Forms()) {
    const auto texts = static_cast<int>(
        1 + std::count(form.texts.begin(), form.texts.end(), ','));
    PlainRecord reader(texts, kGrades, form.delimiter,
                       words.OfBytes(GradeStyle::kCodes));
    const std::string record = RecordOf(form, "1234");
    const size_t size = record.size() - form.line_end.size();
    for (size_t length = 0; length <= record.size(); ++length) {
      const std::vector<char> text(record.begin(),
                                   record.begin() + static_cast<long>(length));
      ASSERT_EQ(reader.Read({text.data(), text.size()}),
                length == record.size() ? size : 0)
          << form.texts << " " << length;
    }
  }
}

TEST(PlainRecordTest, TablesWithoutDelimitersOrGradesHaveNone) {
  const GradeWords words(test::Model());
  const GradeWords::ByteCodes& code_of = words.OfBytes(GradeStyle::kCodes);
  const std::string text(1000, ',');
  EXPECT_EQ(PlainRecord(0, 3, ',', code_of).Read(text), 0u);
  EXPECT_EQ(PlainRecord(3, 0, ',', code_of).Read(text), 0u);
  EXPECT_EQ(PlainRecord(3, 3, '\0', code_of).Read(text), 0u);
}

}  // namespace
}  // namespace cmmm::batch

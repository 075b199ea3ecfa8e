// The fast way through a row must accept what it says, and read it as the slow
// one does.
#include "tables/plain_record.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "hwy/highway.h"
#include "tables/csv.h"
#include "tests/batch/table_files.h"

namespace cmmm::tables {
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
                                 const texts::GradeWords::ByteCodes& code_of) {
  const absl::string_view record =
      WithoutLineEnd(text.substr(0, text.find('\n') + 1));
  Cells cells{record.size(), absl::StrSplit(record, delimiter), {}};
  if (cells.texts.size() != texts + kGrades) return std::nullopt;
  for (size_t i = texts; i < texts + kGrades; ++i) {
    if (cells.texts[i].size() != 1 || cells.texts[i][0] < ' ') {
      return std::nullopt;
    }
    cells.codes.push_back(code_of[static_cast<uint8_t>(cells.texts[i][0])]);
    if (cells.codes.back() == texts::GradeWords::kNoGrade) return std::nullopt;
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

size_t TextsOf(const Form& form) {
  return 1 + static_cast<size_t>(
                 std::count(form.texts.begin(), form.texts.end(), ','));
}

std::string RecordOf(const Form& form, absl::string_view grades) {
  std::string record = form.texts;
  for (size_t i = 0; i < kGrades; ++i) {
    record += {',', grades[i % grades.size()]};
  }
  std::replace(record.begin(), record.end(), ',', form.delimiter);
  return record + form.line_end;
}

// Holds the reader against ReadPlainly with each of `bytes` in every place.
void CompareEveryPlace(const Form& form, absl::string_view grades,
                       const texts::GradeWords::ByteCodes& code_of,
                       absl::string_view bytes) {
  const size_t texts = TextsOf(form);
  PlainRecord reader(static_cast<int>(texts), kGrades, form.delimiter, code_of);
  const std::string record = RecordOf(form, grades);
  std::string text = record + record;
  ASSERT_EQ(reader.Read(text), record.size() - form.line_end.size());
  for (size_t at = 0; at < record.size(); ++at) {
    for (const char byte : bytes) {
      text[at] = byte;
      const auto expected = ReadPlainly(text, texts, form.delimiter, code_of);
      ASSERT_EQ(reader.Read(text), expected.has_value() ? expected->size : 0)
          << form.texts << " " << at << " " << static_cast<int>(byte);
      if (!expected.has_value()) continue;
      ASSERT_EQ(reader.texts(), expected->texts) << form.texts << " " << at;
      ASSERT_EQ(reader.codes(), expected->codes) << form.texts << " " << at;
    }
    text[at] = record[at];
  }
}

TEST(PlainRecordTest, EveryByteInEveryPlace) {
  const texts::GradeWords words(test::Model());
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  for (const Form& form : Forms()) {
    CompareEveryPlace(form, "0123451", words.OfBytes(texts::GradeStyle::kCodes),
                      all);
    CompareEveryPlace(form, "0110110",
                      words.OfBytes(texts::GradeStyle::kScores), all);
  }
}

TEST(PlainRecordTest, EveryInstructionSetReadsTheSame) {
  const texts::GradeWords words(test::Model());
  for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    SCOPED_TRACE(hwy::TargetName(target));
    for (const Form& form : Forms()) {
      CompareEveryPlace(form, "0123451",
                        words.OfBytes(texts::GradeStyle::kCodes),
                        "\t\n\r !\"#,-/0569:x\x80\xB0\xFF");
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

// However near the end of the text is, nothing behind it is read.
TEST(PlainRecordTest, RecordsCutOffAreLeftToOthers) {
  const texts::GradeWords words(test::Model());
  for (const Form& form : Forms()) {
    PlainRecord reader(static_cast<int>(TextsOf(form)), kGrades, form.delimiter,
                       words.OfBytes(texts::GradeStyle::kCodes));
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
  const texts::GradeWords words(test::Model());
  const texts::GradeWords::ByteCodes& code_of =
      words.OfBytes(texts::GradeStyle::kCodes);
  const std::string text(1000, ',');
  EXPECT_EQ(PlainRecord(0, 3, ',', code_of).Read(text), 0u);
  EXPECT_EQ(PlainRecord(3, 0, ',', code_of).Read(text), 0u);
  EXPECT_EQ(PlainRecord(3, 3, '\0', code_of).Read(text), 0u);
}

}  // namespace
}  // namespace cmmm::tables

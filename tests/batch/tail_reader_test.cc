// The fast way through a row must accept what the slow one does, and no more.
#include "batch/tail_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/batch/table_files.h"

namespace cmmm::batch {
namespace {

constexpr int kColumns = 139;  // more than any vector has, and no multiple

TEST(TailReaderTest, EveryByteInEveryPlace) {
  const GradeWords words(test::Model());
  for (const auto& [style, good] :
       {std::pair(GradeStyle::kCodes, "0123451"),
        std::pair(GradeStyle::kScores, "0110110")}) {
    const GradeWords::ByteCodes& codes = words.OfBytes(style);
    TailReader reader(kColumns, ',', codes);
    std::string record = "E1,长沙";
    for (size_t i = 0; i < kColumns; ++i) record += {',', good[i % 7]};
    absl::string_view head;
    ASSERT_TRUE(reader.Read(record, true, &head));
    EXPECT_EQ(head, "E1,长沙");
    for (size_t i = 0; i < kColumns; ++i) {
      EXPECT_EQ(reader.codes()[i], codes[static_cast<uint8_t>(good[i % 7])]);
    }
    const size_t begin = record.size() - 2 * kColumns;
    for (size_t at = begin; at < record.size(); ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string other = record;
        other[at] = static_cast<char>(byte);
        const bool is_cell = (at - begin) % 2 == 1;
        const bool expected =
            is_cell ? codes[static_cast<size_t>(byte)] != GradeWords::kNoGrade
                    : byte == ',';
        ASSERT_EQ(reader.Read(other, true, &head), expected)
            << at << " " << byte;
        if (!expected || !is_cell) continue;
        ASSERT_EQ(reader.codes()[(at - begin) / 2],
                  codes[static_cast<size_t>(byte)]);
      }
    }
  }
}

TEST(TailReaderTest, QuotesAndShortRecordsAreForTheSlowWay) {
  const GradeWords words(test::Model());
  TailReader reader(3, ',', words.OfBytes(GradeStyle::kCodes));
  absl::string_view head;
  EXPECT_TRUE(reader.Read("E,1,2,3", true, &head));
  EXPECT_FALSE(reader.Read("\"E,1,2,3", true, &head));
  EXPECT_FALSE(reader.Read(",1,2,3", true, &head));
  EXPECT_FALSE(reader.Read("1,2,3", true, &head));
  EXPECT_FALSE(reader.Read("", true, &head));
  EXPECT_FALSE(reader.Read("E,1,2,34", true, &head));
}

}  // namespace
}  // namespace cmmm::batch

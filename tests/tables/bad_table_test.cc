// Tables and folders that are not as they should be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;

TEST(BadTableTest, GbkBytesThatAreAlsoUtf8) {
  const BatchFolder folder;
  // 一 is D2 BB in GBK, which is also a Cyrillic letter in UTF-8.
  Table table = RandomTable(2, 1, WordTexts());
  table[1][2] = "\xD2\xBB";
  // Headers in ASCII: both are possible, UTF-8 is taken, --encoding settles it.
  const std::string in = folder.Write("in.csv", ToCsv(table));
  const std::string out = folder.File("out.csv");
  ASSERT_EQ(Batch({in, "-o", out}).exit_code, 0);
  EXPECT_EQ(ById(ReadCsvFile(out))["E0"]["city"], "\xD2\xBB");
  ASSERT_EQ(
      Batch({in, "-o", out, "--force", "--encoding", "gb18030"}).exit_code, 0);
  EXPECT_EQ(ById(ReadCsvFile(out))["E0"]["city"], "一");
}

TEST(BadTableTest, FullWidthDigitsAndTrailingBlanks) {
  const BatchFolder folder;
  const std::string out = folder.File("out.csv");
  ASSERT_EQ(
      Batch({folder.Write("a.csv", ToCsv(RandomTable(30, 2, CodeTexts()))),
             "-o", out})
          .exit_code,
      0);
  const std::string expected = ReadFile(out);
  const Table wide =
      RandomTable(30, 2, {"１", " ２ ", "\xE3\x80\x80３", "４\xC2\xA0"});
  const ProcessResult result =
      Batch({folder.Write("b.csv", ToCsv(wide)), "-o", out, "--force"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(ReadFile(out), expected);
}

TEST(BadTableTest, ReadOnlyFolders) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const BatchFolder folder;
  const std::string in =
      folder.Write("in.csv", ToCsv(RandomTable(2, 3, WordTexts())));
  std::filesystem::permissions(
      folder.path(),
      std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  EXPECT_EQ(Batch({in, "-o", folder.File("out.csv")}).exit_code, 74);
}

TEST(BadTableTest, AFolderThatCannotBeWritten) {
  // /proc refuses new files even to root.
  const BatchFolder folder;
  const std::string in =
      folder.Write("in.csv", ToCsv(RandomTable(2, 3, WordTexts())));
  const ProcessResult result = Batch({in, "-o", "/proc/out.csv"});
  EXPECT_EQ(result.exit_code, 74);
  EXPECT_THAT(result.err, HasSubstr("/proc/out.csv"));
}

TEST(BadTableTest, ReadersThatGoAway) {
  const BatchFolder folder;
  const std::string in =
      folder.Write("in.csv", ToCsv(RandomTable(2000, 4, WordTexts())));
  EXPECT_EQ(
      RunShell("(cmmm batch " + in + " -o - --quiet 2>/dev/null; echo $? > " +
               folder.File("code") + ") | head -1 > /dev/null"),
      0);
  EXPECT_EQ(ReadFile(folder.File("code")), "74\n");
}

TEST(BadTableTest, InputsThatAreNoTables) {
  const BatchFolder folder;
  const std::string out = folder.File("out.csv");
  EXPECT_EQ(Batch({folder.Write("empty.csv", ""), "-o", out}).exit_code, 65);
  EXPECT_EQ(Batch({folder.path() + "/", "-o", out}).exit_code, 64);
  EXPECT_EQ(Batch({folder.Write("x.doc", "x"), "-o", out}).exit_code, 64);
  const ProcessResult bytes = Batch(
      {folder.Write("b.csv", "enterprise_id\n\xFF\xFF\xFF\n"), "-o", out});
  EXPECT_EQ(bytes.exit_code, 65);
  EXPECT_THAT(bytes.err, HasSubstr("b.csv:2: encoding.invalid"));
  EXPECT_THAT(Batch({folder.File("b.csv"), "-o", out, "--lang", "zh"}).err,
              HasSubstr("不是 UTF-8，也不是 GB18030"));
  std::string open = ToCsv(RandomTable(3, 5, WordTexts()));
  open += "\"never closed";
  open.append(size_t{9} << 20, 'x');
  const ProcessResult quote = Batch({folder.Write("q.csv", open), "-o", out});
  EXPECT_EQ(quote.exit_code, 65);
  EXPECT_THAT(quote.err, HasSubstr("row.too_long"));
  EXPECT_FALSE(std::filesystem::exists(out));
  EXPECT_FALSE(std::filesystem::exists(out + ".partial"));
}

// Nothing that a reader says of a record travels in a column.
TEST(BadTableTest, NoColumnIsOurs) {
  const BatchFolder folder;
  Table table = RandomTable(2, 7, WordTexts());
  for (Cells& row : table) row.insert(row.begin() + 1, "x\x1Fy\x1Fz\x1Fw\x1E");
  table[0][1] =
      "\x01"
      "findings";
  const std::string out = folder.File("out.csv");
  const ProcessResult result =
      Batch({folder.Write("in.csv", ToCsv(table)), "-o", out});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  auto rows = ById(ReadCsvFile(out));
  EXPECT_EQ(rows["E0"][table[0][1]], table[1][1]);
}

TEST(BadTableTest, TwoRunsDoNotWriteOneOutput) {
  const BatchFolder folder;
  const std::string in =
      folder.Write("in.csv", ToCsv(RandomTable(2, 6, WordTexts())));
  const std::string out = folder.File("out.csv");
  // flock(1) holds the journal as a run would.
  EXPECT_EQ(RunShell("flock " + out + ".journal sh -c \"exit 0\" && " +
                     "exec 9>>" + out + ".journal && flock 9 && cmmm batch " +
                     in + " -o " + out + " 2>/dev/null"),
            75);
  EXPECT_FALSE(std::filesystem::exists(out));
}

}  // namespace
}  // namespace cmmm::test

// `cmmm filter` over real pipes.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"

extern char** environ;

namespace cmmm::test {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

ProcessResult Filter(std::vector<std::string> args, const std::string& input) {
  args.insert(args.begin(), "filter");
  return RunCmmm(args, input);
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines = absl::StrSplit(text, '\n');
  EXPECT_EQ(lines.back(), "") << "no line end at the end";
  lines.pop_back();
  return lines;
}

// A row of RandomTable as TSV: id, weight set, grades.
std::string TsvLine(const Cells& row) {
  Cells cells = row;
  cells.erase(cells.begin() + 2);
  return absl::StrJoin(cells, "\t") + "\n";
}

std::string JsonLine(const Table& table, size_t r) {
  std::string line = absl::StrCat("{\"enterprise_id\":\"", table[r][0],
                                  "\",\"weight_set\":\"", table[r][1], "\"");
  for (size_t c = 3; c < table[r].size(); ++c) {
    absl::StrAppend(&line, ",\"", table[0][c], "\":\"", table[r][c], "\"");
  }
  return line + "}\n";
}

TEST(FilterTest, TsvAnswersWhatBatchWrites) {
  const BatchFolder folder;
  const Table table = RandomTable(500, 1, CodeTexts());
  const std::string out = folder.File("out.csv");
  ASSERT_EQ(Batch({folder.Write("in.csv", ToCsv(table)), "-o", out}).exit_code,
            0);
  const Table expected = ReadCsvFile(out);
  std::string input;
  for (size_t r = 1; r < table.size(); ++r) input += TsvLine(table[r]);
  const ProcessResult result = Filter(
      {"--format", "tsv", "--grades", "codes", "--view", "scorecard"}, input);
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const std::vector<std::string> lines = Lines(result.out);
  ASSERT_EQ(lines.size() + 1, expected.size());
  for (size_t r = 1; r < expected.size(); ++r) {
    Cells cells = expected[r];
    cells.back() = "\\N";  // the error, instead of the city
    for (std::string& cell : cells) cell = cell.empty() ? "\\N" : cell;
    EXPECT_EQ(lines[r - 1], absl::StrJoin(cells, "\t"));
  }
}

TEST(FilterTest, EveryRecordHasOneAnswerInItsPlace) {
  const Table table = RandomTable(3, 2, WordTexts());
  const std::string input =
      absl::StrCat(JsonLine(table, 1), "\n", "{\n", JsonLine(table, 2),
                   "{\"enterprise_id\":\"X\",\"weight_set\":\"discrete\"}\n",
                   "\xFF\xFE\n", std::string(1, '\0'), "\n",
                   JsonLine(table, 3).substr(0, JsonLine(table, 3).size() - 1));
  const ProcessResult result = Filter({}, input);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const std::vector<std::string> lines = Lines(result.out);
  ASSERT_EQ(lines.size(), 8u);
  for (const size_t good : {0, 3, 7}) {
    EXPECT_THAT(lines[good], StartsWith("{\"enterprise_id\":\"E"));
    EXPECT_THAT(lines[good], HasSubstr("\"total_exact\":\""));
  }
  EXPECT_THAT(lines[1], HasSubstr("\"rule\":\"row.blank\""));
  EXPECT_THAT(lines[2], HasSubstr("\"rule\":\"row.json\""));
  EXPECT_THAT(lines[4], StartsWith("{\"enterprise_id\":\"X\",\"error\":[{"));
  EXPECT_THAT(lines[4], HasSubstr("\"rule\":\"answer.missing\""));
  EXPECT_THAT(lines[5], HasSubstr("\"rule\":\"row.encoding\""));
  EXPECT_THAT(lines[6], HasSubstr("\"rule\":\"row.json\""));
}

TEST(FilterTest, TsvErrorsKeepTheColumns) {
  const Table table = RandomTable(2, 3, WordTexts());
  std::string wrong = TsvLine(table[2]);
  wrong.replace(wrong.rfind('\t') + 1, std::string::npos, "per\\haps\n");
  const ProcessResult result =
      Filter({"--format", "tsv"},
             absl::StrCat(TsvLine(table[1]), wrong, "E9\tdiscrete\n", "\n"));
  EXPECT_EQ(result.exit_code, 0);
  const std::vector<std::string> lines = Lines(result.out);
  ASSERT_EQ(lines.size(), 4u);
  for (const std::string& line : lines) {
    EXPECT_EQ(std::count(line.begin(), line.end(), '\t'), 9) << line;
  }
  EXPECT_THAT(lines[0], ::testing::EndsWith("\t\\N"));
  EXPECT_THAT(lines[1], StartsWith("E1\t\\N\t"));
  EXPECT_THAT(lines[1], HasSubstr("grade.unknown"));
  EXPECT_THAT(lines[1], HasSubstr("`per/haps`"));
  EXPECT_THAT(lines[2], HasSubstr("row.cell_count"));
  EXPECT_THAT(lines[2], Not(HasSubstr("apart by")));
  EXPECT_THAT(lines[3], StartsWith("\\N\t"));
}

// As Hive and Spark send rows when no format was said.
TEST(FilterTest, NamesTheByteThatIsBetweenTheCellsInstead) {
  std::string row = TsvLine(RandomTable(1, 3, WordTexts())[1]);
  std::replace(row.begin(), row.end(), '\t', '\x01');
  const ProcessResult result = Filter({"--format", "tsv"}, row);
  EXPECT_THAT(result.out, HasSubstr("row.cell_count"));
  EXPECT_THAT(result.out,
              HasSubstr("its cells seem to be apart by the byte 0x01"));
}

TEST(FilterTest, ColumnsByOptionOrHeader) {
  Table table = RandomTable(5, 4, WordTexts());
  std::string input;
  for (Cells& row : table) {
    std::swap(row[0], row[2]);
    std::swap(row[3], row[4]);
    input += absl::StrJoin(row, "\t") + "\n";
  }
  const ProcessResult header = Filter({"--format", "tsv", "--header"}, input);
  EXPECT_EQ(header.exit_code, 0);
  EXPECT_EQ(Lines(header.out).size(), 6u);
  EXPECT_THAT(header.out, StartsWith("enterprise_id\tlevel\ttotal\t"));
  const ProcessResult columns =
      Filter({"--format", "tsv", "--columns", absl::StrJoin(table[0], ",")},
             input.substr(input.find('\n') + 1));
  EXPECT_EQ(columns.out, header.out.substr(header.out.find('\n') + 1));
  EXPECT_EQ(Filter({"--format", "tsv", "--columns", "a,b"}, "").exit_code, 65);
}

// Whatever becomes of a record, its other columns stay beside it.
TEST(FilterTest, CarriesOtherColumnsBehindTheError) {
  Table table = RandomTable(4, 6, WordTexts());
  table[0].insert(table[0].begin(), "level");  // as one of ours is called
  for (size_t r = 1; r < table.size(); ++r) {
    table[r].insert(table[r].begin(), r == 2 ? "\\N" : absl::StrCat("l", r));
    table[r][3] = r == 1 ? "" : absl::StrCat("长沙 \"", r);  // city
  }
  table[3].back() = "perhaps";
  std::string input;
  for (const Cells& row : table) input += absl::StrJoin(row, "\t") + "\n";
  input += "x\tE9\n\n";
  const ProcessResult result = Filter({"--format", "tsv", "--header"}, input);
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const std::vector<std::string> lines = Lines(result.out);
  ASSERT_EQ(lines.size(), 7u);
  EXPECT_THAT(lines[0], EndsWith("\terror\tinput_level\tcity"));
  EXPECT_THAT(lines[1], EndsWith("\t\\N\tl1\t"));
  EXPECT_THAT(lines[2], EndsWith("\t\\N\t\\N\t长沙 \"2"));
  EXPECT_THAT(lines[3], HasSubstr("grade.unknown"));
  EXPECT_THAT(lines[3], EndsWith("\tl3\t长沙 \"3"));
  EXPECT_THAT(lines[5], HasSubstr("row.cell_count"));
  for (const std::string& line : lines) {
    EXPECT_EQ(std::count(line.begin(), line.end(), '\t'), 11) << line;
  }
}

TEST(FilterTest, CarriesOtherKeysOfObjects) {
  const Table table = RandomTable(1, 7, WordTexts());
  std::string line = JsonLine(table, 1);
  line.insert(1, "\"city\":\"长沙\",\"n\":[1,2],");
  const std::vector<std::string> lines = Lines(
      Filter({}, line + "{\"enterprise_id\":\"X\",\"city\":\"衡阳\"}\n{\n")
          .out);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_THAT(lines[0],
              EndsWith(",\"carried\":{\"city\":\"长沙\",\"n\":[1,2]}}"));
  EXPECT_THAT(lines[1], EndsWith("],\"carried\":{\"city\":\"衡阳\"}}"));
  EXPECT_THAT(lines[2], EndsWith("}]}"));
}

TEST(FilterTest, ChunkHeadersAreNotAnswered) {
  const Table table = RandomTable(6, 5, WordTexts());
  std::string plain;
  std::string chunks = "0\n";
  for (size_t r = 1; r < table.size(); ++r) {
    plain += TsvLine(table[r]);
    if (r == 1) chunks += "1\n";
    if (r == 2) chunks += "5\n";
    chunks += TsvLine(table[r]);
  }
  const ProcessResult expected = Filter({"--format", "tsv"}, plain);
  const ProcessResult result =
      Filter({"--format", "tsv", "--chunk-header"}, chunks);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, expected.out);
  EXPECT_EQ(Filter({"--format", "tsv", "--chunk-header"}, plain).exit_code, 65);
}

// A filter whose ends are in our hands.
class RunningFilter {
 public:
  explicit RunningFilter(std::vector<std::string> args) {
    int in[2];
    int out[2];
    EXPECT_EQ(pipe2(in, O_CLOEXEC) + pipe2(out, O_CLOEXEC), 0);
    args.insert(args.begin(), {CMMM_BINARY, "filter"});
    std::vector<char*> argv;
    for (std::string& arg : args) argv.push_back(arg.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addchdir_np(&actions, CMMM_SOURCE_DIR);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    EXPECT_EQ(posix_spawn(&pid_, CMMM_BINARY, &actions, nullptr, argv.data(),
                          environ),
              0);
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    in_ = in[1];
    out_ = out[0];
  }
  ~RunningFilter() { Stop(); }

  void Send(const std::string& text) const {
    ASSERT_EQ(write(in_, text.data(), text.size()),
              static_cast<ssize_t>(text.size()));
  }

  // The next line; empty when none comes within ten seconds.
  std::string Line() {
    size_t end = 0;
    while ((end = text_.find('\n')) == std::string::npos) {
      pollfd ready = {out_, POLLIN, 0};
      char piece[4096];
      if (poll(&ready, 1, 10000) != 1) return "";
      const ssize_t got = read(out_, piece, sizeof(piece));
      if (got <= 0) return "";
      text_.append(piece, static_cast<size_t>(got));
    }
    std::string line = text_.substr(0, end);
    text_.erase(0, end + 1);
    return line;
  }

  void StopReading() {
    close(out_);
    out_ = -1;
  }

  // Ends its input; the exit code.
  int Stop() {
    if (pid_ < 0) return -1;
    close(in_);
    if (out_ >= 0) close(out_);
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_ = -1;
  int in_ = -1;
  int out_ = -1;
  std::string text_;
};

TEST(FilterTest, AnswersBeforeMoreInputComes) {
  const Table table = RandomTable(20, 6, WordTexts());
  RunningFilter filter({});
  for (size_t r = 1; r < table.size(); ++r) {
    const std::string line = JsonLine(table, r);
    // In two pieces, and the end only later.
    filter.Send(line.substr(0, 100));
    filter.Send(line.substr(100));
    EXPECT_THAT(filter.Line(),
                StartsWith(absl::StrCat("{\"enterprise_id\":\"", table[r][0])));
  }
  EXPECT_EQ(filter.Stop(), 0);
}

TEST(FilterTest, SurvivesALineWithoutEnd) {
  RunningFilter filter({});
  const std::string piece(size_t{1} << 20, 'x');
  for (int i = 0; i < 10; ++i) filter.Send(piece);
  EXPECT_THAT(filter.Line(), HasSubstr("row.too_long"));
  filter.Send(piece + "\n" + JsonLine(RandomTable(1, 7, WordTexts()), 1));
  EXPECT_THAT(filter.Line(), HasSubstr("\"level\":"));
  EXPECT_EQ(filter.Stop(), 0);
}

TEST(FilterTest, SaysWhenItsReaderIsGone) {
  RunningFilter filter({});
  filter.StopReading();
  filter.Send("{}\n");
  EXPECT_EQ(filter.Stop(), 74);
}

TEST(FilterTest, UnderXargs) {
  const BatchFolder folder;
  const Table table = RandomTable(30, 8, WordTexts());
  std::string paths;
  for (size_t r = 1; r < table.size(); ++r) {
    paths += folder.Write(absl::StrCat(r, ".jsonl"), JsonLine(table, r)) + "\n";
  }
  folder.Write("paths", paths);
  EXPECT_EQ(
      RunShell(absl::StrCat("xargs -a ", folder.File("paths"),
                            " -n 1 -P 2 sh -c '" CMMM_BINARY
                            " filter < \"$0\" > \"$0.out\"' && cat ",
                            folder.path(), "/*.out | grep -c total_exact > ",
                            folder.File("count"))),
      0);
  EXPECT_EQ(RunShell("[ $(cat " + folder.File("count") + ") = 30 ]"), 0);
}

}  // namespace
}  // namespace cmmm::test

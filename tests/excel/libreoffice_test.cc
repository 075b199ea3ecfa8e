// Workbooks that LibreOffice saved: committed ones always, and live where it is
// installed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/excel/make_workbook.h"
#include "tests/excel/model_files.h"
#include "tests/excel/template_files.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

namespace fs = std::filesystem;

constexpr char kDataset[] = "datasets/not-applicable-items.textproto";

v1::ScoreRequest Expected() {
  v1::ScoreRequest dataset =
      ParseTextOrDie<v1::ScoreRequest>(ReadFile(SourcePath(kDataset)));
  v1::ScoreRequest expected;
  *expected.mutable_profile() = dataset.profile();
  *expected.mutable_list() = dataset.list();
  return expected;
}

std::string Filled() {
  return FillTemplate(MakeTemplate({"discrete", "", 0}, texts::Language::kZh),
                      Expected().list(), true);
}

bool HasSoffice() {
  return std::system("command -v soffice >/dev/null 2>&1") == 0;  // NOLINT
}

// `bytes` as LibreOffice saves them in the format.
std::string SavedByLibreOffice(const std::string& bytes,
                               const std::string& format) {
  const fs::path folder = fs::path(::testing::TempDir()) /
                          absl::StrCat("cmmm-office-", getpid(), "-", format);
  fs::create_directories(folder / "out");
  const fs::path in = folder / "book.xlsx";
  std::ofstream(in, std::ios::binary) << bytes;
  const std::string command = absl::StrCat(
      "soffice -env:UserInstallation=file://", (folder / "home").string(),
      " --headless --convert-to ", format, " --outdir ",
      (folder / "out").string(), " ", in.string(), " >/dev/null 2>&1");
  EXPECT_EQ(std::system(command.c_str()), 0) << command;  // NOLINT: ours
  const std::string saved =
      ReadFile((folder / "out" / ("book." + format)).string());
  fs::remove_all(folder);
  return saved;
}

TEST(LibreOfficeTest, SavesTheTemplateAndItComesBack) {
  if (!HasSoffice()) GTEST_SKIP() << "soffice is not installed";
  const std::string saved = SavedByLibreOffice(Filled(), "xlsx");
  EXPECT_NE(saved, Filled());
  EXPECT_EQ(Comparable(ReadFilledIn(saved)), Comparable(Expected()));
}

TEST(LibreOfficeTest, SavesModelsAndTheyComeBack) {
  if (!HasSoffice()) GTEST_SKIP() << "soffice is not installed";
  for (const CatalogEntry& entry : RealCatalog().entries()) {
    const std::string saved = SavedByLibreOffice(ModelBookOf(entry), "xlsx");
    const auto book = ReadBook(saved);
    ASSERT_TRUE(book.ok()) << ToString(
        book.refusal().violations.listed().front());
    EXPECT_TRUE(book.value().notices.empty())
        << ToString(book.value().notices.listed().front());
    EXPECT_EQ(book.value().model.DebugString(),
              entry.definition->DebugString());
  }
}

TEST(LibreOfficeTest, SavesModelsByOpenpyxlToo) {
  // Debian's, to which its package brings the library: another that stands
  // first on the PATH knows nothing of it.
  const std::string python = "/usr/bin/python3";
  if (std::system(  // NOLINT: ours
          absl::StrCat(python, " -c 'import openpyxl' 2>/dev/null").c_str()) !=
      0) {
    GTEST_SKIP() << "openpyxl is not installed";
  }
  const CatalogEntry& entry = RealCatalog().entries().front();
  const std::string path =
      absl::StrCat(::testing::TempDir(), "/cmmm-openpyxl-", getpid(), ".xlsx");
  std::ofstream(path, std::ios::binary) << ModelBookOf(entry);
  const std::string command = absl::StrCat(
      python, " -c 'import openpyxl; b = openpyxl.load_workbook(\"", path,
      "\"); b.save(\"", path, "\")'");
  ASSERT_EQ(std::system(command.c_str()), 0);  // NOLINT: ours
  const auto book = ReadBook(ReadFile(path));
  fs::remove(path);
  ASSERT_TRUE(book.ok()) << ToString(
      book.refusal().violations.listed().front());
  EXPECT_EQ(book.value().model.DebugString(), entry.definition->DebugString());
}

TEST(LibreOfficeTest, CommittedFilesComeBack) {
  int read = 0;
  for (const std::string& file : FilesBelow("tests/excel/files", ".xlsx")) {
    SCOPED_TRACE(file);
    EXPECT_EQ(Comparable(ReadFilledIn(ReadFile(file))), Comparable(Expected()));
    ++read;
  }
  EXPECT_GE(read, 1);
}

}  // namespace
}  // namespace cmmm::test

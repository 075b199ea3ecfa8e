// Names of reports are distinct and harmless.
#include "cli/files/report_names.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace cmmm::test {
namespace {

TEST(ReportNamesTest, EqualIdsGetDistinctNames) {
  cli::ReportNames names;
  EXPECT_EQ(names.Take("甲公司"), "甲公司.html");
  EXPECT_EQ(names.Take("甲公司"), "甲公司-2.html");
  EXPECT_EQ(names.Take("甲公司-2"), "甲公司-2-2.html");
  EXPECT_EQ(names.Take("甲公司"), "甲公司-3.html");
  EXPECT_EQ(names.Take("a b"), "a_b.html");
  EXPECT_EQ(names.Take("a\tb"), "a_b-2.html");
  EXPECT_EQ(names.Take("ACME"), "ACME.html");
  EXPECT_EQ(names.Take("acme"), "acme-2.html");  // one file on some systems
}

TEST(ReportNamesTest, NoNameMeansSomethingToASystem) {
  cli::ReportNames names;
  EXPECT_EQ(names.Take("CON"), "CON_.html");
  EXPECT_EQ(names.Take("nul.2026"), "nul_.2026.html");
  EXPECT_EQ(names.Take("com1"), "com1_.html");
  EXPECT_EQ(names.Take("COMPANY"), "COMPANY.html");
  EXPECT_EQ(names.Take("../../etc"), "_._.._etc.html");
  EXPECT_EQ(names.Take(""), "_.html");
  EXPECT_EQ(names.TakeStem("my file"), "my file.html");
}

TEST(ReportNamesTest, LongIdsAreCutAtWholeCharacters) {
  cli::ReportNames names;
  std::string id;
  for (int i = 0; i < 300; ++i) id += "业";
  const std::string name = names.Take(id);
  EXPECT_EQ(name, id.substr(0, 201) + ".html");
  EXPECT_EQ(names.Take(id), id.substr(0, 201) + "-2.html");
}

}  // namespace
}  // namespace cmmm::test

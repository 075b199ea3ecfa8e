#include "engine/base/civil_date.h"

#include <gtest/gtest.h>

#include <string>

namespace cmmm {
namespace {

int64_t Days(const char* from, const char* to) {
  return DaysBetween(*ParseCivilDate(from), *ParseCivilDate(to));
}

TEST(CivilDateTest, ReadsDaysThatExist) {
  const auto day = ParseCivilDate("2022-10-24");
  ASSERT_TRUE(day.has_value());
  EXPECT_EQ(*day, CivilDate(2022, 10, 24));
  EXPECT_TRUE(ParseCivilDate("0001-01-01").has_value());
  EXPECT_TRUE(ParseCivilDate("9999-12-31").has_value());
}

TEST(CivilDateTest, KnowsLeapYears) {
  for (const char* leap : {"2024-02-29", "2000-02-29", "2400-02-29"}) {
    EXPECT_TRUE(ParseCivilDate(leap).has_value()) << leap;
  }
  for (const char* none : {"2022-02-29", "1900-02-29", "2100-02-29"}) {
    EXPECT_FALSE(ParseCivilDate(none).has_value()) << none;
  }
}

TEST(CivilDateTest, RefusesEverythingElse) {
  for (const char* none : {"",
                           "2022",
                           "2022-10",
                           "2022-02-30",
                           "2022-04-31",
                           "2022-13-01",
                           "2022-00-01",
                           "2022-01-00",
                           "0000-01-01",
                           "2022-1-1",
                           "22-01-01",
                           "2022/10/24",
                           "20221024",
                           " 2022-10-24",
                           "2022-10-24 ",
                           "2022-10-2a",
                           "2022-10-24T00:00",
                           "-022-10-24",
                           "+022-10-24",
                           "２０２２-10-24"}) {
    EXPECT_FALSE(ParseCivilDate(none).has_value()) << none;
  }
  EXPECT_FALSE(ParseCivilDate(std::string("2022-10-2\0", 10)).has_value());
}

TEST(CivilDateTest, CountsDays) {
  EXPECT_EQ(Days("2022-10-24", "2022-10-24"), 0);
  EXPECT_EQ(Days("2022-10-20", "2022-10-24"), 4);
  EXPECT_EQ(Days("2022-10-25", "2022-10-24"), -1);
  EXPECT_EQ(Days("2024-02-28", "2024-03-01"), 2);
  EXPECT_EQ(Days("2023-02-28", "2023-03-01"), 1);
  EXPECT_EQ(Days("2022-12-31", "2023-01-01"), 1);
  EXPECT_EQ(Days("0001-01-01", "9999-12-31"), 3652058);
}

}  // namespace
}  // namespace cmmm

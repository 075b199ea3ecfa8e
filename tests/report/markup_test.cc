#include "report/markup.h"

#include <gtest/gtest.h>

#include <string>

#include "report/radar.h"
#include "tests/report/page_reader.h"

namespace cmmm::report {
namespace {

TEST(MarkupTest, EscapesTextAndAttributes) {
  EXPECT_EQ(Markup("a < b & \"c\" > d").html(),
            "a &lt; b &amp; &quot;c&quot; &gt; d");
  EXPECT_EQ(Element("td", {{"title", "\"><script>"}}, "x").html(),
            "<td title=\"&quot;&gt;&lt;script&gt;\">x</td>");
}

TEST(MarkupTest, ReplacesWhatIsNoText) {
  const std::string replaced = "a\xEF\xBF\xBD";
  EXPECT_EQ(Markup("a\xFF").html(), replaced);
  EXPECT_EQ(Markup("a\x01").html(), replaced);
  EXPECT_EQ(Markup("a\xC2\x85").html(), replaced);
  EXPECT_EQ(Markup(std::string("a\0", 2)).html(), replaced);
  EXPECT_EQ(Markup("a\xEF\xBF\xBE").html(), replaced);
  EXPECT_EQ(Markup("a\xED\xA0\x80").html(),
            replaced + "\xEF\xBF\xBD" + "\xEF\xBF\xBD");
  EXPECT_EQ(Markup("a\tb\nc").html(), "a\tb\nc");
  EXPECT_EQ(Markup("汉字 🏭").html(), "汉字 🏭");
}

TEST(MarkupTest, ClosesEveryElement) {
  EXPECT_EQ(Element("p.lead", "x").html(), "<p class=\"lead\">x</p>");
  EXPECT_EQ(Element("td", {}).html(), "<td></td>");
  EXPECT_EQ(Element("meta", {{"charset", "utf-8"}}, {}).html(),
            "<meta charset=\"utf-8\"/>");
}

TEST(MarkupTest, JoinsMarkupAndText) {
  EXPECT_EQ((Element("b", "1") + " < " + Element("b", "2")).html(),
            "<b>1</b> &lt; <b>2</b>");
}

TEST(RadarTest, DrawsEveryAxisWithItsValue) {
  Radar radar;
  radar.title = "t";
  radar.marked = 2;
  radar.axes = {{"data", "1.50", true, 1.5, 1.5},
                {"sales & more", "5.00", true, 5, 5},
                {"c", "0", true, 0, 0}};
  const test::Page page = test::ReadPage(DrawRadar(radar).html());
  EXPECT_EQ(page.error, "");
  EXPECT_NE(page.text.find("sales & more"), std::string::npos);
  EXPECT_NE(page.text.find("1.50"), std::string::npos);
  // 1.5 of 5 of the radius straight up; the second axis touches the ring.
  bool found = false;
  for (const auto& [name, value] : page.attributes) {
    found |= name == "points" && value.rfind("350.0,170.4 ", 0) == 0;
  }
  EXPECT_TRUE(found);
}

// A range is a stroke, what nobody answered is not drawn, and no area claims
// what is not known.
TEST(RadarTest, DrawsNoValueThatIsNotKnown) {
  Radar radar;
  radar.axes = {{"a", "0.20–4.10", true, 0.2, 4.1},
                {"b", "unanswered", false, 0, 5},
                {"c", "1.00", true, 1, 1}};
  const std::string drawn = DrawRadar(radar).html();
  EXPECT_EQ(drawn.find("radar-area"), std::string::npos);
  EXPECT_NE(drawn.find("radar-range"), std::string::npos);
  const size_t dot = drawn.find("radar-dot");
  EXPECT_NE(dot, std::string::npos);
  EXPECT_EQ(drawn.find("radar-dot", dot + 1), std::string::npos);
}

TEST(RadarTest, NeedsThreeAxes) {
  Radar radar;
  radar.axes = {{"a", "1", true, 1, 1}, {"b", "1", true, 1, 1}};
  EXPECT_TRUE(DrawRadar(radar).empty());
}

}  // namespace
}  // namespace cmmm::report

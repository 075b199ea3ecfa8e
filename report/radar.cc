#include "report/radar.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/base/utf8.h"

namespace cmmm::report {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kWidth = 700;
constexpr double kHeight = 450;
constexpr double kRadius = 182;
constexpr double kLabelGap = 13;
constexpr double kLineHeight = 12.5;
// Names wider than this, in terminal columns, take two lines; so do those that
// would be wider than the second with their value, which may be a range.
constexpr int kLabelColumns = 17;
constexpr int kLineColumns = 22;

struct Point {
  double x = 0;
  double y = 0;
};

std::string Show(double value) { return absl::StrFormat("%.1f", value); }

double AngleOf(size_t axis, size_t axes) {
  return 2 * kPi * static_cast<double>(axis) / static_cast<double>(axes) -
         kPi / 2;
}

Point At(double angle, double distance) {
  return {kWidth / 2 + std::cos(angle) * distance,
          kHeight / 2 + std::sin(angle) * distance};
}

class Drawing {
 public:
  explicit Drawing(const Radar& radar) : radar_(radar) {}

  Markup Draw() const {
    Markup drawing = Element("title", radar_.title);
    for (int ring = radar_.rings; ring >= 1; --ring) drawing += Ring(ring);
    for (size_t i = 0; i < radar_.axes.size(); ++i) drawing += Spoke(i);
    if (IsSure()) {
      drawing += Element("polygon.radar-area", {{"points", Outline()}}, {});
    }
    for (size_t i = 0; i < radar_.axes.size(); ++i) {
      drawing += Value(i);
      drawing += Label(i);
    }
    for (int ring = 1; ring <= radar_.rings; ++ring) drawing += Scale(ring);
    return Element(
        "svg.radar",
        {{"viewBox", absl::StrFormat("0 0 %.0f %.0f", kWidth, kHeight)},
         {"role", "img"},
         {"aria-label", radar_.title}},
        drawing);
  }

 private:
  double Angle(size_t axis) const { return AngleOf(axis, radar_.axes.size()); }
  double Distance(double value) const { return kRadius * value / radar_.rings; }

  Markup Ring(int ring) const {
    std::string points;
    for (size_t i = 0; i < radar_.axes.size(); ++i) {
      const Point point = At(Angle(i), Distance(ring));
      absl::StrAppend(&points, Show(point.x), ",", Show(point.y), " ");
    }
    return Element(
        ring == radar_.marked ? "polygon.radar-held" : "polygon.radar-ring",
        {{"points", points}}, {});
  }

  Markup Spoke(size_t axis) const {
    const double end = radar_.axes[axis].end;
    return Line("line.radar-spoke", At(0, 0),
                At(Angle(axis), end > 0 ? Distance(end) : kRadius));
  }

  static Markup Line(const char* name, Point from, Point to) {
    return Element(name,
                   {{"x1", Show(from.x)},
                    {"y1", Show(from.y)},
                    {"x2", Show(to.x)},
                    {"y2", Show(to.y)}},
                   {});
  }

  bool IsSure() const {
    return std::all_of(radar_.axes.begin(), radar_.axes.end(),
                       [](const RadarAxis& axis) {
                         return axis.known && axis.low == axis.high;
                       });
  }

  Point PointOf(size_t axis) const {
    return At(Angle(axis), Distance(radar_.axes[axis].low));
  }

  std::string Outline() const {
    std::string points;
    for (size_t i = 0; i < radar_.axes.size(); ++i) {
      absl::StrAppend(&points, Show(PointOf(i).x), ",", Show(PointOf(i).y),
                      " ");
    }
    return points;
  }

  Markup Value(size_t i) const {
    const RadarAxis& axis = radar_.axes[i];
    if (!axis.known) return {};
    const Point point = PointOf(i);
    if (axis.low < axis.high) {
      return Line("line.radar-range", point, At(Angle(i), Distance(axis.high)));
    }
    return Element("circle.radar-dot",
                   {{"cx", Show(point.x)}, {"cy", Show(point.y)}, {"r", "3"}},
                   {});
  }

  Markup Scale(int ring) const {
    const Point point = At(Angle(0), Distance(ring));
    return Element("text.radar-scale",
                   {{"x", Show(point.x + 4)}, {"y", Show(point.y + 10)}},
                   absl::StrCat(ring));
  }

  // The name in one line or two.
  static std::vector<std::string> Lines(const std::string& name,
                                        const std::string& shown) {
    const size_t blank = name.find(' ', name.size() / 2 - 2);
    const int width = DisplayWidth(name);
    const bool fits = width <= kLabelColumns &&
                      width + 1 + DisplayWidth(shown) <= kLineColumns;
    if (fits || blank == std::string::npos) return {name};
    return {name.substr(0, blank), name.substr(blank + 1)};
  }

  // The name, and the value behind its last line.
  Markup Label(size_t axis) const {
    const double angle = Angle(axis);
    const Point point = At(angle, kRadius + kLabelGap);
    const double across = std::cos(angle);
    const char* anchor =
        across > 0.2 ? "start" : (across < -0.2 ? "end" : "middle");
    const std::vector<std::string> lines =
        Lines(radar_.axes[axis].name, radar_.axes[axis].shown);
    const double height = static_cast<double>(lines.size()) * kLineHeight;
    // Labels above grow upwards, those below downwards.
    double y = point.y + std::sin(angle) * height / 2 - height / 2 + 10;
    Markup label;
    for (size_t i = 0; i < lines.size(); ++i, y += kLineHeight) {
      Markup line = lines[i];
      if (i + 1 == lines.size()) {
        line += Markup(" ") + Element("tspan", radar_.axes[axis].shown);
      }
      label += Element(
          "text",
          {{"x", Show(point.x)}, {"y", Show(y)}, {"text-anchor", anchor}},
          line);
    }
    return label;
  }

  const Radar& radar_;
};

}  // namespace

Markup DrawRadar(const Radar& radar) {
  if (radar.axes.size() < 3) return {};
  return Drawing(radar).Draw();
}

}  // namespace cmmm::report

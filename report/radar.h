// A radar drawing as SVG.
#ifndef CMMM_REPORT_RADAR_H_
#define CMMM_REPORT_RADAR_H_

#include <string>
#include <vector>

#include "report/markup.h"

namespace cmmm::report {

struct RadarAxis {
  std::string name;
  std::string shown;  // the value in words
  // Nothing is drawn on an axis of which nothing is known. A range (low < high)
  // is a stroke, a value a dot.
  bool known = true;
  double low = 0;
  double high = 0;
  double end = 0;  // where the axis ends; 0: at the outermost ring
};

struct Radar {
  std::vector<RadarAxis> axes;
  int rings = 5;      // the outermost ring is this value
  int marked = 0;     // ring drawn heavily; 0: none
  std::string title;  // for those who do not see it
};

// First axis upwards, the others clockwise. The area between the values is
// filled when all of them are known for sure. Nothing for fewer than 3 axes.
Markup DrawRadar(const Radar& radar);

}  // namespace cmmm::report

#endif  // CMMM_REPORT_RADAR_H_

// The numbers on the front page.
#ifndef CMMM_REPORT_FRONT_FIGURES_H_
#define CMMM_REPORT_FRONT_FIGURES_H_

#include "report/markup.h"
#include "report/words.h"

namespace cmmm::report {

// Four numbers to remember: total, distance, way up, margin.
Markup KeyFigures(const Words& words);

// The first two of them, which need nothing but the score.
Markup ScoreFigures(const Words& words);

// Every level with its score, its threshold and whether it is satisfied.
Markup LevelTable(const Words& words);

}  // namespace cmmm::report

#endif  // CMMM_REPORT_FRONT_FIGURES_H_

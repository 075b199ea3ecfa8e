// How far a run is, on standard error: a bar on a terminal, a line every ten
// seconds elsewhere.
//
//   ProgressPrinter progress;
//   … progress.Show(news); …  // as often as there are some
//   progress.Finish();
#ifndef CMMM_CLI_PRINTING_BATCH_PROGRESS_H_
#define CMMM_CLI_PRINTING_BATCH_PROGRESS_H_

#include <chrono>
#include <string>

#include "batch/run.h"

namespace cmmm::cli {

// A bar five times a second at most.
class ProgressPrinter {
 public:
  ProgressPrinter();
  // Prints only when it is time again; call it as often as there is news.
  void Show(const batch::Progress& progress);
  // Clears the bar.
  // Before anything else is printed.
  void Finish();

 private:
  using Clock = std::chrono::steady_clock;

  bool terminal_;
  Clock::time_point begun_;
  Clock::time_point shown_;
  bool dirty_ = false;
};

// `[#####.....]  50 %  1,234,567 rows, 12 rejected  350,000/s  3 s left`, in
// the language of messages.
// The bar and the time left only where it is known how much there is.
std::string ProgressLine(const batch::Progress& progress, double seconds);

// `6 rows, 5 scored, 1 rejected`: what a run came to.
// In the language of messages.
std::string SayCounts(int64_t rows, int64_t scored, int64_t rejected);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_BATCH_PROGRESS_H_

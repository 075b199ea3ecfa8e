#include "cli/printing/batch_progress.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "cli/printing/failure_text.h"
#include "texts/format_text.h"

namespace cmmm::cli {
namespace {

constexpr int kProgressWidth = 24;

std::string Thousands(int64_t value) {
  const std::string digits = absl::StrCat(value);
  std::string text;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text.push_back(',');
    text.push_back(digits[i]);
  }
  return text;
}

}  // namespace

ProgressPrinter::ProgressPrinter()
    : terminal_(isatty(STDERR_FILENO) != 0),
      begun_(Clock::now()),
      shown_(begun_) {}

std::string ProgressLine(const batch::Progress& progress, double seconds) {
  const texts::Language language = MessageLanguage();
  std::string line;
  if (progress.bytes_total > 0) {
    const double part =
        std::min(1.0, static_cast<double>(progress.bytes_read) /
                          static_cast<double>(progress.bytes_total));
    const auto full = static_cast<size_t>(part * kProgressWidth);
    line.push_back('[');
    line.append(full, '#').append(kProgressWidth - full, '.');
    absl::StrAppend(&line, "] ", static_cast<int>(part * 100), " %  ");
    if (part > 0 && seconds > 0) {
      const double left = seconds * (1 - part) / part;
      absl::StrAppend(&line, Say(language, "还需 ", ""), std::llround(left),
                      Say(language, " 秒  ", " s left  "));
    }
  }
  absl::StrAppend(
      &line, Thousands(progress.rows), Say(language, " 行，", " rows, "),
      Thousands(progress.rejected), Say(language, " 行未能评分", " rejected"));
  if (seconds > 0) {
    absl::StrAppend(&line, "  ",
                    Thousands(static_cast<int64_t>(
                        static_cast<double>(progress.rows) / seconds)),
                    Say(language, " 行/秒", "/s"));
  }
  return line;
}

std::string SayCounts(int64_t rows, int64_t scored, int64_t rejected) {
  if (MessageLanguage() == texts::Language::kZh) {
    return absl::StrCat("共 ", rows, " 行，已评分 ", scored, " 行，未能评分 ",
                        rejected, " 行");
  }
  return absl::StrCat(texts::Counted(rows, "row", "rows"), ", ", scored,
                      " scored, ", rejected, " rejected");
}

void ProgressPrinter::Show(const batch::Progress& progress) {
  const auto now = Clock::now();
  const auto wait = terminal_ ? std::chrono::milliseconds(200)
                              : std::chrono::milliseconds(10000);
  if (now - shown_ < wait) return;
  shown_ = now;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  const std::string line = ProgressLine(progress, seconds);
  if (terminal_) {
    std::cerr << "\r\x1b[K" << line << std::flush;
    dirty_ = true;
  } else {
    std::cerr << line << "\n";
  }
}

void ProgressPrinter::Finish() {
  if (dirty_) std::cerr << "\r\x1b[K" << std::flush;
}

}  // namespace cmmm::cli

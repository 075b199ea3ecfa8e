#include "service/audit/verify.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "engine/base/sha256.h"

namespace cmmm::service {
namespace {

// A line without its line end; false: there is none. One that is longer than
// any of a trail, or torn one, is cut: it is none.
bool NextLine(std::istream* in, std::string* line, bool* has_line_end) {
  line->clear();
  *has_line_end = false;
  char c = 0;
  while (in->get(c)) {
    if (c == '\n') {
      *has_line_end = true;
      return true;
    }
    if (line->size() <= kMaxTornBytes) line->push_back(c);
  }
  return !line->empty();
}

int64_t FirstSeqOf(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::string line;
  bool has_line_end = false;
  if (!NextLine(&in, &line, &has_line_end)) return INT64_MAX;
  const auto read = ReadAuditLine(line);
  return read.has_value() ? read->link.seq : 0;
}

// In the text of another field its quotes would be escaped.
bool TellsOfTorn(const std::string& line) {
  return absl::StrContains(line, R"("event":"torn")");
}

// Follows the chain, line by line.
class Verifier {
 public:
  Verifier(const AuditExpectation& expected, AuditReport* report)
      : expected_(expected), report_(report) {
    report_->last.seq = expected.first_seq - 1;
  }

  // False: there is a finding.
  bool See(const std::string& file, int64_t number, const std::string& text,
           bool has_line_end) {
    const auto line = ReadAuditLine(text);
    if (missing_ > 0) return Seek(file, number, line);
    file_ = file;
    number_ = number;
    if (!has_line_end || !line.has_value()) {
      if (!torn_.empty()) return TellTorn();
      torn_ = text;
      torn_file_ = file;
      torn_number_ = number;
      return true;
    }
    if (!torn_.empty() && !TellsOfTorn(text)) return TellTorn();
    // Lines that are missing may stand further down.
    if (!Follows(*line)) return missing_ > 0;
    if (!IsTornTold(text)) return false;
    ++report_->lines;
    report_->last = line->link;
    if (line->link.hash == expected_.contains) is_contained_ = true;
    last_file_ = file;
    last_number_ = number;
    return true;
  }

  void End() {
    if (report_->finding.has_value()) return;
    if (!torn_.empty()) {
      TellTorn();
    } else if (!expected_.contains.empty() && !is_contained_) {
      number_ = std::max<int64_t>(last_number_, 1);
      file_ = last_file_.empty() ? file_ : last_file_;
      Tell("audit.ends",
           {"没有任何一行具有给定的校验值：其后的行已被删除或替换",
            "no line has the hash that was given: lines behind it were removed "
            "or replaced"});
    }
  }

 private:
  // Looks for the first line that is missing; false: it was found.
  bool Seek(const std::string& file, int64_t number,
            const std::optional<AuditLine>& line) {
    if (!line.has_value() || !line->is_whole || line->link.seq != missing_) {
      return true;
    }
    report_->finding->rule_id = "audit.moved";
    report_->finding->text = {
        absl::StrCat("此处应为序号 ", missing_, " 的行，它被移到了 ", file,
                     " 第 ", number, " 行"),
        absl::StrCat("the line of seq ", missing_,
                     " belongs here; it was moved to ", file, ":", number)};
    return false;
  }

  bool Tell(const char* rule, Text text) {
    report_->finding = AuditFinding{file_, number_, rule, std::move(text)};
    return false;
  }

  bool TellTorn() {
    file_ = torn_file_;
    number_ = torn_number_;
    return Tell("audit.torn",
                {"不是完整的审计记录，其后也没有说明它原本残缺",
                 "this is no whole line of an audit trail, and no line behind "
                 "it says that it was found so"});
  }

  // That the line is as it was written, and stands behind the last one.
  bool Follows(const AuditLine& line) {
    const AuditLink& last = report_->last;
    if (!line.is_whole) {
      return Tell("audit.changed",
                  {"内容与其校验值不符：此行已被改动",
                   "it has not the hash that it says: it was changed"});
    }
    if (line.link.seq <= last.seq) {
      return Tell("audit.moved",
                  {absl::StrCat("序号 ", line.link.seq, " 排在序号 ", last.seq,
                                " 之后：此行被移动或重复"),
                   absl::StrCat("seq ", line.link.seq, " stands behind seq ",
                                last.seq, ": it was moved or repeated")});
    }
    if (line.link.seq > last.seq + 1) {
      missing_ = last.seq + 1;
      return Tell("audit.removed",
                  {absl::StrCat("此行之前缺少序号 ", last.seq + 1, " 至 ",
                                line.link.seq - 1, " 的行"),
                   absl::StrCat("the lines of seq ", last.seq + 1, " to ",
                                line.link.seq - 1, " are missing before it")});
    }
    const bool knows_last = report_->lines > 0 || expected_.first_seq == 1;
    if (knows_last && line.previous != last.hash) {
      if (report_->lines > 0) {
        file_ = last_file_;
        number_ = last_number_;
      }
      return Tell("audit.changed",
                  {"下一行记录的前一行校验值与此行不同：此行已被替换",
                   "the next line tells of another hash before it: this line "
                   "was replaced"});
    }
    return true;
  }

  // A half line must be told of by the line behind it, and only such a one.
  bool IsTornTold(const std::string& text) {
    if (!TellsOfTorn(text)) return torn_.empty() ? true : TellTorn();
    int64_t bytes = 0;
    const bool is_told = absl::SimpleAtoi(AuditField(text, "bytes"), &bytes) &&
                         bytes == static_cast<int64_t>(torn_.size()) &&
                         AuditField(text, "sha256") == Sha256Hex(torn_);
    if (!is_told) {
      return torn_.empty()
                 ? Tell("audit.removed", {"此行所说的残缺行已不在",
                                          "the half line that it tells of is "
                                          "missing before it"})
                 : TellTorn();
    }
    ++report_->torn;
    torn_.clear();
    return true;
  }

  const AuditExpectation& expected_;
  AuditReport* const report_;
  std::string file_;
  int64_t number_ = 0;
  std::string last_file_;
  int64_t last_number_ = 0;
  std::string torn_;  // not told of yet
  std::string torn_file_;
  int64_t torn_number_ = 0;
  int64_t missing_ = 0;
  bool is_contained_ = false;
};

}  // namespace

MaybeFailure ReadAuditFiles(std::vector<std::string> files,
                            const SeeLine& see) {
  std::map<std::string, int64_t> first;
  for (const std::string& file : files) first[file] = FirstSeqOf(file);
  std::stable_sort(files.begin(), files.end(),
                   [&](const std::string& a, const std::string& b) {
                     return first[a] < first[b];
                   });
  for (const std::string& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
      return Failure{FailureKind::kNoInput,
                     absl::StrCat(file, ": cannot be read"),
                     absl::StrCat(file, "：无法读取")};
    }
    std::string line;
    bool has_line_end = false;
    for (int64_t number = 1; NextLine(&in, &line, &has_line_end); ++number) {
      if (!see(file, number, line, has_line_end)) return std::nullopt;
    }
  }
  return std::nullopt;
}

MaybeFailure VerifyAudit(const std::vector<std::string>& files,
                         const AuditExpectation& expected,
                         AuditReport* report) {
  Verifier verifier(expected, report);
  auto failure =
      ReadAuditFiles(files, [&](const std::string& file, int64_t number,
                                const std::string& line, bool has_line_end) {
        return verifier.See(file, number, line, has_line_end);
      });
  if (!failure.has_value()) verifier.End();
  return failure;
}

}  // namespace cmmm::service

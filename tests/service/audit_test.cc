// The audit trail: nothing in it can be changed, removed or moved unnoticed,
// and a server that was killed, or whose disk is full, leaves it in order.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/sha256.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "service/audit/audit.h"
#include "service/audit/find.h"
#include "service/audit/line.h"
#include "service/audit/trail.h"
#include "service/audit/verify.h"

namespace cmmm::test {
namespace {

namespace fs = std::filesystem;
using service::AuditFilesOf;
using service::AuditReport;
using service::AuditTrail;
using service::ReadAuditLine;
using service::VerifyAudit;
using ::testing::HasSubstr;

class AuditTest : public ::testing::Test {
 protected:
  AuditTest() {
    std::string name = (fs::temp_directory_path() / "auditXXXXXX").string();
    folder_ = mkdtemp(name.data());
    file_ = folder_ + "/audit.jsonl";
  }
  ~AuditTest() override { fs::remove_all(folder_); }

  // A trail of `lines` calls.
  void Fill(int lines, int64_t max_bytes = 1 << 20) {
    AuditTrail trail;
    ASSERT_FALSE(trail.Open({file_, max_bytes}).has_value());
    for (int i = 0; i < lines; ++i) {
      ASSERT_TRUE(trail.Append(absl::StrCat("\"event\":\"call\",\"n\":", i)));
    }
  }

  std::string Read() const {
    std::ifstream in(file_, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }
  void Write(const std::string& text) const {
    std::ofstream(file_, std::ios::binary) << text;
  }
  std::vector<std::string> Lines() const {
    return absl::StrSplit(Read(), '\n', absl::SkipEmpty());
  }
  void WriteLines(const std::vector<std::string>& lines) const {
    Write(absl::StrJoin(lines, "\n") + "\n");
  }

  // `audit.changed 3`, the rule and the line; empty: the trail is whole.
  std::string Finding(const service::AuditExpectation& expected = {}) const {
    AuditReport report;
    const auto failure = VerifyAudit(AuditFilesOf(file_), expected, &report);
    if (failure.has_value()) return failure->message;
    if (!report.finding.has_value()) return "";
    EXPECT_FALSE(report.finding->text.zh.empty());
    return absl::StrCat(report.finding->rule_id, " ", report.finding->line);
  }

  std::string folder_;
  std::string file_;
};

TEST_F(AuditTest, ALineHangsOnTheLineBeforeIt) {
  Fill(2);
  const std::vector<std::string> lines = Lines();
  ASSERT_EQ(lines.size(), 2u);
  const auto first = ReadAuditLine(lines[0]);
  const auto second = ReadAuditLine(lines[1]);
  ASSERT_TRUE(first.has_value() && second.has_value());
  EXPECT_EQ(first->previous, std::string(64, '0'));
  EXPECT_EQ(second->previous, first->link.hash);
  EXPECT_EQ(second->link.seq, 2);
  // What anybody can compute: docs/operations.md.
  EXPECT_EQ(Sha256Hex(lines[0].substr(0, lines[0].find(",\"hash\":"))),
            first->link.hash);
  EXPECT_EQ(service::AuditField(lines[1], "n"), "1");
  struct stat about {};
  ASSERT_EQ(stat(file_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
}

TEST_F(AuditTest, AnyByteThatIsChangedIsNoticedAtItsLine) {
  Fill(3);
  const std::string whole = Read();
  const size_t second = whole.find('\n') + 1;
  const size_t third = whole.find('\n', second) + 1;
  EXPECT_EQ(Finding(), "");
  for (size_t at = second; at < third; ++at) {
    std::string text = whole;
    text[at] = text[at] == '0' ? '1' : '0';
    Write(text);
    // A line end that is gone makes one bad line of two.
    EXPECT_THAT(Finding(), HasSubstr(" 2")) << at;
  }
}

TEST_F(AuditTest, ALineThatWasSealedAnewIsNamed) {
  Fill(4);
  std::vector<std::string> lines = Lines();
  service::AuditLink link = ReadAuditLine(lines[0])->link;
  lines[1] = service::SealAuditLine("2026-11-29T08:15:42.000123Z",
                                    "\"event\":\"call\",\"n\":7", &link);
  lines[1].pop_back();
  WriteLines(lines);
  EXPECT_EQ(Finding(), "audit.changed 2");
}

TEST_F(AuditTest, LinesThatWereRemovedAreMissedAtTheNext) {
  Fill(5);
  const std::vector<std::string> all = Lines();
  for (size_t at = 0; at + 1 < all.size(); ++at) {
    std::vector<std::string> lines = all;
    lines.erase(lines.begin() + static_cast<int64_t>(at));
    WriteLines(lines);
    EXPECT_EQ(Finding(), absl::StrCat("audit.removed ", at + 1));
  }
  // At the end, only somebody notices who has noted a hash.
  const std::string last = ReadAuditLine(all.back())->link.hash;
  WriteLines({all.begin(), all.end() - 1});
  EXPECT_EQ(Finding(), "");
  EXPECT_EQ(Finding({1, last}), "audit.ends 4");
  WriteLines(all);
  EXPECT_EQ(Finding({1, last}), "");
  // Older lines may have been put away, when it is said.
  WriteLines({all.begin() + 2, all.end()});
  EXPECT_EQ(Finding(), "audit.removed 1");
  EXPECT_EQ(Finding({3, ""}), "");
  EXPECT_EQ(Finding({2, ""}), "audit.removed 1");
}

TEST_F(AuditTest, LinesThatWereMovedOrRepeatedAreNamed) {
  Fill(5);
  const std::vector<std::string> all = Lines();
  std::vector<std::string> lines = all;
  std::swap(lines[1], lines[3]);
  WriteLines(lines);
  EXPECT_EQ(Finding(), "audit.moved 2");
  lines = all;
  lines.insert(lines.begin() + 3, all[1]);
  WriteLines(lines);
  EXPECT_EQ(Finding(), "audit.moved 4");
}

TEST_F(AuditTest, WhatIsNoLineIsNamed) {
  Fill(3);
  const std::vector<std::string> all = Lines();
  for (const std::string& wrong :
       {std::string(), std::string("{}"), std::string(100'000, 'x'),
        all[1].substr(0, 40)}) {
    std::vector<std::string> lines = all;
    lines.insert(lines.begin() + 1, wrong + "x");
    WriteLines(lines);
    EXPECT_EQ(Finding(), "audit.torn 2");
  }
}

TEST_F(AuditTest, AFileThatIsFullIsLeftAndTheChainGoesOn) {
  Fill(40, 4096);
  const std::vector<std::string> files = AuditFilesOf(file_);
  ASSERT_GT(files.size(), 2u);
  EXPECT_EQ(files.front(), file_ + ".000000000001");
  EXPECT_EQ(files.back(), file_);
  for (const std::string& file : files) EXPECT_LE(fs::file_size(file), 4096u);
  EXPECT_EQ(Finding(), "");
  // In any order, and not without one of them.
  AuditReport report;
  ASSERT_FALSE(
      VerifyAudit({files.rbegin(), files.rend()}, {}, &report).has_value());
  EXPECT_FALSE(report.finding.has_value());
  EXPECT_EQ(report.lines, 40);
  fs::remove(files[1]);
  EXPECT_THAT(Finding(), HasSubstr("audit.removed 1"));
}

TEST_F(AuditTest, AServerThatStartsGoesOnWhereTheTrailEnds) {
  Fill(3);
  Fill(2);
  EXPECT_EQ(ReadAuditLine(Lines().back())->link.seq, 5);
  // Killed between leaving a file and beginning the next.
  fs::rename(file_, file_ + ".000000000001");
  Fill(1);
  EXPECT_EQ(ReadAuditLine(Lines().back())->link.seq, 6);
  EXPECT_EQ(Finding(), "");
}

TEST_F(AuditTest, HalfALineOfAKillIsToldAndTheChainGoesOn) {
  Fill(3);
  const std::string whole = Read();
  const std::string next = whole.substr(whole.find('\n') + 1);
  for (const std::string& half :
       {next.substr(0, 1), next.substr(0, 100), std::string(4000, '\0'),
        std::string("{\"seq\":4,\"hash\":\"")}) {
    Write(whole + half);
    EXPECT_THAT(Finding(), HasSubstr("audit.torn 4"));
    Fill(1);
    EXPECT_EQ(Finding(), "");
    AuditReport report;
    VerifyAudit({file_}, {}, &report);
    EXPECT_EQ(report.torn, 1);
    EXPECT_EQ(report.lines, 5);  // three, the one that tells, one more
    // Taking the half line away, or another in its place, is noticed.
    std::string changed = Read();
    changed.replace(whole.size(), half.size(), "y");
    Write(changed);
    EXPECT_EQ(Finding(), "audit.torn 4");
    changed.erase(whole.size(), 2);
    Write(changed);
    EXPECT_EQ(Finding(), "audit.removed 4");
  }
}

TEST_F(AuditTest, ALineThatHasAllButItsEndIsWhole) {
  Fill(3);
  std::string whole = Read();
  whole.pop_back();
  Write(whole);
  Fill(1);
  EXPECT_EQ(Finding(), "");
  EXPECT_EQ(Lines().size(), 4u);
}

TEST_F(AuditTest, NothingIsAddedToWhatWasChanged) {
  Fill(3);
  std::string text = Read();
  text[text.size() - 200] ^= 1;
  Write(text);
  AuditTrail trail;
  const auto failure = trail.Open({file_, 1 << 20});
  ASSERT_TRUE(failure.has_value());
  EXPECT_THAT(failure->message, HasSubstr("its last line"));
  EXPECT_EQ(Read(), text);
  Write("something else\n");
  AuditTrail other;
  EXPECT_TRUE(other.Open({file_, 1 << 20}).has_value());
}

TEST_F(AuditTest, OneServerAloneWritesIt) {
  AuditTrail first;
  AuditTrail second;
  ASSERT_FALSE(first.Open({file_, 1 << 20}).has_value());
  ASSERT_TRUE(second.Open({file_, 1 << 20}).has_value());
  AuditTrail nowhere;
  EXPECT_TRUE(nowhere.Open({folder_ + "/none/audit.jsonl", 4096}).has_value());
}

TEST_F(AuditTest, ManyWriteAtOnce) {
  {
    AuditTrail trail;
    ASSERT_FALSE(trail.Open({file_, 8192}).has_value());
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&trail] {
        for (int i = 0; i < 100; ++i) trail.Append("\"event\":\"call\"");
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(trail.counts().lines, 400);
  }
  EXPECT_EQ(Finding(), "");
}

TEST_F(AuditTest, AFullDiskRefusesOrCounts) {
  service::AuditOptions options;
  options.file.path = "/dev/full";
  service::Audit required;
  ASSERT_TRUE(required.Open(options).has_value());
  const auto refusal = required.Write({.method = "Score"});
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->code, absl::StatusCode::kUnavailable);
  EXPECT_EQ(refusal->reason, "AUDIT_UNAVAILABLE");
  EXPECT_GT(refusal->retry_after_seconds, 0);
  options.is_optional = true;
  service::Audit optional;
  ASSERT_FALSE(optional.Open(options).has_value());
  EXPECT_FALSE(optional.Write({.method = "Score"}).has_value());
  EXPECT_EQ(optional.counts().unaudited, 1);
  EXPECT_EQ(optional.counts().trail.failed, 2);
}

TEST_F(AuditTest, ALineHasNothingOfAnswersOrNames) {
  v1::ScoreRequest request;
  request.mutable_info()->set_enterprise_name("某某装备制造有限公司");
  request.mutable_list()->add_answers()->set_note("secret note");
  service::AuditSubject subject;
  AddRequest({}, request, &subject);
  {
    service::Audit audit;
    ASSERT_FALSE(audit.Open({{file_, 1 << 20}, true, false}).has_value());
    service::Caller caller;
    caller.tenant = std::string(5000, 't') + "\n\"";
    caller.key_id = "3f9a01c2";
    audit.Write({.method = "Score",
                 .code = "OK",
                 .caller = &caller,
                 .subject = &subject});
  }
  EXPECT_EQ(Finding(), "");
  const std::string text = Read();
  for (const char* secret : {"装备", "secret", "answers"}) {
    EXPECT_EQ(text.find(secret), std::string::npos) << secret;
  }
  EXPECT_EQ(service::AuditField(Lines().back(), "request"),
            Sha256Hex(service::DeterministicBytes(request)));
  EXPECT_LT(Lines().back().size(), 1200u);
}

TEST_F(AuditTest, EachAnswerOfABatchIsFoundInTheLongestBlock) {
  service::AuditSubject subject;
  subject.model = std::string(500, 'm');
  for (size_t i = 0; i < service::kMaxAuditResults; ++i) {
    subject.results.push_back(Sha256Hex(absl::StrCat("answer ", i)));
  }
  {
    service::Audit audit;
    ASSERT_FALSE(audit.Open({{file_, 1 << 20}, false, false}).has_value());
    service::Caller caller;
    caller.tenant = std::string(500, '"');
    caller.peer.name = caller.key_id = caller.head.request_id = caller.tenant;
    EXPECT_FALSE(audit.Write({.event = "block",
                              .method = "score:batch",
                              .caller = &caller,
                              .subject = &subject}));
  }
  EXPECT_EQ(Finding(), "");
  EXPECT_LT(Lines().back().size(), service::kMaxAuditLineBytes);
  const auto count = [&](const std::string& bytes) {
    int found = 0;
    EXPECT_FALSE(service::FindInAudit({file_}, service::HashesOf(bytes),
                                      [&](const service::AuditMatch& match) {
                                        ++found;
                                        EXPECT_EQ(match.field, "results");
                                        EXPECT_TRUE(match.is_whole);
                                      }));
    return found;
  };
  for (size_t i = 0; i < service::kMaxAuditResults; ++i) {
    EXPECT_EQ(count(absl::StrCat("answer ", i)), 1) << i;
  }
  EXPECT_EQ(count("answer 0\n"), 1);
  EXPECT_EQ(count("answer"), 0);
}

TEST_F(AuditTest, AResultIsFoundInAnyForm) {
  v1::ScoreResponse result;
  result.mutable_model()->set_id("tiny");
  result.mutable_decision()->set_level(2);
  result.mutable_decision()->mutable_total()->set_value(1.0 / 3);
  const std::string hash = Sha256Hex(service::DeterministicBytes(result));
  std::string json;
  ASSERT_TRUE(google::protobuf::util::MessageToJsonString(result, &json).ok());
  std::string text;
  google::protobuf::TextFormat::PrintToString(result, &text);
  for (const std::string& form :
       {result.SerializeAsString(), json, "\xef\xbb\xbf " + json,
        "# comment\n" + text}) {
    EXPECT_EQ(service::HashesOf(form).count(hash), 1u) << form;
  }
  result.mutable_decision()->set_level(3);
  EXPECT_EQ(service::HashesOf(result.SerializeAsString()).count(hash), 0u);
  for (const std::string& other : {std::string(), std::string("\0\xff", 2),
                                   std::string("{"), std::string("plain")}) {
    EXPECT_EQ(service::HashesOf(other).count(hash), 0u);
  }
}

}  // namespace
}  // namespace cmmm::test

// `cmmm keygen`, `cmmm sign` and `cmmm verify`, the files they write and do not
// write.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
namespace fs = std::filesystem;

constexpr char kTiny[] = "tests/conformance/models/tiny";
constexpr char kAssessment[] =
    "model { id: \"tiny-model\" } profile { weight_set: \"bakery\" } "
    "list { answers { requirement_id: \"dough.1.a\" grade: GRADE_FULLY } } "
    "unanswered: UNANSWERED_POLICY_AS_NOT_SATISFIED view: VIEW_LEVEL";

class SignTest : public ::testing::Test {
 protected:
  SignTest() {
    std::ofstream(assessment_) << kAssessment;
    EXPECT_EQ(RunCmmm({"keygen", key_}).exit_code, 0);
  }

  ProcessResult Sign(const std::string& out,
                     const std::vector<std::string>& more = {}) {
    std::vector<std::string> args = {"sign", "--models",  kTiny, "--key",
                                     key_,   assessment_, "-o",  out};
    args.insert(args.end(), more.begin(), more.end());
    return RunCmmm(args);
  }
  ProcessResult Verify(const std::vector<std::string>& more) {
    std::vector<std::string> args = {"verify", "--models", kTiny};
    args.insert(args.end(), more.begin(), more.end());
    return RunCmmm(args);
  }
  std::string In(const std::string& name) const {
    return folder_.path() + "/" + name;
  }
  std::vector<std::string> Listing() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_.path())) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }

  const TempFolder folder_;
  const std::string key_ = In("my.key");
  const std::string pub_ = In("my.key.pub");
  const std::string assessment_ = In("a.textproto");
  const std::string out_ = In("a.signed");
};

TEST_F(SignTest, SignedIsVerified) {
  const ProcessResult sign = Sign(out_);
  ASSERT_EQ(sign.exit_code, 0) << sign.err;
  EXPECT_THAT(sign.err, IsEmpty());
  const ProcessResult verify = Verify({"--key", pub_, out_});
  EXPECT_EQ(verify.exit_code, 0) << verify.out << verify.err;
  EXPECT_THAT(verify.out, HasSubstr("✓ Verified"));
  EXPECT_THAT(Verify({"--key", pub_, "--lang", "zh", out_}).out,
              HasSubstr("✓ 核验通过"));
  EXPECT_EQ(Verify({"--key", folder_.path(), out_}).exit_code, 0);
}

TEST_F(SignTest, KeysAreForTheirOwnerAloneAndNeverReplaced) {
  struct stat info;
  ASSERT_EQ(stat(key_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  const std::string before = ReadFile(key_);
  const ProcessResult again = RunCmmm({"keygen", key_});
  EXPECT_EQ(again.exit_code, 74);
  EXPECT_THAT(again.err, HasSubstr("it exists already"));
  EXPECT_EQ(ReadFile(key_), before);
  // Nor is one half made when the other is there.
  std::ofstream(In("new.pub")) << "here";
  EXPECT_EQ(RunCmmm({"keygen", In("new")}).exit_code, 74);
  EXPECT_FALSE(fs::exists(In("new")));
  EXPECT_EQ(ReadFile(In("new.pub")), "here");
}

TEST_F(SignTest, AFileIsReplacedOnlyByForce) {
  std::ofstream(out_) << "precious";
  const ProcessResult refused = Sign(out_);
  EXPECT_EQ(refused.exit_code, 74);
  EXPECT_THAT(refused.err, HasSubstr("a.signed: cannot be written: it exists"));
  EXPECT_EQ(ReadFile(out_), "precious");
  EXPECT_EQ(Sign(out_, {"--force"}).exit_code, 0);
  EXPECT_EQ(Verify({"--key", pub_, out_}).exit_code, 0);
  const std::string once = ReadFile(out_);
  EXPECT_EQ(Sign(In("b.signed")).exit_code, 0);
  EXPECT_EQ(ReadFile(In("b.signed")), once);
}

TEST_F(SignTest, NothingIsLeftOfWhatFails) {
  const auto before = Listing();
  EXPECT_EQ(Sign(In("no/such/folder/x")).exit_code, 74);
  EXPECT_EQ(Sign(folder_.path(), {"--force"}).exit_code, 74);
  EXPECT_EQ(Sign(out_, {"--weights", "none"}).exit_code, 64);
  EXPECT_EQ(Sign(out_, {"--unanswered", "refuse"}).exit_code, 65);
  EXPECT_EQ(Sign("/proc/x").exit_code, 74);
  EXPECT_EQ(RunCmmm({"keygen", "/proc/key"}).exit_code, 74);
  EXPECT_THAT(Listing(), ::testing::UnorderedElementsAreArray(before));
}

TEST_F(SignTest, AFolderThatCannotBeWrittenIsSaidToBe) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write anywhere; /proc is above";
  fs::create_directory(In("closed"));
  chmod(In("closed").c_str(), 0500);
  const ProcessResult result = Sign(In("closed/x"));
  EXPECT_EQ(result.exit_code, 74);
  EXPECT_THAT(result.err, HasSubstr("cannot be written: Permission denied"));
}

TEST_F(SignTest, AKeyOfTheWrongKindIsNamed) {
  const auto sign_with = [&](const std::string& key) {
    const ProcessResult result = RunCmmm(
        {"sign", "--models", kTiny, "--key", key, assessment_, "-o", out_});
    EXPECT_FALSE(fs::exists(out_));
    EXPECT_THAT(result.err, HasSubstr(key));
    return result;
  };
  EXPECT_THAT(sign_with(pub_).err, HasSubstr("key.wrong_half"));
  EXPECT_EQ(sign_with(pub_).exit_code, 65);
  EXPECT_THAT(sign_with(assessment_).err, HasSubstr("key.not_pem"));
  EXPECT_EQ(sign_with(In("none")).exit_code, 66);
  ASSERT_EQ(Sign(out_).exit_code, 0);
  const ProcessResult verify = Verify({"--key", key_, out_});
  EXPECT_EQ(verify.exit_code, 65);
  EXPECT_THAT(verify.err, HasSubstr("my.key: key.wrong_half"));
  EXPECT_EQ(Verify({"--key", In("none.pub"), out_}).exit_code, 66);
  fs::create_directory(In("empty"));
  EXPECT_EQ(Verify({"--key", In("empty"), out_}).exit_code, 66);
}

TEST_F(SignTest, EachReasonIsSaidAndIsBadData) {
  ASSERT_EQ(Sign(out_).exit_code, 0);
  ASSERT_EQ(RunCmmm({"keygen", In("other")}).exit_code, 0);
  const std::string whole = ReadFile(out_);
  const auto reason = [&](const std::string& content, const std::string& key) {
    std::ofstream(In("altered"), std::ios::trunc) << content;
    const ProcessResult result = Verify({"--key", key, In("altered")});
    EXPECT_EQ(result.exit_code, 65);
    EXPECT_THAT(result.out, HasSubstr("✗ Not verified"));
    return result.out;
  };
  EXPECT_THAT(reason(whole, In("other.pub")), HasSubstr("key.unknown (key, "));
  EXPECT_THAT(reason(whole.substr(0, 300), pub_),
              HasSubstr("format.truncated (request, "));
  EXPECT_THAT(reason("", pub_), HasSubstr("format.truncated (header, "));
  EXPECT_THAT(reason(kAssessment, pub_), HasSubstr("format.header"));
  const std::string altered =
      reason(Replaced(whole, "\"answered\": 1", "\"answered\": 2"), pub_);
  EXPECT_THAT(altered, HasSubstr("digest.mismatch (result, "));
  EXPECT_THAT(altered, HasSubstr("coverage.answered"));
}

TEST_F(SignTest, AnyKeySaysWhatItDoesNotShow) {
  ASSERT_EQ(Sign(out_).exit_code, 0);
  const ProcessResult result = Verify({"--any-key", out_});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("who signed it was not checked"));
  EXPECT_THAT(result.out, Not(HasSubstr("✓ Verified")));
}

TEST_F(SignTest, WhomToTrustMustBeSaid) {
  for (const std::vector<std::string>& args :
       std::vector<std::vector<std::string>>{
           {"verify", "x"},
           {"verify", "--key", pub_, "--any-key", "x"},
           {"verify", "--key", pub_},
           {"sign", "x"},
           {"sign", "--key", key_, "x"},
           {"keygen"}}) {
    EXPECT_EQ(RunCmmm(args).exit_code, 64);
  }
}

TEST_F(SignTest, EveryFileIsVerified) {
  ASSERT_EQ(Sign(out_).exit_code, 0);
  const ProcessResult result = Verify(
      {"--key", pub_, In("none"), assessment_, out_, "--format", "json"});
  EXPECT_EQ(result.exit_code, 66);  // the first that failed
  EXPECT_THAT(result.err, HasSubstr("none: cannot be read"));
  EXPECT_THAT(result.out, HasSubstr("\"verified\": false"));
  EXPECT_THAT(result.out, HasSubstr("\"verified\": true"));
}

TEST_F(SignTest, TheViewIsFullUnlessSaid) {
  ASSERT_EQ(Sign(In("level")).exit_code, 0);
  EXPECT_THAT(ReadFile(In("level")), HasSubstr("\"view\": \"VIEW_LEVEL\""));
  ASSERT_EQ(Sign(In("full"), {"--view", "full"}).exit_code, 0);
  EXPECT_THAT(ReadFile(In("full")), HasSubstr("\"gaps\": {"));
  std::ofstream(assessment_, std::ios::trunc)
      << Replaced(kAssessment, "view: VIEW_LEVEL", "");
  ASSERT_EQ(Sign(In("default"), {"--target", "2"}).exit_code, 0);
  EXPECT_THAT(ReadFile(In("default")), HasSubstr("\"targetLevel\": 2"));
  EXPECT_THAT(ReadFile(In("default")), HasSubstr("\"view\": \"VIEW_FULL\""));
}

// The commands of docs/signed_results.md, run by the shell.
TEST_F(SignTest, OpensslVerifiesTheFileToo) {
  if (RunShell("openssl version > /dev/null 2>&1") != 0) {
    GTEST_SKIP() << "openssl is not installed";
  }
  ASSERT_EQ(Sign(out_).exit_code, 0);
  const auto check = [&](const std::string& file) {
    return RunShell("cd " + folder_.path() + " && sed '$d' " + file +
                    " > signed.bytes && tail -n 1 " + file +
                    " | cut -d' ' -f2 | openssl base64 -d -A > signature && "
                    "openssl pkeyutl -verify -pubin -inkey my.key.pub -rawin "
                    "-in signed.bytes -sigfile signature > /dev/null 2>&1");
  };
  EXPECT_EQ(check("a.signed"), 0);
  std::ofstream(In("digest.sh")) <<
      R"(line=$(grep -a -m 1 -b '^result [0-9]* [0-9a-f]*$' a.signed)
start=$(( ${line%%:*} + $(printf '%s' "${line#*:}" | wc -c) + 1 ))
length=$(printf '%s' "${line#*:}" | cut -d' ' -f2)
tail -c +$((start + 1)) a.signed | head -c "$length" | sha256sum | cut -c1-64 > is
printf '%s\n' "${line#*:}" | cut -d' ' -f3 > stated
test -s is && cmp is stated
)";
  EXPECT_EQ(RunShell("cd " + folder_.path() + " && sh digest.sh"), 0);
  std::ofstream(In("bad.signed"))
      << Replaced(ReadFile(out_), "GRADE_FULLY", "GRADE_PARTLY");
  EXPECT_NE(check("bad.signed"), 0);
  // A key that openssl made signs as well as one of `cmmm keygen`.
  ASSERT_EQ(RunShell("openssl genpkey -algorithm ed25519 -out " + In("o.key") +
                     " && openssl pkey -in " + In("o.key") + " -pubout -out " +
                     In("o.pub")),
            0);
  ASSERT_EQ(RunCmmm({"sign", "--models", kTiny, "--key", In("o.key"),
                     assessment_, "-o", In("o.signed")})
                .exit_code,
            0);
  EXPECT_EQ(Verify({"--key", In("o.pub"), In("o.signed")}).exit_code, 0);
  // Keys of other kinds and with a password.
  RunShell("openssl genrsa -out " + In("rsa.key") + " 2048 2> /dev/null");
  RunShell("openssl pkey -aes256 -passout pass:long -in " + In("o.key") +
           " -out " + In("locked.key"));
  for (const auto& [key, rule] :
       std::vector<std::pair<std::string, std::string>>{
           {"rsa.key", "key.not_ed25519"}, {"locked.key", "key.encrypted"}}) {
    const ProcessResult result =
        RunCmmm({"sign", "--models", kTiny, "--key", In(key), assessment_, "-o",
                 In("never")});
    EXPECT_EQ(result.exit_code, 65);
    EXPECT_THAT(result.err, HasSubstr(rule));
    EXPECT_FALSE(fs::exists(In("never")));
  }
}

}  // namespace
}  // namespace cmmm::test

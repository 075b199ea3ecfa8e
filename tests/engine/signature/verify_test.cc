// What verifying says of files that are whole but not right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/analyze.h"
#include "engine/base/sha256.h"
#include "engine/base/version.h"
#include "engine/sign_result.h"
#include "tests/engine/signature/signing.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Replacements = std::vector<std::pair<std::string, std::string>>;

// `part` of the tiny file with replacements, signed again, so that digests and
// signature hold.
v1::VerifyResultResponse VerifyResigned(std::string SignedContent::*part,
                                        const Replacements& replacements) {
  SignedContent content = ContentOf(TinySigned());
  for (const auto& [from, to] : replacements) {
    EXPECT_NE((content.*part).find(from), std::string::npos) << from;
    content.*part = absl::StrReplaceAll(content.*part, {{from, to}});
  }
  return VerifyTiny(WriteSignedFile(content, KeyOf()));
}

TEST(VerifyTest, AGoodFileIsVerified) {
  const auto response = VerifyTiny(TinySigned());
  EXPECT_TRUE(response.verified());
  EXPECT_EQ(OutcomesOf(response), "PPPPPPPP");
  EXPECT_THAT(FindingsOf(response), IsEmpty());
  EXPECT_EQ(response.key_id(), KeyId(KeyOf().PublicHalf()));
  EXPECT_EQ(response.model().id(), "tiny-model");
  EXPECT_EQ(response.model().engine_version(), kEngineVersion);
  EXPECT_TRUE(response.has_decision());
}

TEST(VerifyTest, AnyKeyIsNotedAsSuch) {
  const auto response = VerifyTinyAnyKey(TinySigned());
  EXPECT_TRUE(response.verified());
  EXPECT_EQ(OutcomesOf(response), "PPNPPPPP");
  EXPECT_THAT(FindingsOf(response), ElementsAre("key key.any"));
}

TEST(VerifyTest, AForeignKeyIsItsOwnCase) {
  const auto response =
      VerifyTiny(WriteSignedFile(ContentOf(TinySigned()), KeyOf('f')));
  EXPECT_FALSE(response.verified());
  EXPECT_EQ(OutcomesOf(response), "PPFPPPPP");
  EXPECT_THAT(FindingsOf(response), ElementsAre("key key.unknown key"));
  EXPECT_EQ(response.key_id(), KeyId(KeyOf('f').PublicHalf()));
  EXPECT_FALSE(response.has_decision());
}

// The trusted key in the file, but the signature of another.
TEST(VerifyTest, ABorrowedKeyDoesNotHelp) {
  const std::string own = TinySigned();
  const std::string foreign = WriteSignedFile(ContentOf(own), KeyOf('f'));
  const std::string mixed = own.substr(0, own.find("\nsignature ")) +
                            foreign.substr(foreign.find("\nsignature "));
  const auto response = VerifyTiny(mixed);
  EXPECT_EQ(OutcomesOf(response), "PPPFPPPP");
  EXPECT_THAT(FindingsOf(response),
              ElementsAre("signature signature.invalid signature"));
  EXPECT_FALSE(response.has_decision());
}

// Signed and whole, but nothing that can be read.
TEST(VerifyTest, ContentIsRead) {
  for (const char* wrong : {"\"answered\": thirteen", "\"answered\": \xff"}) {
    const auto response =
        VerifyResigned(&SignedContent::result, {{"\"answered\": 13", wrong}});
    EXPECT_FALSE(response.verified());
    EXPECT_THAT(FindingsOf(response),
                Contains(HasSubstr("content.malformed result")));
  }
}

// Another text where the key should be, with the digest of that text.
TEST(VerifyTest, AKeyIsOne) {
  const std::string& file = TinySigned();
  const std::string body = "no key\n";
  const std::string wrong = absl::StrCat(
      file.substr(0, file.find("\nkey ") + 1), "key ", body.size(), " ",
      Sha256Hex(body), "\n", body, file.substr(file.find("\nsignature ") + 1));
  const auto response = VerifyTiny(wrong);
  EXPECT_FALSE(response.verified());
  EXPECT_THAT(FindingsOf(response), Contains("key key.malformed key"));
}

// A default value written out: nothing differs, but the form.
TEST(VerifyTest, TheResultHasOneFormToo) {
  const auto response = VerifyResigned(
      &SignedContent::result,
      {{"\"answered\": 13", "\"answered\": 13, \"unanswered\": 0"}});
  EXPECT_EQ(OutcomesOf(response), "PPPPFPPF");
  EXPECT_THAT(FindingsOf(response),
              ElementsAre("content content.not_canonical result",
                          "result result.differs result"));
  EXPECT_EQ(response.difference_count(), 0);
}

TEST(VerifyTest, DifferencesAreListedByField) {
  const auto response = VerifyResigned(
      &SignedContent::result, {{"\"numerator\": \"7\"", "\"numerator\": \"9\""},
                               {"\"answered\": 13", "\"answered\": 12"}});
  EXPECT_FALSE(response.verified());
  EXPECT_EQ(OutcomesOf(response), "PPPPPPPF");
  EXPECT_THAT(FindingsOf(response),
              ElementsAre("result result.differs result"));
  EXPECT_EQ(response.difference_count(), response.differences_size());
  std::vector<std::string> fields;
  for (const auto& difference : response.differences()) {
    fields.push_back(difference.field() + " " + difference.in_file() + " " +
                     difference.computed());
  }
  EXPECT_THAT(fields,
              ElementsAre("decision.total.numerator \"9\" \"7\"",
                          "decision.levels[0].score.numerator \"9\" \"7\"",
                          "decision.levels[1].score.numerator \"9\" \"7\"",
                          "decision.levels[2].score.numerator \"9\" \"7\"",
                          "coverage.answered 12 13"));
}

TEST(VerifyTest, AFieldThatIsMissingDiffers) {
  SignedContent content = ContentOf(TinySigned());
  v1::ScoreResponse empty;
  content.result = "{}\n";
  const auto response = VerifyTiny(WriteSignedFile(content, KeyOf()));
  EXPECT_EQ(OutcomesOf(response), "PPPPPPPF");
  ASSERT_GT(response.differences_size(), 0);
  EXPECT_EQ(response.differences(0).field(), "decision");
  EXPECT_EQ(response.differences(0).in_file(), "");
}

TEST(VerifyTest, AnotherEngineIsNotedAndItsResultCompared) {
  const auto response =
      VerifyResigned(&SignedContent::engine, {{kEngineVersion, "0.0.1-older"}});
  EXPECT_TRUE(response.verified());
  EXPECT_EQ(OutcomesOf(response), "PPPPPPNP");
  EXPECT_THAT(FindingsOf(response), ElementsAre("engine engine.differs"));
  EXPECT_EQ(response.model().engine_version(), "0.0.1-older");
}

TEST(VerifyTest, AModelThatIsNotHereIsNamed) {
  const auto response = VerifyWith(RealCatalog(), TinySigned());
  EXPECT_FALSE(response.verified());
  EXPECT_EQ(OutcomesOf(response), "PPPPPFP-");
  EXPECT_THAT(FindingsOf(response), ElementsAre("model model.missing model"));
  EXPECT_TRUE(response.has_decision());  // the signature holds
}

TEST(VerifyTest, AnAlteredModelIsToldFromTheOneUsed) {
  const std::string digest = TinyCatalog().entries().front().compiled->digest;
  const auto response =
      VerifyResigned(&SignedContent::model, {{digest, std::string(64, 'a')}});
  EXPECT_EQ(OutcomesOf(response), "PPPPPFP-");
  EXPECT_THAT(FindingsOf(response),
              ElementsAre("model model.other_digest model"));
}

TEST(VerifyTest, RequestAndModelMustAgree) {
  const auto response =
      VerifyResigned(&SignedContent::request,
                     {{"\"version\": \"1.0\"", "\"version\": \"1\""}});
  EXPECT_EQ(OutcomesOf(response), "PPPPPFP-");
  EXPECT_THAT(FindingsOf(response),
              ElementsAre("model model.contradiction model"));
}

TEST(VerifyTest, ARequestThatCannotBeScoredIsRefused) {
  const auto response =
      VerifyResigned(&SignedContent::request, {{"dough.1.a", "dough.1.z"}});
  EXPECT_EQ(OutcomesOf(response), "PPPPPPPF");
  EXPECT_THAT(FindingsOf(response),
              ElementsAre("result request.refused request"));
}

TEST(VerifyTest, ARequestMustBeInItsOneForm) {
  const auto response = VerifyResigned(
      &SignedContent::request,
      {{"  \"unanswered\": \"UNANSWERED_POLICY_REFUSE\",\n", ""}});
  EXPECT_EQ(OutcomesOf(response), "PPPPPPPF");
  EXPECT_THAT(FindingsOf(response),
              ElementsAre("result request.not_canonical request"));
}

TEST(VerifyTest, ContentMustBeWrittenInItsOneForm) {
  for (const Replacements& replacements :
       {Replacements{{"{\"version\"", "{ \"version\""}},
        Replacements{{"}\n", "}"}}, Replacements{{"}\n", "}\n\n"}},
        Replacements{{"\"version\"", "\"vers\\u0069on\""}}}) {
    const auto response = VerifyResigned(&SignedContent::engine, replacements);
    EXPECT_EQ(OutcomesOf(response), "PPPPFP-P");
    EXPECT_THAT(FindingsOf(response),
                ElementsAre("content content.not_canonical engine"));
  }
}

TEST(VerifyTest, ContentThatIsNoneIsMalformed) {
  for (const char* text : {"", "\n", "x", "{\"nope\": 1}", "[]",
                           "{\"version\":", "\xff", "{\"version\": 1.5}"}) {
    SignedContent content = ContentOf(TinySigned());
    content.engine = text;
    if (content.engine.empty()) continue;  // a length of 0 is no length
    const auto response = VerifyTiny(WriteSignedFile(content, KeyOf()));
    EXPECT_FALSE(response.verified()) << text;
    EXPECT_EQ(OutcomesOf(response)[4], 'F') << text;
  }
}

TEST(VerifyTest, ACallMustSayWhomToTrust) {
  const auto rules = [](const v1::VerifyResultRequest& request) {
    v1::VerifyResultResponse response;
    const auto refusal = VerifyResult(TinyCatalog(), request, &response);
    std::vector<std::string> found;
    if (!refusal.has_value()) return found;
    EXPECT_EQ(refusal->reason, "INVALID_VERIFICATION");
    EXPECT_EQ(response.ByteSizeLong(), 0u);
    for (const Violation& violation : refusal->violations.listed()) {
      found.push_back(violation.field_path + " " + violation.rule_id);
    }
    return found;
  };
  v1::VerifyResultRequest request;
  EXPECT_THAT(rules(request), ElementsAre("trusted_keys verify.no_keys"));
  request.add_trusted_keys("no key");
  request.add_trusted_keys(WritePublicKey(KeyOf().PublicHalf()));
  request.add_trusted_keys(WritePrivateKey(KeyOf()));
  EXPECT_THAT(rules(request), ElementsAre("trusted_keys[0] key.not_pem",
                                          "trusted_keys[2] key.wrong_half"));
  request.clear_trusted_keys();
  request.add_trusted_keys(WritePublicKey(KeyOf().PublicHalf()));
  request.set_any_key(true);
  EXPECT_THAT(rules(request), ElementsAre("any_key verify.keys_and_any"));
}

}  // namespace
}  // namespace cmmm::test

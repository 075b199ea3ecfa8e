// Documents about an assessment: templates, filled-in workbooks, reports, and
// parts put together.
#include "service/documents/documents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/describe_model.h"
#include "engine/evaluate.h"
#include "tests/excel/make_workbook.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSaved[] = "tests/excel/files/saved-by-libreoffice-7.4.xlsx";

v1::ScoreRequest Dataset(const std::string& name) {
  return ParseTextOrDie<v1::ScoreRequest>(
      ReadFile(SourcePath("datasets/" + name + ".textproto")));
}

std::vector<std::string> RulesOf(const std::optional<Refusal>& refusal) {
  std::vector<std::string> rules;
  if (!refusal.has_value()) return rules;
  for (const Violation& one : refusal->violations.listed()) {
    rules.push_back(one.rule_id);
  }
  return rules;
}

v1::ReadWorkbookResponse ReadBack(const std::string& bytes) {
  v1::ReadWorkbookRequest request;
  request.set_workbook(bytes);
  v1::ReadWorkbookResponse response;
  EXPECT_FALSE(
      service::ReadWorkbook(RealCatalog(), request, &response).has_value());
  return response;
}

std::string Exact(const v1::ScoreRequest& request) {
  v1::ScoreResponse response;
  const auto refusal = Evaluate(RealCatalog(), request, &response);
  EXPECT_FALSE(refusal.has_value()) << refusal->message;
  return response.decision().SerializeAsString();
}

TEST(WriteTemplateTest, IsReadBackAsTheAssessmentItAsksFor) {
  v1::WriteTemplateRequest request;
  request.mutable_profile()->set_weight_set("discrete");
  request.mutable_profile()->add_excluded_domain_ids("logistics");
  request.mutable_profile()->set_assess_up_to_level(2);
  for (const v1::Language language :
       {v1::LANGUAGE_UNSPECIFIED, v1::LANGUAGE_ZH, v1::LANGUAGE_EN}) {
    request.set_language(language);
    v1::WriteTemplateResponse response;
    ASSERT_FALSE(service::WriteTemplate(RealCatalog(), request, &response));
    EXPECT_EQ(response.model().id(), "gbt39116-2020");
    const auto read = ReadBack(response.workbook());
    EXPECT_EQ(read.finding_count(), 0);
    EXPECT_EQ(read.assessment().profile().SerializeAsString(),
              request.profile().SerializeAsString());
  }
}

TEST(WriteTemplateTest, AsksOneDepartmentOnly) {
  v1::WriteTemplateRequest request;
  request.mutable_profile()->set_weight_set("discrete");
  v1::WriteTemplateResponse whole;
  ASSERT_FALSE(service::WriteTemplate(RealCatalog(), request, &whole));
  request.add_domain_ids("data");
  v1::WriteTemplateResponse part;
  ASSERT_FALSE(service::WriteTemplate(RealCatalog(), request, &part));
  EXPECT_LT(part.workbook().size(), whole.workbook().size());
  EXPECT_EQ(ReadBack(part.workbook()).finding_count(), 0);
}

TEST(WriteTemplateTest, HoldsWhatIsFilledIn) {
  v1::WriteTemplateRequest request;
  *request.mutable_filled() = Dataset("not-applicable-items");
  request.mutable_filled()->mutable_list()->mutable_answers(0)->set_note("why");
  v1::WriteTemplateResponse response;
  ASSERT_FALSE(service::WriteTemplate(RealCatalog(), request, &response));
  const auto read = ReadBack(response.workbook());
  EXPECT_EQ(read.finding_count(), 0);
  EXPECT_EQ(Exact(read.assessment()), Exact(request.filled()));
  EXPECT_EQ(read.assessment().list().answers(0).note(), "why");
  request.mutable_filled()->mutable_list()->mutable_answers(1)->set_grade(
      static_cast<v1::Grade>(9));
  response.Clear();
  EXPECT_THAT(
      RulesOf(service::WriteTemplate(RealCatalog(), request, &response)),
      ElementsAre("answer.grade_range"));
  EXPECT_TRUE(response.workbook().empty());
}

TEST(WriteTemplateTest, NamesTheFieldThatDoesNotFit) {
  v1::WriteTemplateRequest request;
  v1::WriteTemplateResponse response;
  const auto field = [&] {
    const auto refusal =
        service::WriteTemplate(RealCatalog(), request, &response);
    EXPECT_TRUE(refusal.has_value());
    EXPECT_EQ(refusal->reason, "INVALID_QUESTIONS");
    const Violation& one = refusal->violations.listed().front();
    return one.field_path + " " + one.rule_id;
  };
  EXPECT_EQ(field(), "profile.weight_set questions.weights");
  request.mutable_profile()->set_weight_set("discrete");
  request.mutable_profile()->add_excluded_domain_ids("data");
  EXPECT_EQ(field(), "profile.excluded_domain_ids questions.exclude");
  request.mutable_profile()->clear_excluded_domain_ids();
  request.mutable_profile()->set_assess_up_to_level(6);
  EXPECT_EQ(field(), "profile.assess_up_to_level questions.up_to");
  request.mutable_profile()->set_assess_up_to_level(2);
  request.add_domain_ids("data");
  request.add_domain_ids("no_such");
  EXPECT_EQ(field(), "domain_ids questions.domains");
  // Who names no domain does not ask for all of them.
  for (const char* nothing : {"", " "}) {
    request.clear_domain_ids();
    request.add_domain_ids(nothing);
    EXPECT_EQ(field(), "domain_ids questions.domains");
  }
  EXPECT_TRUE(response.workbook().empty());
}

TEST(ReadWorkbookTest, SaysWhatTheWorkbookSays) {
  const auto read = ReadBack(ReadFile(SourcePath(kSaved)));
  EXPECT_EQ(read.finding_count(), 0);
  EXPECT_EQ(Exact(read.assessment()), Exact(Dataset("not-applicable-items")));
}

TEST(ReadWorkbookTest, WhatCannotBeReadIsAnAnswerInBothLanguages) {
  const auto read = ReadBack("no workbook at all");
  EXPECT_FALSE(read.has_assessment());
  EXPECT_EQ(read.finding_count(), 1);
  ASSERT_EQ(read.findings_size(), 1);
  EXPECT_EQ(read.findings(0).rule_id(), "workbook.not_xlsx");
  EXPECT_NE(read.findings(0).message().zh(), read.findings(0).message().en());
}

v1::WriteReportRequest ReportRequest(const std::string& dataset) {
  v1::WriteReportRequest request;
  *request.mutable_assessment() = Dataset(dataset);
  request.set_label("<b>A & B</b>");
  return request;
}

TEST(WriteReportTest, WritesThePageInTheLanguage) {
  auto request = ReportRequest("furniture-maker-level-1");
  v1::WriteReportResponse zh;
  ASSERT_FALSE(service::WriteReport(RealCatalog(), request, &zh, nullptr));
  EXPECT_THAT(zh.html(), HasSubstr("lang=\"zh"));
  EXPECT_THAT(zh.html(), HasSubstr("&lt;b&gt;A &amp; B&lt;/b&gt;"));
  EXPECT_THAT(zh.html(), Not(HasSubstr("<b>A & B")));
  request.set_language(v1::LANGUAGE_EN);
  v1::WriteReportResponse en;
  ASSERT_FALSE(service::WriteReport(RealCatalog(), request, &en, nullptr));
  EXPECT_THAT(en.html(), HasSubstr("lang=\"en"));
  EXPECT_EQ(en.model().id(), "gbt39116-2020");
}

TEST(WriteReportTest, HoldsTheConditionsOfAProgramme) {
  auto request = ReportRequest("furniture-maker-level-1");
  v1::WriteReportResponse without;
  ASSERT_FALSE(service::WriteReport(RealCatalog(), request, &without, nullptr));
  request.set_programme_id("national-pilot-2022");
  request.set_date("2022-10-20");
  v1::WriteReportResponse response;
  // It has several tracks: one has to be named.
  const auto refusal =
      service::WriteReport(RealCatalog(), request, &response, nullptr);
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->reason, "TRACK_NOT_FOUND");
  request.set_track_id("demonstration-factory");
  ASSERT_FALSE(
      service::WriteReport(RealCatalog(), request, &response, nullptr));
  EXPECT_GT(response.html().size(), without.html().size());
}

// An empty cohort has no enterprises to place anybody among.
TEST(WriteReportTest, RefusesACohortThatIsNone) {
  v1::WriteReportRequest request;
  *request.mutable_assessment() = Dataset("furniture-maker-level-1");
  request.mutable_cohort();
  v1::WriteReportResponse response;
  const auto refusal =
      service::WriteReport(RealCatalog(), request, &response, nullptr);
  EXPECT_THAT(RulesOf(refusal), ElementsAre("report.cohort"));
}

TEST(WriteReportTest, RefusesWithFieldsOfTheRequest) {
  auto request = ReportRequest("furniture-maker-level-1");
  v1::WriteReportResponse response;
  const auto rules = [&] {
    return RulesOf(
        service::WriteReport(RealCatalog(), request, &response, nullptr));
  };
  request.set_label(std::string(1001, 'x'));
  request.set_details("\xff");
  request.set_date("2022-02-30");
  EXPECT_THAT(rules(), ElementsAre("report.text_too_long", "report.not_utf8",
                                   "report.date"));
  request = ReportRequest("furniture-maker-level-1");
  request.mutable_assessment()->mutable_list()->mutable_answers(3)->set_grade(
      static_cast<v1::Grade>(9));
  const auto refusal =
      service::WriteReport(RealCatalog(), request, &response, nullptr);
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->violations.listed().front().field_path,
            "assessment.list.answers[3].grade");
  EXPECT_TRUE(response.html().empty());
}

// The line is that of the page that leads to many reports.
TEST(WriteReportTest, GivesTheLineOfAnIndex) {
  auto request = ReportRequest("furniture-maker-level-1");
  request.set_language(v1::LANGUAGE_EN);
  v1::WriteReportResponse response;
  ASSERT_FALSE(
      service::WriteReport(RealCatalog(), request, &response, nullptr));
  EXPECT_EQ(response.line().label(), "<b>A & B</b>");
  EXPECT_THAT(response.line().level(), HasSubstr("1"));
  EXPECT_THAT(response.html(), HasSubstr(response.line().total()));
}

const v1::WorkbookFinding* FindRule(const v1::ReadWorkbookResponse& read,
                                    const std::string& rule) {
  for (const auto& one : read.findings()) {
    if (one.rule_id() == rule) return &one;
  }
  return nullptr;
}

std::vector<std::string> CorrectionsOf(const v1::WorkbookFinding& finding) {
  std::vector<std::string> texts;
  for (const auto& one : finding.corrections()) texts.push_back(one.zh());
  return texts;
}

TEST(ReadWorkbookTest, OffersWhatWouldBeTakenTheLikeliestFirst) {
  const auto read = ReadBack(AnswerWorkbook(
      {{"data.1.a", "大部份满足"}, {"data.1.bb", "不满足"}, {"x", "不满足"}}));
  const auto* grade = FindRule(read, "workbook.unknown_grade");
  ASSERT_NE(grade, nullptr);
  const auto grades = CorrectionsOf(*grade);
  ASSERT_EQ(grades.size(), 4u);
  EXPECT_EQ(grades[0], "大部分满足");
  EXPECT_EQ(grades[1], "部分满足");
  // What there is, in the language of the message.
  EXPECT_THAT(grade->message().zh(), HasSubstr("；现有：不满足 (0), "));
  EXPECT_THAT(grade->message().en(),
              HasSubstr("; there are: not satisfied (0), "));
  const auto* id = FindRule(read, "workbook.unknown_requirement");
  ASSERT_NE(id, nullptr);
  EXPECT_THAT(CorrectionsOf(*id), Contains("data.1.b"));
  // What is no slip of anything is left to the reader.
  EXPECT_TRUE(CorrectionsOf(read.findings(read.findings_size() - 1)).empty());
}

// Nothing of a workbook that cannot be read at all is known to be better.
TEST(ReadWorkbookTest, OffersNothingWhereNothingCanBeNamed) {
  const auto read = ReadBack("no workbook at all");
  ASSERT_EQ(read.findings_size(), 1);
  EXPECT_EQ(read.findings(0).corrections_size(), 0);
}

v1::ResultFile FileOf(const std::string& name, v1::ScoreRequest assessment) {
  v1::ResultFile file;
  file.set_name(name);
  *file.mutable_assessment() = std::move(assessment);
  return file;
}

std::string AllText(const std::string& workbook) {
  std::string text;
  for (const auto& [name, content] : Unzip(workbook)) text += content;
  return text;
}

TEST(WriteResultsTest, HasARowForEveryFileAndSaysWhatIsWrong) {
  v1::WriteResultsRequest request;
  request.set_language(v1::LANGUAGE_ZH);
  *request.add_files() = FileOf("甲厂", Dataset("furniture-maker-level-1"));
  auto open = Dataset("furniture-maker-level-1");
  open.mutable_list()->mutable_answers(0)->set_grade(v1::GRADE_UNSPECIFIED);
  open.mutable_info()->set_enterprise_name("乙公司");
  *request.add_files() = FileOf("乙厂", open);
  auto bad = Dataset("furniture-maker-level-1");
  bad.mutable_list()->mutable_answers(0)->set_requirement_id("none.1.a");
  *request.add_files() = FileOf("丙厂", bad);
  v1::ResultFile* unread = request.add_files();
  unread->set_name("丁厂");
  *unread->mutable_findings() = ReadBack("no workbook at all").findings();
  unread->set_finding_count(41);
  v1::WriteResultsResponse response;
  const auto refusal =
      service::WriteResults(RealCatalog(), request, &response, nullptr);
  ASSERT_FALSE(refusal.has_value()) << refusal->message;
  EXPECT_EQ(response.scored(), 2);
  EXPECT_EQ(response.rejected(), 2);
  EXPECT_FALSE(response.model().engine_version().empty());
  EXPECT_EQ(response.model().id(), "gbt39116-2020");
  const std::string text = AllText(response.workbook());
  for (const char* said :
       {"甲厂", "乙公司", "丙厂", "丁厂", "中没有条款“none.1.a”",
        "不是 .xlsx 工作簿", "未答题数", "另有 40 处"}) {
    EXPECT_THAT(text, HasSubstr(said));
  }
}

// The workbook of the command has the same scores.
TEST(WriteResultsTest, SaysOfAnAssessmentWhatScoreSays) {
  const auto assessment = Dataset("hunan-equipment-maker-just-misses-level-2");
  v1::ScoreResponse score;
  ASSERT_FALSE(Evaluate(RealCatalog(), assessment, &score));
  v1::WriteResultsRequest request;
  *request.add_files() = FileOf("a", assessment);
  v1::WriteResultsResponse response;
  ASSERT_FALSE(
      service::WriteResults(RealCatalog(), request, &response, nullptr));
  const std::string text = AllText(response.workbook());
  EXPECT_THAT(text,
              HasSubstr(absl::StrCat(score.decision().total().numerator(), "/",
                                     score.decision().total().denominator())));
  EXPECT_THAT(text, HasSubstr("0.7999"));
}

TEST(WriteResultsTest, IsBoundedAndCanBeStopped) {
  v1::WriteResultsRequest request;
  v1::WriteResultsResponse response;
  EXPECT_THAT(RulesOf(service::WriteResults(RealCatalog(), request, &response,
                                            nullptr)),
              ElementsAre("results.no_files"));
  for (int i = 0; i < 1001; ++i) request.add_files()->set_name("x");
  EXPECT_THAT(RulesOf(service::WriteResults(RealCatalog(), request, &response,
                                            nullptr)),
              ElementsAre("results.too_many_files"));
  request.mutable_files()->RemoveLast();
  const auto refusal = service::WriteResults(RealCatalog(), request, &response,
                                             [] { return true; });
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->reason, "STOPPED");
  EXPECT_TRUE(response.workbook().empty());
}

// The dataset, its answers dealt out to `count` parts.
v1::JoinAssessmentsRequest Parts(const v1::ScoreRequest& whole, int count) {
  v1::JoinAssessmentsRequest request;
  for (int i = 0; i < count; ++i) {
    auto* part = request.add_parts()->mutable_assessment();
    *part = whole;
    part->mutable_list()->Clear();
  }
  for (int i = 0; i < whole.list().answers_size(); ++i) {
    *request.mutable_parts(i % count)
         ->mutable_assessment()
         ->mutable_list()
         ->add_answers() = whole.list().answers(i);
  }
  return request;
}

TEST(JoinAssessmentsTest, PartsScoreAsTheWhole) {
  const auto whole = Dataset("not-applicable-items");
  for (const int count : {1, 2, 7}) {
    v1::JoinAssessmentsResponse response;
    ASSERT_FALSE(service::JoinAssessments(RealCatalog(), Parts(whole, count),
                                          &response));
    EXPECT_EQ(response.conflicts_size(), 0);
    EXPECT_EQ(Exact(response.assessment()), Exact(whole));
  }
}

// A part may name what another calls by its id.
TEST(JoinAssessmentsTest, NamesAreIds) {
  const auto whole = Dataset("not-applicable-items");
  v1::GetModelResponse described;
  ASSERT_FALSE(DescribeModel(RealCatalog(), {}, &described));
  const v1::ModelDefinition& model = described.definition();
  auto request = Parts(whole, 2);
  auto* part = request.mutable_parts(0)->mutable_assessment();
  for (const auto& set : model.weight_sets()) {
    if (set.id() != whole.profile().weight_set()) continue;
    part->mutable_profile()->set_weight_set(set.name().zh());
  }
  for (v1::Answer& answer : *part->mutable_list()->mutable_answers()) {
    for (const auto& item : model.requirements()) {
      if (item.id() != answer.requirement_id()) continue;
      answer.set_requirement_id(item.statement().zh());
      break;
    }
  }
  v1::JoinAssessmentsResponse response;
  ASSERT_FALSE(service::JoinAssessments(RealCatalog(), request, &response));
  auto joined = response.assessment();
  *joined.mutable_profile() = whole.profile();
  EXPECT_EQ(joined.list().answers_size(), whole.list().answers_size());
  EXPECT_EQ(Exact(joined), Exact(whole));
}

TEST(JoinAssessmentsTest, AnswersThatDifferAreConflictsAndOpen) {
  const auto whole = Dataset("furniture-maker-level-1");
  auto request = Parts(whole, 2);
  const v1::Answer first = request.parts(0).assessment().list().answers(0);
  auto* other = request.mutable_parts(1)
                    ->mutable_assessment()
                    ->mutable_list()
                    ->add_answers();
  *other = first;
  other->set_grade(first.grade() == v1::GRADE_NOT ? v1::GRADE_FULLY
                                                  : v1::GRADE_NOT);
  // The same said twice is no conflict, and an open answer says nothing.
  auto* third = request.add_parts()->mutable_assessment();
  *third = request.parts(1).assessment();
  third->mutable_list()->mutable_answers(0)->clear_value();
  v1::JoinAssessmentsResponse response;
  ASSERT_FALSE(service::JoinAssessments(RealCatalog(), request, &response));
  ASSERT_EQ(response.conflicts_size(), 1);
  const v1::AnswerConflict& conflict = response.conflicts(0);
  EXPECT_EQ(conflict.requirement_id(), first.requirement_id());
  ASSERT_EQ(conflict.answers_size(), 3);
  EXPECT_EQ(conflict.answers(0).part(), 0);
  EXPECT_EQ(conflict.answers(0).answer().grade(), first.grade());
  EXPECT_EQ(conflict.answers(1).part(), 1);
  EXPECT_EQ(conflict.answers(1).answer().grade(), other->grade());
  EXPECT_EQ(response.assessment().list().answers_size(),
            whole.list().answers_size() - 1);
}

TEST(JoinAssessmentsTest, NotesAndEvidenceAreKept) {
  const auto whole = Dataset("furniture-maker-level-1");
  auto request = Parts(whole, 1);
  *request.add_parts() = request.parts(0);
  const auto answer = [&](int part) {
    return request.mutable_parts(part)
        ->mutable_assessment()
        ->mutable_list()
        ->mutable_answers(0);
  };
  answer(0)->set_note("one");
  answer(0)->add_evidence()->set_text("same");
  answer(1)->clear_value();
  answer(1)->set_note("two");
  answer(1)->add_evidence()->set_text("same");
  answer(1)->add_evidence()->set_text("other");
  v1::JoinAssessmentsResponse response;
  ASSERT_FALSE(service::JoinAssessments(RealCatalog(), request, &response));
  EXPECT_EQ(response.conflicts_size(), 0);
  const v1::Answer& joined = response.assessment().list().answers(0);
  EXPECT_EQ(joined.grade(), whole.list().answers(0).grade());
  EXPECT_EQ(joined.note(), "one\ntwo");
  EXPECT_EQ(joined.evidence_size(), 2);
  answer(1)->set_note(std::string(999, 'x'));
  response.Clear();
  const auto refusal =
      service::JoinAssessments(RealCatalog(), request, &response);
  EXPECT_THAT(RulesOf(refusal), ElementsAre("join.too_much"));
  EXPECT_EQ(refusal->violations.listed().at(0).field_path,
            "parts[1].assessment.list.answers[0].note + "
            "parts[0].assessment.list.answers[0].note");
}

TEST(JoinAssessmentsTest, RefusesPartsOfDifferentAssessments) {
  const auto whole = Dataset("furniture-maker-level-1");
  v1::JoinAssessmentsResponse response;
  const auto rules = [&](const v1::JoinAssessmentsRequest& request) {
    return RulesOf(service::JoinAssessments(RealCatalog(), request, &response));
  };
  EXPECT_THAT(rules({}), ElementsAre("join.no_parts"));
  EXPECT_THAT(rules(Parts(whole, 101)), ElementsAre("join.too_many_parts"));
  auto request = Parts(whole, 2);
  request.mutable_parts(1)->mutable_assessment()->mutable_packed();
  EXPECT_THAT(rules(request), ElementsAre("join.packed_answers"));
  request = Parts(whole, 2);
  request.mutable_parts(1)
      ->mutable_assessment()
      ->mutable_profile()
      ->set_assess_up_to_level(3);
  EXPECT_THAT(rules(request), ElementsAre("join.up_to"));
  EXPECT_EQ(service::JoinAssessments(RealCatalog(), request, &response)
                ->violations.listed()
                .at(0)
                .field_path,
            "parts[1].assessment.profile.assess_up_to_level ≠ "
            "parts[0].assessment.profile.assess_up_to_level");
  // A model of that name with another content, as a workbook names it.
  request = Parts(whole, 2);
  request.mutable_parts(1)->mutable_assessment()->mutable_model()->set_digest(
      std::string(64, '0'));
  EXPECT_THAT(rules(request), ElementsAre("join.model"));
  request = Parts(whole, 2);
  request.mutable_parts(1)
      ->mutable_assessment()
      ->mutable_list()
      ->mutable_answers(0)
      ->set_grade(static_cast<v1::Grade>(9));
  const auto refusal =
      service::JoinAssessments(RealCatalog(), request, &response);
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->violations.listed().front().field_path,
            "parts[1].assessment.list.answers[0].grade");
  EXPECT_FALSE(response.has_assessment());
}

}  // namespace
}  // namespace cmmm::test

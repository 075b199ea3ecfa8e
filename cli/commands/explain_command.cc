// `cmmm explain`: how a number of a result comes about.
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/commands/commands.h"
#include "cli/options/assessment_options.h"
#include "cli/printing/explain_text.h"
#include "cli/scoring_engine.h"
#include "engine/model/read_names.h"

namespace cmmm::cli {
namespace {

struct ExplainOptions {
  std::string file;
  std::string what;
  int depth = 4;
  int steps = 0;
  AssessmentOptions assessment;
};

template <typename Value>
Value Named(const std::map<std::string, Value>& names,
            const std::string& name) {
  const auto found = names.find(name);
  return found == names.end() ? Value{} : found->second;
}

v1::Quantity ReadQuantity(const std::string& name) {
  return Named<v1::Quantity>({{"total", v1::QUANTITY_TOTAL},
                              {"level", v1::QUANTITY_LEVEL},
                              {"node", v1::QUANTITY_NODE},
                              {"maturity", v1::QUANTITY_MATURITY},
                              {"gain", v1::QUANTITY_GAIN}},
                             name);
}

v1::Tier ReadTier(const std::string& name) {
  return Named<v1::Tier>({{"element", v1::TIER_ELEMENT},
                          {"domain", v1::TIER_DOMAIN},
                          {"subdomain", v1::TIER_SUBDOMAIN}},
                         name);
}

bool HasLevel(v1::Quantity quantity) {
  return quantity == v1::QUANTITY_LEVEL || quantity == v1::QUANTITY_NODE;
}

// `total`, `level:2`, `node:[TIER:]ID:2`, `maturity:[TIER:]ID`, `gain:ID`; a
// level also by its name, as `names` have it. What is none of these is left for
// the engine to refuse, which names the field.
MaybeFailure ReadSubject(const std::string& what, const ModelNames& names,
                         v1::Subject* subject) {
  std::vector<std::string> parts = absl::StrSplit(what, ':');
  subject->set_quantity(ReadQuantity(parts.front()));
  parts.erase(parts.begin());
  if (HasLevel(subject->quantity())) {
    const std::optional<int> level =
        parts.empty() ? std::nullopt : names.Level(parts.back());
    if (level.value_or(0) == 0) {
      return Failure{
          FailureKind::kUsage,
          absl::StrCat("`", Printable(what),
                       "` does not end in a level; such as level:2 or "
                       "node:production:3"),
          absl::StrCat("“", Printable(what),
                       "”没有以等级结尾；例如 level:2 或 node:production:3")};
    }
    subject->set_level(*level);
    parts.pop_back();
  }
  if (parts.size() > 1 && ReadTier(parts.front()) != v1::TIER_UNSPECIFIED) {
    subject->set_tier(ReadTier(parts.front()));
    parts.erase(parts.begin());
  }
  if (!parts.empty()) subject->set_id(parts.front());
  return std::nullopt;
}

MaybeFailure ReadWhat(const std::string& what, ScoringEngine* engine,
                      v1::ExplainRequest* request) {
  v1::GetModelRequest get;
  v1::GetModelResponse model;
  *get.mutable_model() = request->assessment().model();
  if (auto failure = engine->Ask(get, &model)) return failure;
  return ReadSubject(what, ReadNames(model.definition()),
                     request->mutable_subject());
}

MaybeFailure ShowExplain(const ExplainOptions& options, ScoringEngine* engine) {
  v1::ExplainRequest request;
  v1::ExplainResponse response;
  if (auto failure = ReadAssessment(options.file, options.assessment, engine,
                                    request.mutable_assessment())) {
    return failure;
  }
  if (auto failure = ReadWhat(options.what, engine, &request)) return failure;
  request.set_max_depth(options.depth);
  request.set_max_steps(options.steps);
  if (auto failure = engine->Ask(request, &response)) {
    return AsWritten("subject.quantity", options.what, std::move(failure));
  }
  return PrintAnswer(
      options.assessment, response, engine,
      [&](texts::Language language, const v1::ModelDefinition& model) {
        PrintDerivation(language, model, response, std::cout);
      });
}

}  // namespace

void AddExplainCommand(Command app, Run* run) {
  auto options = std::make_shared<ExplainOptions>();
  Command explain = app.AddSubcommand(
      "explain", "Show how a number of a result comes about, step by step");
  AddFileOption(explain, &options->file).Required();
  explain
      .AddOption("WHAT", &options->what,
                 "total, level:2, node:production:3, maturity:domain:data or "
                 "gain:data.2.b; the tier stands before an id that several "
                 "have")
      .Required();
  explain
      .AddOption("--depth", &options->depth,
                 "How far below the first line; 0 = down to the answers")
      .ShowDefault();
  explain.AddOption("--steps", &options->steps,
                    "Most lines; 0 = 1,000, at most 10,000");
  AddAssessmentOptions(explain, &options->assessment);
  explain.ShowExamples(
      {"cmmm explain datasets/auto-parts-level-3.textproto total",
       "cmmm explain datasets/auto-parts-level-3.textproto level:2",
       "cmmm explain datasets/auto-parts-level-3.textproto "
       "node:domain:logistics:3",
       "cmmm explain datasets/auto-parts-level-3.textproto "
       "maturity:subdomain:logistics",
       "cmmm explain datasets/auto-parts-level-3.textproto gain:data.2.b"});
  explain.OnCall([options, run] {
    *run = [options] { return RunOnFile(*options, ShowExplain); };
  });
}

}  // namespace cmmm::cli

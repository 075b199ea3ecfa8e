// A model as Python holds it: one of a catalog, the words of its grades, and
// the ways in which answers come.
//
//   NativeModel model("models", "", "");                // the newest one
//   Assessment given = model.FromMapping(answers, "words", asked);
//   Scored scored = model.Score(given);                 // or an exception
//   model.Ask("PlanUpgrade", {{"assessment", given}}, "{\"targetLevel\": 3}")
//
// No arithmetic: every number is of the engine's doors. What it is made of
// never changes, so threads share one; everything that raises needs the
// interpreter's lock.
#ifndef CMMM_PYTHON_NATIVE_NATIVE_MODEL_H_
#define CMMM_PYTHON_NATIVE_NATIVE_MODEL_H_

#include <pybind11/pybind11.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cmmm/v1/model_service.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/refusal.h"
#include "engine/model/catalog.h"
#include "excel/collect_answers.h"
#include "texts/grade_words.h"

namespace cmmm::python {

// What a caller says beside the answers; what is unset stays as the answers
// say, which a mapping does not.
struct Asked {
  std::optional<std::string> weights;
  std::optional<std::vector<std::string>> exclude;
  std::optional<int> up_to;
  std::optional<int> target;
  // `refuse`, `not-satisfied`, `bounds`, as the command line has them.
  std::optional<std::string> unanswered;
};

// A request to score, ready for the engine.
struct Assessment {
  v1::ScoreRequest request;
  // What was found wrong with it before the engine saw it, and the questions
  // that are open for that reason only, by index.
  Violations findings;
  std::vector<int> ungraded;
  // Where the grade of a requirement stands in its workbook, by id: `技术!F12`.
  std::map<std::string, std::string> places;
  // What was told of its workbook, and not refused.
  std::vector<v1::Notice> notices;
};

// Those notices as a list of dicts.
pybind11::list NoticesOf(const Assessment& assessment);

// A result, as the bytes of a ScoreResponse of VIEW_FULL and, once somebody
// looks, as the message.
class Scored {
 public:
  Scored(Assessment assessment, std::string bytes)
      : assessment_(std::move(assessment)), bytes_(std::move(bytes)) {}

  const Assessment& assessment() const { return assessment_; }
  const std::string& bytes() const { return bytes_; }
  const v1::ScoreResponse& response() const;
  // The decision alone, which is most that is looked at: without reading the
  // rest.
  const v1::LevelDecision& decision() const;

 private:
  Assessment assessment_;
  std::string bytes_;
  mutable std::optional<v1::ScoreResponse> response_;
  mutable std::optional<v1::LevelDecision> decision_;
};

class NativeModel {
 public:
  // The model `id` of `version` (empty: the only one, the newest) among those
  // at `path`, a file or a folder. Raises what the linter finds in any of them,
  // and that there is no such model.
  NativeModel(const std::string& path, const std::string& id,
              const std::string& version);

  const CompiledModel& compiled() const { return *entry_->compiled; }
  const v1::ModelDefinition& definition() const { return *entry_->definition; }
  const Catalog& catalog() const { return *catalog_; }
  // One value for the models that results depend on, to be compared with that
  // of another process.
  const std::string& digest() const { return compiled().digest; }

  // Answers by requirement, `answers` being a dict of texts, numbers or None;
  // `grades` says what digits mean (texts/grade_words.h). Findings:
  // answer.unknown_requirement, grade.unknown, grade.digits_need_choice.
  Assessment FromMapping(const pybind11::dict& answers,
                         const std::string& grades, const Asked& asked) const;

  // The bytes of a ScoreRequest. Raises when they are none.
  Assessment FromMessage(const std::string& bytes, const Asked& asked) const;

  // A file's content: a workbook, textproto or JSON. Raises as the command line
  // refuses it. A workbook is read by the edition that it names.
  Assessment FromContent(std::string content, const Asked& asked) const;

  // Scores; raises everything that is wrong with the assessment, once.
  Scored Score(Assessment assessment) const;

  // The whole of parts that several people filled in, as the bytes of a
  // ScoreRequest (excel/join_assessments.h); `names` are those of the parts,
  // for what is told of them. Raises what is wrong with any part but open
  // questions, and PARTS_DISAGREE. REQUIRES: as many names as parts, one or
  // more.
  std::string Join(const std::vector<std::string>& names,
                   const std::vector<Assessment>& parts) const;

  // Scores and signs with the private key `pem`: a file in the format of
  // docs/signed_results.md. Raises as Score, and INVALID_KEY.
  std::string Sign(const Assessment& assessment, const std::string& pem) const;

  // Asks the method `name` of the API, its request being `options`, proto3
  // JSON, with `assessments` as the fields so named. Without the interpreter's
  // lock; an interrupt ends a search.
  pybind11::object Ask(const std::string& name,
                       const std::map<std::string, Assessment>& assessments,
                       const std::string& options) const;

 private:
  Assessment ReadWorkbook(std::string content) const;
  // The edition that the workbook names, or this. Raises when it is not here.
  v1::GetModelResponse ModelFor(const excel::WrittenAssessment& written) const;

  // The bytes of the ScoreResponse, or everything that is wrong.
  Outcome<std::string> Evaluate(const Assessment& assessment) const;

  std::shared_ptr<const Catalog> catalog_;
  const CatalogEntry* entry_ = nullptr;
  std::optional<texts::GradeWords> words_;
};

// Whether a signal waits that ends what is going on, as Ctrl-C does. Asks at
// most every 20 ms, takes the interpreter's lock for it, and leaves the signal
// to be raised. Only the main thread is ever told.
class InterruptWatch {
 public:
  bool Interrupted();

 private:
  int64_t asked_at_ = 0;  // nanoseconds of the steady clock
  bool interrupted_ = false;
};

}  // namespace cmmm::python

#endif  // CMMM_PYTHON_NATIVE_NATIVE_MODEL_H_

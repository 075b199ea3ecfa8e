#include "python/native/native_model.h"

#include <google/protobuf/arena.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/evaluate.h"
#include "engine/request/parse_message.h"
#include "engine/sign_result.h"
#include "excel/xlsx_workbook.h"
#include "python/native/errors.h"
#include "tables/request_text.h"

namespace cmmm::python {
namespace {

namespace py = pybind11;
using texts::GradeKind;
using texts::GradeStyle;

v1::UnansweredPolicy PolicyOf(const std::string& name) {
  if (name == "refuse") return v1::UNANSWERED_POLICY_REFUSE;
  if (name == "not-satisfied") return v1::UNANSWERED_POLICY_AS_NOT_SATISFIED;
  if (name == "bounds") return v1::UNANSWERED_POLICY_BOUNDS;
  throw py::value_error(
      "unanswered is one of `refuse`, `not-satisfied` and `bounds`");
}

// What answers do not say themselves is said by whom they are given to.
void Apply(const CompiledModel& model, const Asked& asked,
           v1::ScoreRequest* request) {
  v1::ModelRef* ref = request->mutable_model();
  if (ref->id().empty()) ref->set_id(model.id);
  if (ref->id() == model.id && ref->version().empty()) {
    ref->set_version(model.version);
  }
  v1::Profile* profile = request->mutable_profile();
  if (asked.weights.has_value()) profile->set_weight_set(*asked.weights);
  if (asked.exclude.has_value()) {
    profile->clear_excluded_domain_ids();
    for (const std::string& id : *asked.exclude) {
      profile->add_excluded_domain_ids(id);
    }
  }
  if (asked.up_to.has_value()) profile->set_assess_up_to_level(*asked.up_to);
  if (asked.target.has_value()) request->set_target_level(*asked.target);
  if (asked.unanswered.has_value()) {
    request->set_unanswered(PolicyOf(*asked.unanswered));
  }
  request->set_view(v1::VIEW_FULL);
}

// Reads the values of a mapping. Programs say the same few words again and
// again with the same objects, so those are remembered.
class AnswerReader {
 public:
  AnswerReader(const CompiledModel& model, const texts::GradeWords& words,
               GradeStyle style, Assessment* out)
      : model_(model), words_(words), style_(style), out_(out) {}

  void Read(py::handle key, py::handle value, std::string* codes) {
    const absl::string_view id = TextOf(key);
    const auto found = model_.requirement_index.find(id);
    if (found == model_.requirement_index.end()) {
      out_->findings.Add(std::string(id), "answer.unknown_requirement", id,
                         "is no requirement of the model");
      return;
    }
    const int code = CodeOf(value);
    if (code >= 0) {
      (*codes)[static_cast<size_t>(found->second)] = static_cast<char>(code);
      return;
    }
    AddUngraded(model_.requirements[static_cast<size_t>(found->second)].id,
                found->second, value);
  }

 private:
  absl::string_view TextOf(py::handle text) {
    Py_ssize_t size = 0;
    const char* bytes = nullptr;
    if (PyUnicode_Check(text.ptr())) {
      bytes = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
      if (bytes == nullptr) throw py::error_already_set();
      return {bytes, static_cast<size_t>(size)};
    }
    shown_ = py::str(text).cast<std::string>();
    return shown_;
  }

  // -1: it is none.
  int CodeOf(py::handle value) {
    if (value.is_none()) return kOpen;
    for (const auto& [object, code] : seen_) {
      if (object.is(value)) return code;
    }
    if (PyBool_Check(value.ptr())) return -1;
    const auto read = words_.Read(TextOf(value), style_);
    const int code = read.has_value() ? *read : -1;
    if (seen_.size() < 8) {
      seen_.emplace_back(py::reinterpret_borrow<py::object>(value), code);
    }
    return code;
  }

  void AddUngraded(const std::string& id, int index, py::handle value) {
    const absl::string_view text = TextOf(value);
    const bool digits = style_ == GradeStyle::kWords &&
                        words_.KindOf(text) != GradeKind::kUnknown;
    out_->ungraded.push_back(index);
    out_->findings.Add(
        id, digits ? "grade.digits_need_choice" : "grade.unknown", text,
        digits
            ? "digits can be scores or codes; say which with grades="
            : absl::StrCat("is no grade among ", texts::GradeStyleName(style_)),
        index);
  }

  const CompiledModel& model_;
  const texts::GradeWords& words_;
  GradeStyle style_;
  Assessment* out_;
  std::string shown_;
  std::vector<std::pair<py::object, int>> seen_;
};

// The findings of an assessment and those of the engine, told together.
Refusal Together(const CompiledModel& model, const Assessment& assessment,
                 const std::optional<Refusal>& refusal) {
  Violations all = assessment.findings;
  if (refusal.has_value()) {
    for (const Violation& violation : refusal->violations.listed()) {
      const auto& ungraded = assessment.ungraded;
      if (std::find(ungraded.begin(), ungraded.end(), violation.index) !=
          ungraded.end()) {
        continue;
      }
      const bool about = violation.index >= 0;
      Violation renamed = violation;
      if (about && assessment.request.has_packed()) {
        renamed.field_path =
            model.requirements[static_cast<size_t>(violation.index)].id;
      }
      all.Add(std::move(renamed));
    }
    if (refusal->violations.empty()) return *refusal;
  }
  return RefuseInvalid("the assessment cannot be scored", std::move(all));
}

}  // namespace

const v1::ScoreResponse& Scored::response() const {
  if (!response_.has_value()) response_.emplace().ParseFromString(bytes_);
  return *response_;
}

const v1::LevelDecision& Scored::decision() const {
  using google::protobuf::internal::WireFormatLite;
  if (decision_.has_value()) return *decision_;
  decision_.emplace();
  google::protobuf::io::CodedInputStream in(
      reinterpret_cast<const uint8_t*>(bytes_.data()),
      static_cast<int>(bytes_.size()));
  const uint32_t wanted =
      WireFormatLite::MakeTag(v1::ScoreResponse::kDecisionFieldNumber,
                              WireFormatLite::WIRETYPE_LENGTH_DELIMITED);
  while (const uint32_t tag = in.ReadTag()) {
    if (tag == wanted) {
      WireFormatLite::ReadMessage(&in, &*decision_);
      break;
    }
    WireFormatLite::SkipField(&in, tag);
  }
  return *decision_;
}

NativeModel::NativeModel(const std::string& path, const std::string& id,
                         const std::string& version) {
  Violations findings;
  catalog_ = std::make_shared<const Catalog>(Catalog::Load(path, &findings));
  if (!findings.empty()) {
    Raise(RefuseViolations("INVALID_MODEL", "the models cannot be loaded",
                           std::move(findings)));
  }
  const auto found = catalog_->Find(id, version);
  if (!found.ok()) Raise(found.refusal());
  entry_ = found.value();
  words_.emplace(compiled());
}

Assessment NativeModel::FromMapping(const py::dict& answers,
                                    const std::string& grades,
                                    const Asked& asked) const {
  const auto style = texts::ParseGradeStyle(grades);
  if (!style.has_value() || *style == GradeStyle::kAuto) {
    throw py::value_error("grades is one of `words`, `scores` and `codes`");
  }
  Assessment out;
  v1::PackedGrades* packed = out.request.mutable_packed();
  packed->set_model_digest(digest());
  std::string* codes = packed->mutable_grades();
  codes->assign(compiled().requirements.size(), static_cast<char>(kOpen));
  AnswerReader reader(compiled(), *words_, *style, &out);
  for (const auto& [key, value] : answers) {
    // Kept, as the text of a value is code of others, which may change
    // `answers`.
    const auto kept_key = py::reinterpret_borrow<py::object>(key);
    const auto kept_value = py::reinterpret_borrow<py::object>(value);
    reader.Read(kept_key, kept_value, codes);
  }
  Apply(compiled(), asked, &out.request);
  return out;
}

Assessment NativeModel::FromMessage(const std::string& bytes,
                                    const Asked& asked) const {
  Assessment out;
  RaiseIf(ParseMessage(bytes, &out.request));
  Apply(compiled(), asked, &out.request);
  return out;
}

Assessment NativeModel::FromContent(std::string content,
                                    const Asked& asked) const {
  Assessment out;
  if (excel::LooksLikeWorkbook(content)) {
    out = ReadWorkbook(std::move(content));
  } else {
    RaiseIf(tables::ParseRequest(content, &out.request));
  }
  Apply(compiled(), asked, &out.request);
  return out;
}

Outcome<std::string> NativeModel::Evaluate(const Assessment& assessment) const {
  google::protobuf::Arena arena;
  WireBuffer response;
  const std::string request = assessment.request.SerializeAsString();
  const auto refusal = EvaluateBytes(*catalog_, request, &arena, &response);
  if (refusal.has_value() || !assessment.findings.empty()) {
    return Together(compiled(), assessment, refusal);
  }
  return std::string(response.bytes());
}

Scored NativeModel::Score(Assessment assessment) const {
  auto response = Evaluate(assessment);
  if (!response.ok()) Raise(response.refusal());
  return Scored(std::move(assessment), std::move(response.value()));
}

std::string NativeModel::Sign(const Assessment& assessment,
                              const std::string& pem) const {
  PrivateKey key;
  if (const auto fault = ReadPrivateKey(pem, &key)) {
    Violations violations;
    violations.Add("key", fault->rule, "", fault->message);
    Raise(RefuseViolations("INVALID_KEY", "the key cannot be read",
                           std::move(violations)));
  }
  if (!assessment.findings.empty()) {
    Raise(Together(compiled(), assessment, std::nullopt));
  }
  auto file = SignResult(*catalog_, assessment.request, key);
  if (!file.ok()) Raise(file.refusal());
  return std::move(file.value());
}

bool InterruptWatch::Interrupted() {
  // Others are never told, and one of them may hold what this one waits for.
  if (syscall(SYS_gettid) != getpid()) return false;
  const int64_t now =
      std::chrono::steady_clock::now().time_since_epoch().count();
  if (interrupted_ || now - asked_at_ < 20'000'000) return interrupted_;
  asked_at_ = now;
  const py::gil_scoped_acquire lock;
  if (PyErr_CheckSignals() != 0) {
    // Said again once Python goes on, so that it is not lost on the way there.
    PyErr_Clear();
    PyErr_SetInterrupt();
    interrupted_ = true;
  }
  return interrupted_;
}

}  // namespace cmmm::python

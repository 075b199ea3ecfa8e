// The module `_cmmm`: what the package is written over. Nobody else
// imports it; what users call is in python/cmmm/.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "engine/base/version.h"
#include "python/native/errors.h"
#include "python/native/native_model.h"
#include "python/native/page.h"
#include "python/native/python_value.h"
#include "python/native/table_stream.h"
#include "texts/format_text.h"

namespace cmmm::python {
namespace {

namespace py = pybind11;

constexpr char kStreamCapsule[] = "arrow_array_stream";
constexpr char kSchemaCapsule[] = "arrow_schema";
constexpr char kArrayCapsule[] = "arrow_array";

texts::Language LanguageOf(const std::string& name) {
  if (name == "zh") return texts::Language::kZh;
  if (name == "en") return texts::Language::kEn;
  throw py::value_error("lang is `zh` or `en`");
}

// Moves the struct out of a capsule, whose owner it then no longer is.
template <typename Struct>
Struct TakeFrom(const py::capsule& capsule, const char* name) {
  auto* there = static_cast<Struct*>(PyCapsule_GetPointer(capsule.ptr(), name));
  if (there == nullptr) throw py::error_already_set();
  if (there->release == nullptr) {
    throw py::value_error("the table was read by somebody else already");
  }
  Struct taken = *there;
  there->release = nullptr;
  return taken;
}

// A capsule that releases the struct if nobody takes it.
template <typename Struct>
py::capsule CapsuleOf(Struct made, const char* name) {
  return py::capsule(new Struct(made), name, [](PyObject* capsule) {
    auto* there = static_cast<Struct*>(
        PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule)));
    if (there->release != nullptr) there->release(there);
    delete there;
  });
}

ArrowSchema SchemaOf(ArrowArrayStream* source) {
  ArrowSchema schema = {};
  int failed = 0;
  {
    const py::gil_scoped_release released;
    failed = source->get_schema(source, &schema);
  }
  if (failed == 0) return schema;
  const char* error = source->get_last_error(source);
  throw py::value_error(error == nullptr ? "the table has no schema" : error);
}

std::shared_ptr<TablePlan> MakePlan(std::shared_ptr<const NativeModel> model,
                                    ArrowArrayStream* source,
                                    const Asked& asked,
                                    const TableOptions& options) {
  ArrowSchema schema = SchemaOf(source);
  std::shared_ptr<TablePlan> plan;
  try {
    plan =
        std::make_shared<TablePlan>(std::move(model), schema, asked, options);
  } catch (...) {
    schema.release(&schema);
    throw;
  }
  schema.release(&schema);
  return plan;
}

// Reads a table once for what its digits mean.
texts::GradeStyle SettleDigits(const std::shared_ptr<TablePlan>& plan,
                               const py::capsule& capsule) {
  auto source = TakeFrom<ArrowArrayStream>(capsule, kStreamCapsule);
  DigitSurvey survey(*plan);
  InterruptWatch watch;
  std::string fault;
  {
    const py::gil_scoped_release released;
    while (fault.empty() && !watch.Interrupted()) {
      ArrowArray array = {};
      if (source.get_next(&source, &array) != 0) {
        const char* error = source.get_last_error(&source);
        fault = error == nullptr ? "the table could not be read" : error;
      } else if (array.release == nullptr) {
        break;
      } else if (const char* found = plan->FaultOf(array)) {
        fault = found;
        array.release(&array);
      } else {
        survey.Add(*plan->Read(array));
      }
    }
    source.release(&source);
  }
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  if (!fault.empty()) throw py::value_error(fault);
  return survey.Settle();
}

// A table on its way through the engine. Whoever only looks at the schema, as
// DuckDB does first, may be given the stream again.
struct TableRun {
  std::shared_ptr<TableStream> stream;

  py::capsule Give() const {
    if (stream->begun()) {
      throw py::value_error(
          "the results were read already: they are a stream; keep them as a "
          "table to read them again");
    }
    return CapsuleOf(TableStream::Export(stream), kStreamCapsule);
  }
};

TableRun StartRun(std::shared_ptr<const NativeModel> model,
                  const py::capsule& table,
                  const std::optional<py::capsule>& again, const Asked& asked,
                  const std::string& grades, bool with_maturity,
                  const std::map<std::string, std::string>& columns,
                  int threads) {
  TableOptions options;
  const auto style = texts::ParseGradeStyle(grades);
  if (!style.has_value()) {
    throw py::value_error(
        "grades is one of `auto`, `words`, `scores` and `codes`");
  }
  options.grades = *style;
  options.with_maturity = with_maturity;
  options.columns = columns;
  options.threads = threads;
  auto source = TakeFrom<ArrowArrayStream>(table, kStreamCapsule);
  try {
    auto plan = MakePlan(model, &source, asked, options);
    if (plan->options().grades == texts::GradeStyle::kAuto &&
        again.has_value()) {
      options.grades = SettleDigits(plan, *again);
      plan = MakePlan(model, &source, asked, options);
    }
    return {std::make_shared<TableStream>(plan, source)};
  } catch (...) {
    source.release(&source);
    throw;
  }
}

// One array as a stream of one, for tables that come as that.
py::capsule StreamOfArray(const py::capsule& schema, const py::capsule& array) {
  struct One {
    ArrowSchema schema;
    ArrowArray array;
    ~One() {
      if (schema.release != nullptr) schema.release(&schema);
      if (array.release != nullptr) array.release(&array);
    }
  };
  auto* one = new One{TakeFrom<ArrowSchema>(schema, kSchemaCapsule),
                      TakeFrom<ArrowArray>(array, kArrayCapsule)};
  ArrowArrayStream stream = {};
  stream.private_data = one;
  stream.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
    *out = CopySchema(static_cast<One*>(self->private_data)->schema, "");
    return 0;
  };
  stream.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
    auto& kept = static_cast<One*>(self->private_data)->array;
    *out = kept;
    kept.release = nullptr;
    return 0;
  };
  stream.get_last_error = [](ArrowArrayStream*) -> const char* {
    return nullptr;
  };
  stream.release = [](ArrowArrayStream* self) {
    delete static_cast<One*>(self->private_data);
    self->release = nullptr;
  };
  return CapsuleOf(stream, kStreamCapsule);
}

// Every name of a definition that a caller may need.
py::dict Describe(const NativeModel& model) {
  const CompiledModel& compiled = model.compiled();
  py::dict out;
  py::list requirements;
  for (const ModelRequirement& item : compiled.requirements) {
    requirements.append(item.id);
  }
  py::list domains;
  py::list subdomains;
  for (const ModelNode& node : compiled.nodes) {
    if (node.tier == ModelTier::kDomain) domains.append(node.id);
    if (node.tier == ModelTier::kSubdomain) subdomains.append(node.id);
  }
  py::list weights;
  for (const auto& set : model.definition().weight_sets()) {
    weights.append(set.id());
  }
  out["id"] = compiled.id;
  out["version"] = compiled.version;
  out["digest"] = compiled.digest;
  out["levels"] = compiled.level_count();
  out["satisfied_at_percent"] = compiled.satisfied_at_percent;
  out["requirements"] = requirements;
  out["domains"] = domains;
  out["subdomains"] = subdomains;
  out["weight_sets"] = weights;
  return out;
}

}  // namespace

PYBIND11_MODULE(_cmmm, m) {
  m.doc() = "The engine of cmmm; the package cmmm is what to call.";
  m.attr("version") = kEngineVersion;
  m.def("choices", &WordsOf);
  py::class_<Asked>(m, "Asked")
      .def(py::init([](std::optional<std::string> weights,
                       std::optional<std::vector<std::string>> exclude,
                       std::optional<int> up_to, std::optional<int> target,
                       std::optional<std::string> unanswered) {
        return Asked{std::move(weights), std::move(exclude), up_to, target,
                     std::move(unanswered)};
      }));
  py::class_<Assessment>(m, "Assessment")
      .def("notices", &NoticesOf)
      .def("message", [](const Assessment& a) {
        return py::bytes(a.request.SerializeAsString());
      });
  py::class_<Scored>(m, "Scored")
      .def_property_readonly("assessment", &Scored::assessment)
      .def_property_readonly(
          "level", [](const Scored& s) { return s.decision().level(); })
      .def("model",
           [](const Scored& s) {
             const v1::ModelRef& model = s.response().model();
             return py::make_tuple(model.id(), model.version(), model.digest());
           })
      .def("decision", [](const Scored& s) { return ToPython(s.decision()); })
      .def("message", [](const Scored& s) { return py::bytes(s.bytes()); })
      .def("to_dict", [](const Scored& s) { return ToPython(s.response()); });
  py::class_<TableRun>(m, "TableRun")
      .def("stream", &TableRun::Give)
      .def_property_readonly(
          "scored", [](const TableRun& run) { return run.stream->scored(); })
      .def_property_readonly(
          "rejected",
          [](const TableRun& run) { return run.stream->rejected(); })
      .def_property_readonly(
          "ended", [](const TableRun& run) { return run.stream->ended(); })
      .def("rejects", [](const TableRun& run) {
        return py::make_tuple(
            CapsuleOf(TableStream::RejectSchema(), kSchemaCapsule),
            CapsuleOf(run.stream->Rejects(), kArrayCapsule));
      });
  m.def("stream_of_array", &StreamOfArray);
  py::class_<NativeModel, std::shared_ptr<NativeModel>>(m, "Model")
      .def(py::init<const std::string&, const std::string&,
                    const std::string&>())
      .def("describe", &Describe)
      .def(
          "definition",
          [](const NativeModel& model) { return ToPython(model.definition()); })
      .def("from_mapping", &NativeModel::FromMapping)
      .def("from_message",
           [](const NativeModel& model, const py::bytes& bytes,
              const Asked& asked) {
             return model.FromMessage(std::string(bytes), asked);
           })
      .def("from_content",
           [](const NativeModel& model, const py::bytes& bytes,
              const Asked& asked) {
             return model.FromContent(std::string(bytes), asked);
           })
      .def("score", &NativeModel::Score)
      .def("score_mapping",
           [](const NativeModel& model, const py::dict& answers,
              const std::string& grades, const Asked& asked) {
             return model.Score(model.FromMapping(answers, grades, asked));
           })
      .def("ask", &NativeModel::Ask)
      .def("join",
           [](const NativeModel& model, const std::vector<std::string>& names,
              const std::vector<Assessment>& parts) {
             return py::bytes(model.Join(names, parts));
           })
      .def("sign",
           [](const NativeModel& model, const Assessment& assessment,
              const py::bytes& pem) {
             return py::bytes(model.Sign(assessment, std::string(pem)));
           })
      .def("score_table", &StartRun)
      .def("report_html",
           [](const NativeModel& model, const Scored& scored,
              const std::string& label, const std::string& about,
              const std::string& date, const std::string& lang) {
             return ReportHtml(model, scored, label, about, date,
                               LanguageOf(lang));
           })
      .def("card_html", [](const NativeModel& model, const Scored& scored,
                           const std::string& lang) {
        return CardHtml(model, scored, LanguageOf(lang));
      });
}

}  // namespace cmmm::python

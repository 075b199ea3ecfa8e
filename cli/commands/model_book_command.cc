// `cmmm model export` and `cmmm model import`: a model as a workbook, and back.
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/commands/model_book_command.h"
#include "cli/files/model_file.h"
#include "cli/files/outputs.h"
#include "cli/files/read_file.h"
#include "cli/files/write_file.h"
#include "cli/options/assessment_options.h"
#include "cli/options/output_options.h"
#include "cli/printing/model_text.h"
#include "cli/scoring_engine.h"
#include "engine/model/catalog.h"
#include "engine/model/diff.h"
#include "engine/model/digest.h"
#include "excel/compare_model_book.h"
#include "excel/read_model_book.h"
#include "excel/write_model_book.h"
#include "excel/xlsx_workbook.h"
#include "texts/format_text.h"

namespace cmmm::cli {
namespace {

struct ModelBookOptions {
  std::string file;
  std::string output;
  std::string model;
  std::string models;
  bool force = false;
  std::string language = texts::DefaultLanguage();
};

// That the name ends so, and that nothing which is read is written over.
MaybeFailure CheckModelOutput(const ModelBookOptions& options,
                              const char* ending) {
  if (!absl::EndsWith(absl::AsciiStrToLower(options.output), ending)) {
    return Failure{FailureKind::kUsage,
                   absl::StrCat("--output: the name must end in ", ending),
                   absl::StrCat("--output：文件名须以 ", ending, " 结尾")};
  }
  std::vector<std::string> inputs = ModelFiles(options.models);
  if (!options.file.empty()) inputs.push_back(options.file);
  if (auto failure = CheckApart(inputs, {options.output})) return failure;
  return CheckOutput(options.output, options.force);
}

Outcome<excel::ModelBook> ReadBook(std::string bytes) {
  auto workbook = excel::XlsxWorkbook::Open(std::move(bytes));
  if (!workbook.ok()) return std::move(workbook.refusal());
  return excel::ReadModelBook(&workbook.value());
}

void PrintNoticesOf(const std::string& file, const Violations& notices) {
  for (const Violation& notice : notices.listed()) {
    std::cerr << "cmmm: " << file << ": " << ShowViolation(notice) << "\n";
  }
}

// Reads the workbook back: whoever imports it must get the same model.
MaybeFailure CheckComesBack(const v1::ModelDefinition& model,
                            const std::string& bytes) {
  const auto book = ReadBook(bytes);
  if (!book.ok()) return ToFailure(book.refusal());
  if (ModelDigest(book.value().model) == ModelDigest(model)) {
    return std::nullopt;
  }
  Failure failure{FailureKind::kData,
                  "this model cannot be kept in a workbook as it is: import "
                  "would give",
                  "这个模型无法原样写进工作簿：导入后会成为"};
  for (const ModelChange& change : DiffModels(model, book.value().model)) {
    failure.violations.Add(change.path, "", "",
                           absl::StrCat(change.before, " -> ", change.after));
  }
  return failure;
}

ExitCode RunExport(const ModelBookOptions& options) {
  if (auto failure = CheckModelOutput(options, ".xlsx")) {
    return PrintIfFailed("", failure);
  }
  const auto engine = MakeLocalEngine(options.models);
  if (engine == nullptr) return kExitConfig;
  v1::GetModelRequest request;
  *request.mutable_model() = ReadModelName(options.model);
  v1::GetModelResponse model;
  if (auto failure = engine->Ask(request, &model)) {
    return PrintIfFailed("", failure);
  }
  std::string bytes;
  auto failure = excel::WriteModelBook(model, &bytes);
  if (!failure.has_value()) {
    failure = CheckComesBack(model.definition(), bytes);
  }
  if (!failure.has_value()) {
    failure = WriteWholeFile(options.output, bytes, kPublicFile, options.force);
  }
  if (failure.has_value()) return PrintIfFailed(options.output, failure);
  std::cout << options.output << ": " << model.model().id() << "@"
            << model.model().version() << "  "
            << Say(ReadLanguage(options.language), "摘要 ", "digest ")
            << model.model().digest() << "\n";
  return kExitOk;
}

// Those of --models first, then those that are there without it: a name that
// is published stands for one model, whatever folder is looked into.
std::vector<CatalogEntry> KnownModels(const Catalog& named,
                                      const std::string& models) {
  std::vector<CatalogEntry> known = named.entries();
  if (models.empty()) return known;
  Violations ignored;  // of files that nobody asked for
  const Catalog shipped = Catalog::Load(DefaultModelsPath(), &ignored);
  known.insert(known.end(), shipped.entries().begin(), shipped.entries().end());
  return known;
}

void AddNoBase(const std::string& name, excel::ModelBook* book) {
  if (name.empty()) {
    book->notices.Add("", "modelbook.no_base", "",
                      "the workbook does not say what it was exported from, "
                      "so that nothing can be said about what changed");
    return;
  }
  book->notices.Add(
      "", "modelbook.no_base", name,
      absl::StrCat("the model it was exported from, `", Printable(name),
                   "`, is not here, so that nothing can be said "
                   "about what changed; --models names others"));
}

// The model that the workbook was made from; nullptr when it is not here.
const v1::ModelDefinition* FindBase(const std::vector<CatalogEntry>& known,
                                    excel::ModelBook* book) {
  const v1::ModelRef& base = book->base;
  for (const CatalogEntry& entry : known) {
    if (entry.compiled->digest == base.digest()) return entry.definition.get();
  }
  const std::string name =
      base.id().empty() ? "" : absl::StrCat(base.id(), "@", base.version());
  for (const CatalogEntry& entry : known) {
    if (entry.compiled->id != base.id() ||
        entry.compiled->version != base.version()) {
      continue;
    }
    book->notices.Add("", "modelbook.other_base", name,
                      absl::StrCat("the model it was exported from is not "
                                   "here; it is compared with another one of "
                                   "the same name, ",
                                   name));
    return entry.definition.get();
  }
  AddNoBase(name, book);
  return nullptr;
}

void CheckVersion(const std::vector<CatalogEntry>& known,
                  excel::ModelBook* book, Violations* faults) {
  std::vector<excel::KnownModel> names;
  names.reserve(known.size());
  for (const CatalogEntry& entry : known) {
    names.push_back(
        {entry.compiled->id, entry.compiled->version, entry.compiled->digest});
  }
  excel::CheckVersion(names, book, faults);
}

void PrintDifference(const v1::ModelDefinition& base,
                     const v1::ModelDefinition& model,
                     texts::Language language) {
  const std::vector<ModelChange> changes = DiffModels(base, model);
  PrintChanges(changes, language, std::cout);
  std::cout << Say(language, "与 ", "Compared with ") << base.id() << "@"
            << base.version() << Say(language, " 相比：", ": ");
  if (changes.empty()) {
    std::cout << Say(language, "没有不同\n", "nothing changed\n");
    return;
  }
  std::cout << changes.size()
            << Say(language, " 处不同\n",
                   changes.size() == 1 ? " change\n" : " changes\n");
}

ExitCode RunImport(const ModelBookOptions& options) {
  if (!options.output.empty()) {
    if (auto failure = CheckModelOutput(options, ".textproto")) {
      return PrintIfFailed("", failure);
    }
  }
  std::string bytes;
  if (auto failure =
          ReadWholeFile(options.file, excel::XlsxLimits().file_bytes, &bytes)) {
    return PrintIfFailed(options.file, failure);
  }
  auto read = ReadBook(std::move(bytes));
  if (!read.ok()) {
    return PrintIfFailed(options.file, ToFailure(read.refusal()));
  }
  excel::ModelBook& book = read.value();
  const std::optional<Catalog> catalog = LoadCatalog(options.models);
  if (!catalog.has_value()) return kExitConfig;
  const std::vector<CatalogEntry> known = KnownModels(*catalog, options.models);
  const v1::ModelDefinition* base = FindBase(known, &book);
  Violations faults;
  CheckVersion(known, &book, &faults);
  if (base != nullptr) excel::CompareWithBase(*base, &book);
  PrintNoticesOf(options.file, book.notices);
  const texts::Language language = ReadLanguage(options.language);
  if (base != nullptr) PrintDifference(*base, book.model, language);
  if (!faults.empty()) {
    return PrintIfFailed(
        options.file,
        ToFailure(RefuseViolations("INVALID_MODEL_WORKBOOK",
                                   "the model in the workbook is not sound",
                                   std::move(faults))));
  }
  const std::string& done =
      options.output.empty() ? options.file : options.output;
  if (!options.output.empty()) {
    if (auto failure = WriteWholeFile(options.output, RenderModel(book.model),
                                      kPublicFile, options.force)) {
      return PrintIfFailed(options.output, failure);
    }
  }
  std::cout << done << ": " << Say(language, "通过", "ok") << "  "
            << book.model.id() << "@" << book.model.version() << "  "
            << Say(language, "摘要 ", "digest ") << ModelDigest(book.model)
            << "\n";
  PrintProvenance(book.model, language, std::cout);
  return kExitOk;
}

}  // namespace

void AddModelBookCommands(Command model, Run* run) {
  auto options = std::make_shared<ModelBookOptions>();
  const auto on = [options, run](Command command,
                                 ExitCode (*action)(const ModelBookOptions&)) {
    AddLanguageOption(command, "Language of the output", &options->language);
    command.OnCall([options, run, action] {
      *run = [options, action] { return action(*options); };
    });
  };

  Command to_book = model.AddSubcommand(
      "export",
      "Write a model as a workbook (.xlsx), to be checked and put right by "
      "whoever has the printed standard");
  to_book.AddOption("MODEL", &options->model, "ID or ID@VERSION");
  AddOutputOptions(to_book, "Workbook to write: .xlsx",
                   {&options->output, &options->force})
      .Required();
  to_book.AddOption("--models", &options->models, "Folder or file of models");
  to_book.ShowExamples({"cmmm model export -o model.xlsx"});
  on(to_book, &RunExport);

  Command from_book = model.AddSubcommand(
      "import",
      "Read such a workbook: every finding by sheet and cell, what changed, "
      "and the model when it is sound");
  from_book
      .AddOption("WORKBOOK", &options->file, "What `cmmm model export` wrote")
      .Required();
  AddOutputOptions(from_book,
                   "Model to write: .textproto; without it nothing is written",
                   {&options->output, &options->force});
  from_book.AddOption("--models", &options->models,
                      "Folder or file of models with the one that was "
                      "exported");
  from_book.ShowExamples({"cmmm model import model.xlsx -o model.textproto"});
  on(from_book, &RunImport);
}

}  // namespace cmmm::cli

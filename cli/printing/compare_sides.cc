#include "cli/printing/compare_sides.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "texts/table.h"
#include "texts/text_names.h"

namespace cmmm::cli {
namespace {

constexpr size_t kIdsListed = 6;

class OneSidedText {
 public:
  OneSidedText(texts::Language language, std::ostream& out)
      : language_(language), out_(out) {}

  void Print(const char* side, const char* other,
             const google::protobuf::RepeatedPtrField<v1::OneSidedRequirement>&
                 items) {
    std::map<v1::Absence, std::vector<std::string>> ids;
    for (const auto& item : items) {
      ids[item.absence()].push_back(item.requirement_id());
    }
    if (ids.empty()) return;
    out_ << "\n"
         << Say(language_, "只计入 ", "Counts in ") << side
         << Say(language_, " 的条款", " only") << "\n";
    for (auto& [absence, list] : ids) {
      const size_t all = list.size();
      if (all > kIdsListed) list.resize(kIdsListed);
      texts::PrintParagraph(
          "  · ",
          absl::StrCat(Why(absence, other), Say(language_, "（", " ("), all,
                       Say(language_, " 条）：", "): "),
                       absl::StrJoin(list, ", "),
                       all > list.size() ? " …" : ""),
          out_);
    }
  }

 private:
  // Why requirements do not count in `other`.
  std::string Why(v1::Absence absence, const char* other) const {
    switch (absence) {
      case v1::ABSENCE_NOT_IN_MODEL:
        return Phrase(other, " 的模型没有", "not in the model of ");
      case v1::ABSENCE_NOT_APPLICABLE:
        return Phrase(other, " 中不适用", "not applicable in ");
      default:
        return Phrase(other, " 的问卷不问", "not asked in ");
    }
  }

  std::string Phrase(const char* side, const char* zh, const char* en) const {
    return language_ == texts::Language::kZh ? absl::StrCat(side, zh)
                                             : absl::StrCat(en, side);
  }

  texts::Language language_;
  std::ostream& out_;
};

}  // namespace

void PrintSide(const SideTitle& title, const v1::ModelDefinition& model,
               const v1::ComparedAssessment& side, std::ostream& out) {
  const texts::TextNames names(title.language, model);
  out << title.name << "  " << title.title << "\n     " << side.model().id()
      << "@" << side.model().version() << "  "
      << Say(title.language, "摘要", "digest") << " "
      << side.model().digest().substr(0, 12);
  for (const auto& set : model.weight_sets()) {
    if (set.id() != side.weight_set()) continue;
    out << "\n     " << Say(title.language, "权重", "weights") << " "
        << Say(title.language, set.name());
  }
  out << "\n     "
      << Say(title.language, "计分条款 ", "requirements that count ")
      << side.coverage().answered() + side.coverage().unanswered();
  const auto count = [&](const char* text, int number) {
    if (number > 0) out << text << number;
  };
  count(Say(title.language, "，其中未作答 ", ", of them unanswered "),
        side.coverage().unanswered());
  count(Say(title.language, "；不适用 ", "; not applicable "),
        side.coverage().not_applicable());
  if (side.decision().levels_size() < model.levels_size()) {
    out << Say(title.language, "；只评估到", "; assessed up to ")
        << names.LevelNumber(side.decision().levels_size());
  }
  if (side.excluded_domain_ids_size() > 0) {
    out << Say(title.language, "；不开展的业务：", "; without ")
        << absl::StrJoin(side.excluded_domain_ids(),
                         Say(title.language, "、", ", "),
                         [&](std::string* text, const std::string& id) {
                           text->append(names.Node(v1::TIER_DOMAIN, id));
                         });
  }
  out << "\n";
}

void PrintOneSided(texts::Language language, const v1::Comparison& comparison,
                   std::ostream& out) {
  OneSidedText text(language, out);
  text.Print("A", "B", comparison.only_a());
  text.Print("B", "A", comparison.only_b());
}

}  // namespace cmmm::cli

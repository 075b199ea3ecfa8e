#include "cli/printing/explain_text.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/fraction.h"
#include "texts/table.h"
#include "texts/text_names.h"

namespace cmmm::cli {
namespace {

std::string Exact(const v1::Score& score) {
  return FormatExact(Fraction::Of(score.numerator(), score.denominator()));
}

// ` = 0.7999 (11999963/15000000)`; a whole number stands alone. While open
// questions take part, what lies at both ends: ` = 0–0.5000 (0–1/2)`.
std::string Value(const v1::Derivation& step) {
  v1::Score low = step.value();
  v1::Score high = step.has_best_value() ? step.best_value() : low;
  if (high.value() < low.value()) std::swap(low, high);
  const auto show = [](const v1::Score& score) {
    return score.denominator() == 1 ? Exact(score) : texts::ShowScore(score);
  };
  const std::string shown = texts::ShowRange(show(low), show(high));
  const std::string exact = texts::ShowRange(Exact(low), Exact(high));
  if (shown == exact) return absl::StrCat(" = ", shown);
  return absl::StrCat(" = ", shown, " (", exact, ")");
}

class DerivationText {
 public:
  DerivationText(texts::Language language, const v1::ModelDefinition& model,
                 std::ostream& out)
      : language_(language), names_(language, model), out_(out) {}

  void PrintRoot(const v1::Derivation& root) {
    texts::PrintParagraph("", Line(root), out_);
    PrintChildren(root, "");
    if (!root.has_best_value()) return;
    texts::PrintParagraph(
        "  · ",
        Say(language_,
            "“低–高”：取决于未作答的条款，一端是它们都“不满足”，另一端是都“全部"
            "满足”。",
            "low–high: depends on questions not answered yet; one end if all "
            "of "
            "them are not satisfied, the other if all are fully satisfied."),
        out_);
  }

 private:
  void PrintChildren(const v1::Derivation& step, const std::string& indent) {
    for (int i = 0; i < step.children_size(); ++i) {
      const v1::Derivation& child = step.children(i);
      const bool last = i + 1 == step.children_size();
      const bool left_out = child.operation() == v1::OPERATION_LEFT_OUT;
      const std::string below = indent + (last ? "   " : "│  ");
      texts::PrintParagraph(
          indent + (last ? "└─ " : "├─ "),
          below + (child.children().empty() ? "  " : "│ "),
          left_out ? absl::StrCat("– ", Name(child), Say(language_, "：", ": "),
                                  WhyNot(child))
                   : Weight(step, child) + Line(child),
          out_);
      if (!left_out) PrintChildren(child, below);
    }
    if (step.children_not_shown() > 0) {
      out_ << indent << "└─ … "
           << absl::StrCat(Say(language_, "还有 ", ""),
                           step.children_not_shown(),
                           Say(language_, " 项未展开（--depth、--steps）",
                               " not shown (--depth, --steps)"))
           << "\n";
    }
  }

  std::string Line(const v1::Derivation& step) const {
    const std::string how = How(step);
    return absl::StrCat(Name(step), Value(step),
                        how.empty() ? "" : Say(language_, "：", ": "), how);
  }

  // How the child counts in its parent: the percentage, and the share where
  // siblings that do not count make it another one.
  std::string Weight(const v1::Derivation& parent,
                     const v1::Derivation& child) const {
    if (parent.operation() == v1::OPERATION_SUM_OF_PRODUCTS) {
      return child.siblings_percent() == 100
                 ? absl::StrCat(Percent(child), " × ")
                 : absl::StrCat(Percent(child), " = ", Exact(child.weight()),
                                " × ");
    }
    if (parent.operation() == v1::OPERATION_MEAN) {
      return absl::StrCat(Exact(child.weight()), " × ");
    }
    if (parent.operation() == v1::OPERATION_PRODUCT) return "× ";
    return "";
  }

  std::string Name(const v1::Derivation& step) const {
    const v1::Subject& subject = step.subject();
    const std::string node = names_.Node(subject.tier(), subject.id());
    switch (subject.quantity()) {
      case v1::QUANTITY_TOTAL:
        return Say(language_, "总分 S", "Total S");
      case v1::QUANTITY_LEVEL:
        return absl::StrCat(names_.LevelTitle(subject.level()),
                            Say(language_, " 得分", " score"));
      case v1::QUANTITY_NODE:
        return AtLevel(node, step);
      case v1::QUANTITY_MATURITY:
        return language_ == texts::Language::kZh
                   ? absl::StrCat("“", node, "”的成熟度")
                   : absl::StrCat("maturity of ", node);
      case v1::QUANTITY_GAIN:
        return absl::StrCat(subject.id(),
                            Say(language_, " 补到“全部满足”可加的分",
                                ", gain if fully satisfied"));
      case v1::QUANTITY_CREDIT:
        return absl::StrCat(Say(language_, "", "credit of "),
                            names_.LevelNumber(subject.level()),
                            Say(language_, "计入", ""));
      case v1::QUANTITY_MISSING:
        return absl::StrCat(Say(language_, "所缺：", "what is missing of "),
                            subject.id());
      case v1::QUANTITY_SHARE:
        return absl::StrCat(Say(language_, "权重：", "weight of "), node);
      case v1::QUANTITY_PART:
        return absl::StrCat(
            Say(language_, "一项在本级 ", "one of "), step.items(),
            Say(language_, " 项中的份额", " items at this level"));
      default:
        return subject.id();
    }
  }

  // The level is named once, at the root.
  std::string AtLevel(const std::string& node,
                      const v1::Derivation& step) const {
    if (step.has_weight() && step.siblings_percent() > 0) return node;
    if (step.operation() == v1::OPERATION_LEFT_OUT) {
      return absl::StrCat(node, " (", step.percent(), " %)");
    }
    return absl::StrCat(node, Say(language_, "，", ", "),
                        names_.LevelNumber(step.subject().level()));
  }

  std::string WhyNot(const v1::Derivation& step) const {
    switch (step.left_out()) {
      case v1::LEFT_OUT_NOT_APPLICABLE:
        return Say(language_, "不适用，不计入平均",
                   "not applicable, not in the mean");
      case v1::LEFT_OUT_EXCLUDED:
        return Say(language_, "不开展此业务，权重归同级其他项",
                   "excluded, its weight goes to its siblings");
      case v1::LEFT_OUT_NO_WEIGHT:
        return Say(language_, "此权重方案不问", "not asked in this weight set");
      case v1::LEFT_OUT_NO_ITEMS:
        return Say(language_, "本级没有适用的条款，权重归同级其他项",
                   "no applicable item here, its weight goes to its siblings");
      default:
        if (!step.has_best_value()) {
          return Say(language_, "不计，因下面有一级未达标",
                     "does not count, a level below is not satisfied");
        }
        return Say(language_, "未定：下面各级都达标才计入，取决于未作答的条款",
                   "undecided: counts once every level below is satisfied, "
                   "which depends on questions not answered");
    }
  }

  // What the value is made of; empty where the children say it.
  std::string How(const v1::Derivation& step) const {
    switch (step.operation()) {
      case v1::OPERATION_GRADE:
        return names_.Grade(step.grade());
      case v1::OPERATION_CREDIT:
        return Credit(step);
      case v1::OPERATION_PROGRESSIVE_SUM:
        return Say(language_, "逐级相加，到第一个未达标的等级为止",
                   "level by level, up to the first that is not satisfied");
      case v1::OPERATION_CUMULATIVE_SUM:
        return Say(language_, "各级相加", "all levels together");
      case v1::OPERATION_PERCENT:
        return Percent(step);
      case v1::OPERATION_COMPLEMENT:
        return Say(language_, "1 减得分", "1 minus its score");
      case v1::OPERATION_PRODUCT:
        return Say(language_, "下列各项之积", "the product of all below");
      case v1::OPERATION_MEAN:
        return Say(language_, "条款的平均", "the mean of its items");
      case v1::OPERATION_MET:
        return Say(language_, "没有条款，视为满足", "no items, counts as met");
      default:
        return "";
    }
  }

  // `46 %`, or `46 % of 73 %` where siblings do not count.
  std::string Percent(const v1::Derivation& step) const {
    std::string percent = absl::StrCat(step.percent(), " %");
    if (step.siblings_percent() == 100) return percent;
    return absl::StrCat(percent, Say(language_, " ÷ ", " of "),
                        step.siblings_percent(), " %");
  }

  std::string Credit(const v1::Derivation& step) const {
    if (step.has_best_value() && step.value().value() < 1 &&
        step.best_value().value() == 1) {
      return absl::StrCat(
          Say(language_, "? 未定：得分达到 ", "? undecided: from "),
          texts::ShowScore(step.threshold()),
          Say(language_, " 计 1，否则计其得分",
              " on counts 1, below it its score"));
    }
    const bool satisfied =
        step.value().numerator() == step.value().denominator();
    return absl::StrCat(
        satisfied ? Say(language_, "✓ 得分达到 ", "✓ at least ")
                  : Say(language_, "✗ 得分低于 ", "✗ below "),
        texts::ShowScore(step.threshold()),
        satisfied ? Say(language_, "，计 1", ", counts 1")
                  : Say(language_, "，计其得分", ", counts its score"));
  }

  texts::Language language_;
  texts::TextNames names_;
  std::ostream& out_;
};

}  // namespace

void PrintDerivation(texts::Language language, const v1::ModelDefinition& model,
                     const v1::ExplainResponse& response, std::ostream& out) {
  DerivationText(language, model, out).PrintRoot(response.derivation());
}

}  // namespace cmmm::cli

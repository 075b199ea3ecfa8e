// The workbook of a model, which people with the printed standard type into:
// its sheets, their columns and the words to choose from. A sheet begins with a
// row that has its key in the first cell, then comes a row of titles, then one
// row a thing; both languages stand side by side.
//
//   cmmm.model.weights |  说明…
//   层级    | 上级编号   | 编号        | 名称        | discrete  | Σ discrete
//   能力域  | technology | data        | 数据 Data   | 46        | 100
#ifndef CMMM_EXCEL_MODEL_SHEETS_H_
#define CMMM_EXCEL_MODEL_SHEETS_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/base/text.h"

namespace cmmm::excel {

// In the order of their tabs.
enum class ModelSheet {
  kReadMe,  // for people; not read
  kModel,
  kSets,
  kWeights,
  kProvenance,
  kStructure,
  kRequirements,
  kGrades,
  kLevels,
};
inline constexpr int kModelSheetCount = 9;

struct ModelColumn {
  const char* zh;
  const char* en;
  double width;      // in characters
  bool read = true;  // false: there for people, may be missing
};

// Columns of the sheets, as positions in ColumnsOf.
struct ModelColumns {
  enum : int { kField, kMeaning, kValue, kEnglish };
};
struct SetColumns {
  enum : int { kId, kZh, kEn };
};
struct WeightColumns {
  // Then two for every weight set: the weights, and the sums of their groups.
  enum : int { kTier, kParent, kId, kName, kFirstSet };
};
struct ProvenanceColumns {
  enum : int {
    kSet,  // empty: the requirements as a whole
    kTier,
    kParent,
    kName,
    kProvenance,
    kCheckedBy,
    kCheckedOn,
    kNote,
  };
};
struct StructureColumns {
  enum : int { kTier, kId, kParent, kZh, kEn, kExcludable };
};
struct RequirementColumns {
  enum : int {
    kId,
    kSubdomain,
    kLevel,
    kStatementZh,
    kStatementEn,
    kEvidenceZh,
    kEvidenceEn,
    kNotApplicable,
    kCheckedBy,
    kCheckedOn,
  };
};
struct GradeColumns {
  enum : int { kGrade, kScore, kNameZh, kNameEn, kDefinitionZh, kDefinitionEn };
};
struct LevelColumns {
  enum : int { kLevel, kNameZh, kNameEn, kFrom, kTo };
};

// `cmmm.model.weights`, for example.
absl::string_view SheetKey(ModelSheet sheet);
std::optional<ModelSheet> FindModelSheet(absl::string_view key);
// `权重 Weights`.
std::string SheetTab(ModelSheet sheet);
// What to do there.
Text SheetHelp(ModelSheet sheet);
absl::Span<const ModelColumn> ColumnsOf(ModelSheet sheet);

// What one line of the sheet kModel says of the model.
enum class ModelField {
  kId,
  kVersion,
  kTitle,
  kSummary,
  kSatisfiedAt,  // as a score, from 0 to 1
  kAccumulation,
  kEmptyCell,
  kNotApplicable,
  kRequirementsNote,
  kMadeFrom,  // id@version of the model that was exported
  kMadeFromDigest,
};
inline constexpr int kModelFieldCount = 11;
absl::string_view ModelFieldKey(ModelField field);
Text ModelFieldLabel(ModelField field);

// A word to choose from, and the number of the enum it stands for.
struct ModelWord {
  int value;
  const char* zh;
  const char* en;
};
enum class WordList {
  kTier,
  kYesNo,
  kProvenance,
  kAccumulation,
  kEmptyCell,
  kNotApplicable,
  kGrade,
};
absl::Span<const ModelWord> WordsOf(WordList list);
// As it stands in a cell, `能力域 domain`; empty when there is no such value.
std::string WordText(WordList list, int value);
// The value of a word as people write it, in either language or both; nothing
// when it is none.
std::optional<int> FindWord(WordList list, absl::string_view text);

// Behind all others, hidden: the words. It has no key and is not read.
inline constexpr absl::string_view kChoicesTab = "选项 Choices";

// The title over the sums of a weight set; those that begin so are not read.
inline constexpr absl::string_view kSumMark = "Σ";

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_MODEL_SHEETS_H_

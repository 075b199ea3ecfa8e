// What the sheets of a workbook of results have in common.
#ifndef CMMM_BATCH_BOOK_RESULT_PAGE_H_
#define CMMM_BATCH_BOOK_RESULT_PAGE_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "batch/book_rows.h"
#include "engine/model/compiled_model.h"
#include "excel/book_writer.h"
#include "results/result_sheets.h"

namespace cmmm::batch {

// Facts of an enterprise that columns carried through may hold.
enum Fact : size_t {
  kName,
  kIndustry,
  kRegion,
  kContact,
  kPhone,
  kNote,
  kAssessor
};
inline constexpr size_t kFactCount = 7;

class ResultPage {
 public:
  // Both outlive it.
  ResultPage(const CompiledModel& model, excel::BookWriter* book);

  // Finds the facts by the usual names of their columns.
  void FindFacts(const std::vector<std::string>& carried);
  std::string FactOf(const BookRow& row, Fact fact) const;
  // The id where there is no name.
  std::string NameOf(const BookRow& row) const;
  // Whom to ask, and by which number: a contact that is a number alone is that
  // of who filled the questionnaire in.
  std::string ContactOf(const BookRow& row) const;
  std::string PhoneOf(const BookRow& row) const;
  // What was remarked, and that the level is the worst case where it is.
  std::string RemarksOf(const BookRow& row) const;
  // The title of a column carried through, in the book's language where it is
  // one of results::kInfoTitles.
  std::string CarriedTitle(const std::string& name,
                           const std::vector<std::string>& carried) const;

  std::string Say(const char* zh, const char* en) const {
    return texts::Say(book_.language(), zh, en);
  }
  std::string Say(const results::Title& title) const {
    return Say(title.zh, title.en);
  }
  std::string Say(const Text& text) const {
    return texts::Say(book_.language(), text);
  }
  // `二级（规范级）`, `level 2 (standardised)`; 0: `未达级`, `no level`.
  std::string LevelText(int level) const;
  // The score at which a level is satisfied.
  double Needed() const { return model_.satisfied_at_percent / 100.0; }
  // The score of the level above the one reached; none at the top.
  std::optional<double> NextScore(const BookRow& row) const;

  // A number that shows 0 by its name.
  lxw_format* level_look() const { return level_look_; }
  // Titles and widths of columns.
  void Head(lxw_worksheet* sheet, int row,
            const std::vector<std::pair<std::string, double>>& titles);
  void PutOptional(lxw_worksheet* sheet, int at, int column,
                   std::optional<double> number, lxw_format* format);
  // What the next level is short by.
  void PutShortfall(lxw_worksheet* sheet, int at, int column,
                    const BookRow& row);

 private:
  const CompiledModel& model_;
  excel::BookWriter& book_;
  std::array<size_t, kFactCount> facts_{};  // carried columns
  lxw_format* level_look_;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_BOOK_RESULT_PAGE_H_

// A workbook of results, read back: what its sheets of scores and maturities
// say, as rows with the columns of the CSV it was made from.
#ifndef CMMM_RESULTS_RESULT_SHEETS_H_
#define CMMM_RESULTS_RESULT_SHEETS_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "excel/xlsx_workbook.h"
#include "tables/block.h"

namespace cmmm::results {

// Titles by which these sheets are known again.
struct Title {
  const char* zh;
  const char* en;
};
inline constexpr Title kIdTitle = {"企业编号", "Id"};
inline constexpr Title kLevelTitle = {"等级", "Level"};
inline constexpr Title kTotalTitle = {"总分", "Total"};
inline constexpr Title kExactTitle = {"总分（分数）", "Total, exact"};

// What a workbook says about the enterprise, by the name of its column in a
// table of results.
inline constexpr Title kInfoTitles[] = {
    {"企业名称", "enterprise"},  {"所属行业", "industry"},
    {"所属地区", "region"},      {"联系方式", "contact"},
    {"评价日期", "assessed_on"}, {"填写人", "assessor"},
    {"备注", "remarks"}};

// The bytes of a file, as many as a workbook may have and one more; false when
// it cannot be read.
bool ReadWorkbookFile(const std::string& path, std::string* bytes);

class ResultSheets final : public tables::RowSource {
 public:
  // `id_of` gives the id of a sub-domain by its name.
  ResultSheets(std::string path,
               std::function<std::string(const std::string&)> id_of);
  ~ResultSheets() override;

  // Rule header.no_results when it is no workbook of results.
  MaybeFailure Open();

  // As in the CSV: enterprise_id, level, total, total_exact, score_…,
  // maturity_…, then those carried through.
  const std::vector<std::string>& header() const { return header_; }
  MaybeFailure Next(tables::Row* row, bool* more) override;

 private:
  class Sheet;

  MaybeFailure Bad(const Text& what) const;
  MaybeFailure FindSheets();
  void MakeHeader();

  std::string path_;
  std::function<std::string(const std::string&)> id_of_;
  std::unique_ptr<excel::XlsxWorkbook> workbook_;
  std::unique_ptr<Sheet> scores_;
  std::unique_ptr<Sheet> heat_;
  size_t levels_ = 0;
  std::vector<std::string> header_;
};

// Whether the workbook has a sheet of scores.
bool IsResultBook(excel::XlsxWorkbook* workbook);

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_RESULT_SHEETS_H_

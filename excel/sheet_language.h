// The language of a workbook that is written.
#ifndef CMMM_EXCEL_SHEET_LANGUAGE_H_
#define CMMM_EXCEL_SHEET_LANGUAGE_H_

#include <string>

#include "cmmm/v1/model.pb.h"
#include "engine/base/text.h"

namespace cmmm::excel {

enum class SheetLanguage { kZh, kEn };

inline std::string In(SheetLanguage language, const Text& text) {
  return language == SheetLanguage::kZh ? text.zh : text.en;
}
inline std::string In(SheetLanguage language, const v1::LocalizedText& text) {
  return language == SheetLanguage::kZh ? text.zh() : text.en();
}
inline std::string In(SheetLanguage language, const char* zh, const char* en) {
  return language == SheetLanguage::kZh ? zh : en;
}

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_SHEET_LANGUAGE_H_

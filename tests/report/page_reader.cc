#include "tests/report/page_reader.h"

#include <expat.h>

namespace cmmm::test {
namespace {

struct Reading {
  Page page;
  bool in_style = false;
};

void OnStart(void* data, const char* name, const char** attributes) {
  auto* reading = static_cast<Reading*>(data);
  reading->page.elements.emplace_back(name);
  reading->page.text += "|";
  reading->in_style = std::string(name) == "style";
  for (int i = 0; attributes[i] != nullptr; i += 2) {
    reading->page.attributes.emplace_back(attributes[i], attributes[i + 1]);
  }
}

void OnEnd(void* data, const char*) {
  auto* reading = static_cast<Reading*>(data);
  reading->in_style = false;
  reading->page.text += "|";
}

void OnText(void* data, const char* text, int length) {
  auto* reading = static_cast<Reading*>(data);
  std::string* out =
      reading->in_style ? &reading->page.style : &reading->page.text;
  out->append(text, static_cast<size_t>(length));
}

}  // namespace

Page ReadPage(const std::string& html) {
  Reading reading;
  XML_Parser parser = XML_ParserCreate("UTF-8");
  XML_SetUserData(parser, &reading);
  XML_SetElementHandler(parser, OnStart, OnEnd);
  XML_SetCharacterDataHandler(parser, OnText);
  if (XML_Parse(parser, html.data(), static_cast<int>(html.size()), 1) ==
      XML_STATUS_ERROR) {
    reading.page.error = XML_ErrorString(XML_GetErrorCode(parser));
    reading.page.error +=
        " in line " + std::to_string(XML_GetCurrentLineNumber(parser));
  }
  XML_ParserFree(parser);
  return reading.page;
}

}  // namespace cmmm::test

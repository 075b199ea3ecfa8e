#include "report/document.h"

#include "absl/strings/str_cat.h"
#include "report/style.h"

namespace cmmm::report {
namespace {

constexpr char kPolicy[] = "default-src 'none'; style-src 'unsafe-inline'";

// What stands at the foot of every printed page.
constexpr char kFootZh[] =
    "@page { @bottom-left { content: '智能制造能力成熟度自评估'; } }\n";
constexpr char kFootEn[] =
    "@page { @bottom-left { content: 'Smart-manufacturing maturity'; } }\n";

Markup Meta(const Attributes& attributes) {
  return Element("meta", attributes, {});
}

}  // namespace

Markup DrawParts(const std::vector<Part>& parts) {
  Markup drawn;
  for (const Part& part : parts) {
    if (part.content.empty()) continue;
    Attributes attributes = {{"id", part.id}};
    if (!part.style.empty()) attributes.emplace_back("class", part.style);
    drawn += Element("section", attributes,
                     Element("h2", part.title) + part.content);
  }
  return drawn;
}

Markup ContentsList(texts::Language language, const std::vector<Part>& parts) {
  Markup items;
  for (const Part& part : parts) {
    if (part.content.empty()) continue;
    items += Element("li", Element("a", {{"href", "#" + part.id}}, part.title));
  }
  const char* title = Say(language, "目录", "Contents");
  return Element("nav", {{"class", "contents"}, {"aria-label", title}},
                 Element("h2.plain", title) + Element("ol", items));
}

std::string WriteDocument(texts::Language language, const std::string& title,
                          const Markup& body) {
  const Markup head =
      Meta({{"charset", "utf-8"}}) +
      Meta({{"http-equiv", "Content-Security-Policy"}, {"content", kPolicy}}) +
      Meta({{"name", "viewport"},
            {"content", "width=device-width, initial-scale=1"}}) +
      Element("title", title) +
      Element("style",
              absl::StrCat(PageStyle(), Say(language, kFootZh, kFootEn)));
  return Document(
      Element("html", {{"lang", Say(language, "zh-CN", "en")}},
              Element("head", head) + Element("body", Element("main", body))));
}

}  // namespace cmmm::report

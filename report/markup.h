// Markup that is well-formed by construction: text becomes markup only by
// being escaped, elements only by being closed. The result is HTML and XML.
//
//   Element("p.lead", "a < b")              <p class="lead">a &lt; b</p>
//   Element("a", {{"href", "#x"}}, "x")     <a href="#x">x</a>
#ifndef CMMM_REPORT_MARKUP_H_
#define CMMM_REPORT_MARKUP_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace cmmm::report {

class Markup {
 public:
  Markup() = default;
  // Text, escaped but for `'`, which means nothing where it can stand. Bytes
  // that are no UTF-8 and characters that XML does not allow become U+FFFD.
  // Implicit, so that text may stand for markup.
  Markup(absl::string_view text);   // NOLINT(google-explicit-constructor)
  Markup(const std::string& text);  // NOLINT(google-explicit-constructor)
  Markup(const char* text);         // NOLINT(google-explicit-constructor)

  bool empty() const { return html_.empty(); }
  const std::string& html() const { return html_; }

  Markup& operator+=(const Markup& more) {
    html_ += more.html_;
    return *this;
  }
  friend Markup operator+(Markup a, const Markup& b) {
    a += b;
    return a;
  }

 private:
  friend Markup Element(absl::string_view,
                        const std::vector<std::pair<std::string, std::string>>&,
                        const Markup&);
  std::string html_;
};

using Attributes = std::vector<std::pair<std::string, std::string>>;

// `name` may carry a class: `td.num`. Without content it is closed at once,
// which HTML only understands of its own void elements and within SVG; other
// elements get an end tag.
Markup Element(absl::string_view name, const Attributes& attributes,
               const Markup& content);
Markup Element(absl::string_view name, const Markup& content);

// A whole document: declaration of the type, and `root`.
std::string Document(const Markup& root);

}  // namespace cmmm::report

#endif  // CMMM_REPORT_MARKUP_H_

#include "service/patient_stream.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"

namespace cmmm::service {

PatientStream::PatientStream(std::ostream* stream, int descriptor,
                             std::string told)
    : stream_(stream),
      before_(stream->rdbuf()),
      told_(std::move(told)),
      writer_(descriptor) {
  stream_->flush();
  stream_->rdbuf(this);
}

PatientStream::~PatientStream() {
  stream_->rdbuf(before_);
  if (!text_.empty()) writer_.Write(text_ + "\n");
}

PatientStream::int_type PatientStream::overflow(int_type letter) {
  if (traits_type::eq_int_type(letter, traits_type::eof())) return 0;
  const char one = traits_type::to_char_type(letter);
  xsputn(&one, 1);
  return letter;
}

// All of it is taken, whatever becomes of it.
std::streamsize PatientStream::xsputn(const char* text, std::streamsize size) {
  const std::lock_guard<std::mutex> lock(mutex_);
  text_.append(text, static_cast<size_t>(size));
  const size_t end = text_.rfind('\n');
  if (end == std::string::npos) return size;
  const auto lines = absl::string_view(text_).substr(0, end + 1);
  if (lost_ > 0 &&
      writer_.Write(absl::StrCat(absl::Substitute(told_, lost_), "\n")) == 0) {
    lost_ = 0;
  }
  lost_ += writer_.Write(lines);
  text_.erase(0, end + 1);
  return size;
}

}  // namespace cmmm::service

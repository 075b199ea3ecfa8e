#include "service/pem.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <ctime>

#include "engine/base/violations.h"

namespace cmmm::service {

OwnedBio BioOf(const std::string& text) {
  return OwnedBio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string TextOf(BIO* written) {
  char* bytes = nullptr;
  const auto size = BIO_get_mem_data(written, &bytes);
  return {bytes, static_cast<size_t>(size)};
}

OwnedX509 ReadX509(BIO* from) {
  return OwnedX509(PEM_read_bio_X509(from, nullptr, &NoPassword, nullptr));
}

int NoPassword(char*, int, int, void*) { return -1; }

bool IsEndOfPem() {
  return ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
}

std::string WhyOpenSsl() {
  const char* reason = ERR_reason_error_string(ERR_peek_last_error());
  std::string text = reason == nullptr ? "it cannot be read" : reason;
  ERR_clear_error();
  return text;
}

std::string NameText(const X509_NAME* name) {
  const OwnedBio text(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(text.get(), name, 0,
                     XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB);
  return Printable(TextOf(text.get()));
}

int64_t MomentOf(const ASN1_TIME* time) {
  std::tm utc{};
  if (ASN1_TIME_to_tm(time, &utc) != 1) return 0;
  return timegm(&utc);
}

}  // namespace cmmm::service

#include "engine/signature/verification_messages.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"
#include "engine/base/version.h"
#include "engine/signature/canonical_json_messages.h"
#include "engine/signature/canonical_score_messages.h"
#include "engine/signature/signed_file.h"
#include "engine/signature/verification_steps_messages.h"

namespace cmmm {
namespace {

using google::protobuf::Message;

class Verification {
 public:
  Verification(const Catalog& catalog, absl::string_view bytes,
               v1::VerifyResultResponse* response)
      : catalog_(catalog),
        file_(ReadSignedFile(bytes)),
        response_(response),
        steps_(file_, response) {}

  void Run(const std::vector<PublicKey>& trusted, bool any_key) {
    CheckForm();
    CheckDigests();
    const bool key_counts = CheckKey(trusted, any_key);
    const bool signature_holds = CheckSignature();
    CheckContent();
    CheckModel();
    CheckEngine();
    CheckResult();
    if (key_counts && signature_holds && result_.has_decision()) {
      *response_->mutable_decision() = result_.decision();
    }
    response_->set_verified(steps_.AllPassed());
  }

 private:
  void CheckForm() {
    steps_.Begin("format");
    if (file_.complete()) steps_.Pass();
    for (const FileFault& fault : file_.faults) {
      steps_.Fail(fault.reason, fault.section, fault.offset, fault.length,
                  fault.text);
    }
  }

  void CheckDigests() {
    steps_.Begin("digests");
    if (file_.complete()) steps_.Pass();
    for (const FileFault& fault : file_.damage) {
      steps_.Fail(fault.reason, fault.section, fault.offset, fault.length,
                  fault.text);
    }
  }

  bool CheckKey(const std::vector<PublicKey>& trusted, bool any_key) {
    steps_.Begin("key");
    if (!file_.complete() || !file_.body(Section::kKey).sound) return false;
    const absl::string_view pem = file_.body(Section::kKey).bytes;
    PublicKey key;
    if (ReadPublicKey(pem, &key).has_value() || WritePublicKey(key) != pem) {
      steps_.FailBody("key.malformed", Section::kKey,
                      {"文件中的公钥不是 Ed25519 公钥的 PEM 标准写法",
                       "the key in the file is no Ed25519 public key as PEM"});
      return false;
    }
    key_ = key;
    response_->set_key_id(KeyId(key));
    if (any_key) {
      steps_.Note(
          "key.any",
          {"未核对是谁签的名：只能说明文件完整、计算无误",
           "nobody checked who signed: this only shows that the file is whole "
           "and its arithmetic right"});
      return true;
    }
    if (std::find(trusted.begin(), trusted.end(), key) == trusted.end()) {
      steps_.FailBody("key.unknown", Section::kKey,
                      {absl::StrCat("签名的密钥不在受信任之列：", KeyId(key)),
                       absl::StrCat("signed with a key that is not trusted: ",
                                    KeyId(key))});
      return false;
    }
    steps_.Pass();
    return true;
  }

  bool CheckSignature() {
    steps_.Begin("signature");
    if (!file_.complete() || !file_.damage.empty() || !key_.has_value()) {
      return false;
    }
    if (SignatureHolds(*key_, file_.signed_bytes, file_.signature)) {
      steps_.Pass();
      return true;
    }
    steps_.Fail(
        "signature.invalid", Section::kSignature, file_.signature_offset,
        kSignatureLineBytes,
        {"签名不是由文件中的密钥对这些内容所签",
         "the signature is not one of this content by the key in the file"});
    return false;
  }

  // Reads the body of a section into `message`; whether it is there and in its
  // one form. Sections with a wrong digest are not read.
  bool ReadBody(Section section, Message* message) {
    const SectionBody& body = file_.body(section);
    if (!body.sound) return false;
    std::string reason;
    if (!IsUtf8(body.bytes) || !ReadJson(body.bytes, message, &reason)) {
      const std::string what = Printable(reason);
      steps_.FailBody("content.malformed", section,
                      {absl::StrCat("内容无法读取：", what),
                       absl::StrCat("the content cannot be read: ", what)});
      return false;
    }
    const std::string canonical = WriteCanonicalJson(*message);
    if (body.bytes == canonical) return true;
    steps_.FailWhereDifferent("content.not_canonical", section, canonical,
                              {"内容不是规定的唯一写法",
                               "the content is not written in its one form"});
    return false;
  }

  void CheckContent() {
    steps_.Begin("content");
    if (!file_.complete()) return;
    request_is_read_ = ReadBody(Section::kRequest, &request_);
    model_is_read_ = ReadBody(Section::kModel, &model_);
    engine_is_read_ = ReadBody(Section::kEngine, &engine_);
    result_is_read_ = ReadBody(Section::kResult, &result_);
    if (request_is_read_ && model_is_read_ && engine_is_read_ &&
        result_is_read_) {
      steps_.Pass();
    }
    if (model_is_read_) *response_->mutable_model() = model_;
    if (engine_is_read_) {
      response_->mutable_model()->set_engine_version(engine_.version());
    }
  }

  void CheckModel() {
    steps_.Begin("model");
    if (!request_is_read_ || !model_is_read_) return;
    if (request_.model().id() != model_.id() ||
        request_.model().version() != model_.version()) {
      return steps_.FailBody(
          "model.contradiction", Section::kModel,
          {"评分请求和模型一节写的不是同一个模型",
           "the request names another model than the section"});
    }
    const std::string name =
        Printable(absl::StrCat(model_.id(), "@", model_.version()));
    const std::string digest = Printable(model_.digest());
    const auto entry = catalog_.Find(model_.id(), model_.version());
    if (!entry.ok() || model_.version().empty()) {
      return steps_.FailBody(
          "model.missing", Section::kModel,
          {absl::StrCat("这里没有所用的模型 ", name, "，其摘要为 ", digest),
           absl::StrCat("the model is not here: ", name, ", digest ", digest)});
    }
    const std::string& here = entry.value()->compiled->digest;
    if (here != model_.digest()) {
      return steps_.FailBody(
          "model.other_digest", Section::kModel,
          {absl::StrCat("这里的模型 ", name, " 与所用的不同：文件中摘要为 ",
                        digest, "，这里为 ", here),
           absl::StrCat("the model ", name, " here is another one: digest ",
                        digest, " in the file, ", here, " here")});
    }
    model_is_here_ = true;
    steps_.Pass();
  }

  void CheckEngine() {
    steps_.Begin("engine");
    if (!engine_is_read_) return;
    if (engine_.version() == kEngineVersion) return steps_.Pass();
    const std::string version = Printable(engine_.version());
    steps_.Note(
        "engine.differs",
        {absl::StrCat("由引擎 ", version, " 计算，这里是 ", kEngineVersion),
         absl::StrCat("computed by engine ", version, ", here it is ",
                      kEngineVersion)});
  }

  void CheckResult() {
    steps_.Begin("result");
    if (!model_is_here_) return;
    const auto scored = ScoreCanonical(catalog_, request_);
    if (!scored.ok()) return FailRefused(scored.refusal());
    const SignedContent& texts = scored.value().texts;
    if (texts.request != file_.body(Section::kRequest).bytes) {
      return steps_.FailWhereDifferent(
          "request.not_canonical", Section::kRequest, texts.request,
          {"评分请求不是规定的唯一写法", "the request is not in its one form"});
    }
    if (texts.result == file_.body(Section::kResult).bytes)
      return steps_.Pass();
    ListDifferences(scored.value().result);
    steps_.FailWhereDifferent(
        "result.differs", Section::kResult, texts.result,
        {"文件中的结果与重新计算的不同",
         "the result in the file is not what scoring again "
         "gives"});
  }

  void FailRefused(const Refusal& refusal) {
    std::string why = refusal.message;
    if (!refusal.violations.empty()) {
      absl::StrAppend(&why, "; ",
                      ToString(refusal.violations.listed().front()));
    }
    steps_.FailBody("request.refused", Section::kRequest,
                    {absl::StrCat("评分请求无法评分：", why),
                     absl::StrCat("the request cannot be scored: ", why)});
  }

  // By field, as far as the result in the file can be read at all.
  void ListDifferences(const v1::ScoreResponse& computed) {
    v1::ScoreResponse in_file = result_;
    std::string reason;
    const absl::string_view bytes = file_.body(Section::kResult).bytes;
    if (!result_is_read_ &&
        (!IsUtf8(bytes) || !ReadJson(bytes, &in_file, &reason))) {
      return;
    }
    for (const FieldDifference& found : CompareFields(in_file, computed)) {
      response_->set_difference_count(response_->difference_count() + 1);
      if (response_->differences_size() == kMaxListedDifferences) continue;
      v1::ResultDifference* difference = response_->add_differences();
      difference->set_field(found.field);
      difference->set_in_file(Printable(found.first));
      difference->set_computed(Printable(found.second));
    }
  }

  const Catalog& catalog_;
  const SignedFile file_;
  v1::VerifyResultResponse* response_;
  VerificationSteps steps_;
  std::optional<PublicKey> key_;
  v1::ScoreRequest request_;
  v1::ModelRef model_;
  v1::SigningEngine engine_;
  v1::ScoreResponse result_;
  bool request_is_read_ = false;
  bool model_is_read_ = false;
  bool engine_is_read_ = false;
  bool result_is_read_ = false;
  bool model_is_here_ = false;
};

}  // namespace

void Verify(const Catalog& catalog, absl::string_view file,
            const std::vector<PublicKey>& trusted, bool any_key,
            v1::VerifyResultResponse* response) {
  Verification(catalog, file, response).Run(trusted, any_key);
}

}  // namespace cmmm

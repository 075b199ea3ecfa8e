#include "texts/server_refusals.h"

#include <array>

namespace cmmm::texts {
namespace {

constexpr std::array kServerRefusals = {
    ChineseText{"AUDIT_UNAVAILABLE", "审计记录无法写入，未予回答，请稍后再试"},
    ChineseText{"CALLER_LIMIT", "您的调用已达上限，请稍后再试"},
    ChineseText{"CANCELLED", "调用已被取消"},
    ChineseText{"DRAINING", "服务器正在停止"},
    ChineseText{"NO_MESSAGE", "没有收到请求"},
    ChineseText{"QUOTA_EXCEEDED", "贵方已达到配额，请稍后再试"},
    ChineseText{"SERVER_FULL", "服务器已满，请稍后再试"},
};

}  // namespace

absl::Span<const ChineseText> ServerRefusals() { return kServerRefusals; }

}  // namespace cmmm::texts

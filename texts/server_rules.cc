#include "texts/server_rules.h"

#include <array>

namespace cmmm::texts {
namespace {

constexpr std::array kServerRules = {
    ChineseText{
        "access.certificate",
        "缺少租户，或名称不是 DNS:、URI:、email:、IP:、CN: 之一，或重复"},
    ChineseText{"access.issuer", "令牌签发方的设置不完整或有误"},
    ChineseText{"access.jwks", "文件中没有可用的公钥（JWKS）"},
    ChineseText{"access.key", "密钥不完整，或编号重复"},
    ChineseText{"access.role", "没有这一角色，或角色名为空、重复"},
    ChineseText{"access.secret", "secret 须为十六进制的 32 字节"},
    ChineseText{"access.syntax", "访问文件无法读取"},
    ChineseText{"access.visitor", "calls_per_second 不能为负"},
    ChineseText{"config.address", "不是可监听的地址"},
    ChineseText{"config.contradiction", "两项设置互相矛盾"},
    ChineseText{"config.insecure",
                "其他机器可以访问，而内容不加密；请设置 "
                "tls_certificate 与 tls_key，或声明 "
                "insecure_listen"},
    ChineseText{"config.no_access",
                "其他人可以访问，却没有设置 access_file；若确实任何人都可调用，"
                "请设置 open_access"},
    ChineseText{"config.origin",
                "不是网页来源；应为 https://example.org 这样的写法，或 *"},
    ChineseText{"config.proxy", "不是地址、网段或 unix"},
    ChineseText{"config.range", "设置的值超出范围"},
    ChineseText{"config.syntax", "设置文件无法读取"},
    ChineseText{"config.unknown_setting", "没有这一设置"},
    ChineseText{"config.value", "设置的值不是所要的类型"},
    ChineseText{"tls.certificate", "文件中没有可用的 PEM 证书"},
    ChineseText{"tls.client_ca", "文件中没有可用的 PEM 根证书"},
    ChineseText{"tls.client_crl",
                "文件中没有可用的 PEM 吊销列表，或列表不是 tls_client_ca "
                "中的根证书签发的"},
    ChineseText{"tls.key", "文件中没有可用的 PEM 私钥，或私钥已加密"},
    ChineseText{"tls.pair", "私钥与证书不成对"},
    ChineseText{"tls.unreadable", "文件无法读取"},
};

}  // namespace

absl::Span<const ChineseText> ServerRules() { return kServerRules; }

}  // namespace cmmm::texts

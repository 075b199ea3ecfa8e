// Refused calls, by their reason, and settings of a server.
#include <array>

#include "texts/message_forms.h"

namespace cmmm::texts {
namespace {

constexpr std::array kServerForms = {
    MessageForm{"", "model.id: name one of the models: {_}",
                "：须指明用哪一个模型"},
    MessageForm{"", "model: there is no `{1}`; there is: {_}", "（“{1}”）"},
    MessageForm{"", "programme_id: name one of the programmes: {_}",
                "：须指明用哪一个项目"},
    MessageForm{"", "programme_id: there is no `{1}`; there is: {_}",
                "（“{1}”）"},
    MessageForm{"", "track_id: name one of the tracks of {1}: {_}",
                "：须指明 {1} 的一个方向"},
    MessageForm{"", "track_id: {1} has no track `{2}`; it has: {_}",
                "：{1} 没有方向“{2}”"},
    MessageForm{"", "profile.weight_set: name one of the weight sets of {1}",
                "：须指明 {1} 的一个权重集"},
    MessageForm{"", "profile.weight_set: {1} has no weight set `{2}`",
                "：{1} 没有权重集“{2}”"},
    MessageForm{"MODEL_DIGEST_MISMATCH",
                "{_}packed.model_digest: the answers are packed for `{1}`, "
                "but {2} is `{3}`",
                "：作答依据的模型摘要为“{1}”，而 {2} 的为“{3}”"},
    MessageForm{"UNRELATED_MODELS",
                "{1} and {2} have no requirement id in common, so there is "
                "nothing to compare",
                "{1} 与 {2} 没有共同的条款，无从比较"},
    MessageForm{"SEARCH_TOO_LARGE", "the search takes more than {1} steps; {_}",
                "：超过 {1} 步"},
    MessageForm{"PLAN_TOO_ENTANGLED",
                "the prerequisites split the plan into more than {1} cases; "
                "use fewer of them, or freeze answers",
                "前置条件把方案分成了 {1} 种以上的情形，无法求出；"
                "请减少前置条件，或固定一些作答"},
    MessageForm{"RESULT_TOO_LARGE",
                "the results of the block pass {1} bytes; send fewer "
                "assessments a block, or ask for a smaller view",
                "这一批的结果超过 {1} 字节；请减少一批中的自评，或只要较少的"
                "内容"},
    MessageForm{"WORK_TOO_LONG",
                "the call took more than {1} ms of work; ask for less at once",
                "计算超过 {1} 毫秒；请一次少要一些"},
    MessageForm{"MESSAGE_TOO_LARGE",
                "the message has {1} bytes; at most {2} are taken",
                "：现有 {1} 字节，最多 {2} 字节"},
    MessageForm{"", "{_} at its limit of {1} ({2}); try again",
                "（上限为 {1}，{2}）"},
    MessageForm{"QUOTA_EXCEEDED",
                "this tenant is at its quota of {1} ({2}); try again later",
                "（配额为 {1}，{2}）"},
    MessageForm{"", "no such parameter, or no such value of it: {1}",
                "：没有参数 {1}，或它没有这个取值"},
    MessageForm{"", "Message type \"{1}\" has no field named \"{2}\".",
                "{1} 没有字段“{2}”"},
    MessageForm{"config.address",
                "{1}: must be HOST:PORT, [IPV6]:PORT or "
                "unix:PATH",
                "{1} 不是可监听的地址：须为 主机:端口、[IPV6]:端口 或 "
                "unix:路径"},
    MessageForm{"config.address",
                "{1}: the path of a Unix socket has {2} to {3} bytes",
                "{1} 不是可监听的地址：Unix 套接字的路径须为 {2} 至 {3} 字节"},
    MessageForm{"config.address", "{1}: the port must be {2} to {3}",
                "{1} 不是可监听的地址：端口须为 {2} 至 {3}"},
    MessageForm{"config.insecure",
                "{1}: is reached from other machines, and nothing is "
                "encrypted; set tls_certificate and tls_key, or, behind a "
                "proxy or in a closed network, say so with insecure_listen",
                "{1} 可由其他机器访问，而内容不加密；请设置 tls_certificate 与 "
                "tls_key，若在代理之后或封闭网络中，请声明 insecure_listen"},
    MessageForm{"config.contradiction", "{1}: is the address of {2}",
                "{1} 同时是 {2} 的地址"},
    MessageForm{"config.origin",
                "{1}: must be an origin as a browser names it, {2} or {3}, or "
                "*",
                "{1} 不是浏览器所写的来源，应写成 {2} 或 {3}，或写 *"},
    MessageForm{"config.contradiction",
                "quota_file: there are no tenants without access_file",
                "设置了 quota_file，却没有 access_file 说明有哪些租户"},
    MessageForm{"config.contradiction", "{1} is there, and {2} is not",
                "设置了 {1}，却没有设置 {2}"},
    MessageForm{"config.contradiction", "{1} and {2} are both there",
                "同时设置了 {1} 与 {2}"},
    MessageForm{"config.contradiction", "{1} is {2}, and {3} only {4} ({5})",
                "{1} 为 {2}，而 {3} 只有 {4}（{5}）"},
    MessageForm{"config.range", "{1} is {2}, and must be {3} to {4}",
                "{1} 为 {2}，须为 {3} 至 {4}"},
    MessageForm{"config.proxy",
                "{1}: must be an address, a range ({2}) or unix",
                "{1} 不是地址、网段（如 {2}）或 unix"},
    MessageForm{"config.no_access",
                "{1} is reached from other machines, and access_file does not "
                "say who may call; if everybody may, say so with open_access",
                "{1} 可由其他机器访问，却没有设置 access_file；若确实任何人"
                "都可调用，请设置 open_access"},
    MessageForm{"config.no_access",
                "{1} is there, and access_file does not say who may call; if "
                "everybody may, say so with open_access",
                "设置了 {1}，却没有设置 access_file；若确实任何人都可调用，"
                "请设置 open_access"},
    MessageForm{"config.value", "{1} is no {2}", "{1} 不是 {2} 类型的值"},
    MessageForm{"access.jwks", "cannot be read: {1}", "文件无法读取：{1}"},
    MessageForm{"access.jwks", "larger than {1} bytes", "文件大于 {1} 字节"},
    MessageForm{"tls.unreadable", "cannot be read: {1}", "文件无法读取：{1}"},
    MessageForm{"tls.unreadable", "larger than {1} bytes", "文件大于 {1} 字节"},
    MessageForm{"tls.pair", "is not the key of the certificate in {1}",
                "私钥与 {1} 中的证书不成对"},
};

}  // namespace

absl::Span<const MessageForm> FormsOfServers() { return kServerForms; }

}  // namespace cmmm::texts

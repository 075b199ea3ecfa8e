#include "engine/base/file_failure.h"

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"

namespace cmmm {
namespace {

struct KnownError {
  int error;
  const char* zh;
};

constexpr std::array kKnownErrors = {
    KnownError{EACCES, "没有权限"},
    KnownError{EADDRINUSE, "地址已被占用"},
    KnownError{EADDRNOTAVAIL, "本机没有这一地址"},
    KnownError{EAFNOSUPPORT, "不支持这类地址"},
    KnownError{EAGAIN, "暂时不可用"},
    KnownError{EBUSY, "正被占用"},
    KnownError{ECONNREFUSED, "连接被拒绝"},
    KnownError{EDQUOT, "超出磁盘配额"},
    KnownError{EEXIST, "已存在"},
    KnownError{EFBIG, "文件过大"},
    KnownError{EINVAL, "不支持这一操作"},
    KnownError{EIO, "读写出错"},
    KnownError{EISDIR, "是文件夹"},
    KnownError{ELOOP, "符号链接过多"},
    KnownError{EMFILE, "打开的文件过多"},
    KnownError{ENAMETOOLONG, "文件名过长"},
    KnownError{ENFILE, "打开的文件过多"},
    KnownError{ENOENT, "没有这一文件或文件夹"},
    KnownError{ENOMEM, "内存不足"},
    KnownError{ENOSPC, "磁盘已满"},
    KnownError{ENOTDIR, "路径中有一段不是文件夹"},
    KnownError{EPERM, "不允许这一操作"},
    KnownError{EPIPE, "接收的一方已经关闭"},
    KnownError{EROFS, "文件系统只读"},
    KnownError{ETXTBSY, "文件正在运行"},
};

Failure Because(FailureKind kind, absl::string_view path, Text what,
                int error) {
  return AboutFile(kind, path, WithReason(std::move(what), error));
}

}  // namespace

Text SystemErrorText(int error) {
  Text text{absl::StrCat("系统错误 ", error),
            std::generic_category().message(error)};
  for (const KnownError& known : kKnownErrors) {
    if (known.error == error) text.zh = known.zh;
  }
  return text;
}

std::string SystemErrorInChinese(absl::string_view en) {
  for (const KnownError& known : kKnownErrors) {
    if (std::generic_category().message(known.error) == en) return known.zh;
  }
  return "";
}

Text WithReason(Text what, int error) {
  if (error == 0) return what;
  const Text why = SystemErrorText(error);
  absl::StrAppend(&what.en, ": ", why.en);
  absl::StrAppend(&what.zh, "：", why.zh);
  return what;
}

Failure AboutFile(FailureKind kind, absl::string_view path, const Text& what) {
  return Failure{kind, absl::StrCat(path, ": ", what.en),
                 absl::StrCat(path, ": ", what.zh)};
}

Failure CannotRead(absl::string_view path, int error) {
  return Because(FailureKind::kNoInput, path, {"无法读取", "cannot be read"},
                 error);
}

Failure CannotWrite(absl::string_view path, int error) {
  return Because(FailureKind::kIo, path, {"无法写入", "cannot be written"},
                 error);
}

Failure OutputExists(absl::string_view path) {
  return AboutFile(
      FailureKind::kUsage, path,
      {"已存在；加 --force 才替换", "exists; say --force to replace it"});
}

}  // namespace cmmm

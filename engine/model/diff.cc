#include "engine/model/diff.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace cmmm {
namespace {

namespace pb = google::protobuf;

std::string ScalarText(const pb::Message& message,
                       const pb::FieldDescriptor* field, int index) {
  std::string text;
  pb::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  printer.PrintFieldValueToString(message, field, index, &text);
  return text;
}

std::string EntryText(const pb::Message& entry) {
  std::string text;
  pb::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  printer.SetSingleLineMode(true);
  printer.PrintToString(entry, &text);
  return text;
}

// What identifies an entry of a repeated message field; empty when nothing
// does but its position.
std::string KeyOf(const pb::Message& entry) {
  const auto* group = dynamic_cast<const v1::WeightGroup*>(&entry);
  if (group != nullptr) {
    std::string tier(absl::StripPrefix(v1::Tier_Name(group->tier()), "TIER_"));
    if (group->parent_id().empty()) return tier;
    return absl::StrCat(tier, ":", group->parent_id());
  }
  for (const char* name : {"id", "child_id", "grade", "level"}) {
    const auto* field = entry.GetDescriptor()->FindFieldByName(name);
    if (field == nullptr) continue;
    if (field->type() == pb::FieldDescriptor::TYPE_STRING) {
      return entry.GetReflection()->GetString(entry, field);
    }
    return ScalarText(entry, field, -1);
  }
  return "";
}

using Keyed = std::map<std::string, const pb::Message*>;

class Differ {
 public:
  void Compare(const pb::Message& a, const pb::Message& b,
               const std::string& prefix) {
    const pb::Descriptor* type = a.GetDescriptor();
    for (int f = 0; f < type->field_count(); ++f) {
      const pb::FieldDescriptor* field = type->field(f);
      const std::string path =
          absl::StrCat(prefix, prefix.empty() ? "" : ".", field->name());
      if (field->is_repeated()) {
        CompareEntries(a, b, field, path);
      } else if (field->message_type() != nullptr) {
        Compare(a.GetReflection()->GetMessage(a, field),
                b.GetReflection()->GetMessage(b, field), path);
      } else {
        CompareScalars(a, b, field, path);
      }
    }
  }

  std::vector<ModelChange> Take() { return std::move(changes_); }

 private:
  using Kind = ModelChange::Kind;

  void CompareScalars(const pb::Message& a, const pb::Message& b,
                      const pb::FieldDescriptor* field,
                      const std::string& path) {
    const std::string before = ScalarText(a, field, -1);
    const std::string after = ScalarText(b, field, -1);
    if (before != after) {
      changes_.push_back({Kind::kChanged, path, before, after});
    }
  }

  // The entries of a repeated field by key, and their keys in order.
  static Keyed Index(const pb::Message& message,
                     const pb::FieldDescriptor* field,
                     std::vector<std::string>* order) {
    Keyed keyed;
    const pb::Reflection* reflection = message.GetReflection();
    for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
      const pb::Message& entry =
          reflection->GetRepeatedMessage(message, field, i);
      std::string key = KeyOf(entry);
      while (keyed.count(key) > 0) key = absl::StrCat(key, "#", i);
      keyed[key] = &entry;
      order->push_back(key);
    }
    return keyed;
  }

  void CompareEntries(const pb::Message& a, const pb::Message& b,
                      const pb::FieldDescriptor* field,
                      const std::string& path) {
    std::vector<std::string> before_order;
    std::vector<std::string> after_order;
    const Keyed before = Index(a, field, &before_order);
    const Keyed after = Index(b, field, &after_order);
    const auto at = [&](const std::string& key) {
      return absl::StrCat(path, "[", key, "]");
    };
    for (const std::string& key : before_order) {
      const auto twin = after.find(key);
      if (twin == after.end()) {
        changes_.push_back(
            {Kind::kRemoved, at(key), EntryText(*before.at(key)), ""});
      } else {
        Compare(*before.at(key), *twin->second, at(key));
      }
    }
    for (const std::string& key : after_order) {
      if (before.count(key) > 0) continue;
      changes_.push_back(
          {Kind::kAdded, at(key), "", EntryText(*after.at(key))});
    }
    CompareOrder(before, after, before_order, after_order, path);
  }

  // One change when the entries both sides have stand in another order.
  void CompareOrder(const Keyed& before, const Keyed& after,
                    std::vector<std::string> before_order,
                    std::vector<std::string> after_order,
                    const std::string& path) {
    const auto keep = [](std::vector<std::string>* order, const Keyed& in) {
      order->erase(std::remove_if(order->begin(), order->end(),
                                  [&](const std::string& key) {
                                    return in.count(key) == 0;
                                  }),
                   order->end());
    };
    keep(&before_order, after);
    keep(&after_order, before);
    const auto first = std::mismatch(before_order.begin(), before_order.end(),
                                     after_order.begin());
    if (first.first == before_order.end()) return;
    changes_.push_back({Kind::kMoved, path, *first.first, *first.second});
  }

  std::vector<ModelChange> changes_;
};

}  // namespace

std::vector<ModelChange> DiffModels(const v1::ModelDefinition& before,
                                    const v1::ModelDefinition& after) {
  Differ differ;
  differ.Compare(before, after, "");
  return differ.Take();
}

}  // namespace cmmm

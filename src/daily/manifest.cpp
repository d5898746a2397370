#include "nonmun/daily/manifest.hpp"

#include <nlohmann/json.hpp>

namespace nonmun::daily {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const DayReport& report) {
  Json json{{"source", report.source}};
  if (!report.category.empty()) json["category"] = report.category;
  json["day"] = report.day.str();
  json["state"] = to_string(report.state);
  if (report.approximate) json["approximate"] = true;
  json["fetched"] = report.fetched;
  if (!report.note.empty()) json["note"] = report.note;
  return json;
}

Json to_json(const Error& error) {
  Json json{{"what", error.what}, {"exit", static_cast<int>(exit_code(error.kind))}};
  if (!error.where.empty()) json["where"] = error.where;
  return json;
}

}  // namespace

std::string manifest_json(const Account& account, std::span<const Paper> shown, Instant at) {
  Json json{{"schema", "nonmun.account/1"},  {"at", format_instant(at)}, {"fetched", account.fetched},
            {"shown", account.shown},        {"merged", account.merged}, {"filtered", account.filtered},
            {"held_back", account.held_back}};
  json["days"] = Json::array();
  for (const DayReport& report : account.days) json["days"].push_back(to_json(report));
  json["ids"] = Json::array();
  for (const Paper& paper : shown) json["ids"].push_back(paper.id.str());
  json["issues"] = Json::array();
  for (const Issue& issue : account.issues)
    json["issues"].push_back({{"where", issue.where}, {"what", issue.what}});
  json["failures"] = Json::array();
  for (const Error& failure : account.failures) json["failures"].push_back(to_json(failure));
  // Bytes of upstream may stand in messages: what is no UTF-8 is replaced, never thrown.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace nonmun::daily

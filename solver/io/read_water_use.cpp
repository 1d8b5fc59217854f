// Intakes, ecological flows, and the ground water under a river.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/basin_reader.hpp"

namespace riverchief::io {
namespace {

const std::vector<std::string> uses{"drinking", "ecology", "irrigation", "industry"};  // as basin::WaterUse

/// A number that may not be negative, or not 0 either.
std::optional<double> read_amount(TomlTable& t, std::string_view key, std::string_view quantity, bool zero_is_fine, const char* why, std::string_view example = "") {
  const auto value = t.number(key, quantity, example);
  if (!value || *value > 0.0 || (zero_is_fine && *value == 0.0)) return value;
  t.error(t.where(key), fmt::format("{} of {} is {}", key, t.name(), *value < 0.0 ? "negative" : "0"), why, zero_is_fine ? "give a value of 0 or more." : "give a value above 0.");
  return std::nullopt;
}

void read_intake(TomlTable& t, Ids& ids, BasinRead& read, InputFiles& files, Complaints& complaints) {
  basin::Intake n;
  n.id = ids.read(t);
  n.name_zh = t.text("name_zh");
  n.name_en = t.text("name_en");
  const auto at = known_end(t, "at", read, false, "\"river: 12 km\"");
  if (const auto use = t.choice("use", uses, "\"irrigation\"")) n.use = static_cast<basin::WaterUse>(*use);
  n.priority = t.whole_number("priority").value_or(1);
  if (n.priority < 1) t.error(t.where("priority"), fmt::format("priority of {} is below 1", t.name()), fmt::format("it is {}", n.priority), "write priority = 1 for the one that is served first.");
  n.demand = read_plain_series(t, "demand", "demand", "\"0.5 m3/s\"", read.period, files, complaints);
  n.keep = read_amount(t, "keep", "keep", true, "it is the discharge that must go on down the river").value_or(0.0);
  n.lowest_level = t.number("lowest_level", "water_level");
  n.return_share = t.number("return_share", "return_share").value_or(0.0);
  if (const auto returns = known_end(t, "returns_to", read, true, "")) n.returns_to = *returns;
  if (t.has("return_share") && n.return_share > 0.0 && !t.has("returns_to"))
    t.error(t.where("return_share"), fmt::format("{} has a return_share and no returns_to", t.name()), "what comes back must come back somewhere", "add returns_to = \"river: 14 km\".");
  if (t.has("returns_to") && !t.has("return_share"))
    t.error(t.where("returns_to"), fmt::format("{} has returns_to and no return_share", t.name()), "nothing would come back", "add return_share = 0.3.");
  n.quota = read_amount(t, "quota", "quota", false, "nothing could be taken");
  read_owner_labels(t, read, n.jurisdiction, n.chief);
  t.finish();
  if (n.id.empty()) return;
  if (at && !read.unread.count(at->storage))
    if (const basin::Storage* storage = basin::find_storage(read.basin, at->storage); storage && n.lowest_level && *n.lowest_level < basin::bottom_level(*storage))
      t.error(t.where("lowest_level"), fmt::format("lowest_level of {} lies below the bottom of '{}'", t.name(), storage->id), fmt::format("{:g} m; the bottom lies at {:g} m", *n.lowest_level, basin::bottom_level(*storage)), "give a level above the bottom.");
  if (!at) {
    read.unread.insert(n.id);
    return;
  }
  n.at = *at;
  read.basin.intakes.push_back(std::move(n));
  read.intakes.push_back(t.here());
}

/// The discharge a rule asks for, and its name.
void apply_rule(TomlTable& t, basin::EcologicalFlow& flow) {
  constexpr double large_river = 80.0;  // [m3/s] above it 5 % of the mean are enough
  const std::array<const char*, 3> ways{"discharge", "mean_discharge", "q90_driest_month"};
  const char* first = nullptr;
  for (const char* way : ways) {
    t.value(way);
    if (!t.has(way)) continue;
    if (first) t.error(t.where(way), fmt::format("{} has both {} and {}", t.name(), first, way), "one rule gives one discharge", "keep one of the two.", {{t.where(first), "the other one"}});
    first = first ? first : way;
  }
  static const std::vector<std::string> classes{"minimum", "fair", "good"};
  constexpr std::array shares{0.10, 0.30, 0.60};  // Tennant 1976
  const auto tennant = t.choice("tennant", classes);
  if (t.has("tennant") && !t.has("mean_discharge")) t.error(t.where("tennant"), fmt::format("{} has tennant and no mean_discharge", t.name()), "Tennant's classes are shares of the mean discharge", "add mean_discharge = 12.0 (in m3/s).");
  if (!first) {
    t.error(t.here(), fmt::format("{} says no discharge", t.name()), "", "add discharge = 2.0, mean_discharge = 20.0, or q90_driest_month = 2.0 (in m3/s).");
    return;
  }
  const auto value = read_amount(t, first, "ecological_discharge", false, "a river needs water");
  if (!value) return;
  flow.discharge = *value;
  if (std::string_view(first) == "discharge") {
    flow.rule_zh = "核定流量", flow.rule_en = "stated discharge";
  } else if (std::string_view(first) == "q90_driest_month") {
    flow.rule_zh = "90%保证率最枯月平均流量", flow.rule_en = "mean of the driest month at a guarantee rate of 90 %";
  } else if (tennant) {
    flow.discharge *= shares[*tennant];
    flow.rule_zh = fmt::format("Tennant法:多年平均流量的{:.0f}%", 100.0 * shares[*tennant]);
    flow.rule_en = fmt::format("Tennant: {:.0f} % of the mean discharge ({})", 100.0 * shares[*tennant], classes[*tennant]);
  } else {
    const double share = *value > large_river ? 0.05 : 0.10;
    flow.discharge *= share;
    flow.rule_zh = fmt::format("多年平均流量的{:.0f}%", 100.0 * share), flow.rule_en = fmt::format("{:.0f} % of the mean discharge", 100.0 * share);
  }
}

}  // namespace

void read_water_use(TomlTable& file, BasinRead& read, InputFiles& files, Complaints& complaints) {
  Ids intakes("intake"), flows("ecological flow"), aquifers("aquifer");
  for (TomlTable& t : file.tables("intake", "an intake")) read_intake(t, intakes, read, files, complaints);
  for (TomlTable& t : file.tables("ecological_flow", "an ecological flow")) {
    basin::EcologicalFlow flow;
    flow.id = flows.read(t);
    const auto over = known_stretch(t, "over", read, "\"river: 0 km to 12 km\"");
    apply_rule(t, flow);
    t.finish();
    if (!over || flow.id.empty()) continue;
    flow.over = *over;
    read.basin.ecological_flows.push_back(std::move(flow));
  }
  for (TomlTable& t : file.tables("aquifer", "an aquifer")) {
    basin::Aquifer aquifer;
    aquifer.id = aquifers.read(t);
    const auto over = known_stretch(t, "over", read, "\"river: 0 km to 12 km\"");
    aquifer.leakance = read_amount(t, "leakance", "leakance", false, "no water would pass the bed", "\"0.05 1/day\"").value_or(0.0);
    aquifer.head = read_plain_series(t, "head", "head", "8.5", read.period, files, complaints);
    t.finish();
    if (!over || aquifer.id.empty()) continue;
    aquifer.over = *over;
    read.basin.aquifers.push_back(std::move(aquifer));
  }
}

}  // namespace riverchief::io

// Storage cells: reservoirs, detention areas, the land behind embankments, ponds.

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "io/basin_reader.hpp"
#include "io/csv_table.hpp"
#include "io/storage_curve.hpp"

namespace riverchief::io {
namespace {

const std::vector<std::string> kinds{"reservoir", "detention", "flood_cell", "pond"};  // as basin::StorageKind

/// Water surface over level from a CSV with `area` or `volume`; nothing after a complaint.
std::optional<physics::Curve> from_file(const TextFile& file, const std::string& name, Complaints& complaints) {
  auto table = CsvTable::read(file, complaints);
  if (!table) return std::nullopt;
  const bool has_volume = table->has("volume");
  const std::string what = has_volume ? "volume" : "area";
  physics::Curve curve{table->numbers("level", "level"), table->numbers(what, what)};
  if (has_volume && table->has("area")) {
    complaints.error(table->where_header("area"), fmt::format("the curve of {} has both area and volume", name), "one follows from the other", "keep one of the two columns.");
    table->numbers("area", "area");
  }
  table->finish();
  if (curve.x.empty() || curve.x.size() != curve.y.size()) return std::nullopt;
  for (std::size_t row = 0; row < curve.x.size(); ++row)
    if (std::isnan(curve.x[row]) || std::isnan(curve.y[row])) return std::nullopt;
  for (std::size_t row = 1; row < curve.x.size(); ++row) {
    const bool level_grows = curve.x[row] > curve.x[row - 1], rest_grows = has_volume ? curve.y[row] > curve.y[row - 1] : curve.y[row] >= curve.y[row - 1];
    if (level_grows && rest_grows) continue;
    const bool is_level = !level_grows;
    complaints.error(table->where(row, is_level ? "level" : what), fmt::format("the storage curve of {} {}", name, is_level ? "is out of order" : "falls"),
                     fmt::format("{} {:g} follows {:g}", is_level ? "level" : what, is_level ? curve.x[row] : curve.y[row], is_level ? curve.x[row - 1] : curve.y[row - 1]),
                     is_level ? "sort the rows by growing level and give every level once." : fmt::format("a higher level holds more water on no less ground: check {} and unit.", what));
    return std::nullopt;
  }
  if (has_volume && curve.x.size() < 2) {
    complaints.error(table->where(0, "volume"), fmt::format("the storage curve of {} has one row", name), "a layer lies between two levels", "add rows.");
    return std::nullopt;
  }
  constexpr double rounding = 0.01;  // tables are rounded: the mean area of a layer may miss the one below by that share
  for (std::size_t row = 2; has_volume && row < curve.x.size(); ++row) {
    const auto mean = [&](std::size_t i) { return (curve.y[i] - curve.y[i - 1]) / (curve.x[i] - curve.x[i - 1]); };
    if (mean(row) >= (1.0 - rounding) * mean(row - 1)) continue;
    complaints.error(table->where(row, what), fmt::format("the storage curve of {} falls", name),
                     fmt::format("the layer below level {:g} has a mean area of {:g} m2, the layer under it {:g} m2", curve.x[row], mean(row), mean(row - 1)), "a higher level covers no less ground: check volume and unit.");
    return std::nullopt;
  }
  if (has_volume) return area_of_volumes(curve);
  if (curve.y.back() > 0.0) return curve;
  complaints.error(table->where(table->rows() - 1, "area"), fmt::format("the storage curve of {} holds no water", name), "its largest area is 0", "give areas above 0.");
  return std::nullopt;
}

/// The curve as it is given: a file, or a prism.
std::optional<physics::Curve> read_area(TomlTable& t, InputFiles& files, Complaints& complaints) {
  t.value("levels"), t.value("area"), t.value("bed_level");
  if (t.has("levels")) {
    for (const char* key : {"area", "bed_level"})
      if (t.has(key)) t.error(t.where(key), fmt::format("{} has both levels and {}", t.name(), key), "a curve of levels says it all", fmt::format("remove {}, or levels.", key), {{t.where("levels"), "the curve"}});
    const std::string path = t.text("levels");
    const TextFile* file = path.empty() ? nullptr : files.open(path, t.file().folder(), t.where("levels"));
    return file ? from_file(*file, t.name(), complaints) : std::nullopt;
  }
  if (!t.has("area") && !t.has("bed_level")) {
    t.error(t.here(), fmt::format("{} has neither levels nor area and bed_level", t.name()), "", "add levels = \"storages/NAME.csv\" with columns level [m] and area [m2] or volume [m3], or area = \"2 km2\" and bed_level = 3.0");
    return std::nullopt;
  }
  const auto area = t.number("area", "area", "\"2 km2\""), bed = t.number("bed_level", "bed_level", "3.0 (in m)");
  if (!area || !bed) return std::nullopt;
  if (*area > 0.0) return physics::Curve{{*bed, *bed + 1.0}, {*area, *area}};
  t.error(t.where("area"), fmt::format("area of {} is not above 0", t.name()), "it holds no water", "give an area above 0.");
  return std::nullopt;
}

/// Operating levels in the order of the standards, above the bottom.
void check_levels(TomlTable& t, const basin::Storage& s, bool bottom_is_known) {
  const std::array<std::pair<const char*, const std::optional<double>*>, 5> levels{{{"dead_level", &s.dead_level}, {"flood_limit_level", &s.flood_limit_level}, {"normal_level", &s.normal_level},
                                                                                   {"design_flood_level", &s.design_flood_level}, {"check_flood_level", &s.check_flood_level}}};
  const char* before = nullptr;
  double level_before = 0.0;
  for (const auto& [key, level] : levels) {
    if (!*level) continue;
    if (before && **level < level_before)
      t.error(t.where(key), fmt::format("the levels of {} are out of order", t.name()), fmt::format("{} {:g} m lies below {} {:g} m", key, **level, before, level_before),
              "dead_level <= flood_limit_level <= normal_level <= design_flood_level <= check_flood_level.", {{t.where(before), "the other level"}});
    before = key, level_before = **level;
  }
  if (!bottom_is_known) return;
  const double bottom = basin::bottom_level(s);
  for (const auto& [key, level] : levels)
    if (*level && **level <= bottom) t.error(t.where(key), fmt::format("{} of {} lies below its bottom", key, t.name()), fmt::format("{:g} m; the bottom lies at {:g} m", **level, bottom), "give a level above the bottom.");
  if (s.water_level && *s.water_level < bottom)
    t.error(t.where("water_level"), fmt::format("water_level of {} lies below its bottom", t.name()), fmt::format("{:g} m; the bottom lies at {:g} m", *s.water_level, bottom), "give a level at or above the bottom; at the bottom it is empty.");
}

}  // namespace

void read_storages(TomlTable& file, BasinRead& read, InputFiles& files, Complaints& complaints) {
  Ids ids("storage cell");
  for (TomlTable& t : file.tables("storage", "a storage cell")) {
    basin::Storage s;
    s.id = ids.read(t);
    s.name_zh = t.text("name_zh");
    s.name_en = t.text("name_en");
    s.concentration = t.numbers("concentration", "concentration", read.pollutant_ids(), "pollutant");
    const bool is_id = is_storage_id(s.id) && s.id != "outside";
    if (!s.id.empty() && !is_id)
      t.error(t.where("id"), fmt::format("'{}' cannot be the id of a storage cell", s.id), s.id == "outside" ? "outside is what lies beyond the basin" : "an id has no blank and no colon, those belong to places", "choose another id, for example \"lake\".");
    if (const auto kind = t.choice("kind", kinds, "\"reservoir\"")) s.kind = static_cast<basin::StorageKind>(*kind);
    const auto area = read_area(t, files, complaints);
    s.area = area.value_or(physics::Curve{{0.0, 1.0}, {1.0, 1.0}});
    s.water_level = t.number("water_level", "water_level");
    s.dead_level = t.number("dead_level", "water_level");
    s.flood_limit_level = t.number("flood_limit_level", "water_level");
    s.normal_level = t.number("normal_level", "water_level");
    s.design_flood_level = t.number("design_flood_level", "water_level");
    s.check_flood_level = t.number("check_flood_level", "water_level");
    s.seepage = t.number("seepage", "seepage").value_or(0.0);
    read_owner_labels(t, read, s.jurisdiction, s.chief);
    check_levels(t, s, area.has_value());
    t.finish();
    if (s.id.empty()) continue;
    if (!area || !is_id) read.unread.insert(s.id);
    read.basin.storages.push_back(std::move(s));
    read.storages.push_back(t.here());
  }
}

}  // namespace riverchief::io

// The unsteady flow file of a plan as a scenario.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "io/date_time.hpp"
#include "io/hecras/converter.hpp"

namespace riverchief::io::hecras {
namespace {

constexpr double same_place = 0.5;  // [m]

double known(double value, double otherwise) { return std::isnan(value) ? otherwise : value; }

/// Holds the first and last value so that the period is covered; says whether that was needed.
bool cover(basin::Series& series, double duration) {
  bool was_short = false;
  if (series.time.front() > 1e-6) series.time.insert(series.time.begin(), 0.0), series.value.insert(series.value.begin(), series.value.front()), was_short = true;
  if (series.time.back() < duration - 1e-6) series.time.push_back(duration), series.value.push_back(series.value.back()), was_short = true;
  return was_short;
}

}  // namespace

/// Values at equal steps, seconds from the start of the plan; `otherwise` where a DSS file holds them.
basin::Series Converter::series(const Series& from, const std::string& place, int line, const std::string& quantity, double otherwise) {
  const std::string& file = p_.unsteady.file;
  basin::Series result;
  const double first = std::isnan(from.start) ? 0.0 : from.start - p_.plan.start, duration = p_.plan.end - p_.plan.start;
  std::size_t blanks = 0;
  for (std::size_t i = 0; i < from.values.size(); ++i) {
    if (std::isnan(from.values[i])) ++blanks;
    else result.time.push_back(first + static_cast<double>(i) * from.interval), result.value.push_back(from.values[i]);
  }
  if (result.time.empty()) {
    add(file, line, place, Fate::to_supply, {from.dss_path.empty() ? fmt::format("no values of {}", quantity) : fmt::format("values in the DSS file '{}', path '{}', which is not text", from.dss_file, from.dss_path), fmt::format("{}的数据在DSS文件“{}”中（路径“{}”），不是文本", quantity, from.dss_file, from.dss_path)},
        {fmt::format("the constant {:.6g}: write series = \"../forcing/NAME.csv\" with the columns time and {} instead", otherwise, quantity), fmt::format("暂写常数{:.6g}，请改为series并提供含time和{}两列的CSV", otherwise, quantity)});
    return {{0.0}, {otherwise}};
  }
  if (from.uses_dss)
    add(file, line, place, Fate::differs, {fmt::format("DSS file '{}' is asked for, and the flow file holds values as well", from.dss_file), fmt::format("指定使用DSS文件“{}”，而流量文件中也有数值", from.dss_file)}, {"the values of the flow file", "采用流量文件中的数值"});
  if (blanks > 0) add(file, line, place, Fate::differs, {fmt::format("{} blank value{}", blanks, blanks == 1 ? "" : "s"), fmt::format("{}个空值", blanks)}, {"linear between its neighbours", "线性内插"});
  if (cover(result, duration))
    add(file, line, place, Fate::differs, {"the series does not cover the plan's period", "序列未覆盖计算时段"}, {"its first and last values are held", "首末值延长"});
  if (std::all_of(result.value.begin(), result.value.end(), [&](double v) { return v == result.value.front(); })) return {{0.0}, {result.value.front()}};
  return result;
}

/// The initial flow of a river's head, or 1 m3/s.
double Converter::first_flow(const std::string& river) const {
  for (const InitialFlow& f : p_.unsteady.initial_flows)
    if (const auto found = river_of_.find({f.river, f.reach}); found != river_of_.end() && found->second == river && !std::isnan(f.discharge)) return f.discharge;
  return 1.0;
}

/// Water that enters inside a river.
void Converter::inflow_inside(const Boundary& from, basin::Scenario& scenario) {
  const std::string name = from.storage.empty() ? place_name(from.river, from.reach, from.station) : from.storage;
  basin::LateralInflow inflow;
  inflow.id = fresh_id(id_of("inflow " + (from.storage.empty() ? from.river + " " + from.station : from.storage)));
  if (!from.storage.empty()) {
    const auto id = storage_ids_.find(from.storage);
    if (id == storage_ids_.end()) {
      add(p_.unsteady.file, from.line, name, Fate::left_out, {"inflow into a storage area that is not in the basin", "流入未导入蓄水区的流量"}, {"left out", "略去"});
      return;
    }
    inflow.storage = id->second;
  } else {
    const auto at = nearest_place(from.river, from.reach, from.station);
    const auto to = from.to_station.empty() ? at : nearest_place(from.river, from.reach, from.to_station);
    if (!at || !to) {
      add(p_.unsteady.file, from.line, name, Fate::left_out, {"inflow at a section that is not there", "入流断面不存在"}, {"left out", "略去"});
      return;
    }
    double end = std::max(at->chainage, to->chainage);
    if (at->river == end_river_) end = std::min(end, end_chainage_);
    inflow.over = {at->river, std::min(at->chainage, to->chainage), end, {}};
  }
  inflow.discharge = series(from.series, name, from.line, "discharge [m3/s]", 0.0);
  if (std::any_of(inflow.discharge.value.begin(), inflow.discharge.value.end(), [](double q) { return q < 0.0; })) {
    double taken = 0;
    for (double& q : inflow.discharge.value) taken = std::min(taken, q), q = std::max(q, 0.0);
    add(p_.unsteady.file, from.line, name, Fate::to_supply, {fmt::format("water taken out (down to {:.4g} m3/s)", taken), fmt::format("取水（至{:.4g} m3/s）", taken)}, {"only what comes in; write an [[intake]] for what is taken", "仅计入流，取水请另设[[intake]]"});
  }
  scenario.lateral_inflows.push_back(std::move(inflow));
}

void Converter::boundary(const Boundary& from, basin::Scenario& scenario) {
  const std::string name = place_name(from.river, from.reach, from.station), &file = p_.unsteady.file;
  const auto at = nearest_place(from.river, from.reach, from.station);
  if (!at) {
    add(file, from.line, name, Fate::left_out, {"boundary at a section that is not there", "边界断面不存在"}, {"left out", "略去"});
    return;
  }
  const basin::River& river = *basin::find_river(out_.basin, at->river);
  const bool head = at->chainage < same_place && !river.leaves, mouth = std::abs(at->chainage - river.length) < same_place && !river.joins;
  if (!head && !mouth) {
    if (from.kind == BoundaryKind::discharge) {
      add(file, from.line, name, Fate::differs, {"flow hydrograph inside the river", "河道内部的流量过程"}, {"an inflow at that place, added to the river's flow", "按该处侧向入流处理"});
      inflow_inside(from, scenario);
    } else {
      add(file, from.line, name, Fate::left_out, {"boundary inside the river", "河道内部的边界"}, {"the level follows from the flow equations", "由水流方程求解"});
    }
    return;
  }
  basin::Boundary b;
  b.at = {at->river, head ? 0.0 : river.length, {}};
  const auto discharge = [&](const Series& values) {
    b.kind = basin::BoundaryKind::discharge;
    b.series = series(values, name, from.line, "discharge [m3/s]", first_flow(river.id));
  };
  const auto level = [&](const Series& values) {
    b.kind = basin::BoundaryKind::water_level;
    b.series = series(values, name, from.line, "water_level [m]", basin::bed_level(river.sections.back()) + 1.0);
  };
  switch (from.kind) {
    case BoundaryKind::discharge: discharge(from.series); break;
    case BoundaryKind::water_level: level(from.series); break;
    case BoundaryKind::level_and_discharge:
      if (head) discharge(from.second);
      else level(from.series);
      add(file, from.line, name, Fate::differs, {"stage and flow hydrograph", "水位流量过程"}, {head ? "the discharges; the levels follow" : "the levels; the discharges follow", head ? "采用流量，水位由计算得出" : "采用水位，流量由计算得出"});
      break;
    case BoundaryKind::rating:
      b.kind = basin::BoundaryKind::rating_curve;
      for (const Rating& r : from.rating) {
        if (std::isnan(r.level) || std::isnan(r.discharge) || (!b.rating.water_level.empty() && (r.level <= b.rating.water_level.back() || r.discharge <= b.rating.discharge.back()))) continue;
        b.rating.water_level.push_back(r.level), b.rating.discharge.push_back(r.discharge);
      }
      if (b.rating.water_level.size() != from.rating.size())
        add(file, from.line, name, Fate::differs, {"the rating curve does not grow everywhere", "水位流量关系不单调"}, {"rows that do not grow are left out", "略去不递增的行"});
      break;
    case BoundaryKind::normal_depth:
      b.kind = basin::BoundaryKind::normal_depth;
      b.bed_slope = known(from.slope, 0.0);
      break;
    default: return;
  }
  if (b.kind == basin::BoundaryKind::rating_curve && b.rating.water_level.size() < 2) {
    add(file, from.line, name, Fate::to_supply, {"rating curve with fewer than two points", "水位流量关系不足两点"}, {"normal depth", "正常水深"});
    b.kind = basin::BoundaryKind::normal_depth;
  }
  if (head && (b.kind == basin::BoundaryKind::rating_curve || b.kind == basin::BoundaryKind::normal_depth)) {
    add(file, from.line, name, Fate::left_out, {"rating or normal depth at a river's head", "河首的水位流量关系或正常水深"}, {"a closed end", "按封闭处理"});
    return;
  }
  out_.remarks.of_place[basin::to_text(b.at)] = name;
  scenario.boundaries.push_back(std::move(b));
}

/// Every open end has a boundary.
void Converter::close_open_ends(basin::Scenario& scenario, const std::string& file) {
  for (const basin::River& river : out_.basin.rivers)
    for (const bool head : {true, false}) {
      if (head ? river.leaves || !river.leaves_storage.empty() : river.joins || !river.joins_storage.empty()) continue;
      const basin::Place at{river.id, head ? 0.0 : river.length, {}};
      const bool has = std::any_of(scenario.boundaries.begin(), scenario.boundaries.end(), [&](const basin::Boundary& b) { return b.at.river == river.id && std::abs(b.at.chainage - at.chainage) < same_place; });
      if (has) continue;
      basin::Boundary b;
      b.at = at;
      if (head) {
        b.kind = basin::BoundaryKind::closed;
        const bool is_junction = std::any_of(out_.basin.rivers.begin(), out_.basin.rivers.end(), [&](const basin::River& r) { return r.joins && r.joins->river == river.id && r.joins->chainage < same_place; });
        if (!is_junction) add(file, 0, basin::to_text(at), Fate::to_supply, {"no boundary at the river's head", "河首无边界"}, {"a closed end: give it a discharge", "按封闭处理，请给定流量"});
      } else if (river.id == end_river_ && !options_.level_at_end.time.empty()) {
        b.kind = basin::BoundaryKind::water_level;
        b.series = options_.level_at_end;
      } else {
        b.kind = basin::BoundaryKind::normal_depth;
        add(file, 0, basin::to_text(at), Fate::to_supply, {river.id == end_river_ ? "no level given where the model was cut" : "no boundary at the river's mouth", river.id == end_river_ ? "截断处未给水位" : "河口无边界"},
            {"normal depth on the slope of the last stretch", "按末段比降取正常水深"});
      }
      scenario.boundaries.push_back(std::move(b));
    }
}

void Converter::unsteady() {
  if (!p_.has_unsteady) return;
  const std::string &file = p_.unsteady.file, title = p_.plan.title.empty() ? p_.unsteady.title : p_.plan.title;
  if (std::isnan(p_.plan.start) || std::isnan(p_.plan.end) || !(p_.plan.end > p_.plan.start)) {
    complaints_.error({p_.plan.file, 0, 0, ""}, "the plan has no period to simulate", "'Simulation Date' is missing or ends before it begins", "give the plan a period in HEC-RAS, or choose another one with --plan.");
    return;
  }
  std::string name = id_of(p_.plan.short_name.empty() ? title : p_.plan.short_name);
  basin::Scenario s = scenario_frame(name, title.empty() ? name : title);
  s.start_epoch = p_.plan.start - 60.0 * options_.clock_minutes;
  s.duration = p_.plan.end - p_.plan.start;
  s.output_every = std::clamp(known(p_.plan.output_interval, 3600.0), 60.0, s.duration);
  for (const Boundary& b : p_.unsteady.boundaries) {
    const std::string at = b.river.empty() ? b.storage + b.connection + b.pump_station + b.boundary_line : place_name(b.river, b.reach, b.station);
    if (!b.river.empty() && is_beyond_end(b.river, b.reach, b.station)) continue;
    switch (b.kind) {
      case BoundaryKind::discharge: case BoundaryKind::water_level: case BoundaryKind::level_and_discharge: case BoundaryKind::rating: case BoundaryKind::normal_depth:
        if (!b.river.empty()) boundary(b, s);
        else if (!b.storage.empty() && b.kind == BoundaryKind::discharge) inflow_inside(b, s);
        else add(file, b.line, at, Fate::left_out, {"boundary of a storage or two-dimensional area", "蓄水区或二维区边界"}, {"left out", "略去"});
        break;
      case BoundaryKind::lateral_inflow: case BoundaryKind::uniform_lateral_inflow: inflow_inside(b, s); break;
      case BoundaryKind::gate_openings: case BoundaryKind::elevation_controlled_gates: case BoundaryKind::rules: operation(b, s); break;
      case BoundaryKind::navigation_dam: break;  // with its structure
      case BoundaryKind::groundwater:
        add(file, b.line, at, Fate::to_supply, {fmt::format("exchange with ground water, conductivity {:.3g} m/s over {:.3g} m", b.groundwater_conductivity, b.groundwater_distance), fmt::format("地下水交换，渗透系数{:.3g} m/s，距离{:.3g} m", b.groundwater_conductivity, b.groundwater_distance)},
            {"none: write an [[aquifer]] with that leakance and its head", "未导入，可另设[[aquifer]]"});
        break;
      case BoundaryKind::internal_level_and_discharge:
        add(file, b.line, at, Fate::left_out, {"observed stage and flow inside the river that HEC-RAS holds", "河道内部实测水位流量（HEC-RAS强制）"}, {"the level follows from the flow equations", "由水流方程求解"});
        break;
      case BoundaryKind::rainfall:
        add(file, b.line, at, Fate::left_out, {"rain on a storage or two-dimensional area", "蓄水区或二维区降雨"}, {"none: write [weather] rainfall for all storage cells", "未导入，可在[weather]中给定"});
        break;
      case BoundaryKind::none: add(file, b.line, at, Fate::left_out, {"boundary without a kind that this import knows", "未知类型的边界"}, {"left out", "略去"}); break;
    }
  }
  close_open_ends(s, file);
  for (const InitialLevel& l : p_.unsteady.initial_levels) {
    const auto id = storage_ids_.find(l.storage);
    if (id != storage_ids_.end() && !std::isnan(l.level)) s.initial.storage_level[id->second] = std::max(l.level, basin::bottom_level(*basin::find_storage(out_.basin, id->second)));
    else if (l.storage.empty())
      add(file, l.line, place_name(l.river, l.reach, l.station), Fate::replaced, {fmt::format("first level {:.3f} m inside the river", l.level), fmt::format("河道内初始水位{:.3f} m", l.level)}, {"the run begins with the steady state of the first instant", "以首时刻恒定流为初始条件"});
  }
  if (!p_.unsteady.initial_flows.empty())
    add(file, p_.unsteady.initial_flows.front().line, "", Fate::replaced, {fmt::format("{} initial flow{}", p_.unsteady.initial_flows.size(), p_.unsteady.initial_flows.size() == 1 ? "" : "s"), fmt::format("{}个初始流量", p_.unsteady.initial_flows.size())},
        {"the run begins with the steady state of the first values of its boundaries", "以边界首值的恒定流为初始条件"});
  if (p_.unsteady.uses_restart)
    add(file, 0, "", Fate::left_out, {fmt::format("restart file '{}'", p_.unsteady.restart_file), fmt::format("热启动文件“{}”", p_.unsteady.restart_file)}, {"the run begins with the steady state of its first instant", "以首时刻恒定流为初始条件"});
  const auto look = [&](const std::string& river, const std::string& reach, const std::string& station, const std::string& what) {
    const auto at = nearest_place(river, reach, station);
    if (at && !is_beyond_end(river, reach, station)) out_.looked_at.push_back({river, reach, station, *at, what});
  };
  for (const PlanPlace& o : p_.plan.output_places)
    if (!o.river.empty()) look(o.river, o.reach, o.station, "hydrograph of the plan");
  for (const Observed& o : p_.unsteady.observed) {
    look(o.river, o.reach, o.station, "observed");
    add(file, o.line, place_name(o.river, o.reach, o.station), Fate::to_supply, {fmt::format("observed values in the DSS file '{}', path '{}'", o.dss_file, o.dss_path), fmt::format("实测资料在DSS文件“{}”（路径“{}”）中", o.dss_file, o.dss_path)},
        {"export them to a CSV with the columns time and water_level [m] to compare or calibrate", "请另行导出为含time和water_level [m]的CSV"});
  }
  add(p_.plan.file, 0, "", Fate::to_supply, {"times are by a clock whose zone the files do not name", "文件时间未注明时区"},
      {fmt::format("written as {}; import again with --clock to say another", s.start_epoch > -1e300 ? to_text(Instant{s.start_epoch, options_.clock_minutes, true}) : ""), fmt::format("按{}写出，可用--clock另行指定", to_text(Instant{s.start_epoch, options_.clock_minutes, true}))});
  finish_scenario(std::move(s));
}

}  // namespace riverchief::io::hecras

// A plan file: which files belong together, the time, and what changes the geometry for this run.

#include <fmt/format.h>

#include <cmath>

#include "io/hecras/read_parts.hpp"
#include "io/hecras/read_times.hpp"

namespace riverchief::io::hecras {
namespace {

constexpr double hour = 3600.0;

Breach begin_breach(LineReader& in) {
  const auto f = in.fields();
  Breach out;
  out.line = in.number();
  out.river = LineReader::text(f, 0);
  out.reach = LineReader::text(f, 1);
  out.station = plain_station(LineReader::text(f, 2));
  out.is_active = LineReader::truth(f, 3);
  out.connection = LineReader::text(f, 4);
  return out;
}

bool read_breach_line(LineReader& in, Breach& out) {
  const auto f = in.fields();
  const double m = in.units().length();
  if (in.is_key("Breach Method")) {
    out.method = in.integer(f, 0, "the method of the breach");
  } else if (in.is_key("Breach Geom")) {
    out.centre_station = in.number(f, 0, "the breach's station") * m;
    out.final_width = in.number(f, 1, "the breach's width") * m;
    out.final_level = in.number(f, 2, "the breach's level") * m;
    out.left_slope = in.number(f, 3, "a side slope");
    out.right_slope = in.number(f, 4, "a side slope");
    out.is_piping = LineReader::truth(f, 5);
    out.piping_coefficient = in.number(f, 6, "the piping coefficient");
    out.piping_level = in.number(f, 7, "the piping level") * m;
    out.formation_time = in.number(f, 8, "the time of formation in hours") * hour;
    out.weir_coefficient = in.number(f, 9, "a weir coefficient") * in.units().weir_coefficient();
  } else if (in.is_key("Breach Start")) {
    out.starts_at_level = LineReader::truth(f, 0);
    out.start_level = in.number(f, 1, "the level that starts the breach") * m;
    out.start = read_instant(in, f, 2, "the start of the breach");
    out.starts_after_duration = LineReader::truth(f, 4);
    out.threshold_level = in.number(f, 5, "the threshold of the breach") * m;
    out.duration = in.number(f, 6, "the duration in hours") * hour;
  } else if (in.is_key("Breach Progression")) {
    out.progression.clear();
    for (const Point& p : read_points(in, "steps of the breach", 1.0, 1.0)) out.progression.push_back({p.x, p.y});
    return true;
  } else {
    return false;
  }
  in.advance();
  return true;
}

/// "Roughness Change=river,reach,from,to, 15" and pairs of discharge and factor.
RoughnessFactors read_factors(LineReader& in) {
  const auto f = in.fields();
  RoughnessFactors out{in.number(), LineReader::text(f, 0), LineReader::text(f, 1), plain_station(LineReader::text(f, 2)), plain_station(LineReader::text(f, 3)), {}, {}};
  const int count = in.integer(f, 4, "the number of pairs");
  if (count < 0 || count > 10000) {
    in.error(fmt::format("{} pairs of discharge and factor", count), "0 to 10000 are possible", "correct the number", f[4].column);
    in.advance();
    return out;
  }
  const auto numbers = in.block(static_cast<std::size_t>(count), 2, "pairs of discharge and factor");
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
    out.discharge.push_back(numbers[i] * in.units().discharge());
    out.factor.push_back(numbers[i + 1]);
    if (std::isnan(numbers[i]) || !(numbers[i + 1] > 0.0) || (i > 0 && !(numbers[i] > numbers[i - 2])))
      in.error_at(out.line, fmt::format("roughness factors of {}, {}: pair {} is wrong", out.river, out.reach, i / 2 + 1), "discharges grow and factors are greater than zero", "correct them in HEC-RAS and save again");
  }
  return out;
}

void check_breach(LineReader& in, const Breach& b) {
  if (!b.is_active) return;
  const std::string where = b.connection.empty() ? fmt::format("the breach at {}, {}, {}", b.river, b.reach, b.station) : fmt::format("the breach of '{}'", b.connection);
  if (std::isnan(b.centre_station) || !(b.final_width > 0.0) || std::isnan(b.final_level))
    in.error_at(b.line, fmt::format("{} is not complete", where), "centre station, final width and final level are needed", "fill them in in HEC-RAS (Breach data of the plan), or switch it off");
  if (b.method == 0 && !(b.formation_time > 0.0)) in.error_at(b.line, fmt::format("{} takes no time", where), "its time of formation is blank or zero", "enter it in hours in HEC-RAS");
  const bool is_timed = !b.starts_at_level && !b.starts_after_duration;
  if ((b.starts_at_level && std::isnan(b.start_level)) || (b.starts_after_duration && (std::isnan(b.threshold_level) || std::isnan(b.duration))) || (is_timed && std::isnan(b.start)))
    in.error_at(b.line, fmt::format("{} never begins", where), "level, threshold or instant of its trigger is blank", "fill it in in HEC-RAS, or switch it off");
}

bool read_setting(LineReader& in, Plan& out) {
  const auto f = in.fields();
  const std::string key(in.key());
  const auto word = [&] { return std::string(trimmed(in.value())); };
  if (key == "Plan Title") out.title = word();
  else if (key == "Short Identifier") out.short_name = word();
  else if (key == "Program Version") out.program_version = word();
  else if (key == "Geom File") out.geometry_file = word();
  else if (key == "Flow File") out.flow_file = word();
  else if (key == "Simulation Date") {
    out.window_line = in.number();
    out.start = read_instant(in, f, 0, "the start of the simulation");
    out.end = read_instant(in, f, 2, "the end of the simulation");
    if (out.end <= out.start) in.error("the simulation ends before it begins", std::string(in.value()), "correct the times in HEC-RAS");
  } else if (key == "Computation Interval") out.computation_interval = read_step(in, "the computation interval");
  else if (key == "Output Interval") out.output_interval = step_seconds(in.value());
  else if (key == "Instantaneous Interval") out.instantaneous_interval = step_seconds(in.value());
  else if (key == "Mapping Interval") out.mapping_interval = step_seconds(in.value());
  else if (key == "Subcritical Flow") out.subcritical = true;
  else if (key == "Supercritical Flow") out.supercritical = true;
  else if (key == "Mixed Flow") out.is_mixed = true;
  else if (key == "UNET Theta") out.theta = in.number(f, 0, "theta");
  else if (key == "UNET Theta Warmup") out.warm_up_theta = in.number(f, 0, "theta");
  else if (key == "UNET WFStab") out.weir_stability = in.integer(f, 0, "a stability factor");
  else if (key == "UNET SFStab") out.spillway_stability = in.integer(f, 0, "a stability factor");
  else if (key == "UNET Mixed Flow") out.is_mixed = out.is_mixed || LineReader::truth(f, 0);
  else if (key == "Friction Slope Method") out.friction_slope_method = in.integer(f, 0, "a method");
  else if (key == "Unsteady Friction Slope Method") out.unsteady_friction_slope_method = in.integer(f, 0, "a method");
  else if (key == "Stage Flow Hydrograph")
    out.output_places.push_back({in.number(), LineReader::text(f, 0), LineReader::text(f, 1), plain_station(LineReader::text(f, 2).substr(0, LineReader::text(f, 2).find(' '))), LineReader::text(f, 3)});
  else if (key == "Disregard all LS") out.without_laterals = LineReader::truth(f, 0);
  else if (key == "Disregard all Conn") out.without_connections = LineReader::truth(f, 0);
  else if (key == "Disregard all Breaches") out.without_breaches = LineReader::truth(f, 0);
  else if (key == "Disregard all Pumps") out.without_pumps = LineReader::truth(f, 0);
  else if (key == "DSS File") out.dss_file = word();
  else if (key == "Run UNet") out.is_unsteady = out.is_unsteady || LineReader::truth(f, 0);
  else return false;
  in.advance();
  return true;
}

}  // namespace

Plan read_plan_text(std::string_view text, const std::string& name, Units units, Complaints& complaints, std::vector<Unread>& unread) {
  LineReader in(text, name, units, complaints, unread);
  Plan out;
  out.file = name;
  while (!in.at_end()) {
    if (in.is_empty()) in.advance();
    else if (in.begins_description()) in.description();
    else if (in.is_key("Breach Loc")) {
      out.breaches.push_back(begin_breach(in));
      in.advance();
    } else if (in.is_key("Roughness Change")) out.roughness_factors.push_back(read_factors(in));
    else if (!out.breaches.empty() && read_breach_line(in, out.breaches.back())) continue;
    else if (!read_setting(in, out)) in.leave_unread();
  }
  for (const Breach& breach : out.breaches) check_breach(in, breach);
  if (out.geometry_file.empty()) in.error_at(0, "the plan names no geometry", "no line 'Geom File=' was found", "choose a geometry for the plan in HEC-RAS and save it");
  if (out.flow_file.empty()) in.error_at(0, "the plan names no flow data", "no line 'Flow File=' was found", "choose flow data for the plan in HEC-RAS and save it");
  out.is_unsteady = !out.flow_file.empty() && (out.flow_file[0] == 'u' || out.flow_file[0] == 'U');
  return out;
}

}  // namespace riverchief::io::hecras

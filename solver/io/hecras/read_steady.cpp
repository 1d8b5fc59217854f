// A steady flow file: profiles, discharges at sections, and what holds at the ends of the reaches.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/hecras/read_parts.hpp"

namespace riverchief::io::hecras {
namespace {

SteadyEnd end_of(LineReader& in, const std::vector<Field>& f) {
  const int code = in.integer(f, 0, "the kind of boundary");
  if (code >= 0 && code <= 4) return static_cast<SteadyEnd>(code);
  in.error(fmt::format("a boundary of kind {}", code), "known are 0 none, 1 known level, 2 critical depth, 3 normal depth, 4 rating curve", "set the kind in HEC-RAS and save again");
  return SteadyEnd::none;
}

bool read_boundary_line(LineReader& in, SteadyBoundary& out) {
  const bool is_up = in.starts_with("Up "), is_down = in.starts_with("Dn ");
  if (!is_up && !is_down) return false;
  const auto f = in.fields();
  const std::string_view what = in.key().substr(std::min<std::size_t>(3, in.key().size()));
  if (what == "Rating Curve") {
    (is_up ? out.upstream_rating : out.downstream_rating) = read_rating(in, "rating points");
    return true;
  }
  if (what == "Type") (is_up ? out.upstream : out.downstream) = end_of(in, f);
  else if (what == "Known WS") (is_up ? out.upstream_level : out.downstream_level) = in.number(f, 0, "a water level") * in.units().length();
  else if (what == "Slope") (is_up ? out.upstream_slope : out.downstream_slope) = in.number(f, 0, "a slope");
  else return false;
  in.advance();
  return true;
}

void check_boundary(LineReader& in, const SteadyBoundary& b) {
  const auto check = [&](SteadyEnd end, double level, double slope, const std::vector<Rating>& rating, const char* side) {
    const std::string where = fmt::format("the {} end of {}, {} in profile {}", side, b.river, b.reach, b.profile + 1);
    if (end == SteadyEnd::known_level && std::isnan(level)) in.error_at(b.line, fmt::format("{} has no water level", where), "a known level is asked for", "enter it in HEC-RAS and save again");
    if (end == SteadyEnd::normal_depth && !(slope > 0.0)) in.error_at(b.line, fmt::format("{} has no slope", where), "normal depth needs one greater than zero", "enter it in HEC-RAS and save again");
    if (end == SteadyEnd::rating && rating.size() < 2) in.error_at(b.line, fmt::format("{} has no rating curve", where), fmt::format("{} points; two are needed at least", rating.size()), "enter it in HEC-RAS and save again");
  };
  check(b.upstream, b.upstream_level, b.upstream_slope, b.upstream_rating, "upper");
  check(b.downstream, b.downstream_level, b.downstream_slope, b.downstream_rating, "lower");
}

}  // namespace

SteadyFlow read_steady_text(std::string_view text, const std::string& name, Units units, Complaints& complaints, std::vector<Unread>& unread) {
  LineReader in(text, name, units, complaints, unread);
  SteadyFlow out;
  out.file = name;
  std::size_t profiles = 0;
  int profile_line = 0;
  while (!in.at_end()) {
    const auto f = in.fields();
    if (in.is_empty()) {
      in.advance();
      continue;
    }
    if (in.begins_description()) {
      in.description();
      continue;
    }
    if (in.is_key("River Rch & RM")) {
      FlowChange flow{in.number(), LineReader::text(f, 0), LineReader::text(f, 1), plain_station(LineReader::text(f, 2)), {}};
      flow.discharge = in.block(profiles, 1, "discharges");
      for (std::size_t i = 0; i < flow.discharge.size(); ++i) {
        if (std::isnan(flow.discharge[i])) in.error_at(flow.line, fmt::format("no discharge at {}, {}, {} in profile {}", flow.river, flow.reach, flow.station, i + 1), "the field is blank", "enter it in HEC-RAS and save again");
        flow.discharge[i] *= in.units().discharge();
      }
      in.nothing_follows("discharges");
      out.flows.push_back(std::move(flow));
      continue;
    }
    if (!out.boundaries.empty() && read_boundary_line(in, out.boundaries.back())) continue;
    if (in.is_key("Flow Title")) out.title = std::string(trimmed(in.value()));
    else if (in.is_key("Program Version")) out.program_version = std::string(trimmed(in.value()));
    else if (in.is_key("Number of Profiles")) {
      profiles = in.count("profiles");
      profile_line = in.number();
    } else if (in.is_key("Profile Names")) {
      for (const Field& field : f) out.profiles.push_back(field.text);
    } else if (in.is_key("Boundary for River Rch & Prof#")) {
      SteadyBoundary boundary;
      boundary.line = in.number();
      boundary.river = LineReader::text(f, 0);
      boundary.reach = LineReader::text(f, 1);
      boundary.profile = in.integer(f, 2, "the profile", 1) - 1;
      if (boundary.profile < 0 || static_cast<std::size_t>(boundary.profile) >= profiles)
        in.error(fmt::format("a boundary for profile {}", boundary.profile + 1), fmt::format("the file has {} profiles", profiles), "correct the number of the profile");
      out.boundaries.push_back(std::move(boundary));
    } else {
      in.leave_unread();
      continue;
    }
    in.advance();
  }
  for (const SteadyBoundary& boundary : out.boundaries) check_boundary(in, boundary);
  if (!out.profiles.empty() && out.profiles.size() != profiles)
    in.error_at(profile_line, fmt::format("{} profiles are announced, {} have names", profiles, out.profiles.size()), "the two lines belong together", "correct one of them");
  for (std::size_t i = out.profiles.size(); i < profiles && i < 1000; ++i) out.profiles.push_back(fmt::format("PF {}", i + 1));
  if (out.flows.empty()) in.error_at(0, "no discharge in this file", "no line 'River Rch & RM=' was found", "give a steady flow file of HEC-RAS (.f##)");
  return out;
}

}  // namespace riverchief::io::hecras

#include <algorithm>
#include <cmath>
#include <limits>

#include "scenarios/assessment/gb3838.hpp"
#include "scenarios/attribution/attribution_tables.hpp"
#include "scenarios/io/calendar.hpp"

namespace riverchief::attribution {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN(), hour = 3600.0;
constexpr double risen = 0.01;  // of the rise from the background to the peak: it has arrived

/// The course at one place, linear between fine times.
struct Course {
  const io::FineResults& fine;
  std::size_t pollutant, place, states;
  double operator()(std::size_t k) const { return fine.place_concentration[(k * fine.pollutants.size() + pollutant) * fine.places.id.size() + place]; }
  /// The first instant above a limit; NaN = never.
  double first_above(double limit) const {
    for (std::size_t k = 0; k < states; ++k) {
      if (!((*this)(k) > limit)) continue;
      if (k == 0) return fine.time[0];
      const double a = (*this)(k - 1), b = (*this)(k);
      return fine.time[k - 1] + (limit - a) / (b - a) * (fine.time[k] - fine.time[k - 1]);
    }
    return nothing;
  }
  double duration_above(double limit) const {
    double sum = 0.0;
    for (std::size_t k = 0; k + 1 < states; ++k) {
      const double a = (*this)(k) - limit, b = (*this)(k + 1) - limit, dt = fine.time[k + 1] - fine.time[k];
      if (a > 0.0 && b > 0.0) sum += dt;
      else if (a > 0.0 || b > 0.0) sum += dt * std::max(a, b) / std::abs(a - b);
    }
    return sum;
  }
};

}  // namespace

assessment::Table spill_arrivals_table(const io::ResultsFile& r, const io::Register& registered) {
  assessment::Table table{"spill_arrivals", {{"place", ""}, {"kind", ""}, {"pollutant", ""}, {"background", "mg/L"}, {"arrival", ""}, {"arrival_after", "h"}, {"peak", "mg/L"}, {"time_of_peak", ""},
                                             {"limit", "mg/L"}, {"above_limit_from", ""}, {"hours_above_limit", "h"}, {"resolution", "min"}}, {}};
  namespace gb3838 = assessment::gb3838;
  const io::FineResults& fine = r.fine;
  for (std::size_t i = 0; i < fine.places.id.size(); ++i)
    for (std::size_t p = 0; p < fine.pollutants.size(); ++p) {
      Course course{fine, p, i, 0};
      while (course.states < fine.time.size() && !std::isnan(course(course.states))) ++course.states;
      if (course.states < 2) continue;
      std::size_t peak = 0;
      for (std::size_t k = 0; k < course.states; ++k)
        if (course(k) > course(peak)) peak = k;
      const double background = course(0), highest = course(peak), rise = highest - background;
      int target = 3;  // 集中式生活饮用水地表水源地: class III
      bool is_lake = fine.places.storage[i] >= 0;
      for (const auto& section : registered.basin.monitoring_sections)
        if (fine.places.kind[i] == "section" && section.id == fine.places.id[i]) target = section.target_class > 0 ? section.target_class : 3, is_lake = section.water == basin::WaterBody::lake;
      for (const auto& source : registered.basin.zones.water_sources)
        if (fine.places.kind[i] == "water_source" && source.id == fine.places.id[i]) target = source.target_class;
      double limit = nothing;
      for (const auto& pollutant : registered.basin.pollutants)
        if (pollutant.id == fine.pollutants[p] && !pollutant.standard_item.empty())
          if (const auto* item = io::find_item(io::gb3838_2002(), pollutant.standard_item); item && item->limit == io::LimitKind::highest)
            limit = gb3838::limit_of(*item, is_lake ? gb3838::Water::lake : gb3838::Water::river, target);
      const double noise = 1e-9 * std::max(highest, 1e-6);
      const double arrival = rise > noise ? course.first_above(background + risen * rise) : nothing;
      table.rows.push_back({fine.places.id[i], fine.places.kind[i], fine.pollutants[p], background, io::instant(r.start, arrival), (arrival - fine.time.front()) / hour, highest,
                            rise > noise ? io::instant(r.start, fine.time[peak]) : std::string(), limit, std::isnan(limit) ? std::string() : io::instant(r.start, course.first_above(limit)),
                            std::isnan(limit) ? nothing : course.duration_above(limit) / hour, (fine.time[1] - fine.time[0]) / 60.0});
    }
  return table;
}

std::vector<assessment::Table> attribution_tables(const io::ResultsFile& results, const io::Register& registered) {
  const std::vector<Shares> shares = shares_of(results);
  return {shares_table(shares), exceedances_table(shares, registered), oxygen_demand_table(shares, registered), tributaries_table(shares), source_loads_table(results), loads_by_table(results),
          load_to_sea_table(shares, results), unmonitored_table(results, shares), spill_arrivals_table(results, registered)};
}

}  // namespace riverchief::attribution

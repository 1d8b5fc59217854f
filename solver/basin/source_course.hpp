// Courses of sources through time: steps that keep their integral, sums, hours and months by the scenario's clock.

#pragma once

#include <functional>
#include <vector>

#include "basin/scenario.hpp"
#include "basin/sources.hpp"

namespace riverchief::basin {

inline Series constant(double value) { return {{0.0}, {value}}; }
inline bool is_constant(const Series& series) { return series.time.size() < 2; }

/// A value over each interval between `edges`, as a series with ramps of at most a minute about the inner edges: its integral is that
/// of the steps. Equal neighbours need no points.
///
/// \param edges   one more than values, growing [s]
Series steps(const std::vector<double>& edges, const std::vector<double>& values);
/// The series times a number.
Series times(const Series& series, double factor);
/// The sum of two series, exact.
Series plus(const Series& a, const Series& b);
/// What `value` gives at every point of any of the series, and at `more` instants; one point where all are constant.
Series along(const std::vector<const Series*>& series, const std::function<double(double time)>& value, const std::vector<double>& more = {});
/// Instants at which a series passes a value.
std::vector<double> crossings(const Series& series, double value);

/// 1 while the schedule lets it run and 0 otherwise, over the period of the scenario.                                 [SO-2]
Series running(const Schedule& schedule, const Scenario& scenario);
/// Month 1 to 12 and weekday 1 (Monday) to 7 by the scenario's clock, and the seconds since its midnight, `time` after the start.
struct ClockTime {
  int month = 1, weekday = 1;
  double of_day = 0.0;
};
ClockTime clock_time(const Scenario& scenario, double time);
/// Seconds of a year of 365 days in these months; of the whole year where none is named.
double seconds_in(const std::vector<int>& months);

}  // namespace riverchief::basin

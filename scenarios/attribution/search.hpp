// What the search of an alarm works with: the run's last days, the backward response, decay.

#pragma once

#include <cmath>
#include <limits>
#include <vector>

#include "model/network.hpp"
#include "scenarios/attribution/backward.hpp"
#include "scenarios/attribution/trace.hpp"

namespace riverchief::attribution {

inline constexpr double not_told = std::numeric_limits<double>::quiet_NaN();
inline constexpr double counted = 0.05;  ///< of a place's greatest response: releases from first to last reach it

/// Response of one place through the look-back: peak, the time that counts, and its integral.
struct ResponseCourse {
  double first = not_told, peak = not_told, last = not_told, response = 0.0, integral = 0.0;  ///< integral from first to last [s/m3]
};

template <class Response>
ResponseCourse course_of(const std::vector<double>& time, Response response) {
  ResponseCourse c;
  std::vector<double> r(time.size());
  for (std::size_t k = 0; k < time.size(); ++k) {
    r[k] = response(k);
    if (r[k] > c.response) c.response = r[k], c.peak = time[k];
  }
  if (!(c.response > 0.0)) return c;
  for (std::size_t k = 0; k < time.size(); ++k)
    if (r[k] >= counted * c.response) {
      if (std::isnan(c.first)) c.first = time[k];
      c.last = time[k];
    }
  for (std::size_t k = 0; k + 1 < time.size(); ++k)
    if (time[k] >= c.first && time[k + 1] <= c.last) c.integral += 0.5 * (r[k] + r[k + 1]) * (time[k + 1] - time[k]);
  if (!(c.integral > 0.0)) c.integral = c.response * std::max(c.last - c.first, time.back() - time[time.size() - 2]);
  return c;
}

struct Search {
  const basin::Scenario& scenario;
  const Alarm& alarm;
  model::Network net;
  int section_cell;
  StepKeeper kept;
  BackwardField field;
  std::vector<double> decay;    ///< (instant) what a gram is worth then
  std::vector<bool> upstream;   ///< (cell) its water comes to the section, whatever the time it takes
  double weakest = 0.0;         ///< no release with a smaller response can be told [1/m3]
  std::size_t pollutant = 0;    ///< index

  Search(const basin::Scenario& scenario, const Alarm& alarm);
  double at_cell(std::size_t cell, std::size_t instant) const { return static_cast<double>(field.response[instant][cell]) * decay[instant]; }
  bool can_be_told(const ResponseCourse& course) const { return course.response > weakest; }
  /// Fills in what follows from the course, or why there is none.
  void judge(Suspect& suspect, const ResponseCourse& course, const std::vector<std::size_t>& cells) const;
};

// judge_sources.cpp: sources from the side, spills, ends of rivers; judge_places.cpp: reaches and storage cells.
void judge_sources(const Search& search, Trace& found);
void judge_spills(const Search& search, Trace& found);
void judge_boundaries(const Search& search, Trace& found);
void judge_places(const Search& search, Trace& found);

}  // namespace riverchief::attribution

#include "model/loads.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

const basin::Series nothing{{0.0}, {0.0}};

const basin::Series& series_of(const basin::SeriesByPollutant& given, const std::string& id) {
  const auto found = given.find(id);
  return found == given.end() || found->second.time.empty() ? nothing : found->second;
}

/// Integral of q c + w where all three are straight lines between values at two instants: Simpson's rule is exact.
double between(double length, double q0, double q1, double c0, double c1, double w0, double w1) {
  return length / 6.0 * (q0 * c0 + (q0 + q1) * (c0 + c1) + q1 * c1) + 0.5 * length * (w0 + w1);
}

}  // namespace

Loads::Loads(const basin::Scenario& scenario, const Network& network) : net_(network) {
  for (const auto& pollutant : scenario.basin.pollutants) ids_.push_back(pollutant.id);
  for (const auto& boundary : scenario.boundaries) {
    auto& all = boundary_concentration_.emplace_back();
    for (const std::string& id : ids_) all.emplace_back(series_of(boundary.concentration, id));
  }
  std::map<std::pair<int, int>, std::size_t> known;  // (boundary, given source)
  hint_.assign(net_.sources.size(), 0);
  for (const auto& source : net_.sources) {
    const auto [at, is_new] = known.emplace(std::pair(source.boundary, source.given), courses_.size());
    course_of_.push_back(at->second);
    if (!is_new) continue;
    const Forcing& flow = net_.inflows[idx(source.series)];
    courses_.push_back(source.boundary >= 0 ? course_of(flow, scenario.boundaries[idx(source.boundary)].concentration, {})
                                            : course_of(flow, net_.given[idx(source.given)].concentration, net_.given[idx(source.given)].load));
  }
}

Loads::Course Loads::course_of(const Forcing& flow, const basin::SeriesByPollutant& concentration, const basin::SeriesByPollutant& load) const {
  Course course;
  std::vector<Forcing> cs, ws;
  for (std::size_t p = 0; p < ids_.size(); ++p) {
    Forcing c(series_of(concentration, ids_[p])), w(series_of(load, ids_[p]));
    course.concentration.push_back(c.value(0.0));
    course.load.push_back(w.value(0.0));
    course.has_load = course.has_load || !w.constant() || w.value(0.0) != 0.0;
    if (c.constant() && w.constant()) continue;
    for (const Forcing* f : {&c, &w}) {
      const auto found = f->kinks();
      course.kinks.insert(course.kinks.end(), found.begin(), found.end());
      course.time.insert(course.time.end(), f->times().begin(), f->times().end());
    }
    course.moving.push_back(p);
    cs.push_back(std::move(c)), ws.push_back(std::move(w));
  }
  if (course.moving.empty()) return course;
  course.time.insert(course.time.end(), flow.times().begin(), flow.times().end());
  course.time.push_back(0.0);
  std::sort(course.time.begin(), course.time.end());
  course.time.erase(std::unique(course.time.begin(), course.time.end()), course.time.end());
  const std::size_t M = course.moving.size(), points = course.time.size();
  course.c.resize(points * M), course.w.resize(points * M), course.sum.assign(points * M, 0.0);
  for (std::size_t i = 0; i < points; ++i) {
    const double t = course.time[i];
    course.flow.push_back(flow.value(t));
    for (std::size_t m = 0; m < M; ++m) {
      const std::size_t k = i * M + m;
      course.c[k] = cs[m].value(t), course.w[k] = ws[m].value(t);
      if (i > 0)
        course.sum[k] = course.sum[k - M] + between(t - course.time[i - 1], course.flow[i - 1], course.flow[i], course.c[k - M], course.c[k], course.w[k - M], course.w[k]);
    }
  }
  return course;
}

void Loads::mass(std::size_t s, double volume, double from, double to, double* out) const {
  const Course& course = courses_[course_of_[s]];
  const double share = net_.sources[s].share;
  const std::size_t P = ids_.size();
  for (std::size_t p = 0; p < P; ++p) out[p] = volume * course.concentration[p];
  if (course.has_load)
    for (std::size_t p = 0; p < P; ++p) out[p] += share * course.load[p] * (to - from);
  if (!course.moving.empty() && !held_) moved_mass(course, from, to, share, hint_[s], out);
}

/// Within one stretch between two points the integral itself; across points the difference of what has been cumulated.
void Loads::moved_mass(const Course& course, double from, double to, double share, std::size_t& hint, double* out) const {
  const auto& time = course.time;
  const std::size_t M = course.moving.size(), last = time.size() - 1;
  const auto before = [&](double t, std::size_t i) {  // the last point at or before t; the first one for what is earlier
    if (i > last || time[i] > t) i = static_cast<std::size_t>(std::upper_bound(time.begin(), time.end(), t) - time.begin()), i = i > 0 ? i - 1 : 0;
    for (int tries = 0; i < last && time[i + 1] <= t; ++i)
      if (++tries > 4) return static_cast<std::size_t>(std::upper_bound(time.begin() + static_cast<std::ptrdiff_t>(i), time.end(), t) - time.begin()) - 1;
    return i;
  };
  const std::size_t i = before(from, hint), j = before(to, i);
  hint = i;
  // The place of an instant between its points; before the first and after the last one everything holds.
  const auto place = [&](double t, std::size_t k) { return k == last || t <= time[k] ? 0.0 : (t - time[k]) / (time[k + 1] - time[k]); };
  const double a = place(from, i), b = place(to, j);
  const auto line = [&](const std::vector<double>& v, std::size_t k, std::size_t stride, std::size_t m, double x) {
    const double v0 = v[k * stride + m];
    return x > 0.0 ? v0 + x * (v[(k + 1) * stride + m] - v0) : v0;
  };
  const double qa = line(course.flow, i, 1, 0, a), qb = line(course.flow, j, 1, 0, b);
  for (std::size_t m = 0; m < M; ++m) {
    const double ca = line(course.c, i, M, m, a), cb = line(course.c, j, M, m, b), wa = line(course.w, i, M, m, a), wb = line(course.w, j, M, m, b);
    double sum;
    if (i == j) {
      sum = between(to - from, qa, qb, ca, cb, wa, wb);
    } else {
      const std::size_t next = (i + 1) * M + m, at = j * M + m;
      sum = between(time[i + 1] - from, qa, course.flow[i + 1], ca, course.c[next], wa, course.w[next]) + (course.sum[at] - course.sum[next]) +
            between(to - time[j], course.flow[j], qb, course.c[at], cb, course.w[at], wb);
    }
    out[course.moving[m]] = share * sum;
  }
}

double Loads::share(std::size_t s, double from, double to, double part_from, double part_to) const {
  const Forcing& q = net_.inflows[idx(net_.sources[s].series)];
  const double whole = q.integral(to) - q.integral(from);
  return whole > 0.0 && !held_ ? (q.integral(part_to) - q.integral(part_from)) / whole : (part_to - part_from) / (to - from);
}

double Loads::at_boundary(int boundary, std::size_t pollutant, double time) const {
  return boundary_concentration_[idx(boundary)][pollutant].value(held_ ? 0.0 : time);
}

std::vector<double> Loads::kinks() const {
  std::vector<double> all;
  const auto add = [&](const std::vector<double>& found) { all.insert(all.end(), found.begin(), found.end()); };
  for (const auto& group : boundary_concentration_)
    for (const auto& series : group) add(series.kinks());
  std::vector<bool> seen(courses_.size(), false);
  for (std::size_t s = 0; s < net_.sources.size(); ++s) {
    const std::size_t course = course_of_[s];
    const int given = net_.sources[s].given;
    if (seen[course] || given < 0) continue;  // boundaries have told theirs
    seen[course] = true;
    if (net_.given[idx(given)].entry >= 0 || courses_[course].kinks.size() <= net_.most_stops) add(courses_[course].kinks);
  }
  return all;
}

}  // namespace riverchief::model

#include "viz/chart/axis.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace riverchief::viz {

void widen(Range& range, const std::vector<double>& values) {
  for (const double value : values)
    if (std::isfinite(value)) {
      range.low = std::min(range.low, value);
      range.high = std::max(range.high, value);
    }
}

Range with_margin(Range range, double share) {
  if (range.empty()) return {0.0, 1.0};
  const double margin = range.size() > 1e-9 * std::max(1.0, std::abs(range.high)) ? share * range.size() : std::max(0.5, 0.1 * std::abs(range.high));
  return {range.low - margin, range.high + margin};
}

std::string decimal(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
  const bool is_zero = text.find_first_not_of("0.") == std::string::npos;
  return value < 0 && !is_zero ? "−" + text : text;
}

std::vector<Tick> ticks(Range range, int count) {
  const double rough = range.size() / std::max(1, count);
  if (!(rough > 0.0) || !std::isfinite(rough)) return {};
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = 10.0 * power;
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= rough * (1.0 - 1e-9)) {
      step = factor * power;
      break;
    }
  const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
  std::vector<Tick> result;
  for (double k = std::ceil(range.low / step - 1e-9); k * step <= range.high + 1e-9 * step; k += 1.0)
    result.push_back({k * step, decimal(k * step, decimals)});
  return result;
}

Clock::Clock(const std::string& start) {
  int year, month, day, hour = 0, minute = 0;
  double second = 0.0;
  if (std::sscanf(start.c_str(), "%d-%d-%d%*[T ]%d:%d:%lf", &year, &month, &day, &hour, &minute, &second) < 3) return;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return;
  known_ = true;
  days_ = std::chrono::sys_days(date).time_since_epoch().count();
  seconds_ = 3600.0 * hour + 60.0 * minute + second;
  const auto sign = start.find_first_of("+-", 11);
  offset_ = start.size() > 11 && sign != std::string::npos ? start.substr(sign) : "";
}

std::vector<Tick> Clock::ticks(Range seconds, int count, const Language& in) const {
  constexpr double hour_long = 3600.0, day_long = 86400.0;
  static constexpr std::array steps{1 * hour_long, 2 * hour_long, 3 * hour_long,  6 * hour_long,  12 * hour_long, 1 * day_long,  2 * day_long,
                                    5 * day_long,  10 * day_long, 15 * day_long, 20 * day_long, 30 * day_long,  90 * day_long, 365 * day_long};
  double step = steps.back();
  for (const double candidate : steps)
    if (seconds.size() / candidate <= count) {
      step = candidate;
      break;
    }
  static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::vector<Tick> result;
  for (double k = std::ceil((seconds.low + seconds_) / step - 1e-9); k * step - seconds_ <= seconds.high + 1.0; k += 1.0) {
    const double since_midnight = k * step;
    const long day = static_cast<long>(std::floor(since_midnight / 86400.0 + 1e-9));
    const int hour = static_cast<int>(std::lround((since_midnight - 86400.0 * static_cast<double>(day)) / 3600.0));
    std::string label;
    if (!known_) {
      label = step < 86400.0 ? fmt::format("{}:{:02d}", day, hour) : fmt::format("{}", day);
    } else if (step < 86400.0 && hour != 0) {
      label = fmt::format("{:02d}:00", hour);
    } else {
      const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days_ + day))};
      const unsigned month = static_cast<unsigned>(date.month()), number = static_cast<unsigned>(date.day());
      label = in.chinese ? fmt::format("{}月{}日", month, number) : fmt::format("{} {}", number, months[month - 1]);
    }
    result.push_back({since_midnight - seconds_, label});
  }
  return result;
}

std::string Clock::title(Range seconds, const Language& in) const {
  if (!known_) return in("时间 (天)", "Time (days)");
  const auto year = [&](double time) {
    const long day = days_ + static_cast<long>(std::floor((seconds_ + time) / 86400.0));
    return static_cast<int>(std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(day))).year());
  };
  const int first = year(seconds.low), last = year(seconds.high);
  const std::string years = first == last ? std::to_string(first) : fmt::format("{}–{}", first, last);
  const std::string zone = offset_.empty() ? "UTC" : "UTC" + offset_;
  return in.chinese ? fmt::format("时间 ({}年, {})", years, zone) : fmt::format("Time ({}, {})", years, zone);
}

}  // namespace riverchief::viz

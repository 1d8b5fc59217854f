#include "scenarios/assessment/daily_means.hpp"

#include <gtest/gtest.h>

#include "scenarios/io/calendar.hpp"

namespace riverchief::assessment {
namespace {

std::vector<double> hours(int from, int to, int step) {
  std::vector<double> time;
  for (int h = from; h <= to; h += step) time.push_back(3600.0 * h);
  return time;
}

TEST(DailyMeans, OfALinearCourseIsItsValueAtNoon) {
  const std::vector<double> time = hours(0, 72, 3);
  const std::vector<Day> days = days_of(time, 0.0);
  ASSERT_EQ(days.size(), 3u);
  for (std::size_t d = 0; d < 3; ++d) EXPECT_NEAR(daily_mean(days[d], time.data(), 1), 86400.0 * static_cast<double>(d) + 43200.0, 1e-6);
}

TEST(DailyMeans, FollowTheCalendarOfTheScenario) {
  // Starts at 18:00: six hours of the first day (left out), one whole day, eighteen hours of the next (kept).
  const std::vector<double> time = hours(0, 48, 1);
  const std::vector<Day> days = days_of(time, 18.0 * 3600.0);
  ASSERT_EQ(days.size(), 2u);
  EXPECT_NEAR(daily_mean(days[0], time.data(), 1), (6.0 + 12.0) * 3600.0, 1e-6);
  EXPECT_NEAR(daily_mean(days[1], time.data(), 1), (30.0 + 9.0) * 3600.0, 1e-6);
}

TEST(DailyMeans, ARunShorterThanADayHasOne) {
  EXPECT_EQ(days_of(hours(0, 3, 1), 0.0).size(), 1u);
  EXPECT_EQ(days_of({0.0}, 0.0).size(), 1u);
}

TEST(DailyMeans, WeightsOfADayAddUpToOne) {
  for (const Day& day : days_of({0.0, 10000.0, 50000.0, 86000.0, 100000.0, 200000.0}, 5000.0)) {
    double sum = 0.0;
    for (double weight : day.weights) sum += weight;
    EXPECT_NEAR(sum, 1.0, 1e-12);
  }
}

TEST(Calendar, AddsSecondsAcrossMonthsInTheOffsetOfTheStart) {
  EXPECT_EQ(io::instant("2025-08-31T23:00:00+08:00", 7200.0), "2025-09-01T01:00:00+08:00");
  EXPECT_EQ(io::instant("2024-02-28T00:00:00Z", 86400.0), "2024-02-29T00:00:00Z");
}

}  // namespace
}  // namespace riverchief::assessment

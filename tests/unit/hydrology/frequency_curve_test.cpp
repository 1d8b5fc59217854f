// Pearson III against its published tables, and fits against series whose parameters are known.

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "hydrology/fit_pearson_iii.hpp"

namespace riverchief::hydrology {
namespace {

TEST(PearsonIII, FactorsAreThoseOfThePublishedTable) {
  // Harter (1969), Technometrics 11, 177-187; the Φ table of SL 44 is the same rounded to two decimals.
  struct Row {
    double cs, exceedance, factor;
  };
  for (const Row& row : {Row{0.0, 0.01, 2.32635}, Row{0.0, 0.05, 1.64485}, Row{0.5, 0.01, 2.68572}, Row{1.0, 0.001, 4.53112}, Row{1.0, 0.01, 3.02256},
                         Row{1.0, 0.05, 1.87683}, Row{1.0, 0.90, -1.12762}, Row{1.0, 0.99, -1.58838}, Row{1.5, 0.01, 3.33035}, Row{3.0, 0.01, 4.05138}})
    EXPECT_NEAR(frequency_factor(row.exceedance, row.cs), row.factor, 6e-6) << "Cs " << row.cs << ", P " << row.exceedance;
}

TEST(PearsonIII, ASkewOfTwoIsTheExponentialDistribution) {
  for (const double P : {0.0001, 0.01, 0.05, 0.5, 0.95, 0.999}) EXPECT_NEAR(frequency_factor(P, 2.0), -std::log(P) - 1.0, 1e-12);
}

TEST(PearsonIII, ANegativeSkewTurnsTheCurveRound) {
  for (const double P : {0.01, 0.2, 0.7, 0.99}) EXPECT_DOUBLE_EQ(frequency_factor(P, -0.8), -frequency_factor(1.0 - P, 0.8));
}

TEST(PearsonIII, FactorsAreContinuousThroughNoSkew) {
  for (const double P : {0.001, 0.3, 0.9})
    for (const double cs : {-1.0001e-4, -0.9999e-4, 0.0, 0.9999e-4, 1.0001e-4}) {
      const double z = frequency_factor(P, 0.0);
      EXPECT_NEAR(frequency_factor(P, cs), z + (z * z - 1.0) * cs / 6.0, 2e-8);
    }
}

TEST(PearsonIII, ExceedanceIsTheInverseOfTheQuantile) {
  for (const double cs : {-1.2, 0.0, 0.4, 2.25, 5.0})
    for (const double P : {0.001, 0.01, 0.2, 0.5, 0.95}) {
      const PearsonIII curve = {.mean = 83.0, .cv = 0.9, .cs = cs};
      EXPECT_NEAR(exceedance_of_value(curve, quantile(curve, P)), P, 1e-9) << "Cs " << cs;
    }
  const PearsonIII limited = {.mean = 100.0, .cv = 0.5, .cs = 1.0};  // nothing below mean (1 - 2 Cv / Cs) = 0
  EXPECT_EQ(exceedance_of_value(limited, -1.0), 1.0);
}

TEST(PearsonIII, AFloodOfTwentyYearsByHand) {
  const PearsonIII curve = {.mean = 83.0, .cv = 0.9, .cs = 2.0};
  EXPECT_NEAR(quantile(curve, exceedance_of_return_period(20.0)), 83.0 * (1.0 + 0.9 * (std::log(20.0) - 1.0)), 1e-9);
}

/// Years that lie on a curve, at their plotting positions.
std::vector<double> years_on(const PearsonIII& curve, int count) {
  std::vector<double> values;
  for (int m = 1; m <= count; ++m) values.push_back(quantile(curve, m / (count + 1.0)));
  return values;
}

TEST(FrequencyFit, FindsTheCurveThatTheYearsLieOn) {
  const PearsonIII curve = {.mean = 480.0, .cv = 0.65, .cs = 1.6};
  const Fit fit = fit_pearson_iii({.values = years_on(curve, 40), .historical = {}});
  EXPECT_NEAR(fit.curve.mean, curve.mean, 1e-3 * curve.mean);
  EXPECT_NEAR(fit.curve.cv, curve.cv, 1e-3);
  EXPECT_NEAR(fit.curve.cs, curve.cs, 1e-3);
  EXPECT_LT(fit.scatter, 1e-3 * curve.mean);
}

TEST(FrequencyFit, KeepsCsAtItsMultipleOfCv) {
  const PearsonIII curve = {.mean = 83.0, .cv = 0.9, .cs = 2.25};
  const Fit fit = fit_pearson_iii({.values = years_on(curve, 30), .historical = {}}, 2.5);
  EXPECT_NEAR(fit.curve.mean, curve.mean, 1e-4 * curve.mean);
  EXPECT_NEAR(fit.curve.cv, curve.cv, 1e-4);
  EXPECT_DOUBLE_EQ(fit.curve.cs, 2.5 * fit.curve.cv);
  EXPECT_NE(fit_pearson_iii({.values = years_on(curve, 30), .historical = {}}, 3.5).curve.cv, fit.curve.cv);
}

TEST(FrequencyFit, MomentsByHand) {
  // 1, 2, ... 9 and 15: mean 6; sums of squares and cubes of the differences 25+16+9+4+1+0+1+4+9+81 = 150 and
  // -125-64-27-8-1+0+1+8+27+729 = 540.
  const PearsonIII found = moments({.values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 15}, .historical = {}});
  const double s = std::sqrt(150.0 / 9.0);
  EXPECT_DOUBLE_EQ(found.mean, 6.0);
  EXPECT_NEAR(found.cv, s / 6.0, 1e-15);
  EXPECT_NEAR(found.cs, 10.0 * 540.0 / (9.0 * 8.0 * s * s * s), 1e-14);
}

TEST(FrequencyFit, HistoricalFloodsStandForTheirOwnTime) {
  AnnualSeries series = {.values = {12, 11, 10, 9, 8, 7, 6, 5, 4, 30}, .historical = {25, 40}, .historical_years = 103};
  const auto points = plotting_positions(series);  // great: 40, 30 (gauged, but above 25), 25
  ASSERT_EQ(points.size(), 12u);
  EXPECT_DOUBLE_EQ(points[0].exceedance, 1.0 / 104.0);
  EXPECT_DOUBLE_EQ(points[1].value, 30.0);
  EXPECT_DOUBLE_EQ(points[2].exceedance, 3.0 / 104.0);
  EXPECT_DOUBLE_EQ(points[3].exceedance, 3.0 / 104.0 + (1.0 - 3.0 / 104.0) / 10.0);
  const double rest = 12 + 11 + 10 + 9 + 8 + 7 + 6 + 5 + 4;
  EXPECT_NEAR(moments(series).mean, (40 + 30 + 25 + 100.0 / 9.0 * rest) / 103.0, 1e-12);
}

TEST(FrequencyFit, UnfitSeriesAreTold) {
  EXPECT_EQ(mistakes(AnnualSeries{.values = {1, 2, 3}, .historical = {}}).size(), 1u);
  EXPECT_EQ(mistakes(AnnualSeries{.values = {1, 2, 3, 4, 5, 6, 7, 8, 9, -1}, .historical = {}}).size(), 1u);
  EXPECT_EQ(mistakes(AnnualSeries{.values = std::vector<double>(12, 0.0), .historical = {}}).size(), 1u);
  EXPECT_EQ(mistakes(AnnualSeries{.values = std::vector<double>(12, 9.0), .historical = {3.0}, .historical_years = 5}).size(), 2u);
}

}  // namespace
}  // namespace riverchief::hydrology

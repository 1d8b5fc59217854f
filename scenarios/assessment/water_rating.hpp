// Ratings of sections, rivers and lakes by 环办[2011]22号, [WR-1] to [WR-6] in scenarios/README.md. The numbers are data (io/assessment_method.hpp).

#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/assessment/gb3838.hpp"
#include "scenarios/io/assessment_method.hpp"

namespace riverchief::assessment {

using ItemValues = std::map<std::string, double>;  ///< per item of the standard, in its unit (mg/L; pH 1)

/// An item beyond the class that main pollutants are counted from.
struct MainPollutant {
  std::string item;
  int quality_class = 0;
  double multiple = 0.0;  ///< exceedance multiple (超标倍数) against class Ⅲ: C / C_Ⅲ - 1; NaN for items that have none (pH, DO)
};

/// Main pollutants of a section: items worse than class Ⅲ, cyanide and heavy metals first, then the worst class, then the greatest
/// multiple; at most three.                                                                                                  [WR-1]
std::vector<MainPollutant> main_pollutants(const ItemValues& values, gb3838::Water water, const io::AssessmentMethod& method = io::assessment_method());

/// Exceedance multiple of an item against the limit of a class; NaN where the method counts none or the limit is kept.        [WR-2]
double exceedance_multiple(const std::string& item, double value, gb3838::Water water, int quality_class, const io::AssessmentMethod& method = io::assessment_method());

/// How a river, a basin or a jurisdiction is rated.
struct RiverRating {
  int sections = 0;               ///< rated; dry ones do not count
  std::string rule;               ///< "mean" (fewer than five sections) or "shares"
  double good_share = 0.0;        ///< of class Ⅰ to Ⅲ [%]
  double bad_share = 0.0;         ///< worse than Ⅴ [%]
  int quality_class = 0;          ///< of the means; 0 = rated by shares
  std::string grade;              ///< id of a grade; "" = nothing to rate
  std::vector<MainPollutant> main;///< of means; of shares: items that exceed in most sections, with the share of sections [%] as multiple
};

/// Fewer than five sections: the class of the means of each item over the sections. Otherwise shares of classes.           [WR-3]
RiverRating rate_river(const std::vector<ItemValues>& sections, gb3838::Water water, const io::AssessmentMethod& method = io::assessment_method());

enum class Change { none, better, worse, much_better, much_worse };

/// Change of a section from one period to a later one by grades of its rating: one grade = some, two and more = marked.     [WR-4]
Change change_of_class(int before, int after, const io::AssessmentMethod& method = io::assessment_method());
/// Change of a river by shares: (ΔG - ΔD), G share of Ⅰ to Ⅲ, D share worse than Ⅴ, in percentage points.                  [WR-4]
Change change_of_shares(const RiverRating& before, const RiverRating& after, const io::AssessmentMethod& method = io::assessment_method());
/// "unchanged", "better" ...
std::string to_text(Change change);

/// Trend of a value over periods by Spearman's rank correlation with time.                                                  [WR-5]
struct Trend {
  int periods = 0;
  double correlation = 0.0;   ///< r_s; NaN with fewer than the method's least number of periods
  double critical = 0.0;      ///< one-sided at 5 %
  std::string direction;      ///< "rising", "falling", "no trend", or "" = too few periods
  bool highly_significant = false;  ///< at 1 %
};
/// \param values  by period, in order of time; ties share their mean rank
Trend trend_of(const std::vector<double>& values, const io::AssessmentMethod& method = io::assessment_method());

/// Trophic level index of a lake (综合营养状态指数).                                                                        [WR-6]
struct TrophicState {
  double index = 0.0;         ///< TLI(Σ); NaN without any item
  std::string grade_zh, grade_en;
  std::vector<std::string> missing;  ///< items of the five that were not given
};
/// \param values  per item of the method (chlorophyll_a mg/m3, TP, TN, CODMn mg/L, transparency m)
TrophicState trophic_state(const ItemValues& values, const io::AssessmentMethod& method = io::assessment_method());

}  // namespace riverchief::assessment

// How water quality is rated, as data: 环办[2011]22号 (data/standards/water_assessment_2011.toml).

#pragma once

#include <string>
#include <vector>

namespace riverchief::io {

/// A grade of water quality and the classes that have it.
struct Grade {
  std::string id, name_zh, name_en, colour_zh, colour;  ///< colour: "#RRGGBB"
  std::vector<int> classes;                             ///< 1 to 6, 6 = worse than Ⅴ
};

/// A river has this grade where all that is asked of the shares of its sections holds.
struct ShareRule {
  std::string grade;
  double good_at_least = 0.0;  ///< sections of class Ⅰ to Ⅲ [%]
  double bad_below = 101.0;    ///< sections worse than Ⅴ [%]
};

struct TrophicItem {
  std::string id, unit;
  double a = 0.0, b = 0.0, r2 = 0.0;  ///< TLI = 10 (a + b ln C); weight r2 over the sum of all
};

struct AssessmentMethod {
  std::string id, version, title_zh, title_en;
  std::vector<std::string> rated_items;
  std::vector<Grade> grades;  ///< from best to worst
  int share_sections = 5;     ///< from so many sections on a river is rated by shares
  std::vector<ShareRule> share_rules;  ///< the first that holds
  int main_beyond_class = 3, main_count = 3;
  std::vector<std::string> main_first, without_multiple;
  int quarter_months = 2, year_months = 8;
  double change_some = 10.0, change_marked = 20.0;  ///< percentage points
  int trend_least = 5;
  std::vector<double> trend_periods, trend_at_5, trend_at_1;  ///< critical rank correlations by number of periods
  std::vector<double> trophic_grades;
  std::vector<std::string> trophic_zh, trophic_en;
  std::vector<TrophicItem> trophic_items;
  int grab_from_hour = 8, grab_to_hour = 17;
};

/// Reads a method; all mistakes of the file at once.
///
/// \throws core::InputError
AssessmentMethod read_assessment_method(const std::string& path);

/// The method that comes with the program, read once. \throws core::InputError where the file is missing or wrong
const AssessmentMethod& assessment_method();

/// The grade of a class, 1 to 6; nullptr for 0.
const Grade* grade_of(const AssessmentMethod& method, int quality_class);
/// The grade of that id, or nullptr.
const Grade* find_grade(const AssessmentMethod& method, const std::string& id);

}  // namespace riverchief::io

#include "scenarios/io/assessment_method.hpp"

#include <algorithm>

#include "scenarios/io/data_folder.hpp"
#include "scenarios/io/toml_file.hpp"

namespace riverchief::io {
namespace {

template <class Value>
std::vector<Value> list(const toml::table& table, std::string_view key) {
  std::vector<Value> values;
  if (const toml::array* found = table[key].as_array()) {
    for (const toml::node& node : *found) values.push_back(node.value_or(Value{}));
  }
  return values;
}

/// A table of the file; an empty one and a complaint where it is missing.
toml::table section(const std::string& path, const toml::table& file, std::string_view key, std::vector<core::Complaint>& complaints) {
  if (const toml::table* found = file[key].as_table()) return *found;
  complaints.push_back(complaint_at(path, file, "this method has no [" + std::string(key) + "]", "", "write it as water_assessment_2011.toml has it."));
  return {};
}

void read_grades(const toml::table& file, AssessmentMethod& method) {
  const toml::array* ratings = file["rating"].as_array();
  for (std::size_t i = 0; ratings && i < ratings->size(); ++i) {
    const toml::table* entry = ratings->get(i)->as_table();
    if (!entry) continue;
    Grade grade;
    grade.id = (*entry)["id"].value_or("");
    grade.name_zh = (*entry)["name_zh"].value_or("");
    grade.name_en = (*entry)["name_en"].value_or("");
    grade.colour_zh = (*entry)["colour_zh"].value_or("");
    grade.colour = (*entry)["colour"].value_or("");
    grade.classes = list<int>(*entry, "classes");
    method.grades.push_back(std::move(grade));
  }
}

void read_shares(const toml::table& shares, AssessmentMethod& method) {
  method.share_sections = shares["sections"].value_or(method.share_sections);
  const toml::array* rules = shares["rule"].as_array();
  for (std::size_t i = 0; rules && i < rules->size(); ++i) {
    const toml::table* entry = rules->get(i)->as_table();
    if (!entry) continue;
    ShareRule rule;
    rule.grade = (*entry)["rating"].value_or("");
    rule.good_at_least = (*entry)["good_at_least"].value_or(rule.good_at_least);
    rule.bad_below = (*entry)["bad_below"].value_or(rule.bad_below);
    method.share_rules.push_back(std::move(rule));
  }
}

void read_trophic(const toml::table& trophic, AssessmentMethod& method) {
  method.trophic_grades = list<double>(trophic, "grades");
  method.trophic_zh = list<std::string>(trophic, "grades_zh");
  method.trophic_en = list<std::string>(trophic, "grades_en");
  const toml::array* items = trophic["item"].as_array();
  for (std::size_t i = 0; items && i < items->size(); ++i) {
    const toml::table* entry = items->get(i)->as_table();
    if (!entry) continue;
    method.trophic_items.push_back({(*entry)["id"].value_or(""), (*entry)["unit"].value_or(""), (*entry)["a"].value_or(0.0), (*entry)["b"].value_or(0.0), (*entry)["r2"].value_or(0.0)});
  }
}

void check(const std::string& path, const toml::table& file, const AssessmentMethod& method, std::vector<core::Complaint>& complaints) {
  for (int c = 1; c <= 6; ++c) {
    if (!grade_of(method, c)) complaints.push_back(complaint_at(path, file, "no [[rating]] has class " + std::to_string(c), "every class, 6 = worse than Ⅴ, has one rating", "add it to the classes of one."));
  }
  for (const ShareRule& rule : method.share_rules) {
    if (!find_grade(method, rule.grade)) complaints.push_back(complaint_at(path, file, "[[shares.rule]] names no rating: '" + rule.grade + "'", "", "name the id of a [[rating]]."));
  }
  const std::size_t n = method.trend_periods.size();
  if (n == 0 || method.trend_at_5.size() != n || method.trend_at_1.size() != n)
    complaints.push_back(complaint_at(path, file, "[trend] lists of critical values differ in length", "", "give at_5_percent and at_1_percent for each of periods."));
  if (method.trophic_zh.size() != method.trophic_grades.size() + 1 || method.trophic_en.size() != method.trophic_zh.size())
    complaints.push_back(complaint_at(path, file, "[trophic] has as many names as limits", "", "give one name more than limits."));
  if (method.grab_from_hour < 0 || method.grab_to_hour > 24 || method.grab_to_hour < method.grab_from_hour)
    complaints.push_back(complaint_at(path, file, "[grab_samples] has no hours", "", "from_hour is not after to_hour, both from 0 to 24."));
}

}  // namespace

AssessmentMethod read_assessment_method(const std::string& path) {
  const toml::table file = parse_toml_file(path);
  std::vector<core::Complaint> complaints;
  AssessmentMethod method;
  method.id = file["id"].value_or("");
  method.version = file["version"].value_or("");
  method.title_zh = file["title_zh"].value_or("");
  method.title_en = file["title_en"].value_or("");
  method.rated_items = list<std::string>(file, "rated_items");
  if (method.rated_items.empty()) complaints.push_back(complaint_at(path, file, "this method rates no item", "", "list the ids of the standard's items as rated_items."));
  read_grades(file, method);
  read_shares(section(path, file, "shares", complaints), method);
  const toml::table main = section(path, file, "main_pollutants", complaints);
  method.main_beyond_class = main["beyond_class"].value_or(method.main_beyond_class);
  method.main_count = main["count"].value_or(method.main_count);
  method.main_first = list<std::string>(main, "first");
  method.without_multiple = list<std::string>(main, "without_multiple");
  const toml::table periods = section(path, file, "periods", complaints);
  method.quarter_months = periods["quarter_months"].value_or(method.quarter_months);
  method.year_months = periods["year_months"].value_or(method.year_months);
  const toml::table change = section(path, file, "change", complaints);
  method.change_some = change["some"].value_or(method.change_some);
  method.change_marked = change["marked"].value_or(method.change_marked);
  const toml::table trend = section(path, file, "trend", complaints);
  method.trend_least = trend["least"].value_or(method.trend_least);
  method.trend_periods = list<double>(trend, "periods");
  method.trend_at_5 = list<double>(trend, "at_5_percent");
  method.trend_at_1 = list<double>(trend, "at_1_percent");
  read_trophic(section(path, file, "trophic", complaints), method);
  const toml::table grab = section(path, file, "grab_samples", complaints);
  method.grab_from_hour = grab["from_hour"].value_or(method.grab_from_hour);
  method.grab_to_hour = grab["to_hour"].value_or(method.grab_to_hour);
  check(path, file, method, complaints);
  if (!complaints.empty()) throw core::InputError(std::move(complaints));
  return method;
}

const AssessmentMethod& assessment_method() {
  static const AssessmentMethod method = read_assessment_method(data_folder() + "/standards/water_assessment_2011.toml");
  return method;
}

const Grade* grade_of(const AssessmentMethod& method, int quality_class) {
  for (const Grade& grade : method.grades) {
    if (std::find(grade.classes.begin(), grade.classes.end(), quality_class) != grade.classes.end()) return &grade;
  }
  return nullptr;
}

const Grade* find_grade(const AssessmentMethod& method, const std::string& id) {
  for (const Grade& grade : method.grades) {
    if (grade.id == id) return &grade;
  }
  return nullptr;
}

}  // namespace riverchief::io

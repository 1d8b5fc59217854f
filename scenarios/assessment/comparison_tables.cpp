#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "scenarios/assessment/change_tables.hpp"
#include "scenarios/assessment/csv_row.hpp"
#include "scenarios/assessment/gb3838.hpp"
#include "scenarios/assessment/tables.hpp"

namespace riverchief::assessment {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const Extreme& e) {
  return {{"change", e.change}, {"river", e.river}, {"chainage", e.chainage}};
}

Json to_json(const BankChange& c) {
  return {{"max_water_level", c.max_water_level},
          {"mean_change", c.mean_change},
          {"largest_rise", to_json(c.rise)},
          {"largest_fall", to_json(c.fall)},
          {"min_freeboard", c.min_freeboard},
          {"overtopped_length", c.overtopped_length},
          {"overtopped_volume", c.overtopped_volume},
          {"spilled_volume", c.spilled_volume},
          {"newly_overtopped_length", c.claimed_newly_overtopped},
          {"no_longer_overtopped_length", c.claimed_no_longer_overtopped},
          {"flooded", c.flooded},
          {"error", c.error},
          {"claimed", c.claimed}};
}

Json to_json(const SectionChange& s) {
  Json json{{"id", s.section.id},
            {"name_zh", s.section.name_zh},
            {"name_en", s.section.name_en},
            {"jurisdiction", s.section.jurisdiction},
            {"chief", s.section.chief},
            {"target_class", s.section.target_class},
            {"class_mean", s.class_after - s.class_before},
            {"class_mean_base", s.class_before},
            {"class_mean_plan", s.class_after},
            {"days", s.days},
            {"days_attained", s.days_attained},
            {"claimed", s.claimed}};
  Json& by_item = json["by_item"] = Json::object();
  for (const ItemChange& item : s.items) {
    by_item[item.item.empty() ? item.pollutant : item.item] = {{"pollutant", item.pollutant}, {"mean", item.mean},   {"max", item.max},
                                                               {"p90", item.p90},             {"error", item.error}, {"claimed", item.claimed}};
  }
  return json;
}

Json to_json(const Effect& e) {
  return {{"jurisdiction", e.jurisdiction}, {"name_zh", e.name_zh}, {"name_en", e.name_en}, {"bank", e.bank},       {"what", e.what},
          {"subject", e.subject},           {"change", e.change},   {"unit", e.unit},       {"text_zh", e.text_zh}, {"text_en", e.text_en}};
}

Json to_json(const PlanChange& plan) {
  Json json{{"file", plan.file}, {"scenario", plan.scenario}};
  Json& reaches = json["reaches"] = Json::array();
  for (const ReachChange& r : plan.reaches) {
    Json row{{"river", r.of.river}, {"reach", r.of.reach}, {"bank", basin::to_text(r.of.bank)}, {"from", r.of.from}, {"to", r.of.to},
             {"jurisdiction", r.of.jurisdiction}, {"chief", r.of.chief}};
    row.update(to_json(r.change));
    reaches.push_back(std::move(row));
  }
  Json& sections = json["sections"] = Json::array();
  for (const SectionChange& s : plan.sections) sections.push_back(to_json(s));
  Json& jurisdictions = json["jurisdictions"] = Json::array();
  for (const JurisdictionChange& j : plan.jurisdictions) {
    Json row{{"id", j.jurisdiction.id}, {"name_zh", j.jurisdiction.name_zh}, {"name_en", j.jurisdiction.name_en}, {"banks", Json::array()}};
    for (std::size_t side = 0; side < 2; ++side) {
      Json bank{{"bank", side == 0 ? "left" : "right"}};
      bank.update(to_json(j.banks[side]));
      row["banks"].push_back(std::move(bank));
    }
    jurisdictions.push_back(std::move(row));
  }
  for (const Table& table : change_tables(plan)) json[table.name] = to_json(table);
  Json& gains = json["gains"] = Json::array();
  for (const Effect& e : plan.gains) gains.push_back(to_json(e));
  Json& loses = json["loses"] = Json::array();
  for (const Effect& e : plan.loses) loses.push_back(to_json(e));
  return json;
}

/// Totals of a run, for a line per plan.
struct Totals {
  double overtopped_length = 0.0, overtopped_volume = 0.0, min_freeboard = nothing;
  int days = 0, days_attained = 0;
};

Totals totals_of(const Assessment& a) {
  Totals t;
  for (const ReachBank& r : a.reaches) {
    t.overtopped_length += r.found.overtopped_length;
    t.overtopped_volume += r.found.overtopped_volume;
    if (!std::isnan(r.found.min_freeboard) && !(r.found.min_freeboard >= t.min_freeboard)) t.min_freeboard = r.found.min_freeboard;
  }
  for (const SectionAssessment& s : a.sections) {
    t.days += s.days;
    t.days_attained += s.days_attained;
  }
  return t;
}

struct Extremes {
  Extreme rise, fall;
};

Extremes claimed_extremes(const PlanChange& plan) {
  Extremes found;
  for (const ReachChange& r : plan.reaches) {
    if (r.change.claimed_flood_rise.change > found.rise.change) found.rise = r.change.claimed_flood_rise;
    if (r.change.claimed_flood_fall.change < found.fall.change) found.fall = r.change.claimed_flood_fall;
  }
  return found;
}

std::string change_header() {
  return "max_water_level_change [m],mean_change [m],largest_rise [m],chainage_of_largest_rise [m],largest_fall [m],chainage_of_largest_fall [m],"
         "min_freeboard_change [m],overtopped_length_change [m],overtopped_volume_change [m3],spilled_volume_change [m3],error [m],claimed";
}

void put(CsvRow& row, const BankChange& c) {
  row << c.max_water_level << c.mean_change << c.rise.change << c.rise.chainage << c.fall.change << c.fall.chainage << c.min_freeboard
      << c.overtopped_length << c.overtopped_volume << c.spilled_volume << c.error << c.claimed;
}

}  // namespace

Json to_json(const Comparison& comparison, const std::vector<Run>& runs) {
  Json json;
  json["base"] = to_json(runs.front().assessment);
  json["plans"] = Json::array();
  for (std::size_t i = 1; i < runs.size(); ++i) json["plans"].push_back(to_json(runs[i].assessment));
  Json concentration = Json::object();
  for (const auto& [pollutant, error] : comparison.concentration_error) concentration[pollutant] = error;
  json["numerical_error"] = {{"known", comparison.error_known},
                             {"water_level", comparison.water_level_error},
                             {"concentration", std::move(concentration)},
                             {"how", comparison.how_en},
                             {"how_zh", comparison.how_zh}};
  json["differences"] = Json::array();
  for (const PlanChange& plan : comparison.plans) json["differences"].push_back(to_json(plan));
  return json;
}

std::vector<TextFile> comparison_csv(const Comparison& comparison, const std::vector<Run>& runs) {
  std::string reaches = "plan,river,reach,bank,from [m],to [m],jurisdiction,chief," + change_header() + "\n";
  std::string banks = "plan,jurisdiction,name_zh,name_en,bank," + change_header() + "\n";
  std::string sections = "plan,section,name_zh,name_en,jurisdiction,target_class,class_base,class_plan,days,days_attained_change,pollutant,item,"
                         "mean_base [mg/L],mean_change [mg/L],max_change [mg/L],p90_change [mg/L],error [mg/L],claimed\n";
  std::string jurisdictions = "plan,jurisdiction,name_zh,name_en,side,bank,what,subject,change,unit,text_zh,text_en\n";
  for (const PlanChange& plan : comparison.plans) {
    for (const ReachChange& r : plan.reaches) {
      CsvRow row;
      row << plan.scenario << r.of.river << r.of.reach << basin::to_text(r.of.bank) << r.of.from << r.of.to << r.of.jurisdiction << r.of.chief;
      put(row, r.change);
      reaches += row.line();
    }
    for (const JurisdictionChange& j : plan.jurisdictions) {
      for (std::size_t side = 0; side < 2; ++side) {
        CsvRow row;
        row << plan.scenario << j.jurisdiction.id << j.jurisdiction.name_zh << j.jurisdiction.name_en << (side == 0 ? "left" : "right");
        put(row, j.banks[side]);
        banks += row.line();
      }
    }
    for (const SectionChange& s : plan.sections) {
      for (const ItemChange& item : s.items) {
        CsvRow row;
        row << plan.scenario << s.section.id << s.section.name_zh << s.section.name_en << s.section.jurisdiction << gb3838::class_name(s.section.target_class)
            << gb3838::class_name(s.class_before) << gb3838::class_name(s.class_after) << s.days << s.days_attained << item.pollutant << item.item
            << item.base_mean << item.mean << item.max << item.p90 << item.error << item.claimed;
        sections += row.line();
      }
    }
    for (const auto& [side, list] : {std::pair{"gains", &plan.gains}, std::pair{"loses", &plan.loses}}) {
      for (const Effect& e : *list) {
        CsvRow row;
        row << plan.scenario << e.jurisdiction << e.name_zh << e.name_en << side << e.bank << e.what << e.subject << e.change << e.unit << e.text_zh << e.text_en;
        jurisdictions += row.line();
      }
    }
  }
  std::string plans = "scenario,title_zh,title_en,file,cost [yuan],yearly_cost [yuan/a],largest_flood_fall [m],largest_flood_rise [m],min_freeboard [m],"
                      "overtopped_length [m],overtopped_volume [m3],section_days,section_days_attained,gains,loses,input_hash\n";
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const Assessment& a = runs[i].assessment;
    const Totals t = totals_of(a);
    const Extremes extremes = i > 0 ? claimed_extremes(comparison.plans[i - 1]) : Extremes{};
    CsvRow row;
    row << a.scenario << a.title_zh << a.title_en << a.file << a.registered.cost << a.registered.yearly_cost << extremes.fall.change << extremes.rise.change
        << t.min_freeboard << t.overtopped_length << t.overtopped_volume << t.days << t.days_attained
        << (i > 0 ? static_cast<int>(comparison.plans[i - 1].gains.size()) : 0) << (i > 0 ? static_cast<int>(comparison.plans[i - 1].loses.size()) : 0)
        << a.input_hash;
    plans += row.line();
  }
  std::vector<TextFile> files{{"reaches.csv", reaches}, {"banks.csv", banks}, {"sections.csv", sections}, {"jurisdictions.csv", jurisdictions}, {"plans.csv", plans}};
  std::map<std::string, Table> tables;  // of all plans together, the plan in the first column
  for (const PlanChange& plan : comparison.plans) {
    for (const Table& table : change_tables(plan)) {
      Table& all = tables[table.name];
      if (all.columns.empty()) {
        all.name = table.name;
        all.columns = table.columns;
        all.columns.insert(all.columns.begin(), {"plan", ""});
      }
      for (const auto& row : table.rows) {
        all.rows.push_back(row);
        all.rows.back().insert(all.rows.back().begin(), plan.scenario);
      }
    }
  }
  for (const auto& [name, table] : tables) {
    if (!table.rows.empty()) files.emplace_back(name + ".csv", to_csv(table));
  }
  return files;
}

std::string summary_text(const Comparison& comparison, const std::vector<Run>& runs, bool chinese) {
  std::string text = chinese ? "方案 | 投资(万元) | 最高洪水位最多降低、抬高(m) | 最小超高(m) | 漫堤长度(km) | 断面达标天数\n"
                             : "plan | cost (10 000 yuan) | flood level falls, rises by up to (m) | smallest freeboard (m) | overtopped (km) | section days attained\n";
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const Assessment& a = runs[i].assessment;
    const Totals t = totals_of(a);
    const Extremes extremes = i > 0 ? claimed_extremes(comparison.plans[i - 1]) : Extremes{};
    text += fmt::format("{} | {:.0f} | {:.2f}, {:+.2f} | {} | {:.1f} | {} / {}\n", a.scenario, a.registered.cost / 1e4, extremes.fall.change,
                        extremes.rise.change, std::isnan(t.min_freeboard) ? "-" : fmt::format("{:.2f}", t.min_freeboard), t.overtopped_length / 1000.0,
                        t.days_attained, t.days);
  }
  for (const PlanChange& plan : comparison.plans) {
    text += fmt::format("\n{}\n", plan.scenario);
    for (const auto& [word, list] : {std::pair{chinese ? "受益" : "gains", &plan.gains}, std::pair{chinese ? "受损" : "loses", &plan.loses}}) {
      std::size_t concentrations = 0;
      for (const Effect& e : *list) {
        if (e.what == "concentration") {
          ++concentrations;
        } else {
          text += fmt::format("  {}  {}\n", word, chinese ? e.text_zh : e.text_en);
        }
      }
      if (concentrations > 0) {
        text += chinese ? fmt::format("  {}  监测断面平均浓度变化{}项,见 sections.csv\n", word, concentrations)
                        : fmt::format("  {}  {} mean concentrations at monitoring sections, see sections.csv\n", word, concentrations);
      }
    }
    if (plan.gains.empty() && plan.loses.empty()) text += chinese ? "  没有大于数值误差的变化\n" : "  no change greater than the numerical error\n";
  }
  text += "\n" + (chinese ? comparison.how_zh : comparison.how_en) + "\n";
  return text;
}

}  // namespace riverchief::assessment

#include <nlohmann/json.hpp>

#include "scenarios/assessment/csv_row.hpp"
#include "scenarios/assessment/further_tables.hpp"
#include "scenarios/assessment/gb3838.hpp"
#include "scenarios/assessment/tables.hpp"
#include "scenarios/assessment/water_tables.hpp"
#include "scenarios/io/calendar.hpp"

namespace riverchief::assessment {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const BankFindings& f, const std::string& start) {
  Json json{{"max_water_level", f.max_water_level},
            {"chainage_of_max_water_level", f.chainage_of_max_water_level},
            {"max_water_level_error", f.error},
            {"min_freeboard", f.min_freeboard},
            {"river_of_min_freeboard", f.river_of_min_freeboard},
            {"chainage_of_min_freeboard", f.chainage_of_min_freeboard},
            {"embanked_length", f.embanked_length},
            {"overtopped_length", f.overtopped_length},
            {"overtopped_volume", f.overtopped_volume},
            {"spilled_volume", f.spilled_volume},
            {"first_overtopping", nullptr},
            {"first_overtopping_seconds", f.first_overtopping}};
  if (!std::isnan(f.first_overtopping)) json["first_overtopping"] = io::instant(start, f.first_overtopping);
  return json;
}

Json to_json(const SectionAssessment& s) {
  Json json{{"id", s.section.id},
            {"name_zh", s.section.name_zh},
            {"name_en", s.section.name_en},
            {"river", s.section.at.river},
            {"chainage", s.section.at.chainage},
            {"jurisdiction", s.section.jurisdiction},
            {"chief", s.section.chief},
            {"target_class", s.section.target_class},
            {"class_mean", s.class_mean},
            {"class_mean_name", gb3838::class_name(s.class_mean)},
            {"deciding", s.deciding},
            {"worst_item", s.worst_item},
            {"days", s.days},
            {"days_attained", s.days_attained},
            {"dry_days", s.dry_days}};
  Json& by_class = json["days_of_class"] = Json::object();
  for (int c = 1; c <= gb3838::worse_than_five; ++c) by_class[gb3838::class_name(c)] = s.days_of_class[static_cast<std::size_t>(c)];
  Json& by_item = json["by_item"] = Json::object();
  for (const ItemStatistics& item : s.items) {
    Json& entry = by_item[item.item.empty() ? item.pollutant : item.item];
    entry = {{"pollutant", item.pollutant}, {"mean", item.mean}, {"max", item.max}, {"p90", item.p90}, {"error", item.error},
             {"class", nullptr}};
    if (item.quality_class > 0) entry["class"] = item.quality_class;
  }
  return json;
}

std::string findings_header() {
  return "max_water_level [m],chainage_of_max_water_level [m],max_water_level_error [m],min_freeboard [m],chainage_of_min_freeboard [m],"
         "embanked_length [m],overtopped_length [m],overtopped_volume [m3],spilled_volume [m3],first_overtopping";
}

void put(CsvRow& row, const BankFindings& f, const std::string& start) {
  row << f.max_water_level << f.chainage_of_max_water_level << f.error << f.min_freeboard << f.chainage_of_min_freeboard << f.embanked_length
      << f.overtopped_length << f.overtopped_volume << f.spilled_volume << io::instant(start, f.first_overtopping);
}

}  // namespace

Json to_json(const Assessment& a) {
  Json json{{"file", a.file},
            {"scenario", a.scenario},
            {"title_zh", a.title_zh},
            {"title_en", a.title_en},
            {"basin_title_zh", a.registered.basin.title_zh},
            {"basin_title_en", a.registered.basin.title_en},
            {"note_zh", a.registered.basin.note_zh},
            {"note_en", a.registered.basin.note_en},
            {"input_hash", a.input_hash},
            {"start", a.start},
            {"duration", a.duration},
            {"completed", a.completed},
            {"standard", a.standard},
            {"has_error_band", a.has_error_band},
            {"cost", a.registered.cost},
            {"yearly_cost", a.registered.yearly_cost},
            {"measures", Json::parse(a.registered.measures_json)}};
  Json& reaches = json["reaches"] = Json::array();
  for (const ReachBank& r : a.reaches) {
    Json row{{"river", r.river}, {"reach", r.reach}, {"bank", basin::to_text(r.bank)}, {"from", r.from}, {"to", r.to},
             {"jurisdiction", r.jurisdiction}, {"chief", r.chief}};
    row.update(to_json(r.found, a.start));
    reaches.push_back(std::move(row));
  }
  Json& sections = json["sections"] = Json::array();
  for (const SectionAssessment& s : a.sections) sections.push_back(to_json(s));
  Json& jurisdictions = json["jurisdictions"] = Json::array();
  for (const JurisdictionAssessment& j : a.jurisdictions) {
    Json row{{"id", j.jurisdiction.id}, {"name_zh", j.jurisdiction.name_zh}, {"name_en", j.jurisdiction.name_en}, {"level", j.jurisdiction.level},
             {"banks", Json::array()}};
    for (std::size_t side = 0; side < 2; ++side) {
      Json bank{{"bank", side == 0 ? "left" : "right"}};
      bank.update(to_json(j.banks[side], a.start));
      row["banks"].push_back(std::move(bank));
    }
    jurisdictions.push_back(std::move(row));
  }
  for (const Table& table : further_tables(a.findings, a.start)) json[table.name] = to_json(table);
  for (const Table& table : water_tables(a.water, a.start)) json[table.name] = to_json(table);
  return json;
}

std::vector<TextFile> assessment_csv(const Assessment& a) {
  std::string reaches = "river,reach,bank,from [m],to [m],jurisdiction,chief," + findings_header() + "\n";
  for (const ReachBank& r : a.reaches) {
    CsvRow row;
    row << r.river << r.reach << basin::to_text(r.bank) << r.from << r.to << r.jurisdiction << r.chief;
    put(row, r.found, a.start);
    reaches += row.line();
  }
  std::string sections = "section,name_zh,name_en,jurisdiction,chief,target_class,class_mean,worst_item,days,days_attained,pollutant,item,mean [mg/L],"
                         "max [mg/L],p90 [mg/L],class,error [mg/L],dry_days\n";
  for (const SectionAssessment& s : a.sections) {
    for (const ItemStatistics& item : s.items) {
      CsvRow row;
      row << s.section.id << s.section.name_zh << s.section.name_en << s.section.jurisdiction << s.section.chief << gb3838::class_name(s.section.target_class)
          << gb3838::class_name(s.class_mean) << s.worst_item << s.days << s.days_attained << item.pollutant << item.item << item.mean << item.max
          << item.p90 << gb3838::class_name(item.quality_class) << item.error << s.dry_days;
      sections += row.line();
    }
  }
  std::string jurisdictions = "jurisdiction,name_zh,name_en,bank," + findings_header() + "\n";
  for (const JurisdictionAssessment& j : a.jurisdictions) {
    for (std::size_t side = 0; side < 2; ++side) {
      CsvRow row;
      row << j.jurisdiction.id << j.jurisdiction.name_zh << j.jurisdiction.name_en << (side == 0 ? "left" : "right");
      put(row, j.banks[side], a.start);
      jurisdictions += row.line();
    }
  }
  std::vector<TextFile> files{{"reaches", reaches}, {"sections", sections}, {"jurisdictions", jurisdictions}};
  for (const Table& table : further_tables(a.findings, a.start)) {
    if (!table.rows.empty()) files.emplace_back(table.name, to_csv(table));
  }
  for (const Table& table : water_tables(a.water, a.start)) {
    if (!table.rows.empty()) files.emplace_back(table.name, to_csv(table));
  }
  return files;
}

}  // namespace riverchief::assessment

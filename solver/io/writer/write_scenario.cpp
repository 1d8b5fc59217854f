#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "io/date_time.hpp"
#include "io/writer/toml_text.hpp"
#include "io/writer/write_basin.hpp"
#include "io/writer/write_rules.hpp"
#include "physics/structure_kinds.hpp"

namespace riverchief::io {
namespace {

/// Writes one scenario; series go to files of their own.
class ScenarioText {
 public:
  ScenarioText(const basin::Scenario& scenario, const WritingRemarks& remarks, int clock_minutes) : s_(scenario), remarks_(remarks), clock_(clock_minutes), files_(1) {}

  std::vector<OutputFile> files() {
    head();
    for (const auto& boundary : s_.boundaries) write(boundary);
    for (const auto& inflow : s_.lateral_inflows) write(inflow);
    for (const auto& factor : s_.roughness_factors) {
      toml_.table("[[roughness_factor]]");
      toml_.some("river", factor.river);
      toml_.key("factor", factor.factor);
    }
    for (const auto& manual : s_.manual_settings) write(manual);
    for (const auto& control : s_.controls) {
      const auto& standing = s_.basin.controls;
      if (std::any_of(standing.begin(), standing.end(), [&](const basin::Control& c) { return c.id == control.id; })) continue;
      toml_.table("[[control]]", remark(control.id));
      write_control(toml_, control);
    }
    files_[0] = {fmt::format("scenarios/{}.toml", s_.name), toml_.text()};
    return std::move(files_);
  }

 private:
  std::string remark(const std::string& id) const {
    const auto found = remarks_.of.find(id);
    return found == remarks_.of.end() ? "" : found->second;
  }
  std::string instant(double seconds) const { return to_text(Instant{s_.start_epoch + seconds, clock_, true}); }

  void head() {
    toml_.comment(remarks_.scenario);
    toml_.line();
    toml_.key("basin", "../basin.toml");
    toml_.some("title_zh", s_.title_zh);
    toml_.some("title_en", s_.title_en);
    toml_.raw("start", instant(0.0));
    toml_.raw("end", instant(s_.duration));
    toml_.key("cell_length", s_.cell_length);
    if (!s_.river_cell_length.empty()) toml_.raw("river_cell_length", table(s_.river_cell_length));
    toml_.table("[output]");
    toml_.key("every", s_.output_every);
    if (!s_.initial.storage_level.empty() || !s_.initial.profiles.empty()) {
      toml_.table("[initial]");
      if (!s_.initial.storage_level.empty()) toml_.raw("storage_level", table(s_.initial.storage_level));
      if (!s_.initial.profiles.empty()) toml_.key("profile", profile());
    }
    for (const auto& [key, series] : {std::pair{"rainfall", &s_.rainfall}, std::pair{"evaporation", &s_.evaporation}}) {
      if (series->time.empty()) continue;
      if (!has_weather_) toml_.table("[weather]");
      has_weather_ = true;
      if (series->time.size() == 1) toml_.key(key, series->value.front());
      else toml_.raw(key, fmt::format("{{series = {}}}", in_quotes(series_file(key, key, "m/s", *series))));
    }
  }

  static std::string table(const std::map<std::string, double>& values) {
    std::string text;
    for (const auto& [id, value] : values) text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", id, number_text(value));
    return '{' + text + '}';
  }

  std::string profile() {
    std::string text = "river,chainage [m],water_level [m],discharge [m3/s]\n";
    for (const auto& p : s_.initial.profiles)
      for (std::size_t i = 0; i < p.chainage.size(); ++i)
        text += fmt::format("{},{},{},{}\n", p.river, number_text(p.chainage[i]), number_text(p.water_level[i]), number_text(p.discharge[i]));
    files_.push_back({fmt::format("forcing/{}_initial.csv", s_.name), text});
    return "../" + files_.back().path;
  }

  /// A CSV of its own; its path as the scenario names it.
  std::string series_file(const std::string& stem, const std::string& column, const std::string& unit, const basin::Series& series) {
    std::string name = fmt::format("{}_{}", s_.name, stem);
    for (int n = 2; !names_.insert(name).second; ++n) name = fmt::format("{}_{}_{}", s_.name, stem, n);
    std::string text = fmt::format("time,{} [{}]\n", column, unit);
    for (std::size_t i = 0; i < series.time.size(); ++i) text += fmt::format("{},{}\n", instant(series.time[i]), number_text(series.value[i]));
    files_.push_back({fmt::format("forcing/{}.csv", name), text});
    return "../" + files_.back().path;
  }

  void value(const std::string& stem, const std::string& column, const std::string& unit, const basin::Series& series) {
    if (series.time.size() == 1) toml_.key(column, series.value.front());
    else toml_.key("series", series_file(stem, column, unit, series));
  }

  void write(const basin::Boundary& b) {
    static const char* kinds[] = {"discharge", "water_level", "rating_curve", "normal_depth", "closed"};
    const std::string place = basin::to_text(b.at), stem = b.at.river + (b.at.chainage > 0.0 ? "_mouth" : "_head");
    const auto said = remarks_.of_place.find(place);
    toml_.table("[[boundary]]", said == remarks_.of_place.end() ? "" : said->second);
    toml_.key("at", place);
    toml_.key("kind", kinds[static_cast<std::size_t>(b.kind)]);
    switch (b.kind) {
      case basin::BoundaryKind::discharge: value(stem, "discharge", "m3/s", b.series); break;
      case basin::BoundaryKind::water_level: value(stem, "water_level", "m", b.series); break;
      case basin::BoundaryKind::rating_curve: {
        std::string text = "water_level [m],discharge [m3/s]\n";
        for (std::size_t i = 0; i < b.rating.water_level.size(); ++i) text += fmt::format("{},{}\n", number_text(b.rating.water_level[i]), number_text(b.rating.discharge[i]));
        files_.push_back({fmt::format("forcing/{}_{}_rating.csv", s_.name, stem), text});
        toml_.key("rating", "../" + files_.back().path);
        break;
      }
      case basin::BoundaryKind::normal_depth:
        if (b.bed_slope > 0.0) toml_.key("bed_slope", b.bed_slope);
        break;
      case basin::BoundaryKind::closed: break;
    }
  }

  void write(const basin::LateralInflow& inflow) {
    toml_.table("[[lateral_inflow]]", remark(inflow.id));
    toml_.key("id", inflow.id);
    if (!inflow.storage.empty()) toml_.key("at", inflow.storage);
    else if (inflow.over.to > inflow.over.from) toml_.key("over", basin::to_text(inflow.over));
    else toml_.key("at", basin::to_text(basin::Place{inflow.over.river, inflow.over.from, inflow.over.bank}));
    value(inflow.id, "discharge", "m3/s", inflow.discharge);
  }

  void write(const basin::ManualSetting& manual) {
    const basin::Structure* structure = basin::find_structure(s_.basin, manual.structure);
    const std::string setting(physics::find_structure_kind(structure->kind)->setting);
    toml_.table("[[setting]]");
    toml_.key("structure", manual.structure);
    value(manual.structure, setting, setting == "share" ? "1" : "m", manual.setting);
  }

  const basin::Scenario& s_;
  const WritingRemarks& remarks_;
  int clock_;
  TomlText toml_;
  bool has_weather_ = false;
  std::set<std::string> names_;
  std::vector<OutputFile> files_;
};

}  // namespace

std::vector<OutputFile> scenario_files(const basin::Scenario& scenario, const WritingRemarks& remarks, int clock_minutes) { return ScenarioText(scenario, remarks, clock_minutes).files(); }

}  // namespace riverchief::io

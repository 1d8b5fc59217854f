// Breaches belong to a plan: given by width and time, they become one of the laws that grow to a width.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/hecras/converter.hpp"

namespace riverchief::io::hecras {

void Converter::breaches() {
  for (const Breach& from : p_.plan.breaches) {
    const std::string name = from.river.empty() ? from.connection : place_name(from.river, from.reach, from.station);
    if (!from.is_active) {
      add(p_.plan.file, from.line, name, Fate::left_out, {"breach that is switched off", "未启用的溃口"}, {"left out", "略去"});
      continue;
    }
    const auto works = works_at_.find(name);
    const auto stands = works == works_at_.end() || works->second.empty() ? out_.basin.structures.end()
                        : std::find_if(out_.basin.structures.begin(), out_.basin.structures.end(), [&](const auto& s) { return s.id == works->second.front(); });
    double crest = 1e300;
    const auto is_crest = [](const basin::Structure& s) { return (s.kind == "lateral_weir" || s.kind == "broad_crested_weir") && !s.setting; };  // no gate, no outlet
    if (stands != out_.basin.structures.end())
      for (const auto& s : out_.basin.structures)
        if (std::find(works->second.begin(), works->second.end(), s.id) != works->second.end() && is_crest(s)) crest = std::min(crest, s.settings.numbers.at("crest_level"));
    const bool has_start = from.starts_at_level ? !std::isnan(from.start_level) : !std::isnan(from.start) || !std::isnan(from.threshold_level);
    if (crest > 1e299 || std::isnan(from.final_level) || std::isnan(from.final_width) || !has_start || !(crest > from.final_level)) {
      add(p_.plan.file, from.line, name, Fate::to_supply, {"breach whose structure, bottom, width or beginning is not known", "溃口所在建筑物、底高、宽度或起始条件不明"}, {"none: write a [[structure]] of kind breach", "未导入，请另设breach"});
      continue;
    }
    basin::Structure s = *stands;
    s.id = fresh_id(id_of(name + " breach"));
    s.name_en = name + ", breach";
    s.kind = "breach";
    s.settings = {};
    s.setting.reset();
    s.setting_rate = 0;
    auto& n = s.settings.numbers;
    s.settings.words["law"] = "verheij_van_der_knaap_2002";
    n = {{"crest_level", crest}, {"bottom_level", from.final_level}, {"widest", std::max(from.final_width, 1.0)}, {"initial_width", std::max(std::min(10.0, 0.5 * from.final_width), 0.5)}};
    if (from.formation_time > 0.0) n["deepening_time"] = 0.5 * from.formation_time;
    if (from.left_slope >= 0.0 && from.right_slope >= 0.0) n["side_slope"] = 0.5 * (from.left_slope + from.right_slope);
    if (from.weir_coefficient > 0.0) n["discharge_coefficient"] = from.weir_coefficient;
    if (from.starts_at_level) n["trigger_level"] = from.start_level;
    else if (!std::isnan(from.threshold_level)) n["trigger_level"] = from.threshold_level;
    else n["at_time"] = std::max(from.start - p_.plan.start, 0.0);
    s.settings.words["soil"] = "sand";
    put(std::move(s));
    add(p_.plan.file, from.line, name, Fate::replaced,
        {fmt::format("breach to {:.1f} m in {:.2f} h{}", from.final_width, from.formation_time / 3600.0, from.is_piping ? ", by piping" : ""), fmt::format("溃口{:.2f} h内发展至{:.1f} m", from.formation_time / 3600.0, from.final_width)},
        {"the law of Verheij and van der Knaap in sand: deepening in half that time, then widening as the water makes it, no wider than that", "采用Verheij—van der Knaap公式（砂土），下切取一半历时，宽度不超过给定值"});
  }
}

}  // namespace riverchief::io::hecras

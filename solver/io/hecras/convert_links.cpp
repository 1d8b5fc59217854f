// Storage areas and what leads into and out of them: lateral structures, connections, pumps.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/hecras/converter.hpp"
#include "io/storage_curve.hpp"

namespace riverchief::io::hecras {
namespace {

double known(double value, double otherwise) { return std::isnan(value) ? otherwise : value; }

/// Level and volume, both strictly growing.
physics::Curve growing(const std::vector<LevelVolume>& given, std::size_t& dropped) {
  physics::Curve curve;
  for (const LevelVolume& v : given) {
    if (std::isnan(v.level) || std::isnan(v.volume) || (!curve.x.empty() && (v.level <= curve.x.back() || v.volume <= curve.y.back()))) ++dropped;
    else curve.x.push_back(v.level), curve.y.push_back(v.volume);
  }
  return curve;
}

}  // namespace

void Converter::storages() {
  for (const StorageArea& from : p_.geometry.storage_areas) {
    if (from.is_two_dimensional) {
      add(p_.geometry.file, from.line, from.name, Fate::left_out, {fmt::format("two-dimensional flow area of {} mesh points", from.mesh_points), fmt::format("二维计算区（{}个网格点）", from.mesh_points)},
          {"not part of the basin: links to it lead outside", "未导入，与之相连的水流按流出处理"});
      continue;
    }
    basin::Storage s;
    s.id = fresh_id(id_of(from.name));
    s.name_en = from.name;
    s.kind = basin::StorageKind::flood_cell;
    if (from.volumes.size() > 1) {
      std::size_t dropped = 0;
      const physics::Curve volumes = growing(from.volumes, dropped);
      if (volumes.x.size() > 1) s.area = area_of_volumes(volumes);
      bool mended = dropped > 0;
      for (std::size_t i = 1; i < s.area.y.size(); ++i)  // a higher level covers no less ground
        if (s.area.y[i] < s.area.y[i - 1]) s.area.y[i] = s.area.y[i - 1], mended = true;
      if (mended) add(p_.geometry.file, from.line, from.name, Fate::differs, {"the level-volume curve falls, or its ground shrinks with the level", "水位容积曲线下降或面积随水位减小"}, {"evened out", "已修匀"});
    } else if (!std::isnan(from.area) && from.area > 0.0) {
      s.area = {{known(from.bed_level, 0.0)}, {from.area}};
    }
    if (s.area.x.empty() || s.area.y.back() <= 0.0) {
      add(p_.geometry.file, from.line, from.name, Fate::left_out, {"storage area without a curve or an area", "蓄水区无容积曲线或面积"}, {"links to it lead outside", "与之相连的水流按流出处理"});
      continue;
    }
    storage_ids_[from.name] = s.id;
    out_.basin.storages.push_back(std::move(s));
  }
}

/// Nothing where the place is not in the basin; "outside" for areas that were left out.
std::optional<basin::End> Converter::end_of(const PumpPlace& at) const {
  if (!at.storage.empty()) {
    const auto found = storage_ids_.find(at.storage);
    return found == storage_ids_.end() ? basin::End{} : basin::End{{}, found->second};
  }
  if (at.river.empty()) return basin::End{};
  if (is_beyond_end(at.river, at.reach, at.station)) return std::nullopt;
  const auto where = nearest_place(at.river, at.reach, at.station);
  return where ? std::optional(basin::End{where, ""}) : std::nullopt;
}

void Converter::laterals() {
  for (const Reach& reach : p_.geometry.reaches)
    for (const LateralStructure& from : reach.laterals) {
      const std::string place_of = place_name(reach.river, reach.name, from.station);
      if (is_beyond_end(reach.river, reach.name, from.station)) continue;
      const auto at = place(reach.river, reach.name, from.station);
      const auto to = end_of({from.to_river, from.to_reach, from.to_station, from.to_storage});
      if (!at || !to) {
        add(p_.geometry.file, from.line, place_of, Fate::left_out, {"lateral structure that leads to a place which is not there", "侧向建筑物去向不存在"}, {"left out", "略去"});
        continue;
      }
      // The crest begins `distance` below the section above it.
      double begin_at = at->chainage;
      for (const basin::River& river : out_.basin.rivers) {
        if (river.id != at->river) continue;
        for (const basin::Section& s : river.sections)
          if (s.chainage <= at->chainage) begin_at = s.chainage;
        begin_at += known(from.distance, 0.0);
        const auto parts = pieces(from.weir.crest, 12);
        const std::string name = from.name.empty() ? reach.river + " " + from.station : from.name;
        for (std::size_t i = 0; i < parts.size(); ++i) {
          Stand stand{{}, {basin::Place{river.id, std::clamp(begin_at + parts[i].middle, 0.0, river.length), {}}, ""}, *to, name, p_.geometry.file, place_of};
          basin::Structure s = begin(stand, "lateral_weir", parts.size() > 1 ? fmt::format("crest {}", i + 1) : "crest", from.line);
          s.settings.numbers = {{"crest_level", parts[i].level}, {"width", parts[i].width}};
          if (!std::isnan(from.weir.coefficient) && from.weir.coefficient > 0.0) s.settings.numbers["discharge_coefficient"] = from.weir.coefficient;
          works_at_[place_of].push_back(s.id);
          put(std::move(s));
        }
        if (!parts.empty())
          add(p_.geometry.file, from.line, place_of, Fate::differs, {fmt::format("lateral weir with a crest of {} points{}", from.weir.crest.size(), from.uses_hager ? ", coefficient by Hager" : ""), fmt::format("{}个点的侧堰{}", from.weir.crest.size(), from.uses_hager ? "，Hager系数" : "")},
              {fmt::format("{} weir{} with level crests beside the river's cells", parts.size(), parts.size() == 1 ? "" : "s"), fmt::format("分为{}段等高侧堰", parts.size())});
        const Stand stand{{}, {basin::Place{river.id, std::clamp(begin_at, 0.0, river.length), {}}, ""}, *to, name, p_.geometry.file, place_of};
        gates(stand, from.gates);
        culverts(stand, from.culverts);
        if (!from.diversion.empty() && !from.diversion_by_discharge) rating(stand, from.diversion, from.line);
        if (from.diversion_by_discharge)
          add(p_.geometry.file, from.line, place_of, Fate::left_out, {"diversion as a share of the river's discharge", "按河道流量分流"}, {"no diversion: set an [[intake]] with its demand", "未设分流，可用[[intake]]代替"});
      }
      if (from.flap != 0)
        add(p_.geometry.file, from.line, place_of, Fate::differs, {"flap on a lateral structure", "侧向建筑物拍门"}, {"weirs and gates let water pass both ways", "堰闸双向过流"});
      if (to->storage.empty() && !to->place)
        add(p_.geometry.file, from.line, place_of, Fate::differs, {from.to_storage.empty() ? "lateral structure that leads out of the system" : "lateral structure to an area that was left out", "侧向建筑物出流至模型之外"}, {"the water leaves the basin and falls freely", "按自由出流流出流域"});
    }
}

void Converter::connections() {
  for (const Connection& from : p_.geometry.connections) {
    const auto a = end_of({"", "", "", from.from_storage}), b = end_of({"", "", "", from.to_storage});
    if (!a || !b || a->storage.empty() || (b->storage == a->storage)) {
      add(p_.geometry.file, from.line, from.name, Fate::left_out, {fmt::format("connection from '{}' to '{}'", from.from_storage, from.to_storage), fmt::format("蓄水区连接“{}”至“{}”", from.from_storage, from.to_storage)},
          {"it begins in no storage cell of the basin", "起点不是已导入的蓄水区"});
      continue;
    }
    const Stand stand{{}, *a, *b, from.name, p_.geometry.file, from.name};
    if (from.routing == 2) {
      add(p_.geometry.file, from.line, from.name, Fate::left_out, {"linear routing between storage areas", "蓄水区间线性演算"}, {"no link: put a weir or a conductance there", "未设连接，可用堰或conductance代替"});
      continue;
    }
    crest(stand, from.weir, from.line, "crest");
    gates(stand, from.gates);
    culverts(stand, from.culverts);
    if (!from.outlet_rating.empty()) rating(stand, from.outlet_rating, from.line);
    if (from.has_bridge) add(p_.geometry.file, from.line, from.name, Fate::left_out, {"bridge inside a connection", "连接中的桥梁"}, {"the crest, gates and culverts alone", "仅计堰、闸、涵"});
    if (works_at_[from.name].empty()) add(p_.geometry.file, from.line, from.name, Fate::left_out, {"connection without weir, gate or culvert", "无堰、闸、涵的连接"}, {"no link", "未设连接"});
  }
}

void Converter::pumps() {
  for (const PumpStation& from : p_.geometry.pump_stations) {
    const auto a = end_of(from.from), b = end_of(from.to);
    if (!a || !b || (!a->place && a->storage.empty())) {
      add(p_.geometry.file, from.line, from.name, Fate::left_out, {"pump station between places that are not in the basin", "泵站两端不在流域内"}, {"left out", "略去"});
      continue;
    }
    const Stand stand{{}, *a, *b, from.name, p_.geometry.file, from.name};
    for (const PumpGroup& group : from.groups) {
      physics::Curve curve;
      for (const HeadDischarge& h : group.curve)
        if (!std::isnan(h.head) && !std::isnan(h.discharge) && (curve.x.empty() || (h.head > curve.x.back() && h.discharge <= curve.y.back()))) curve.x.push_back(h.head), curve.y.push_back(h.discharge);
      if (curve.x.size() < 2 || group.pumps.empty()) {
        add(p_.geometry.file, group.line, from.name, Fate::left_out, {fmt::format("pump group '{}' without pumps or a falling efficiency curve", group.name), fmt::format("泵组“{}”无水泵或流量扬程曲线", group.name)}, {"no pumps", "未设水泵"});
        continue;
      }
      if (curve.y.back() > 0.0) curve.x.push_back(curve.x.back() + std::max(0.1, 0.1 * std::abs(curve.x.back()))), curve.y.push_back(0.0);
      std::map<std::pair<double, double>, int> alike;
      for (const Pump& pump : group.pumps) ++alike[{known(pump.on_level, blank), known(pump.off_level, blank)}];
      for (const auto& [levels, count] : alike) {
        basin::Structure s = begin(stand, "pump", group.name, group.line);
        s.settings.curves["pump_curve"] = curve;
        const double on = levels.first, off = std::isnan(levels.second) ? on - 0.1 : levels.second;
        if (!std::isnan(on)) s.settings.numbers = {{"start_level", on}, {"stop_level", off}};
        s.settings.numbers["suction_level"] = std::isnan(on) ? -100.0 : off - 0.2;
        if (count > 1) s.settings.numbers["count"] = count;
        if (!std::isnan(from.highest_head_level)) s.settings.numbers["outlet_level"] = from.highest_head_level;
        works_at_[from.name].push_back(s.id);
        put(std::move(s));
      }
      if (group.startup > 0.0 || group.shutdown > 0.0 || group.biased_on)
        add(p_.geometry.file, group.line, from.name, Fate::differs, {fmt::format("pump group '{}': times to start and stop, bias", group.name), fmt::format("泵组“{}”的启停历时与偏置", group.name)}, {"pumps start and stop at once at their levels", "按水位即时启停"});
    }
    if (!from.reference.empty() && (from.reference.storage != from.from.storage || from.reference.station != from.from.station))
      add(p_.geometry.file, from.line, from.name, Fate::differs, {"pumps switched by the level at another place", "由他处水位控制的泵站"}, {"they look at the level before them: add a [[control]]", "按泵前水位启停，可另加[[control]]"});
  }
}

}  // namespace riverchief::io::hecras

// What lets water pass, across a river or between two ends: crests, gates, culverts, ratings.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/hecras/converter.hpp"

namespace riverchief::io::hecras {
namespace {

double known(double value, double otherwise) { return std::isnan(value) ? otherwise : value; }

/// A radial gate's leaf, where only the height of its trunnion is known: the arm that meets the sill at 30 degrees below the horizontal.
double radius_of(double trunnion_height, double height) { return std::max({trunnion_height / 0.6, 1.1 * height, trunnion_height + 0.1}); }

constexpr std::size_t most_pieces = 8;

}  // namespace

/// A crest between stations as at most `most` horizontal pieces of the same flow area at high water: neighbours that differ least are joined.
std::vector<CrestPiece> Converter::pieces(const std::vector<Point>& crest, std::size_t most) {
  std::vector<CrestPiece> result;
  for (std::size_t i = 0; i + 1 < crest.size(); ++i) {
    const double width = crest[i + 1].x - crest[i].x;
    if (width <= 1e-6) continue;
    result.push_back({width, 0.5 * (crest[i].y + crest[i + 1].y), 0.5 * (crest[i].x + crest[i + 1].x) - crest.front().x});
  }
  while (result.size() > 1) {
    std::size_t best = 0;
    const auto cost = [&](std::size_t i) { return std::abs(result[i + 1].level - result[i].level) * std::min(result[i].width, result[i + 1].width) / (result[i].width + result[i + 1].width); };
    for (std::size_t i = 1; i + 1 < result.size(); ++i)
      if (cost(i) < cost(best)) best = i;
    if (result.size() <= most && cost(best) > 0.02) break;
    CrestPiece &a = result[best], b = result[best + 1];
    const double width = a.width + b.width;
    a = {width, (a.level * a.width + b.level * b.width) / width, (a.middle * a.width + b.middle * b.width) / width};
    result.erase(result.begin() + static_cast<std::ptrdiff_t>(best) + 1);
  }
  return result;
}

/// A structure of a kind where `stand` says.
basin::Structure Converter::begin(const Stand& stand, const std::string& kind, const std::string& what, int line) {
  basin::Structure s;
  s.id = fresh_id(id_of(stand.name + " " + what));
  s.kind = kind;
  origin_[s.id] = {stand.file, line, stand.place};
  s.name_en = stand.name + (what.empty() ? "" : ", " + what);
  s.at = stand.at;
  if (!stand.at) s.link = true, s.from = stand.from, s.to = stand.to;
  return s;
}

void Converter::put(basin::Structure structure) { out_.basin.structures.push_back(std::move(structure)); }

void Converter::crest(const Stand& stand, const Weir& weir, int line, const std::string& what) {
  if (weir.crest.size() < 2) return;
  const auto parts = pieces(weir.crest, most_pieces);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    basin::Structure s = begin(stand, stand.at ? "broad_crested_weir" : "lateral_weir", parts.size() > 1 ? fmt::format("{} {}", what, i + 1) : what, line);
    s.settings.numbers = {{"crest_level", parts[i].level}, {"width", parts[i].width}};
    if (!std::isnan(weir.coefficient) && weir.coefficient > 0.0) s.settings.numbers["discharge_coefficient"] = weir.coefficient;
    works_at_[stand.place].push_back(s.id);
    put(std::move(s));
  }
  const bool sloped = std::adjacent_find(weir.crest.begin(), weir.crest.end(), [](const Point& a, const Point& b) { return b.x - a.x > 1e-6 && std::abs(a.y - b.y) > 0.01; }) != weir.crest.end();
  if (sloped || parts.size() + 1 < weir.crest.size() / 2)
    add(stand.file, line, stand.place, Fate::differs, {fmt::format("crest of {} points", weir.crest.size()), fmt::format("{}个点的堰顶线", weir.crest.size())},
        {fmt::format("{} horizontal pieces of the same mean level", parts.size()), fmt::format("分为{}段等高堰顶", parts.size())});
  if (weir.is_ogee)
    add(stand.file, line, stand.place, Fate::differs, {"ogee crest, whose coefficient grows with the head", "溢流堰，流量系数随水头增大"},
        {fmt::format("a crest with the constant coefficient {:.3g} m1/2/s", known(weir.coefficient, 1.7)), fmt::format("常系数{:.3g} m1/2/s的堰", known(weir.coefficient, 1.7))});
}

void Converter::gates(const Stand& stand, const std::vector<GateGroup>& groups) {
  for (const GateGroup& g : groups) {
    const double height = known(g.height, 0.0), width = known(g.width, 0.0), sill = known(g.invert, 0.0);
    const int count = std::max(1, g.openings > 0 ? g.openings : static_cast<int>(g.stations.size()));
    if (width <= 0.0 || std::isnan(g.invert)) {
      add(stand.file, g.line, stand.place, Fate::left_out, {fmt::format("gate '{}' without width or invert", g.name), fmt::format("闸门“{}”缺宽度或底坎高程", g.name)}, {"no gate", "未设闸门"});
      continue;
    }
    const bool radial = g.kind == GateKind::radial, overflow = g.kind == GateKind::overflow_open || g.kind == GateKind::overflow_closed;
    basin::Structure s = begin(stand, overflow ? "broad_crested_weir" : radial ? "radial_gate" : "sluice_gate", g.name, g.line);
    auto& n = s.settings.numbers;
    if (overflow) {
      n = {{"crest_level", sill + height}, {"width", width * count}};
      s.setting = sill + height;
      add(stand.file, g.line, stand.place, Fate::differs, {fmt::format("overflow gate '{}'", g.name), fmt::format("溢流闸门“{}”", g.name)}, {"a movable weir, closed at the start; its setting is the crest's level", "按活动堰处理，初始关闭，控制量为堰顶高程"});
    } else {
      n = {{"sill_level", sill}, {"width", width}, {"count", count}};
      if (height > 0.0) n["height"] = height;
      if (radial) {
        const double trunnion = known(g.trunnion_height, 1.0);
        n["trunnion_height"] = trunnion, n["radius"] = radius_of(trunnion, height);
        add(stand.file, g.line, stand.place, Fate::differs, {fmt::format("radial gate '{}': HEC-RAS's own formula with exponents, coefficient {:.3g}", g.name, known(g.radial_coefficient, 0.7)), fmt::format("弧形闸门“{}”：HEC-RAS指数公式，系数{:.3g}", g.name, known(g.radial_coefficient, 0.7))},
            {fmt::format("riverchief's law for radial gates; the leaf's radius is not in the file, {:.2f} m is taken from the trunnion's height", n["radius"]), fmt::format("采用本程序弧门公式；半径未给，按支铰高度取{:.2f} m", n["radius"])});
      } else if (!std::isnan(g.coefficient) && g.coefficient > 0.0) {
        n["contraction_coefficient"] = std::clamp(g.coefficient, 0.5, 1.0);
        add(stand.file, g.line, stand.place, Fate::differs, {fmt::format("sluice gate '{}': coefficient {:.3g} of free flow, its drowning between 0.67 and 0.8", g.name, g.coefficient), fmt::format("平板闸门“{}”：自由出流系数{:.3g}及其淹没过渡", g.name, g.coefficient)},
            {"riverchief's law for sluices with that as contraction of the jet", "采用本程序平板闸公式，以该值为收缩系数"});
      } else if (g.kind == GateKind::user_curves || g.kind == GateKind::unknown) {
        add(stand.file, g.line, stand.place, Fate::replaced, {fmt::format("gate '{}' of a kind this import does not know (user curves)", g.name), fmt::format("闸门“{}”（用户曲线或未知类型）", g.name)}, {"a sluice gate of the same size", "同尺寸平板闸门"});
      }
      if (!std::isnan(g.weir_coefficient) && g.weir_coefficient > 0.0) n["discharge_coefficient"] = g.weir_coefficient;
    }
    gate_ids_[stand.place + "|" + g.name] = s.id;
    works_at_[stand.place].push_back(s.id);
    put(std::move(s));
  }
}

void Converter::culverts(const Stand& stand, const std::vector<Culvert>& groups) {
  for (const Culvert& c : groups) {
    const double rise = known(c.rise, 0.0), span = known(c.span, rise);
    if (rise <= 0.0 || std::isnan(c.upstream_invert) || std::isnan(c.downstream_invert)) {
      add(stand.file, c.line, stand.place, Fate::left_out, {fmt::format("culvert '{}' without size or inverts", c.name), fmt::format("涵洞“{}”缺尺寸或洞底高程", c.name)}, {"no culvert", "未设涵洞"});
      continue;
    }
    basin::Structure s = begin(stand, "culvert", c.name, c.line);
    auto& n = s.settings.numbers;
    n = {{"length", std::max(known(c.length, 10.0), 0.1)}, {"left_invert", c.upstream_invert + c.depth_blocked}, {"right_invert", c.downstream_invert + c.depth_blocked}};
    if (c.shape == CulvertShape::circular && c.depth_blocked <= 0.0) n["diameter"] = rise;
    else n["width"] = c.shape == CulvertShape::circular ? rise * 0.785 : span, n["height"] = std::max(rise - c.depth_blocked, 0.1);
    if (c.shape != CulvertShape::circular && c.shape != CulvertShape::box)
      n["width"] = 0.8 * span, add(stand.file, c.line, stand.place, Fate::replaced, {fmt::format("culvert '{}' with a curved section", c.name), fmt::format("涵洞“{}”为曲线断面", c.name)}, {"a box of the same height and 0.8 of its span", "同高、0.8倍跨度的箱涵"});
    if (c.depth_blocked > 0.0)
      add(stand.file, c.line, stand.place, Fate::differs, {fmt::format("culvert '{}' filled up by {:.2f} m", c.name, c.depth_blocked), fmt::format("涵洞“{}”淤堵{:.2f} m", c.name, c.depth_blocked)}, {"inverts raised by that much", "洞底相应抬高"});
    if (c.barrels > 1) n["count"] = c.barrels;
    if (!std::isnan(c.manning_n) && c.manning_n > 0.0) n["manning_n"] = c.manning_n;
    if (!std::isnan(c.entrance_loss)) n["entrance_loss"] = c.entrance_loss;
    if (!std::isnan(c.exit_loss)) n["exit_loss"] = c.exit_loss;
    if (c.flap == 1) s.settings.words["flap"] = "one_way";
    if (c.flap == 2)
      add(stand.file, c.line, stand.place, Fate::differs, {fmt::format("culvert '{}' lets no water through forwards", c.name), fmt::format("涵洞“{}”禁止正向过流", c.name)}, {"no flap: water passes both ways", "未设拍门，双向过流"});
    add(stand.file, c.line, stand.place, Fate::differs, {fmt::format("culvert '{}': FHWA chart {}, scale {}", c.name, c.chart, c.scale), fmt::format("涵洞“{}”：FHWA图{}标度{}", c.name, c.chart, c.scale)},
        {"inlet control by HDS-5's equation for a square edge with headwall (round) or wingwalls (box); set inlet_k, inlet_m, inlet_c, inlet_y for another", "进口控制采用HDS-5默认参数，可另设inlet_k等"});
    works_at_[stand.place].push_back(s.id);
    put(std::move(s));
  }
}

void Converter::rating(const Stand& stand, const std::vector<Rating>& rating, int line) {
  physics::Curve curve;
  for (const Rating& r : rating)
    if (!std::isnan(r.level) && !std::isnan(r.discharge) && (curve.x.empty() || (r.level > curve.x.back() && r.discharge > curve.y.back()))) curve.x.push_back(r.level), curve.y.push_back(r.discharge);
  if (curve.x.size() < 2) {
    add(stand.file, line, stand.place, Fate::left_out, {"outlet rating without two growing points", "出流关系不足两个递增点"}, {"no outlet", "未设出流"});
    return;
  }
  basin::Structure s = begin(stand, "rated_weir", "outlet", line);
  s.settings.curves["rating"] = curve;
  s.settings.numbers["crest_level"] = curve.x.front();
  s.settings.words["direction"] = "one_way";
  works_at_[stand.place].push_back(s.id);
  put(std::move(s));
}

}  // namespace riverchief::io::hecras

#include "viz/map/symbols.hpp"

#include "viz/chart/chart.hpp"
#include "viz/map/map.hpp"
#include "viz/palette.hpp"

namespace riverchief::viz {

void draw_outfall(Canvas& canvas, Point centre, const std::string& kind) {
  const auto [x, y] = centre;
  const double r = kind == "treatment_plant" ? 2.2 : 1.8;
  const auto shape = [&](double size, Colour colour) {
    if (kind == "treatment_plant")
      canvas.rectangle({x - size, y - size, x + size, y + size}, colour);
    else if (kind == "industrial")
      canvas.polygon({{x - 1.15 * size, y - 0.9 * size}, {x + 1.15 * size, y - 0.9 * size}, {x, y + 1.2 * size}}, colour);
    else if (kind == "agricultural")
      canvas.polygon({{x - 1.2 * size, y}, {x, y - 1.2 * size}, {x + 1.2 * size, y}, {x, y + 1.2 * size}}, colour);
    else
      canvas.disc(centre, 0.9 * size, colour);
  };
  const Colour fill = kind == "treatment_plant" ? Colour{0, 90, 130}
                      : kind == "industrial"    ? Colour{90, 30, 90}
                      : kind == "agricultural"  ? Colour{110, 95, 20}
                                                : Colour{70, 70, 70};
  shape(r + 0.5, palette::paper);
  shape(r, fill);
}

std::string outfall_name(const std::string& kind, const Language& in) {
  if (kind == "treatment_plant") return in("污水处理厂排污口", "Treatment plant");
  if (kind == "industrial") return in("工业排污口", "Industrial outfall");
  if (kind == "agricultural") return in("农业排口", "Agricultural outfall");
  return in("其他排口", "Other outfall");
}

void draw_section(Canvas& canvas, Point centre) {
  canvas.disc(centre, 2.6, palette::ink);
  canvas.disc(centre, 1.8, palette::paper);
}

std::vector<LegendEntry> Map::outfall_legend(const Run& run, const Language& in) {
  std::vector<LegendEntry> entries;
  for (const std::string kind : {"treatment_plant", "industrial", "agricultural", "other"}) {
    bool any = false;
    for (const auto& outfall : run.file->names.outfalls) any = any || outfall.kind == kind;
    if (any) entries.push_back({[kind](Canvas& canvas, const Box& box) { draw_outfall(canvas, box.centre(), kind); }, outfall_name(kind, in), 7.0});
  }
  return entries;
}

LegendEntry Map::section_legend(const Language& in) {
  return {[](Canvas& canvas, const Box& box) { draw_section(canvas, box.centre()); }, in("监测断面", "Monitoring section"), 7.0};
}

LegendEntry Map::boundary_legend(const Language& in) { return line_entry({palette::boundary, 1.0, Dash::dash_dot}, in("县界", "County boundary")); }

}  // namespace riverchief::viz

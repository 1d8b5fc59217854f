#include "viz/chart/legend.hpp"

#include "viz/chart/chart.hpp"
#include "viz/palette.hpp"

namespace riverchief::viz {
namespace {

constexpr double row = 12.0, gap = 12.0, space = 4.0;  // [pt]

/// Calls `place(entry, top left of its sample)` for each entry and gives the height of all rows.
template <typename Place>
double flow(double width, const std::vector<LegendEntry>& entries, Place place) {
  double x = 0.0, y = 0.0;
  for (const LegendEntry& entry : entries) {
    const double wide = entry.sample_width + space + Canvas::text_size(entry.words, letters::label).width;
    if (x > 0.0 && x + wide > width) {
      x = 0.0;
      y += row;
    }
    place(entry, x, y);
    x += wide + gap;
  }
  return entries.empty() ? 0.0 : y + row;
}

}  // namespace

LegendEntry line_entry(const Stroke& stroke, const std::string& words) {
  return {[stroke](Canvas& canvas, const Box& box) {
            canvas.line({{box.left, box.centre().y}, {box.right, box.centre().y}}, stroke);
          },
          words, 22.0};
}

LegendEntry area_entry(Colour colour, const std::string& words) {
  return {[colour](Canvas& canvas, const Box& box) {
            canvas.rectangle(box, colour);
            canvas.outline(box, {palette::faint_ink, 0.3});
          },
          words, 14.0};
}

LegendEntry daily_entry(const Language& in) {
  return {[](Canvas& canvas, const Box& box) {
            canvas.rectangle(box, {196, 203, 214});
            canvas.line({{box.left, box.centre().y}, {box.right, box.centre().y}}, {palette::faint_ink, 1.2});
          },
          in("日均值与日内变幅", "daily mean and range"), 18.0};
}

double legend(Canvas& canvas, Point top_left, double width, const std::vector<LegendEntry>& entries) {
  return flow(width, entries, [&](const LegendEntry& entry, double x, double y) {
    const double middle = top_left.y - y - 0.5 * row, left = top_left.x + x;
    entry.sample(canvas, {left, middle - 3.5, left + entry.sample_width, middle + 3.5});
    canvas.text({left + entry.sample_width + space, middle}, entry.words, {letters::label, palette::ink});
  });
}

double legend_height(double width, const std::vector<LegendEntry>& entries) {
  return flow(width, entries, [](const LegendEntry&, double, double) {});
}

double heading(Canvas& canvas, double left, const std::string& title, const std::string& subtitle) {
  const double top = canvas.height() - 6.0;
  canvas.text({left, top}, title, {letters::title, palette::ink, Align::low, Align::high});
  if (subtitle.empty()) return 24.0;
  canvas.text({left, top - 16.0}, subtitle, {letters::subtitle, palette::faint_ink, Align::low, Align::high});
  return 36.0;
}

}  // namespace riverchief::viz

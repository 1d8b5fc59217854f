#include "viz/chart/marks.hpp"

#include <algorithm>

#include "viz/palette.hpp"

namespace riverchief::viz {
namespace {

constexpr double row = 9.6, gap = 6.0;  // [pt]

struct Placed {
  const Mark* mark;
  double anchor, left;  ///< x of the place and of the text's left edge [pt]
  std::size_t row;
};

/// Lowest free row for each mark, from left to right; texts keep inside the chart's width.
std::vector<Placed> place(const std::vector<Mark>& marks, Range x, const Box& box) {
  std::vector<const Mark*> order;
  for (const Mark& mark : marks) order.push_back(&mark);
  std::sort(order.begin(), order.end(), [](const Mark* a, const Mark* b) { return a->x < b->x; });
  std::vector<double> taken;  // right end of each row
  std::vector<Placed> placed;
  for (const Mark* mark : order) {
    const double width = Canvas::text_size(mark->words, letters::small).width;
    const double anchor = box.left + (mark->x - x.low) / x.size() * box.width();
    const double left = std::clamp(anchor - 0.5 * width, box.left + 2.0, std::max(box.left + 2.0, box.right - 2.0 - width));
    std::size_t line = 0;
    while (line < taken.size() && taken[line] + gap > left) ++line;
    if (line == taken.size()) taken.push_back(0.0);
    taken[line] = left + width;
    placed.push_back({mark, anchor, left, line});
  }
  return placed;
}

}  // namespace

double marks_height(const std::vector<Mark>& marks, Range x, const Box& box) {
  std::size_t rows = 0;
  for (const Placed& item : place(marks, x, box)) rows = std::max(rows, item.row + 1);
  return rows == 0 ? 0.0 : row * static_cast<double>(rows) + 3.0;
}

void draw_marks(Canvas& canvas, const std::vector<Mark>& marks, Range x, const Box& box, double bottom,
                const std::function<double(const Mark&)>& foot, Colour colour) {
  const auto placed = place(marks, x, box);
  const auto middle = [&](const Placed& item) { return bottom + 3.0 + row * (static_cast<double>(item.row) + 0.5); };
  for (const Placed& item : placed) canvas.line({{item.anchor, foot(*item.mark)}, {item.anchor, middle(item)}}, {colour, 0.5});
  for (const Placed& item : placed)
    canvas.text({item.left, middle(item)}, item.mark->words, {letters::small, colour, Align::low, Align::middle, false, true});
}

}  // namespace riverchief::viz

#include "viz/map/label_placer.hpp"

#include <algorithm>
#include <cmath>

namespace riverchief::viz {
namespace {

constexpr double impossible = 1e9;

/// The box of `words` whose edge lies `distance` from the anchor in a direction.
Box towards(Point anchor, Size words, double distance, double angle) {
  const double c = std::cos(angle), s = std::sin(angle);
  const double x = anchor.x + distance * c + 0.5 * words.width * std::clamp(1.5 * c, -1.0, 1.0);
  const double y = anchor.y + distance * s + 0.5 * words.height * std::clamp(1.5 * s, -1.0, 1.0);
  return {x - 0.5 * words.width, y - 0.5 * words.height, x + 0.5 * words.width, y + 0.5 * words.height};
}

}  // namespace

void LabelPlacer::avoid(const std::vector<Point>& line) {
  constexpr double step = 1.5;  // [pt]
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point &a = line[i - 1], &b = line[i];
    const double count = std::ceil(std::hypot(b.x - a.x, b.y - a.y) / step);
    for (double k = 0.0; k < count; k += 1.0) points_.push_back({a.x + k / count * (b.x - a.x), a.y + k / count * (b.y - a.y)});
  }
}

bool LabelPlacer::is_free(const Box& box) const {
  return std::none_of(taken_.begin(), taken_.end(), [&](const Box& other) { return box.overlaps(other); });
}

double LabelPlacer::cost(const Box& box) const {
  constexpr double apart = 1.5;  // between words [pt]
  if (!frame_.contains(box) || !is_free({box.left - apart, box.bottom, box.right + apart, box.top})) return impossible;
  double hidden = 0.0;
  for (const Point& p : points_)
    if (p.x > box.left - 1.0 && p.x < box.right + 1.0 && p.y > box.bottom - 1.0 && p.y < box.top + 1.0) hidden += 1.0;
  return 2.5 * hidden;
}

LabelPlacer::Placed LabelPlacer::place(const std::vector<Point>& anchors, Size words, const std::vector<double>& distances) {
  constexpr int directions = 16;
  Placed best{{}, false, false, {}};
  double least = impossible;
  for (const Point& anchor : anchors)
    for (std::size_t ring = 0; ring < distances.size(); ++ring)
      for (int i = 0; i < directions; ++i) {
        const Box box = towards(anchor, words, distances[ring], 2.0 * 3.14159265358979 * i / directions);
        const double total = cost(box) + distances[ring];
        if (total < least) {
          least = total;
          best = {box, true, distances[ring] > 10.0, anchor};
        }
      }
  if (best.found) taken_.push_back(best.box);
  return best;
}

}  // namespace riverchief::viz

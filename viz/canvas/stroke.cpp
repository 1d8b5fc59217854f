#include "viz/canvas/stroke.hpp"

#include <cmath>

namespace riverchief::viz {
namespace {

/// Lengths drawn and left out in turn, in line widths.
std::vector<double> pattern(Dash dash) {
  switch (dash) {
    case Dash::dashed: return {4.5, 2.5};
    case Dash::dash_dot: return {6.0, 2.2, 1.4, 2.2};
    case Dash::dotted: return {1.4, 1.8};
    case Dash::solid: break;
  }
  return {};
}

class Strip {
 public:
  explicit Strip(double width) : half_(0.5 * width) {}

  /// A straight piece; `joined` when it goes on from the last one.
  void piece(Point a, Point b, bool joined) {
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    if (!(length > 0.0)) return;
    const double nx = -(b.y - a.y) / length * half_, ny = (b.x - a.x) / length * half_;
    if (!joined && !corners.empty()) {
      const Point end{0.5 * (corners[corners.size() - 2].x + corners.back().x), 0.5 * (corners[corners.size() - 2].y + corners.back().y)};
      pair(end, end);
      pair(a, a);
    }
    pair({a.x + nx, a.y + ny}, {a.x - nx, a.y - ny});
    pair({b.x + nx, b.y + ny}, {b.x - nx, b.y - ny});
  }

  std::vector<Point> corners;

 private:
  void pair(Point left, Point right) {
    corners.push_back(left);
    corners.push_back(right);
  }
  double half_;
};

bool finite(Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }

}  // namespace

std::vector<Point> strip(const std::vector<Point>& points, double width, Dash dash) {
  const std::vector<double> lengths = pattern(dash);
  Strip result(width);
  std::size_t turn = 0;                                         // of the pattern
  double left = lengths.empty() ? 0.0 : lengths[0] * width;     // of this turn
  bool joined = false;
  for (std::size_t i = 1; i < points.size(); ++i) {
    Point a = points[i - 1];
    const Point b = points[i];
    if (!finite(a) || !finite(b)) {
      joined = false;
      continue;
    }
    if (lengths.empty()) {
      result.piece(a, b, joined);
      joined = true;
      continue;
    }
    double rest = std::hypot(b.x - a.x, b.y - a.y);
    while (rest > 0.0) {
      const double step = std::min(rest, left);
      const Point end{a.x + (b.x - a.x) * step / rest, a.y + (b.y - a.y) * step / rest};
      const bool drawn = turn % 2 == 0;
      if (drawn) result.piece(a, end, joined);
      joined = drawn;
      a = end;
      rest -= step;
      left -= step;
      if (left <= 1e-9) {
        turn = (turn + 1) % lengths.size();
        left = lengths[turn] * width;
        joined = false;
      }
    }
  }
  return result.corners;
}

}  // namespace riverchief::viz

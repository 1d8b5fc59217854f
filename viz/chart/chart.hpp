// A rectangle with two axes, and the legend beside it.

#pragma once

#include <string>
#include <vector>

#include "viz/canvas/canvas.hpp"
#include "viz/chart/axis.hpp"

namespace riverchief::viz {

/// Letter sizes of every picture [pt as printed].
namespace letters {
inline constexpr double title = 11.0, subtitle = 8.0, axis = 8.0, ticks = 7.5, label = 7.5, small = 7.0;
}

class Chart {
 public:
  Chart(Canvas& canvas, const Box& box, Range x, Range y) : canvas_(canvas), box_(box), x_(x), y_(y) {}

  const Box& box() const { return box_; }
  Point at(double x, double y) const;

  /// Grid lines under everything else: call first.
  void grid(const std::vector<Tick>& x_ticks, const std::vector<Tick>& y_ticks);
  /// Frame, numbers and titles: call last. An empty title is left out, and so are numbers of an empty list.
  ///
  /// \param overhang  how far long words under the x axis may stand out on either side [pt]
  void axes(const std::vector<Tick>& x_ticks, const std::string& x_title, const std::vector<Tick>& y_ticks, const std::string& y_title,
            double overhang = 16.0);

  void line(const std::vector<double>& x, const std::vector<double>& y, const Stroke& stroke);
  void between(const std::vector<double>& x, const std::vector<double>& low, const std::vector<double>& high, Colour colour);
  /// A series over time: all of it, or daily means where it is long.
  void series(const std::vector<double>& time, const std::vector<double>& values, const Stroke& stroke);
  /// Behind a long series, the band between its daily extremes; nothing for a short one.
  void daily_range(const std::vector<double>& time, const std::vector<double>& values, Colour colour);
  /// A band across the whole chart, cut to it.
  void horizontal_band(double low, double high, Colour colour);
  void vertical(double x, const Stroke& stroke);
  void horizontal(double y, const Stroke& stroke);

 private:
  std::vector<Point> points(const std::vector<double>& x, const std::vector<double>& y) const;
  Canvas& canvas_;
  Box box_;
  Range x_, y_;
};

}  // namespace riverchief::viz

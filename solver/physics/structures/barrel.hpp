// Shapes of pipes and boxes: areas, radii, critical flow.

#pragma once

namespace riverchief::physics {

class Barrel {
 public:
  static Barrel circle(double diameter) { return {true, diameter, diameter}; }
  static Barrel box(double width, double height) { return {false, width, height}; }
  double height() const { return height_; }
  double width() const { return width_; }
  double area(double depth) const;        ///< [m2]; full above the height
  double top_width(double depth) const;   ///< [m]; zero at the crown of a circle
  double radius(double depth) const;      ///< hydraulic radius without its fall near the crown: at most that of the full barrel [m]
  /// Depth at which a discharge is critical [m]; at most the height.
  double critical_depth(double discharge) const;

 private:
  Barrel(bool round, double width, double height) : round_(round), width_(width), height_(height) {}
  bool round_;
  double width_, height_;
};

}  // namespace riverchief::physics

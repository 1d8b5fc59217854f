// Finds room for names on a map: near their place, off the rivers, off each other.

#pragma once

#include <string>
#include <vector>

#include "viz/canvas/canvas.hpp"

namespace riverchief::viz {

class LabelPlacer {
 public:
  explicit LabelPlacer(const Box& frame) : frame_(frame) {}

  /// A line that names should not hide, such as a river.
  void avoid(const std::vector<Point>& line);
  /// A box nothing may overlap.
  void reserve(const Box& box) { taken_.push_back(box); }

  struct Placed {
    Box box;        ///< of the words
    bool found;     ///< false: no room anywhere near; better not written
    bool far;       ///< so far off that a line should lead to the place
    Point anchor;   ///< the place it belongs to
  };
  /// The best box for words of this size near one of the anchors; it is reserved at once.
  ///
  /// \param distances  from anchor to the nearest edge of the words, tried in this order [pt]
  /// Whether nothing is reserved there.
  bool is_free(const Box& box) const;
  Placed place(const std::vector<Point>& anchors, Size words, const std::vector<double>& distances);

 private:
  double cost(const Box& box) const;
  Box frame_;
  std::vector<Point> points_;
  std::vector<Box> taken_;
};

}  // namespace riverchief::viz

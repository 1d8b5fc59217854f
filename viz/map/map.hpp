// A plan map of the network: rivers on their coordinates, and what every map shows beside them.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "viz/chart/legend.hpp"
#include "viz/map/label_placer.hpp"
#include "viz/runs.hpp"

namespace riverchief::viz {

class Map {
 public:
  /// Height a map of this network wants at a width, by its shape [pt].
  static double height(const Run& run, double width);

  Map(Canvas& canvas, const Box& frame, const Run& run, const Language& in);

  /// What a stretch of river looks like: chosen per cell, by index of the result file.
  using Style = std::function<Stroke(std::size_t cell)>;
  /// All rivers, `offset` points of paper to the left of their centre line (looking downstream; negative = to the right).
  void rivers(const Style& style, double offset);
  /// A word on the river's own line wherever `words` stays the same for long enough.
  void words_along(const std::function<std::string(std::size_t cell)>& words);
  void outfalls();
  void monitoring_sections();
  void section_names();
  void county_boundaries();
  void county_names();
  void river_names();
  /// Scale bar and north arrow in the emptiest corner. Call before anything that places names.
  void scale_and_north();

  static std::vector<LegendEntry> outfall_legend(const Run& run, const Language& in);
  static LegendEntry section_legend(const Language& in);
  static LegendEntry boundary_legend(const Language& in);

 private:
  struct Sign {
    Point place;
    std::string words;
  };
  std::vector<Sign> section_signs() const;
  Point at(Point world) const;
  std::vector<Point> course(const River& river) const;
  void name(const std::vector<Point>& anchors, const std::string& words, Colour colour, double size, const std::vector<double>& distances,
            bool with_line);

  Canvas& canvas_;
  Box frame_;
  const Run& run_;
  const Language& in_;
  LabelPlacer placer_;
  double scale_ = 1.0, metres_ = 1.0;  ///< points of paper, and metres on the ground, per unit of y
  double shrink_ = 1.0;                ///< units of y per unit of x: the cosine of the latitude, 1 on a plane
  Point middle_;                       ///< of the network
};

}  // namespace riverchief::viz

// Rivers as pictures see them: cells in a row, where tributaries meet, who answers for which stretch.

#pragma once

#include <string>
#include <vector>

#include "viz/canvas/canvas.hpp"
#include "viz/io/result_file.hpp"
#include "viz/language.hpp"

namespace riverchief::viz {

struct River {
  std::string id, name_zh, name_en;
  std::vector<std::size_t> cells, faces;  ///< by growing chainage
  double length = 0;                      ///< [m]
};

/// Where another river meets this one.
struct Meeting {
  double chainage;    ///< on this river [m]
  std::size_t other;  ///< index of the other river
  bool leaves;        ///< the other river begins here; false: it ends here
};

/// A stretch under one county on each bank.
struct CountyStretch {
  double from, to;          ///< chainage [m]
  std::string left, right;  ///< ids of jurisdictions of the level county; equal where both banks are in one
};

class Network {
 public:
  explicit Network(const ResultFile& file);

  const std::vector<River>& rivers() const { return rivers_; }
  /// Index of a river, -1 = there is none of that id.
  int find(const std::string& id) const;
  /// The cell of a river that holds a chainage.
  std::size_t cell_at(const River& river, double chainage) const;
  std::size_t face_at(const River& river, double chainage) const;
  /// A value of cells at a chainage, linear between the middles of cells.
  double value_at(const River& river, double chainage, const std::vector<double>& cell_values) const;
  /// Position on the centre line; NaN without one.
  Point position(const River& river, double chainage) const;
  bool has_positions() const;

  std::vector<Meeting> meetings(std::size_t river) const;
  /// Stretches by growing chainage; empty where nobody is named.
  std::vector<CountyStretch> counties(const River& river) const;
  /// Name of a jurisdiction; its id where the register does not know it.
  std::string jurisdiction_name(const std::string& id, const Language& in) const;
  /// "高青县", or "博兴县/广饶县" where the banks differ.
  std::string county_name(const CountyStretch& stretch, const Language& in) const;

 private:
  const ResultFile& file_;
  std::vector<River> rivers_;
};

}  // namespace riverchief::viz

// The runs side by side: the base first, then its plans, all of one event.

#pragma once

#include <string>
#include <vector>

#include "viz/io/class_limits.hpp"
#include "viz/io/result_file.hpp"
#include "viz/language.hpp"
#include "viz/network.hpp"

namespace riverchief::viz {

/// One result file with its network and the short name it has in legends.
struct Run {
  const ResultFile* file;
  Network network;
  std::string name;  ///< "现状", "疏浚方案": what its title says beyond the event

  /// A cell value of this run at a place of the base; NaN where this run has no such river.
  double at(const std::string& river, double chainage, const std::vector<double>& cell_values) const;
};

struct Runs {
  std::vector<Run> all;  ///< the base first
  std::string event;     ///< what all titles begin with
  Language in;
  ClassLimits limits;
  double sheet_width = 496.0;  ///< of every picture [pt]; 496 pt = 17.5 cm, the text column of an A4 page

  const Run& base() const { return all.front(); }
  bool compares() const { return all.size() > 1; }
  /// Second line of a picture: event, and the state the picture shows.
  std::string subtitle(const std::string& more) const;

 private:
  std::string titles(const std::string& more) const;
};

/// \throws Complaint where the files are not of one period
Runs side_by_side(const std::vector<ResultFile>& files, const Language& in, ClassLimits limits);

}  // namespace riverchief::viz

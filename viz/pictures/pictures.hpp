// The pictures. Each function draws one sheet (or, where places are many, several) and says what it holds.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/canvas/canvas.hpp"
#include "viz/runs.hpp"

namespace riverchief::viz {

/// A sheet and the name of its file, without folder and ending.
struct Picture {
  std::string name;
  Canvas canvas;
};

/// A place of a river where series are drawn.
struct Place {
  std::string river;          ///< id
  std::string name, words;    ///< for people: alone, and with river and chainage
  double chainage;            ///< [m]
  std::string target_class;   ///< "Ⅳ"; empty where none is set
};

/// Long profile: bed, banks, crests and highest water, then what each plan changes, then the freeboard.
Picture profile(const Runs& runs, const River& river);

/// Water level and discharge at the places, base against plans; so many sheets as are needed.
std::vector<Picture> hydrographs(const Runs& runs, const std::vector<Place>& places);

/// One sheet per pollutant: its concentration at the places, over the colours of the classes.
std::vector<Picture> concentrations(const Runs& runs, const std::vector<Place>& places);

/// The network coloured by the class of its worst item, as a mean over the run; nothing where no item is rated.
std::optional<Picture> map_of_class(const Runs& runs, std::size_t run);

/// The network's two banks coloured by the smallest freeboard of the run.
Picture map_of_freeboard(const Runs& runs, std::size_t run);

/// Highest water level of each plan minus that of the base, one map below the other.
Picture map_of_difference(const Runs& runs);

}  // namespace riverchief::viz

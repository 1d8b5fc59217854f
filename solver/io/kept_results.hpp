// What a result file holds besides the states of all cells: groups `sources`, `tags` and `fine`. Empty where the run had none.

#pragma once

#include <string>
#include <vector>

namespace riverchief::io {

/// Sections, intakes, protected sources, open ends.
struct KeptPlaces {
  std::vector<std::string> id, kind;   ///< (place)
  std::vector<int> cell, storage;      ///< (place) index, -1 = not in one
};

/// What came in over the run.
struct SourceResults {
  std::vector<std::string> id, kind, type, sector, jurisdiction, chief, place;  ///< (source)
  std::vector<double> volume;  ///< (source) [m3]
  std::vector<double> mass;    ///< (pollutant, source) [g]; pollutants are those of the file
};

/// Parts of the matter by what brought it; every set adds up to the total.
struct TagResults {
  std::vector<std::string> pollutants;                 ///< (tagged pollutant)
  std::vector<std::string> set, name;                  ///< (tag)
  std::vector<double> released_from, released_to;      ///< (tag) [s]; 0 to 0 = whenever
  KeptPlaces places;
  std::vector<double> place_concentration;             ///< (time, pollutant, place) [g/m3]
  std::vector<double> concentration;                   ///< (time, pollutant, tag, place) [g/m3]
  std::vector<double> held;                            ///< (time, pollutant, tag) [g]
  std::vector<std::string> gate, gate_kind;            ///< (gate): id of a "section", or the place of an "end"
  std::vector<int> gate_face;                          ///< (gate)
  std::vector<double> passed;                          ///< (time, gate, pollutant) since the start, positive downstream [g]
  std::vector<double> tag_passed;                      ///< (time, gate, pollutant, tag) [g]
  bool any() const { return !name.empty(); }
};

/// Concentrations in steps of minutes.
struct FineResults {
  std::vector<double> time;                            ///< [s]
  std::vector<std::string> pollutants;
  KeptPlaces places;
  std::vector<double> place_concentration;             ///< (time, pollutant, place) [g/m3]; NaN where the run was stopped before
};

}  // namespace riverchief::io

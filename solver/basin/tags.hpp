// Whose the matter is: what a run keeps apart while it carries the total.

#pragma once

#include <string>
#include <vector>

namespace riverchief::basin {

/// By what everything that brings matter is grouped. Each way makes a set of tags of its own, and every set adds up to the total.
enum class TagsBy {
  source,        ///< every source and every boundary by itself
  boundary,      ///< every boundary by itself, all sources as one: "is it mine or the upstream's?"
  tributary,     ///< by the river (or storage cell) through which it enters
  sector,        ///< industrial, treatment_plant, agricultural ...; boundaries are "boundary"
  jurisdiction,  ///< of the source; boundaries are "boundary"
  chief,
};

struct Tagging {
  std::vector<TagsBy> by;               ///< empty = nothing is kept apart
  std::vector<std::string> pollutants;  ///< ids; empty = all
  double release_every = 0.0;           ///< splits every tag by the time of release [s]; 0 = not
  bool everywhere = false;              ///< keeps tags in every cell, not only at sections, intakes and open ends
  bool active() const { return !by.empty(); }
};

}  // namespace riverchief::basin

// design = {...} of a boundary or an inflow: its series is a typical one, brought to a given frequency.

#pragma once

#include <optional>

#include "io/forcing_reader.hpp"

namespace riverchief::io {

/// A tide or surge that is to meet a flood: it can be moved only when the flood is known.
struct TideToMeet {
  std::size_t boundary;      ///< index into scenario.boundaries
  double highest;            ///< design level [m]
  bool lift;                 ///< the whole curve, instead of what stands above its lowest water
  basin::Place meets;        ///< boundary that the flood enters by
  double lag;                ///< [s]
  core::Where where;
};

/// Scales a typical flood to a return period, or a dry season to a guarantee rate, where the table asks for it.
void design_discharge(TomlTable& table, basin::Series& series, const ScenarioReading& reading);
/// Raises a typical water level to its design level where the table asks for it; what is left to do where it is to meet a flood.
std::optional<TideToMeet> design_level(TomlTable& table, basin::Series& series, const ScenarioReading& reading);
/// Moves and raises the tides that meet a flood, once all boundaries are read.
void meet_floods(const std::vector<TideToMeet>& tides, const ScenarioReading& reading);

}  // namespace riverchief::io

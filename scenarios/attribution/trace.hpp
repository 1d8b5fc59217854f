// Search for the source of an alarm: what could have caused it, by travel time and backward response.
//
// A momentary release of m at (x, t) makes m ψ(x, t) D(t) of the concentration at the section when the alarm was raised, with ψ of [TA-1] and
// the decay D(t) = exp(-∫_t^T k). So the mass that explains the excess ΔC is ΔC / (ψ D), least where ψ D is greatest; a load that lasted as long
// as releases there reach the section is ΔC / ∫ψ D dt; water of a river's end would have needed ΔC / (its share of the section's water) more.
// Known loads, run through the same ψ, give what each source did contribute: together with what was there before, the concentration of the run.

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "basin/scenario.hpp"
#include "scenarios/assessment/table.hpp"
#include "scenarios/attribution/alarm.hpp"

namespace riverchief::attribution {

/// One thing that could have caused the alarm, or could not.
struct Suspect {
  std::string kind;       ///< of a source: "outfall", "spill" ...; "boundary"; "reach"; "storage"
  std::string id, sector, jurisdiction, chief, place;
  std::string verdict;    ///< "possible", "unlikely", "impossible"
  std::string why;        ///< where it is not "possible"
  double first = 0, peak = 0, last = 0;  ///< releases that count [s from the start]; NaN = none do
  double response = 0;    ///< concentration per mass at the best instant, decay included [1/m3]
  double mass_needed = 0; ///< momentary [g]
  double load_needed = 0; ///< from first to last, on top of what is known [g/s]
  double known_load = 0;  ///< mean of that time [g/s]; NaN = not known
  double permitted_load = 0;  ///< [g/s]; NaN = none
  double share_of_water = 0;  ///< of the section's water that had entered there within the look-back; NaN = does not apply
  double contribution = 0;    ///< of the known load to the section's concentration [g/m3]; NaN = not known
  double multiple = 0;    ///< (known + needed) / (permitted, else known) load; NaN = nothing to compare with
};

/// A cell as the section's backward response sees it.
struct TracedCell {
  std::size_t cell = 0;  ///< of the grid
  double first = 0, peak = 0, last = 0, response = 0, mass_needed = 0;
};

struct Trace {
  Alarm alarm;
  std::string start, place, section;  ///< section: id of the monitoring section there; may be empty
  std::vector<Suspect> sources, reaches;  ///< each by rank
  std::vector<TracedCell> cells;
  double decay_rate = 0;     ///< at 20 degC [1/s]
  double looked_back = 0;    ///< [s]
  double explained = 0;      ///< sum of the contributions [g/m3]
  double left = 0, without_origin = 0, closure = 0;  ///< shares of the section's water; what all of them miss of 1
  std::vector<std::string> notes;
};

/// \param scenario  with its measures applied
/// \throws core::InputError, core::RunError  as a run does
Trace trace(const basin::Scenario& scenario, const Alarm& alarm);

/// "sources", "reaches" and "cells" (ready to draw: one row a cell).
std::vector<assessment::Table> trace_tables(const Trace& trace, const basin::Scenario& scenario);
nlohmann::ordered_json trace_json(const Trace& trace, const basin::Scenario& scenario);

}  // namespace riverchief::attribution

// What a calibration found, as the file it wrote says it: calibrated.toml. The keys: data/README.md.

#pragma once

#include <string>

#include "io/forcing_reader.hpp"
#include "physics/structure_law.hpp"

namespace riverchief::io {

/// The key `calibration` of a scenario and the file it names, into scenario.calibration; complains about all mistakes in it.
///
/// Values that are set stand there beside what they replace; set_calibrated_values puts them to work.
///
/// \param instead  path of a file that is read instead of the one the scenario names; "" = none
void read_calibration(TomlTable& scenario, const std::string& instead, const ScenarioReading& reading);

/// Puts dispersion, decay rates and settings of structures in their places in scenario.basin. Roughness stays a factor beside the
/// surveyed one: basin::section_as_run.
void set_calibrated_values(basin::Scenario& scenario);

/// The number of that name among a structure kind's keys; nullptr after a complaint at the key `at` of the table.
const physics::StructureKey* calibrated_key(const physics::StructureKind& kind, const std::string& key, TomlTable& table, std::string_view at);

}  // namespace riverchief::io

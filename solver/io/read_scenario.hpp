// Basin and scenario from TOML and CSV files. The keys and columns: data/README.md.

#pragma once

#include <string>
#include <vector>

#include "basin/scenario.hpp"
#include "core/complaint.hpp"

namespace riverchief::io {

/// Reads a scenario with its basin and all files they name.
///
/// Measures are carried as they are written; scenarios/measures knows their kinds.
///
/// \param path      of scenario.toml
/// \param warnings  receives what deserves a look but does not stop a run; may be nullptr
/// \param calibration  path of a calibration that is taken instead of the one the scenario names; "" = that one
/// \throws core::InputError with every mistake of every file (and the warnings beside them)
basin::Scenario read_scenario(const std::string& path, std::vector<core::Complaint>* warnings = nullptr, const std::string& calibration = "");

/// Reads a basin and all files it names.
///
/// \throws core::InputError with every mistake of every file
basin::Basin read_basin(const std::string& path, std::vector<core::Complaint>* warnings = nullptr);

/// SHA-256 over names and texts of all inputs, 64 hexadecimal digits.
std::string input_hash(const std::vector<basin::InputText>& inputs);

}  // namespace riverchief::io

// What a calibration is asked to do: which numbers of a basin may move, and which observations of which events they have to meet.
// The keys: data/README.md. The fit itself lives in Python; it gets its task from here, with every mistake told.

#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "basin/basin.hpp"
#include "core/complaint.hpp"

namespace riverchief::io {

struct CalibrationTask {
  /// A scenario whose water was observed.
  struct Event {
    std::string id, scenario;   ///< path of the scenario
    bool fits = true;           ///< false: only to validate
    double weight = 1.0;
    double start = 0.0, end = 0.0;          ///< of the scenario, seconds since 1970-01-01T00:00:00Z
    int clock = 0;              ///< of the scenario: its offset from universal time [min]
    double fit_from = 0.0, fit_to = 0.0;    ///< readings between are fitted, those outside validate
    double skip = 0.0;          ///< nothing is compared so soon after the start [s]
  };
  /// Readings of a gauge, by growing time; or (is_mark) one high-water mark of one event.
  struct Observation {
    std::string id, name_zh, name_en;
    basin::Reading reads;
    std::string reads_text;     ///< as the user wrote it
    bool is_mark = false;
    std::string event;          ///< of a mark
    bool fits = true, keeps_outliers = false;
    double weight = 1.0;
    double error = 0.0;         ///< standard error of a reading, in its unit
    double relative_error = 0.0;
    double offset = 0.0;        ///< added to every reading: of the gauge's zero above the datum
    std::string file;
    std::vector<double> time, value;  ///< seconds since 1970-01-01T00:00:00Z; SI, the offset not yet added
    std::vector<int> line;
    int blanks = 0, repeated = 0;
  };
  /// One number that may move. A factor multiplies what the basin says, everything else replaces it.
  struct Parameter {
    std::string id, kind;
    std::string table;          ///< of calibrated.toml: "roughness", "dispersion", "decay_rate", "rate", "structure", "gauge_zero"
    std::vector<std::pair<std::string, std::string>> keys;  ///< what stands in that table besides the number
    std::string set;            ///< key of the number: "factor", "dispersion", "decay_rate", "value", "offset"
    std::string unit;           ///< SI, as inputs write it; "" = a pure number
    std::string observation;    ///< of a gauge_zero
    double prior = 1.0, lowest = 0.5, highest = 2.0;
    std::optional<double> spread;  ///< standard deviation of what is known beforehand: of ln(value) where is_log
    bool is_log = true;         ///< moves by ratios, not by differences
  };

  std::string title_zh, title_en, file, basin;
  std::vector<Event> events;
  std::vector<Observation> observations;
  std::vector<Parameter> parameters;
  std::string loss = "linear";
  double loss_scale = 1.0, confidence = 0.95;
  int most_runs = 400;
};

/// Reads a calibration task, the scenarios of its events and its observations.
///
/// \throws core::InputError with every mistake of every file
CalibrationTask read_calibration_task(const std::string& path, std::vector<core::Complaint>* warnings = nullptr);

}  // namespace riverchief::io

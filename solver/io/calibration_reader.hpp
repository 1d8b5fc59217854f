// The parts of reading a calibration task.

#pragma once

#include <string>
#include <vector>

#include "io/basin_reader.hpp"
#include "io/calibration_task.hpp"

namespace riverchief::io {

/// What the readers of a task share; `read` holds the basin of the first event.
struct TaskReading {
  CalibrationTask& task;
  const BasinRead& read;
  InputFiles& files;
  Complaints& complaints;
};

/// [[observation]] and [[mark]].
void read_observations(TomlTable& file, const TaskReading& reading);
/// [[parameter]]
void read_parameters(TomlTable& file, const TaskReading& reading);

}  // namespace riverchief::io

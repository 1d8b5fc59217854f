#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "io/calibration_reader.hpp"
#include "io/read_scenario.hpp"

namespace riverchief::io {
namespace {

using Event = CalibrationTask::Event;

const std::vector<std::string> uses{"fit", "validation"};
const std::vector<std::string> losses{"linear", "soft_l1", "huber", "cauchy"};  // as scipy.optimize.least_squares

std::string instant_text(double epoch, int clock) { return to_text(Instant{epoch, clock, true}); }

/// A time within the event's scenario.
void read_instant_within(TomlTable& table, const char* key, const basin::Scenario& scenario, double& value) {
  const auto read = table.instant(key);
  if (!read) return;
  const double end = scenario.start_epoch + scenario.duration;
  if (read->epoch < scenario.start_epoch || read->epoch > end)
    table.error(table.where(key), fmt::format("{} of {} lies outside the event", key, table.name()), fmt::format("it is {}; scenario '{}' reaches from {} to {}", to_text(*read), scenario.name, scenario.start, instant_text(end, read->offset_minutes)),
                "give a time within the scenario, or leave the key out.");
  value = read->epoch;
}

void read_event(TomlTable& table, Event& event, const TaskReading& reading, std::optional<basin::Scenario>& scenario) {
  const std::string path = table.text("scenario", "\"scenarios/flood_1998.toml\"");
  if (const auto use = table.choice("use", uses)) event.fits = *use == 0;
  event.weight = table.number("weight", "factor").value_or(1.0);
  event.skip = table.number("skip", "duration").value_or(0.0);
  if (!path.empty()) {
    const std::filesystem::path where = std::filesystem::path(path).is_absolute() ? std::filesystem::path(path) : std::filesystem::path(table.file().folder()) / path;
    event.scenario = where.lexically_normal().string();
    std::error_code failed;
    if (!std::filesystem::exists(where, failed)) {
      reading.files.open(path, table.file().folder(), table.where("scenario"));  // says what is wrong
    } else {
      try {
        scenario = read_scenario(event.scenario);
      } catch (const core::InputError& error) {
        for (const auto& c : error.complaints()) {
          if (c.is_warning) continue;
          reading.complaints.error(c.where, c.what, c.why, c.fix, c.notes);
        }
      }
    }
  }
  table.value("id");
  if (scenario) {
    event.id = table.has("id") ? table.text("id") : scenario->name;
    table.rename(fmt::format("event '{}'", event.id));
    event.start = event.fit_from = scenario->start_epoch;
    event.end = event.fit_to = scenario->start_epoch + scenario->duration;
    if (const auto start = parse_instant(scenario->start)) event.clock = start->offset_minutes;
    read_instant_within(table, "fit_from", *scenario, event.fit_from);
    read_instant_within(table, "fit_to", *scenario, event.fit_to);
    if (event.fit_to <= event.fit_from) table.error(table.where("fit_to"), fmt::format("nothing of {} is fitted", table.name()), "fit_to is not after fit_from", "give a later fit_to, or use = \"validation\" to fit nothing of it.");
    if (!event.fits && (table.has("fit_from") || table.has("fit_to")))
      table.error(table.where("use"), fmt::format("{} validates and is fitted", table.name()), "it has use = \"validation\" and a period to fit", "remove one of the two.");
  } else {
    table.value("fit_from"), table.value("fit_to");
  }
  table.finish();
}

void read_events(TomlTable& file, const TaskReading& reading, BasinRead& read) {
  auto& events = reading.task.events;
  auto tables = file.tables("event", "an event");
  bool any_fits = false, all_read = true;
  for (TomlTable& table : tables) {
    Event event;
    std::optional<basin::Scenario> scenario;
    read_event(table, event, reading, scenario);
    any_fits = any_fits || event.fits;
    if (!scenario) {
      all_read = false;
      continue;
    }
    if (!read.is_known) {
      read.basin = scenario->basin;
      read.is_known = true;
      reading.task.basin = read.basin.name;
    } else if (scenario->basin.name != read.basin.name) {
      table.error(table.where("scenario"), fmt::format("{} happens in another basin", table.name()), fmt::format("its basin is '{}', that of the first event '{}'", scenario->basin.name, read.basin.name), "calibrate one basin at a time.");
    }
    for (const Event& other : events)
      if (other.id == event.id) table.error(table.here(), fmt::format("two events have the id '{}'", event.id), "", "give one of them an id of its own: id = \"...\".");
    events.push_back(std::move(event));
  }
  if (tables.empty()) file.error(file.here(), "the calibration has no event", "", "add [[event]] with scenario = \"scenarios/NAME.toml\".");
  else if (!any_fits && all_read) file.error(file.here(), "no event is fitted", "all have use = \"validation\"", "let one of them have use = \"fit\".");
}

void read_fit(TomlTable& file, CalibrationTask& task) {
  auto fit = file.table("fit", "[fit]");
  if (!fit) return;
  if (const auto loss = fit->choice("loss", losses)) task.loss = losses[*loss];
  task.loss_scale = fit->number("loss_scale", "factor").value_or(1.0);
  task.confidence = fit->number("confidence", "share").value_or(0.95);
  if (task.confidence <= 0.5 || task.confidence >= 1.0) fit->error(fit->where("confidence"), "confidence of [fit] is no level of confidence", fmt::format("it is {:g}; it lies above 0.5 and below 1", task.confidence), "write confidence = 0.95");
  task.most_runs = fit->whole_number("most_runs").value_or(task.most_runs);
  if (task.most_runs < 1) fit->error(fit->where("most_runs"), "most_runs of [fit] is not above 0", "", "write most_runs = 400");
  fit->finish();
}

}  // namespace

CalibrationTask read_calibration_task(const std::string& path, std::vector<core::Complaint>* warnings) {
  Complaints complaints;
  InputFiles files(complaints);
  CalibrationTask task;
  task.file = path;
  if (const TextFile* file = files.open(path, "", {path, 0, 0, ""})) {
    bool is_toml = false;
    const TomlValue root = parse_toml(*file, complaints, is_toml);
    if (is_toml) {
      TomlTable table(root, *file, complaints, "the calibration");
      BasinRead read;
      const TaskReading reading{.task = task, .read = read, .files = files, .complaints = complaints};
      task.title_zh = table.text("title_zh");
      task.title_en = table.text("title_en");
      read_events(table, reading, read);
      read_observations(table, reading);
      read_parameters(table, reading);
      read_fit(table, task);
      table.finish();
    }
  }
  complaints.throw_if_any_error();
  if (warnings) warnings->insert(warnings->end(), complaints.all().begin(), complaints.all().end());
  return task;
}

}  // namespace riverchief::io

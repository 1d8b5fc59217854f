#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "core/complaint.hpp"
#include "io/checkpoint.hpp"
#include "io/hdf5_file.hpp"
#include "io/sha256.hpp"

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& path, std::string what, std::string why, std::string fix) {
  throw core::InputError({{.where = {path, 0, 0, ""}, .what = std::move(what), .why = std::move(why), .fix = std::move(fix), .notes = {}}});
}

std::vector<std::string> texts_if_any(hid_t file, const std::string& name) { return has_dataset(file, name) ? read_texts(file, name) : std::vector<std::string>{}; }

/// The values in a slot; \throws Hdf5Error where they are not those that were written.
model::State values_in(hid_t slot) {
  model::State state;
  for (const std::string& name : dataset_names(slot)) {
    const Handle dataset(H5Dopen2(slot, name.c_str(), H5P_DEFAULT), H5Dclose, "dataset '" + name + "'");
    auto& kept = state[name] = read_doubles(slot, name);
    const long size = whole_attribute(dataset, "size");
    if (size < 0 || static_cast<std::size_t>(size) > kept.size()) throw Hdf5Error(fmt::format("the state's '{}' ({} of {} values)", name, size, kept.size()));
    kept.resize(static_cast<std::size_t>(size));
  }
  if (hash_of(state) != text_attribute(slot, "sha256")) throw Hdf5Error("the state (its values are not those that were written)");
  return state;
}

/// Of the two slots the one that was finished last, or the other where that one is damaged. They are written in turns, and one that is
/// being written counts 0.
void read_state(hid_t file, Checkpoint& c) {
  const Handle group = open_group(file, "checkpoint");
  std::vector<std::pair<long, const char*>> finished;
  for (const char* slot : {"a", "b"})
    if (has_dataset(group, slot))
      if (const long valid = whole_attribute(open_group(group, slot), "valid"); valid > 0) finished.emplace_back(valid, slot);
  std::sort(finished.rbegin(), finished.rend());
  for (const auto& [valid, name] : finished) {
    try {
      const Handle slot = open_group(group, name);
      c.state = values_in(slot);
      c.number = valid;
      c.frames = static_cast<int>(std::clamp(whole_attribute(slot, "frames"), 0L, long{std::numeric_limits<int>::max()}));
      return;
    } catch (const Hdf5Error&) {
      if (name == finished.back().second) throw;
    }
  }
}

/// "here 2, there 3" for two lists of ids.
std::string differ(const char* what, const std::vector<std::string>& there, const std::vector<std::string>& here) {
  return there == here ? "" : fmt::format("its {} are '{}', those of the scenario '{}'", what, fmt::join(there, ", "), fmt::join(here, ", "));
}

template <class Things>
std::vector<std::string> ids(const Things& things) {
  std::vector<std::string> all;
  for (const auto& thing : things) all.push_back(thing.id);
  return all;
}

}  // namespace

Checkpoint read_checkpoint(const std::string& path) {
  std::error_code failed;
  if (!fs::is_regular_file(path, failed)) refuse(path, "there is no such result file", "", "name a file that riverchief run has written.");
  Checkpoint c;
  bool has_one = false;
  try {
    const Handle file = open_hdf5(path, H5F_ACC_RDONLY);
    if (text_attribute(file, "source").rfind("riverchief", 0) != 0) refuse(path, "this is no result file of riverchief", "its attribute 'source' does not say so", "name a file that riverchief run has written.");
    c.source = text_attribute(file, "source");
    c.start = text_attribute(file, "start");
    c.input_hash = text_attribute(file, "input_hash");
    for (const std::string& river : read_texts(file, "cell_river")) {
      if (c.rivers.empty() || c.rivers.back() != river) c.rivers.push_back(river), c.cells.push_back(0);
      ++c.cells.back();
    }
    c.pollutants = texts_if_any(file, "pollutant");
    c.storages = texts_if_any(file, "storage");
    c.structures = texts_if_any(file, "structure");
    c.intakes = texts_if_any(file, "intake");
    has_one = has_dataset(file, "checkpoint");
    if (has_one) read_state(file, c);
  } catch (const Hdf5Error& error) {
    refuse(path, "this result file cannot be read", fmt::format("{} is missing or damaged", error.what()), "run its scenario again.");
  }
  if (!has_one || c.state.empty()) refuse(path, "this result file holds no state", "a run leaves one at every checkpoint_every and at its end", "run its scenario again with this version of riverchief.");
  return c;
}

std::string difference(const Checkpoint& c, const basin::Basin& b, const basin::Scenario& scenario) {
  if (const auto text = differ("rivers", c.rivers, ids(b.rivers)); !text.empty()) return text;
  for (std::size_t r = 0; r < b.rivers.size(); ++r) {
    const auto own = scenario.river_cell_length.find(b.rivers[r].id);
    const double wanted = own == scenario.river_cell_length.end() ? scenario.cell_length : own->second;
    const int cells = std::max(1, static_cast<int>(std::lround(b.rivers[r].length / wanted)));
    if (cells != c.cells[r]) return fmt::format("river '{}' has {} cells there and {} here", b.rivers[r].id, c.cells[r], cells);
  }
  for (const auto& text : {differ("pollutants", c.pollutants, ids(b.pollutants)), differ("storage cells", c.storages, ids(b.storages)), differ("structures", c.structures, ids(b.structures)),
                           differ("intakes", c.intakes, ids(b.intakes))})
    if (!text.empty()) return text;
  return "";
}

Checkpoint state_to_begin_with(const basin::Scenario& scenario) {
  Checkpoint c = read_checkpoint(scenario.initial.state);
  if (const std::string differs = difference(c, scenario.basin, scenario); !differs.empty())
    refuse(scenario.initial.state, "the scenario cannot begin from this state", differs, "begin from a run of the same basin with the same measures on the same cells, or leave state out of [initial].");
  return c;
}

std::string hash_of(const model::State& state) {
  std::string bytes;
  for (const auto& [name, values] : state) {
    bytes += fmt::format("{} {}\n", name, values.size());
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double));
  }
  return sha256(bytes);
}

}  // namespace riverchief::io

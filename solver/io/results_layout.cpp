#include "io/results_layout.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <numeric>
#include <set>

#include "core/quantity.hpp"

namespace riverchief::io {
namespace {

namespace fs = std::filesystem;
constexpr const char* ledger_numbers[] = {"ledger_start", "ledger_in", "ledger_out", "ledger_reacted", "ledger_end", "ledger_error", "ledger_relative"};

/// A number that the run's end leaves along one dimension.
struct Extreme {
  const char* name;
  enum class Along { cell, face, storage, structure, intake } along;
  std::vector<double> model::Summary::* values;
};
using Along = Extreme::Along;
using Summary = model::Summary;
constexpr Extreme extremes[] = {
    {"max_water_level", Along::cell, &Summary::max_water_level},
    {"time_of_max_water_level", Along::cell, &Summary::time_of_max_water_level},
    {"dry_duration", Along::cell, &Summary::dry_duration},
    {"max_discharge", Along::face, &Summary::max_discharge},
    {"time_of_max_discharge", Along::face, &Summary::time_of_max_discharge},
    {"no_flow_duration", Along::face, &Summary::no_flow_duration},
    {"max_storage_level", Along::storage, &Summary::max_storage_level},
    {"time_of_max_storage_level", Along::storage, &Summary::time_of_max_storage_level},
    {"first_flooding", Along::storage, &Summary::first_flooding},
    {"flooded_duration", Along::storage, &Summary::flooded_duration},
    {"max_structure_discharge", Along::structure, &Summary::max_structure_discharge},
    {"time_of_max_structure_discharge", Along::structure, &Summary::time_of_max_structure_discharge},
    {"first_structure_flow", Along::structure, &Summary::first_structure_flow},
    {"structure_volume_forward", Along::structure, &Summary::structure_volume_forward},
    {"structure_volume_backward", Along::structure, &Summary::structure_volume_backward},
    {"structure_flow_duration", Along::structure, &Summary::structure_flow_duration},
    {"structure_blocked_duration", Along::structure, &Summary::structure_blocked_duration},
    {"structure_energy", Along::structure, &Summary::structure_energy},
    {"intake_demand_volume", Along::intake, &Summary::intake_demand_volume},
    {"intake_supply_volume", Along::intake, &Summary::intake_supply_volume},
    {"intake_short_duration", Along::intake, &Summary::intake_short_duration},
};

/// What happens at each bank.
struct BankExtreme {
  const char* name[2];
  std::vector<double> (Summary::*values)[2];
};
constexpr BankExtreme bank_extremes[] = {
    {{"first_overtopping_left", "first_overtopping_right"}, &Summary::first_overtopping},
    {{"overtopped_volume_left", "overtopped_volume_right"}, &Summary::overtopped_volume},
    {{"spilled_volume_left", "spilled_volume_right"}, &Summary::spilled_volume},
};

std::vector<int> indices(std::size_t count) {
  std::vector<int> all(count);
  std::iota(all.begin(), all.end(), 0);
  return all;
}

/// The name of an input beside the scenario, the same on every machine.
std::string beside(const std::string& input, const std::string& scenario) {
  const fs::path folder = fs::path(scenario).parent_path(), path(input);
  if (folder.empty() || !path.has_parent_path()) return input;
  const fs::path relative = path.lexically_relative(folder);
  return relative.empty() ? path.filename().string() : relative.string();
}

Handle opened(hid_t file, const std::string& name) { return {H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, "dataset '" + name + "'"}; }

hsize_t size_of(hid_t dataset) {
  const Handle space(H5Dget_space(dataset), H5Sclose, "a dataspace");
  return static_cast<hsize_t>(H5Sget_simple_extent_npoints(space));
}

template <class Things, class Part>
std::vector<std::string> texts_of(const Things& things, Part part) {
  std::vector<std::string> texts;
  for (const auto& thing : things) texts.push_back(thing.*part);
  return texts;
}

}  // namespace

void ResultsWriter::File::describe(hid_t dataset, const std::string& name) const {
  if (const core::Quantity* quantity = core::find_quantity(name)) {
    if (!quantity->unit.empty() && name != "time") set_attribute(dataset, "units", std::string(quantity->unit));
    set_attribute(dataset, "long_name", std::string(quantity->description));
    set_attribute(dataset, "long_name_zh", std::string(quantity->description_zh));
    if (!quantity->cf_name.empty()) set_attribute(dataset, "standard_name", std::string(quantity->cf_name));
  }
  const bool is_x = name == "cell_x" || name == "face_x", is_y = name == "cell_y" || name == "face_y";
  if (!is_x && !is_y) return;
  set_attribute(dataset, "units", std::string(!crs_is_geographic ? "m" : is_x ? "degrees_east" : "degrees_north"));
  set_attribute(dataset, "standard_name", std::string(crs_is_geographic ? (is_x ? "longitude" : "latitude") : (is_x ? "projection_x_coordinate" : "projection_y_coordinate")));
}

Handle ResultsWriter::File::scale(const std::string& name, hid_t type, hsize_t size) const {
  Handle dataset = create_dataset(file, name, type, {size});
  require(H5DSset_scale(dataset, name.c_str()), "dimension '" + name + "'");
  describe(dataset, name);
  return dataset;
}

Handle ResultsWriter::File::variable(const std::string& name, hid_t type, const std::vector<hid_t>& scales, const std::vector<hsize_t>& size) const {
  static const std::set<std::string> places{"storage_kind", "storage_bottom_level", "structure_kind", "structure_place", "intake_use"};
  Handle dataset = create_dataset(file, name, type, size);
  for (std::size_t i = 0; i < scales.size(); ++i) require(H5DSattach_scale(dataset, scales[i], static_cast<unsigned>(i)), "dimensions of '" + name + "'");
  describe(dataset, name);
  const auto begins = [&](const char* with) { return name.rfind(with, 0) == 0; };
  if (begins("cell_") || begins("face_") || begins("ledger_") || begins("event_") || places.count(name) || scales.empty()) return dataset;
  const hid_t last = scales.back();
  const char* coordinates = last == cell ? "cell_river cell_reach cell_chainage cell_x cell_y" : last == face ? "face_river face_chainage face_x face_y" : last == storage ? "storage_kind storage_bottom_level"
                            : last == structure ? "structure_kind structure_place" : "intake_use";
  set_attribute(dataset, "coordinates", std::string(coordinates));
  return dataset;
}

void ResultsWriter::File::overwrite(const std::string& name, const std::vector<double>& values) const {
  const Handle dataset = opened(file, name);
  if (values.size() == size_of(dataset)) write_doubles(dataset, values.data());
}

void ResultsWriter::File::write_row(hid_t dataset, std::size_t length, int index, const double* values) const {
  const Handle space(H5Dget_space(dataset), H5Sclose, "a dataspace");
  hsize_t start[4] = {static_cast<hsize_t>(index), 0, 0, 0}, count[4] = {0, 0, 0, 0};
  require(H5Sget_simple_extent_dims(space, count, nullptr), "a frame");
  count[0] = 1;
  require(H5Sselect_hyperslab(space, H5S_SELECT_SET, start, nullptr, count, nullptr), "a frame");
  const hsize_t flat = length;
  const Handle memory(H5Screate_simple(1, &flat, nullptr), H5Sclose, "a dataspace");
  require(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, values), "a frame");
}

/// Sizes, and the rows of the ledger in the order the engine reports them: the network, its reaches, its storage cells.
void ResultsWriter::File::count(const model::Grid& grid) {
  cells = grid.cells.size(), faces = grid.faces.size(), pollutants = grid.pollutants.size();
  storages = grid.storages.size(), structures = grid.structures.size(), intakes = grid.intakes.size();
  std::vector<std::string> reaches{""}, of{"water"};
  std::set<std::string> seen;
  for (const auto& c : grid.cells)
    if (seen.insert(c.reach).second) reaches.push_back(c.reach);
  for (const auto& s : grid.storages) reaches.push_back(s.id);
  of.insert(of.end(), grid.pollutants.begin(), grid.pollutants.end());
  for (const auto& what : of)
    for (const auto& reach : reaches) ledger_of.push_back(what), ledger_reach.push_back(reach);
}

/// The variables that get a row at every output time, made or found.
void ResultsWriter::File::lay_out_states(const std::vector<double>& output_times, bool is_new) {
  using Frame = model::Frame;
  const std::size_t times = output_times.size();
  const auto add = [&](const char* name, const Handle& along, std::size_t length, const double* Frame::* values, bool per_pollutant = false) {
    if (length == 0 || (per_pollutant && pollutants == 0)) return;
    const auto made = [&] {
      return per_pollutant ? variable(name, H5T_NATIVE_DOUBLE, {time, pollutant, along}, {times, pollutants, length}) : variable(name, H5T_NATIVE_DOUBLE, {time, along}, {times, length});
    };
    const std::size_t whole = per_pollutant ? length * pollutants : length;
    rows.push_back({is_new ? made() : opened(file, name), whole, values});
    if (size_of(rows.back().dataset) != times * whole) throw Hdf5Error(fmt::format("variable '{}' of another size", name));
  };
  add("water_level", cell, cells, &Frame::water_level);
  add("discharge", face, faces, &Frame::discharge);
  add("velocity", face, faces, &Frame::velocity);
  add("concentration", cell, cells, &Frame::concentration, true);
  add("storage_water_level", storage, storages, &Frame::storage_water_level);
  add("storage_volume", storage, storages, &Frame::storage_volume);
  add("storage_concentration", storage, storages, &Frame::storage_concentration, true);
  add("structure_discharge", structure, structures, &Frame::structure_discharge);
  add("structure_setting", structure, structures, &Frame::structure_setting);
  add("intake_demand", intake, intakes, &Frame::intake_demand);
  add("intake_supply", intake, intakes, &Frame::intake_supply);
}

void ResultsWriter::File::lay_out_places(const model::Grid& grid) const {
  std::vector<std::string> river, reach;
  std::vector<double> chainage, length, x, y, bed, left_bank, right_bank, left_crest, right_crest;
  for (const auto& c : grid.cells) {
    river.push_back(grid.rivers[static_cast<std::size_t>(c.river)]);
    reach.push_back(c.reach);
    chainage.push_back(c.chainage), length.push_back(c.length), x.push_back(c.x), y.push_back(c.y), bed.push_back(c.bed_level);
    left_bank.push_back(c.left_bank_level), right_bank.push_back(c.right_bank_level);
    left_crest.push_back(c.left_crest_level), right_crest.push_back(c.right_crest_level);
  }
  put("cell_river", cell, river);
  put("cell_reach", cell, reach);
  for (const auto& [name, values] : {std::pair("cell_chainage", &chainage), std::pair("cell_length", &length), std::pair("cell_x", &x), std::pair("cell_y", &y),
                                     std::pair("bed_level", &bed), std::pair("left_bank_level", &left_bank), std::pair("right_bank_level", &right_bank),
                                     std::pair("left_crest_level", &left_crest), std::pair("right_crest_level", &right_crest)})
    put(name, cell, *values);
  std::vector<std::string> face_river;
  std::vector<double> face_chainage, face_x, face_y;
  std::vector<int> up, down;
  for (const auto& f : grid.faces) {
    face_river.push_back(grid.rivers[static_cast<std::size_t>(f.river)]);
    face_chainage.push_back(f.chainage), face_x.push_back(f.x), face_y.push_back(f.y);
    up.push_back(f.upstream_cell), down.push_back(f.downstream_cell);
  }
  put("face_river", face, face_river);
  put("face_chainage", face, face_chainage);
  put("face_upstream_cell", face, up);
  put("face_downstream_cell", face, down);
  put("face_x", face, face_x);
  put("face_y", face, face_y);
}

void ResultsWriter::File::lay_out_structures(const model::Grid& grid) const {
  if (storages > 0) {
    put("storage_kind", storage, texts_of(grid.storages, &model::Grid::Storage::kind));
    std::vector<double> bottom;
    for (const auto& s : grid.storages) bottom.push_back(s.bottom_level);
    put("storage_bottom_level", storage, bottom);
  }
  if (structures > 0) {
    put("structure_kind", structure, texts_of(grid.structures, &model::Grid::Structure::kind));
    put("structure_place", structure, texts_of(grid.structures, &model::Grid::Structure::place));
  }
  if (intakes > 0) put("intake_use", intake, texts_of(grid.intakes, &model::Grid::Intake::use));
}

void ResultsWriter::File::lay_out_extremes() const {
  const std::pair<const Handle*, std::size_t> along[] = {{&cell, cells}, {&face, faces}, {&storage, storages}, {&structure, structures}, {&intake, intakes}};
  for (const Extreme& extreme : extremes)
    if (const auto& [handle, length] = along[static_cast<std::size_t>(extreme.along)]; length > 0) variable(extreme.name, H5T_NATIVE_DOUBLE, {*handle}, {length});
  for (const BankExtreme& extreme : bank_extremes)
    for (const char* name : extreme.name) variable(name, H5T_NATIVE_DOUBLE, {cell}, {cells});
}

void ResultsWriter::File::lay_out_ledger() {
  ledger_row = scale("ledger_row", H5T_NATIVE_INT, ledger_of.size());
  write_ints(ledger_row, indices(ledger_of.size()));
  put("ledger_of", ledger_row, ledger_of);
  put("ledger_reach", ledger_row, ledger_reach);
  for (const std::string name : ledger_numbers) {
    const Handle dataset = variable(name, H5T_NATIVE_DOUBLE, {ledger_row}, {ledger_of.size()});
    if (name != "ledger_relative") set_attribute(dataset, "units", std::string("m3 or g"));  // of water or of a pollutant, row by row
  }
}

void ResultsWriter::File::lay_out(const model::Grid& grid, const std::vector<double>& output_times, const std::string& start) {
  count(grid);
  time = scale("time", H5T_NATIVE_DOUBLE, output_times.size());
  set_attribute(time, "units", "seconds since " + start);
  set_attribute(time, "calendar", std::string("proleptic_gregorian"));
  write_doubles(time, output_times.data());
  cell = scale("cell", H5T_NATIVE_INT, cells);
  write_ints(cell, indices(cells));
  face = scale("face", H5T_NATIVE_INT, faces);
  write_ints(face, indices(faces));
  const auto named = [&](const char* name, const std::vector<std::string>& ids) {
    if (ids.empty()) return Handle();
    Handle dimension = scale(name, utf8_type(), ids.size());
    write_texts(dimension, ids);
    return dimension;
  };
  pollutant = named("pollutant", grid.pollutants);
  storage = named("storage", texts_of(grid.storages, &model::Grid::Storage::id));
  structure = named("structure", texts_of(grid.structures, &model::Grid::Structure::id));
  intake = named("intake", texts_of(grid.intakes, &model::Grid::Intake::id));
  lay_out_states(output_times, true);
  lay_out_places(grid);
  lay_out_structures(grid);
  lay_out_extremes();
  lay_out_ledger();
  lay_out_kept(grid, output_times, true);
}

void ResultsWriter::File::find_again(const model::Grid& grid, const std::vector<double>& output_times) {
  count(grid);
  for (const auto& [name, handle] : {std::pair("cell", &cell), std::pair("pollutant", &pollutant)})
    if (has_dataset(file, name)) *handle = opened(file, name);
  lay_out_states(output_times, false);
  lay_out_kept(grid, output_times, false);
  // what a run that was stopped has written at its end comes anew
  for (const char* name : {"event_time", "event_of", "event_what", "event_value", "event", "max_water_level_error", "concentration_error"})
    if (has_dataset(file, name)) require(H5Ldelete(file, name, H5P_DEFAULT), fmt::format("dataset '{}'", name));
}

void ResultsWriter::File::keep_inputs(const basin::Scenario& scenario, const std::string& register_json) const {
  const Handle group = create_group(file, "inputs");
  const auto keep = [&](const std::string& name, const std::string& text) {
    Handle dataset = create_dataset(group, name, utf8_type(), {});
    write_texts(dataset, {text});
    return dataset;
  };
  std::size_t number = 0;
  for (const auto& input : scenario.inputs) set_attribute(keep(fmt::format("file_{:03}", ++number), input.text), "path", beside(input.path, scenario.file));
  keep("register", register_json);
}

void ResultsWriter::File::write_summary(const model::Summary& summary) {
  const std::size_t lengths[] = {cells, faces, storages, structures, intakes};
  for (const Extreme& extreme : extremes)
    if (lengths[static_cast<std::size_t>(extreme.along)] > 0) overwrite(extreme.name, summary.*(extreme.values));
  for (const BankExtreme& extreme : bank_extremes)
    for (const std::size_t bank : {0u, 1u}) overwrite(extreme.name[bank], (summary.*(extreme.values))[bank]);
  std::vector<std::vector<double>> ledger(std::size(ledger_numbers), std::vector<double>(ledger_of.size(), std::numeric_limits<double>::quiet_NaN()));
  for (const auto& row : summary.ledger)
    for (std::size_t i = 0; i < ledger_of.size(); ++i)
      if (ledger_of[i] == row.of && ledger_reach[i] == row.reach) {
        const double values[] = {row.start, row.in, row.out, row.reacted, row.end, row.error, row.relative};
        for (std::size_t k = 0; k < ledger.size(); ++k) ledger[k][i] = values[k];
      }
  for (std::size_t k = 0; k < ledger.size(); ++k) overwrite(ledger_numbers[k], ledger[k]);
  write_sources(summary);
  if (summary.events.empty()) return;
  constexpr double an_event = 300.0;  // [bytes] with its texts
  make_sure_of_room(an_event * static_cast<double>(summary.events.size()));
  const Handle event = scale("event", H5T_NATIVE_INT, summary.events.size());
  write_ints(event, indices(summary.events.size()));
  std::vector<double> times, values;
  for (const auto& e : summary.events) times.push_back(e.time), values.push_back(e.value);
  put("event_time", event, times);
  put("event_of", event, texts_of(summary.events, &model::Event::of));
  put("event_what", event, texts_of(summary.events, &model::Event::what));
  put("event_value", event, values);
}

void ResultsWriter::File::make_sure_of_room(double bytes) {
  constexpr double own = 65536.0;  // what libhdf5 adds for itself
  flush();
  std::error_code failed;
  const auto size = fs::file_size(path, failed);
  std::ofstream end(path, std::ios::binary | std::ios::in | std::ios::out | std::ios::ate);
  const std::vector<char> zeros(std::size_t{1} << 16, '\0');
  for (double written = 0.0; end && written < bytes + own; written += static_cast<double>(zeros.size())) end.write(zeros.data(), static_cast<std::streamsize>(zeros.size()));
  end.flush();
  const bool there_is_room = static_cast<bool>(end);
  end.close();
  fs::resize_file(path, size, failed);
  if (!there_is_room || failed) throw Hdf5Error("beyond the end of the file");
}

void ResultsWriter::File::close_variables() {
  for (Handle* handle : {&time, &cell, &face, &pollutant, &storage, &structure, &intake, &ledger_row, &fine}) handle->close();
  rows.clear();
}

}  // namespace riverchief::io

#include "viz/io/result_file.hpp"

#include <hdf5.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <utility>

#include "viz/complaint.hpp"

namespace riverchief::viz {
namespace {

/// An HDF5 id that closes itself.
class Id {
 public:
  Id(hid_t id, herr_t (*close)(hid_t)) : id_(id), close_(close) {}
  ~Id() {
    if (id_ >= 0) close_(id_);
  }
  Id(const Id&) = delete;
  Id& operator=(const Id&) = delete;
  operator hid_t() const { return id_; }
  bool ok() const { return id_ >= 0; }

 private:
  hid_t id_;
  herr_t (*close_)(hid_t);
};

std::string without_padding(std::string text) {
  const auto end = text.find_first_of('\0');
  if (end != std::string::npos) text.resize(end);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

/// `count` strings of either kind (fixed or variable length), taken by `read` from a data set or an attribute.
template <typename Read>
std::vector<std::string> strings(hid_t type, std::size_t count, Read read) {
  std::vector<std::string> texts(count);
  if (H5Tis_variable_str(type) > 0) {
    const Id memory(H5Tcopy(H5T_C_S1), H5Tclose);
    H5Tset_size(memory, H5T_VARIABLE);
    H5Tset_cset(memory, H5Tget_cset(type));
    std::vector<char*> pointers(count, nullptr);
    if (read(memory, pointers.data()) < 0) return texts;
    for (std::size_t i = 0; i < count; ++i) {
      if (pointers[i]) texts[i] = pointers[i];
      H5free_memory(pointers[i]);
    }
  } else {
    const std::size_t size = H5Tget_size(type);
    std::vector<char> buffer(size * count);
    if (read(type, buffer.data()) < 0) return texts;
    for (std::size_t i = 0; i < count; ++i) texts[i] = without_padding(std::string(&buffer[i * size], size));
  }
  return texts;
}

std::string text_attribute(hid_t object, const char* name) {
  if (H5Aexists(object, name) <= 0) return {};
  const Id attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose);
  const Id type(H5Aget_type(attribute), H5Tclose);
  if (H5Tget_class(type) != H5T_STRING) return {};
  return strings(type, 1, [&](hid_t memory, void* to) { return H5Aread(attribute, memory, to); })[0];
}

long integer_attribute(hid_t object, const char* name, long otherwise) {
  if (H5Aexists(object, name) <= 0) return otherwise;
  const Id attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose);
  long value = otherwise;
  return H5Aread(attribute, H5T_NATIVE_LONG, &value) < 0 ? otherwise : value;
}

/// Geographic coordinate systems have EPSG codes from 4000 to 4999.
bool is_geographic(const std::string& units, const std::string& crs) {
  if (!units.empty()) return units.rfind("deg", 0) == 0;
  return crs.rfind("EPSG:4", 0) == 0 && crs.size() == 9;
}

}  // namespace

/// The open file and how its data sets are read.
struct ResultFile::Hdf5 {
  std::string path;
  hid_t file;
  std::size_t frames = 0;

  Hdf5(std::string name, hid_t id) : path(std::move(name)), file(id) {}
  ~Hdf5() { H5Fclose(file); }
  Hdf5(const Hdf5&) = delete;
  Hdf5& operator=(const Hdf5&) = delete;

  bool has(const char* name) const { return H5Lexists(file, name, H5P_DEFAULT) > 0; }

  [[noreturn]] void not_ours(const std::string& name, const std::string& why) const {
    throw Complaint({path + ": " + name, "this is not a result file of riverchief run", why,
                     "give the file that riverchief run wrote (NAME.h5, not NAME.partial.h5 of a run still going)"});
  }

  std::vector<hsize_t> shape(hid_t data, const char* name, std::size_t rank) const {
    const Id space(H5Dget_space(data), H5Sclose);
    std::vector<hsize_t> dims(rank);
    if (H5Sget_simple_extent_ndims(space) != static_cast<int>(rank))
      not_ours(name, "expected " + std::to_string(rank) + " dimension(s)");
    H5Sget_simple_extent_dims(space, dims.data(), nullptr);
    return dims;
  }

  template <typename Number>
  std::vector<Number> numbers(const char* name, hid_t type) const {
    if (!has(name)) not_ours(name, "the variable is missing");
    const Id data(H5Dopen2(file, name, H5P_DEFAULT), H5Dclose);
    std::vector<Number> values(shape(data, name, 1)[0]);
    if (H5Dread(data, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) not_ours(name, "the variable cannot be read");
    return values;
  }
  std::vector<double> reals(const char* name) const { return numbers<double>(name, H5T_NATIVE_DOUBLE); }
  std::vector<double> reals_if_any(const char* name, std::size_t size) const {
    return has(name) ? reals(name) : std::vector<double>(size, std::numeric_limits<double>::quiet_NaN());
  }

  std::vector<std::string> texts(const char* name) const {
    if (!has(name)) not_ours(name, "the variable is missing");
    const Id data(H5Dopen2(file, name, H5P_DEFAULT), H5Dclose);
    const Id type(H5Dget_type(data), H5Tclose);
    if (H5Tget_class(type) != H5T_STRING) not_ours(name, "expected text");
    const Id space(H5Dget_space(data), H5Sclose);
    const auto count = static_cast<std::size_t>(H5Sget_simple_extent_npoints(space));
    return strings(type, count, [&](hid_t memory, void* to) { return H5Dread(data, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, to); });
  }

  /// A block of a data set whose first dimension is time.
  template <std::size_t rank>
  std::vector<double> block(const char* name, std::array<hsize_t, rank> from, std::array<hsize_t, rank> count) const {
    if (!has(name)) not_ours(name, "the variable is missing");
    const Id data(H5Dopen2(file, name, H5P_DEFAULT), H5Dclose);
    const auto dims = shape(data, name, rank);
    hsize_t size = 1;
    for (std::size_t i = 0; i < rank; ++i) {
      if (from[i] + count[i] > dims[i]) not_ours(name, "the variable is shorter than its dimensions");
      size *= count[i];
    }
    std::vector<double> values(size);
    if (size == 0) return values;
    const Id space(H5Dget_space(data), H5Sclose);
    H5Sselect_hyperslab(space, H5S_SELECT_SET, from.data(), nullptr, count.data(), nullptr);
    const Id memory(H5Screate_simple(1, &size, nullptr), H5Sclose);
    if (H5Dread(data, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, values.data()) < 0)
      not_ours(name, "the variable cannot be read");
    return values;
  }
};

ResultFile::ResultFile(const std::string& name) : path(name) {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (!fs::exists(name, ignored))
    throw Complaint({name, "no such file", "", "give the path of a result file (.h5) that riverchief run wrote"});
  if (fs::is_directory(name, ignored))
    throw Complaint({name, "this is a folder, a result file is wanted", "", "give the .h5 files in it one by one"});
  if (H5Fis_hdf5(name.c_str()) <= 0)
    throw Complaint({name, "this is not an HDF5 file", "result files begin with the HDF5 signature",
                     "give the path of a result file (.h5) that riverchief run wrote"});
  const hid_t id = H5Fopen(name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  if (id < 0)
    throw Complaint({name, "the file cannot be opened", "HDF5 refuses it: damaged, or another program is writing it",
                     "wait for the run to end, or run it again"});
  file_ = std::make_unique<Hdf5>(name, id);
  const Hdf5& file = *file_;

  scenario = text_attribute(id, "scenario");
  if (scenario.empty()) scenario = fs::path(name).stem().string();
  title_zh = text_attribute(id, "title_zh");
  title_en = text_attribute(id, "title_en");
  start = text_attribute(id, "start");
  crs = text_attribute(id, "crs");
  input_hash = text_attribute(id, "input_hash");
  completed = integer_attribute(id, "completed", 1) != 0;

  time = file.reals("time");
  const long written = integer_attribute(id, "frames_written", static_cast<long>(time.size()));
  if (written >= 0 && static_cast<std::size_t>(written) < time.size()) time.resize(static_cast<std::size_t>(written));
  file_->frames = time.size();

  cells.river = file.texts("cell_river");
  const std::size_t n = cells.river.size();
  cells.chainage = file.reals("cell_chainage");
  cells.length = file.reals("cell_length");
  cells.x = file.reals_if_any("cell_x", n);
  cells.y = file.reals_if_any("cell_y", n);
  cells.bed_level = file.reals("bed_level");
  cells.left_bank_level = file.reals_if_any("left_bank_level", n);
  cells.right_bank_level = file.reals_if_any("right_bank_level", n);
  cells.left_crest_level = file.reals_if_any("left_crest_level", n);
  cells.right_crest_level = file.reals_if_any("right_crest_level", n);
  cells.max_water_level = file.reals("max_water_level");
  if (time.empty()) file.not_ours("time", "the run was stopped before its first state");
  if (!completed) {  // the extremes are written at the end of a run: take them from the states stored
    cells.max_water_level.assign(n, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t t = 0; t < time.size(); ++t) {
      const auto level = file.block<2>("water_level", {t, 0}, {1, n});
      for (std::size_t cell = 0; cell < n; ++cell) cells.max_water_level[cell] = std::fmax(cells.max_water_level[cell], level[cell]);
    }
  }
  if (file.has("max_water_level_error")) cells.max_water_level_error = file.reals("max_water_level_error");
  cells.first_overtopping_left = file.reals_if_any("first_overtopping_left", n);
  cells.first_overtopping_right = file.reals_if_any("first_overtopping_right", n);
  for (const auto* column : {&cells.chainage, &cells.length, &cells.x, &cells.y, &cells.bed_level, &cells.left_bank_level,
                             &cells.right_bank_level, &cells.left_crest_level, &cells.right_crest_level, &cells.max_water_level})
    if (column->size() != n) file.not_ours("cell", "variables along cell differ in length");

  faces.river = file.texts("face_river");
  faces.chainage = file.reals("face_chainage");
  faces.upstream_cell = file.numbers<int>("face_upstream_cell", H5T_NATIVE_INT);
  faces.downstream_cell = file.numbers<int>("face_downstream_cell", H5T_NATIVE_INT);
  if (faces.chainage.size() != faces.river.size() || faces.upstream_cell.size() != faces.river.size() ||
      faces.downstream_cell.size() != faces.river.size())
    file.not_ours("face", "variables along face differ in length");

  std::string units;
  if (file.has("cell_x")) {
    const Id data(H5Dopen2(id, "cell_x", H5P_DEFAULT), H5Dclose);
    units = text_attribute(data, "units");
  }
  geographic = is_geographic(units, crs);

  if (file.has("pollutant")) pollutants = file.texts("pollutant");
  if (file.has("inputs") && file.has("inputs/register")) {
    const auto json = file.texts("inputs/register");
    if (!json.empty() && !json[0].empty()) names = read_register(json[0], name);
  }
}

ResultFile::~ResultFile() = default;
ResultFile::ResultFile(ResultFile&&) noexcept = default;

std::vector<double> ResultFile::water_level(std::size_t cell) const {
  return file_->block<2>("water_level", {0, cell}, {file_->frames, 1});
}

std::vector<double> ResultFile::discharge(std::size_t face) const {
  return file_->block<2>("discharge", {0, face}, {file_->frames, 1});
}

std::vector<double> ResultFile::concentration(std::size_t pollutant, std::size_t cell) const {
  return file_->block<3>("concentration", {0, pollutant, cell}, {file_->frames, 1, 1});
}

std::vector<double> ResultFile::mean_concentration(std::size_t pollutant) const {
  const std::size_t n = cells.size();
  const std::size_t frames = file_->frames;
  std::vector<double> mean(n, frames == 0 ? std::nan("") : 0.0);
  const double whole = frames > 1 ? time.back() - time.front() : 1.0;
  for (std::size_t t = 0; t < frames; ++t) {
    const auto frame = file_->block<3>("concentration", {t, pollutant, 0}, {1, 1, n});
    const double before = t > 0 ? time[t] - time[t - 1] : 0.0, after = t + 1 < frames ? time[t + 1] - time[t] : 0.0;
    const double weight = frames > 1 ? 0.5 * (before + after) / whole : 1.0;
    for (std::size_t cell = 0; cell < n; ++cell) mean[cell] += weight * frame[cell];
  }
  return mean;
}

}  // namespace riverchief::viz

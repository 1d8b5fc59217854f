#include "io/hdf5_file.hpp"

#include <hdf5_hl.h>

#include <limits>
#include <utility>

namespace riverchief::io {
namespace {

/// Closes an identifier at the end of its scope.
struct Handle {
  hid_t id;
  herr_t (*close)(hid_t);
  Handle(hid_t i, herr_t (*c)(hid_t)) : id(i), close(c) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (id >= 0) close(id);
  }
  operator hid_t() const { return id; }  // NOLINT: HDF5 takes plain identifiers
};

hid_t text_type() {
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, H5T_VARIABLE);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return type;
}

void be_silent() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

}  // namespace

Hdf5File Hdf5File::create(const std::string& path) {
  be_silent();
  const Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
  H5Pset_link_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_obj_track_times(creation, 0);
  return Hdf5File(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation, H5P_DEFAULT));
}

Hdf5File Hdf5File::open(const std::string& path) {
  be_silent();
  return Hdf5File(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT));
}

Hdf5File::Hdf5File(Hdf5File&& other) noexcept : file_(std::exchange(other.file_, -1)), failed_(other.failed_) {}

Hdf5File::~Hdf5File() { close(); }

bool Hdf5File::close() {
  if (file_ >= 0) check(H5Fclose(file_) >= 0);
  file_ = -1;
  return !failed_;
}

void Hdf5File::flush() { check(H5Fflush(file_, H5F_SCOPE_LOCAL) >= 0); }

void Hdf5File::group(const std::string& name) {
  const Handle creation(H5Pcreate(H5P_GROUP_CREATE), H5Pclose);
  H5Pset_link_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_obj_track_times(creation, 0);
  const Handle group(H5Gcreate2(file_, name.c_str(), H5P_DEFAULT, creation, H5P_DEFAULT), H5Gclose);
  check(group >= 0);
}

// Without dimensions: a scalar. Otherwise the lengths are those of the dimension scales, which are attached.
hid_t Hdf5File::make(const std::string& name, hid_t type, const std::vector<std::string>& dimensions, bool fill) {
  std::vector<hsize_t> shape;
  for (const auto& d : dimensions) {
    const Handle scale(H5Dopen2(file_, d.c_str(), H5P_DEFAULT), H5Dclose);
    const Handle space(H5Dget_space(scale), H5Sclose);
    shape.push_back(static_cast<hsize_t>(H5Sget_simple_extent_npoints(space)));
  }
  const Handle space(dimensions.empty() ? H5Screate(H5S_SCALAR) : H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose);
  const Handle creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_obj_track_times(creation, 0);
  H5Pset_alloc_time(creation, H5D_ALLOC_TIME_EARLY);
  if (fill) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    H5Pset_fill_value(creation, H5T_NATIVE_DOUBLE, &nan);
    H5Pset_fill_time(creation, H5D_FILL_TIME_ALLOC);
  }
  const hid_t set = H5Dcreate2(file_, name.c_str(), type, space, H5P_DEFAULT, creation, H5P_DEFAULT);
  check(set >= 0);
  for (std::size_t i = 0; set >= 0 && i < dimensions.size(); ++i) {
    const Handle scale(H5Dopen2(file_, dimensions[i].c_str(), H5P_DEFAULT), H5Dclose);
    check(H5DSattach_scale(set, scale, static_cast<unsigned>(i)) >= 0);
  }
  return set;
}

namespace {

template <class T>
herr_t write_all(hid_t set, hid_t memory_type, const T* values) {
  return H5Dwrite(set, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
}

std::vector<const char*> pointers(const std::vector<std::string>& values) {
  std::vector<const char*> all;
  for (const auto& v : values) all.push_back(v.c_str());
  return all;
}

/// A one-dimensional dataset made into a dimension scale.
template <class T>
bool write_scale(hid_t file, const std::string& name, hid_t type, const std::vector<T>& values) {
  const hsize_t length = values.size();
  const Handle space(H5Screate_simple(1, &length, nullptr), H5Sclose);
  const Handle creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_obj_track_times(creation, 0);
  const Handle set(H5Dcreate2(file, name.c_str(), type, space, H5P_DEFAULT, creation, H5P_DEFAULT), H5Dclose);
  return set >= 0 && (values.empty() || write_all(set, type, values.data()) >= 0) && H5DSset_scale(set, name.c_str()) >= 0;
}

}  // namespace

void Hdf5File::dimension(const std::string& name, const std::vector<double>& values) { check(write_scale(file_, name, H5T_NATIVE_DOUBLE, values)); }
void Hdf5File::dimension(const std::string& name, const std::vector<int>& values) { check(write_scale(file_, name, H5T_NATIVE_INT, values)); }
void Hdf5File::dimension(const std::string& name, const std::vector<std::string>& values) {
  const Handle type(text_type(), H5Tclose);
  check(write_scale(file_, name, type, pointers(values)));
}

void Hdf5File::variable(const std::string& name, const std::vector<std::string>& dimensions) {
  const Handle set(make(name, H5T_NATIVE_DOUBLE, dimensions, true), H5Dclose);
}

void Hdf5File::variable(const std::string& name, const std::vector<std::string>& dimensions, const std::vector<double>& values) {
  const Handle set(make(name, H5T_NATIVE_DOUBLE, dimensions, true), H5Dclose);
  if (!values.empty()) check(write_all(set, H5T_NATIVE_DOUBLE, values.data()) >= 0);
}

void Hdf5File::variable(const std::string& name, const std::vector<std::string>& dimensions, const std::vector<int>& values) {
  const Handle set(make(name, H5T_NATIVE_INT, dimensions, false), H5Dclose);
  if (!values.empty()) check(write_all(set, H5T_NATIVE_INT, values.data()) >= 0);
}

void Hdf5File::variable(const std::string& name, const std::vector<std::string>& dimensions, const std::vector<std::string>& values) {
  const Handle type(text_type(), H5Tclose);
  const Handle set(make(name, type, dimensions, false), H5Dclose);
  if (!values.empty()) check(write_all(set, type, pointers(values).data()) >= 0);
}

void Hdf5File::text(const std::string& name, const std::string& value) { variable(name, {}, std::vector<std::string>{value}); }

void Hdf5File::write(const std::string& name, const std::vector<double>& values) {
  const Handle set(H5Dopen2(file_, name.c_str(), H5P_DEFAULT), H5Dclose);
  check(set >= 0 && (values.empty() || write_all(set, H5T_NATIVE_DOUBLE, values.data()) >= 0));
}

void Hdf5File::write_row(const std::string& name, std::size_t row, const double* values) {
  const Handle set(H5Dopen2(file_, name.c_str(), H5P_DEFAULT), H5Dclose);
  const Handle space(H5Dget_space(set), H5Sclose);
  hsize_t shape[4] = {0, 0, 0, 0}, start[4] = {row, 0, 0, 0};
  const int rank = H5Sget_simple_extent_dims(space, shape, nullptr);
  shape[0] = 1;
  const Handle memory(H5Screate_simple(rank, shape, nullptr), H5Sclose);
  check(H5Sselect_hyperslab(space, H5S_SELECT_SET, start, nullptr, shape, nullptr) >= 0 &&
        H5Dwrite(set, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, values) >= 0);
}

namespace {

bool write_attribute(hid_t file, const std::string& object, const std::string& name, hid_t type, const void* value) {
  const Handle owner(H5Oopen(file, object.c_str(), H5P_DEFAULT), H5Oclose);
  const bool there = H5Aexists(owner, name.c_str()) > 0;
  const Handle space(H5Screate(H5S_SCALAR), H5Sclose);
  const Handle attribute(there ? H5Aopen(owner, name.c_str(), H5P_DEFAULT)
                               : H5Acreate2(owner, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  return attribute >= 0 && H5Awrite(attribute, type, value) >= 0;
}

}  // namespace

void Hdf5File::attribute(const std::string& object, const std::string& name, const std::string& value) {
  const Handle type(text_type(), H5Tclose);
  const char* text = value.c_str();
  check(write_attribute(file_, object, name, type, &text));
}
void Hdf5File::attribute(const std::string& object, const std::string& name, double value) { check(write_attribute(file_, object, name, H5T_NATIVE_DOUBLE, &value)); }
void Hdf5File::attribute(const std::string& object, const std::string& name, int value) { check(write_attribute(file_, object, name, H5T_NATIVE_INT, &value)); }

bool Hdf5File::has(const std::string& name) const { return H5Lexists(file_, name.c_str(), H5P_DEFAULT) > 0; }

namespace {

template <class T>
std::vector<T> read_all(hid_t file, const std::string& name, hid_t type) {
  const Handle set(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose);
  if (set < 0) return {};
  const Handle space(H5Dget_space(set), H5Sclose);
  std::vector<T> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
  if (!values.empty() && H5Dread(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) return {};
  return values;
}

}  // namespace

std::vector<double> Hdf5File::doubles(const std::string& name) const { return read_all<double>(file_, name, H5T_NATIVE_DOUBLE); }
std::vector<int> Hdf5File::integers(const std::string& name) const { return read_all<int>(file_, name, H5T_NATIVE_INT); }

std::vector<std::string> Hdf5File::texts(const std::string& name) const {
  const Handle type(text_type(), H5Tclose);
  std::vector<std::string> values;
  for (char* text : read_all<char*>(file_, name, type)) {
    values.emplace_back(text == nullptr ? "" : text);
    H5free_memory(text);
  }
  return values;
}

std::string Hdf5File::text_attribute(const std::string& object, const std::string& name) const {
  const Handle attribute(H5Aopen_by_name(file_, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  if (attribute < 0) return "";
  const Handle type(text_type(), H5Tclose);
  char* text = nullptr;
  if (H5Aread(attribute, type, &text) < 0 || text == nullptr) return "";
  const std::string value = text;
  H5free_memory(text);
  return value;
}

double Hdf5File::number_attribute(const std::string& object, const std::string& name) const {
  const Handle attribute(H5Aopen_by_name(file_, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  double value = std::numeric_limits<double>::quiet_NaN();
  if (attribute >= 0) H5Aread(attribute, H5T_NATIVE_DOUBLE, &value);
  return value;
}

std::vector<std::string> Hdf5File::names(const std::string& group) const {
  std::vector<std::string> all;
  const Handle owner(H5Gopen2(file_, group.c_str(), H5P_DEFAULT), H5Gclose);
  if (owner < 0) return all;
  const auto collect = [](hid_t, const char* name, const H5L_info_t*, void* list) -> herr_t {
    static_cast<std::vector<std::string>*>(list)->emplace_back(name);
    return 0;
  };
  H5Literate(owner, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &all);
  return all;
}

}  // namespace riverchief::io

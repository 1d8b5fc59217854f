#include "io/hdf5_file.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riverchief::io {
namespace {

/// HDF5 prints its own stack of errors; ours say what the user can do. Its clean-up at exit crashes over a file that could not be
/// written, and we close what we open.
void keep_quiet() {
  static const herr_t no_clean_up = H5dont_atexit();
  static_cast<void>(no_clean_up);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Handle property_list(hid_t kind) { return {H5Pcreate(kind), H5Pclose, "an HDF5 property list"}; }

/// A dataspace of that size; scalar for an empty list.
Handle space_of(const std::vector<hsize_t>& size) {
  return {size.empty() ? H5Screate(H5S_SCALAR) : H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr), H5Sclose, "an HDF5 dataspace"};
}

Handle open_dataset(hid_t parent, const std::string& name) { return {H5Dopen2(parent, name.c_str(), H5P_DEFAULT), H5Dclose, "dataset '" + name + "'"}; }

/// Number of values. A damaged file may claim any size: no more is believed than the file could hold, be it ever so well compressed.
std::size_t count_of(hid_t dataset, const std::string& name) {
  constexpr double best_compression = 1100.0;  // of deflate, by its format
  const Handle space(H5Dget_space(dataset), H5Sclose, "a dataspace"), file(H5Iget_file_id(dataset), H5Fclose, "the file");
  const hssize_t count = H5Sget_simple_extent_npoints(space);
  hsize_t bytes = 0;
  require(H5Fget_filesize(file, &bytes), "the size of the file");
  if (count < 0 || static_cast<double>(count) > best_compression * static_cast<double>(bytes)) throw Hdf5Error("dataset '" + name + "'");
  return static_cast<std::size_t>(count);
}

/// Whether an attribute holds one value.
bool is_one(hid_t attribute) {
  const Handle space(H5Aget_space(attribute), H5Sclose, "a dataspace");
  return H5Sget_simple_extent_npoints(space) == 1;
}

template <class Values>
Values of_size(Values values, const std::string& name, std::size_t size) {
  if (values.size() != size) throw Hdf5Error("dataset '" + name + "' (of another size than its dimensions)");
  return values;
}

/// Writes over an attribute of the same type, or makes it.
void put_attribute(hid_t object, const std::string& name, hid_t type, const void* value) {
  const Handle space = space_of({});
  const bool is_there = H5Aexists(object, name.c_str()) > 0;
  const Handle attribute(is_there ? H5Aopen(object, name.c_str(), H5P_DEFAULT) : H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
                         H5Aclose, "attribute '" + name + "'");
  require(H5Awrite(attribute, type, value), "attribute '" + name + "'");
}

}  // namespace

Handle::Handle(hid_t id, Closer closer, const std::string& what) : id_(id), close_(closer) {
  if (id < 0) throw Hdf5Error(what);
}

void require(herr_t result, const std::string& what) {
  if (result < 0) throw Hdf5Error(what);
}

Handle create_hdf5(const std::string& path) {
  keep_quiet();
  const Handle creation = property_list(H5P_FILE_CREATE), access = property_list(H5P_FILE_ACCESS);
  require(H5Pset_link_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "creation order");
  require(H5Pset_obj_track_times(creation, false), "object times");
  require(H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V18), "file format");
  return {H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation, access), H5Fclose, "the file"};
}

Handle open_hdf5(const std::string& path, unsigned flags) {
  keep_quiet();
  return {H5Fopen(path.c_str(), flags, H5P_DEFAULT), H5Fclose, "the file"};
}

Handle create_group(hid_t parent, const std::string& name) {
  const Handle creation = property_list(H5P_GROUP_CREATE);
  require(H5Pset_link_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "creation order");
  require(H5Pset_obj_track_times(creation, false), "object times");
  return {H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, creation, H5P_DEFAULT), H5Gclose, "group '" + name + "'"};
}

Handle open_group(hid_t parent, const std::string& name) { return {H5Gopen2(parent, name.c_str(), H5P_DEFAULT), H5Gclose, "group '" + name + "'"}; }

Handle create_dataset(hid_t parent, const std::string& name, hid_t type, const std::vector<hsize_t>& size) {
  const Handle creation = property_list(H5P_DATASET_CREATE), space = space_of(size);
  require(H5Pset_obj_track_times(creation, false), "object times");
  require(H5Pset_layout(creation, H5D_CONTIGUOUS), "layout");
  require(H5Pset_alloc_time(creation, H5D_ALLOC_TIME_EARLY), "allocation");
  if (H5Tequal(type, H5T_NATIVE_DOUBLE) > 0) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    require(H5Pset_fill_value(creation, type, &nan), "fill value");
  }
  require(H5Pset_fill_time(creation, H5D_FILL_TIME_ALLOC), "fill time");
  return {H5Dcreate2(parent, name.c_str(), type, space, H5P_DEFAULT, creation, H5P_DEFAULT), H5Dclose, "dataset '" + name + "'"};
}

Handle utf8_type() {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "the text type");
  require(H5Tset_size(type, H5T_VARIABLE), "the text type");
  require(H5Tset_cset(type, H5T_CSET_UTF8), "the text type");
  return type;
}

void write_doubles(hid_t dataset, const double* values) { require(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "values"); }

void write_ints(hid_t dataset, const std::vector<int>& values) { require(H5Dwrite(dataset, H5T_NATIVE_INT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "values"); }

void write_texts(hid_t dataset, const std::vector<std::string>& values) {
  std::vector<const char*> pointers;
  for (const auto& value : values) pointers.push_back(value.c_str());
  require(H5Dwrite(dataset, utf8_type(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "texts");
}

void set_attribute(hid_t object, const std::string& name, const std::string& text) {
  const Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "the text type");
  require(H5Tset_size(type, text.size() + 1), "the text type");
  require(H5Tset_cset(type, H5T_CSET_UTF8), "the text type");
  put_attribute(object, name, type, text.c_str());
}

void set_attribute(hid_t object, const std::string& name, double value) { put_attribute(object, name, H5T_NATIVE_DOUBLE, &value); }

void set_attribute(hid_t object, const std::string& name, long value) {
  const auto wide = static_cast<long long>(value);
  put_attribute(object, name, H5T_NATIVE_LLONG, &wide);
}

bool has_dataset(hid_t parent, const std::string& name) { return H5Lexists(parent, name.c_str(), H5P_DEFAULT) > 0; }

std::vector<double> read_doubles(hid_t parent, const std::string& name) {
  const Handle dataset = open_dataset(parent, name);
  std::vector<double> values(count_of(dataset, name));
  require(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "dataset '" + name + "'");
  return values;
}

std::vector<double> read_doubles(hid_t parent, const std::string& name, std::size_t size) { return of_size(read_doubles(parent, name), name, size); }

std::vector<int> read_ints(hid_t parent, const std::string& name, std::size_t size) { return of_size(read_ints(parent, name), name, size); }

std::vector<std::string> read_texts(hid_t parent, const std::string& name, std::size_t size) { return of_size(read_texts(parent, name), name, size); }

std::vector<int> read_ints(hid_t parent, const std::string& name) {
  const Handle dataset = open_dataset(parent, name);
  std::vector<int> values(count_of(dataset, name));
  require(H5Dread(dataset, H5T_NATIVE_INT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "dataset '" + name + "'");
  return values;
}

std::vector<std::string> read_texts(hid_t parent, const std::string& name) {
  const Handle dataset = open_dataset(parent, name), type = utf8_type(), space(H5Dget_space(dataset), H5Sclose, "a dataspace");
  std::vector<char*> pointers(count_of(dataset, name), nullptr);
  if (pointers.empty()) return {};
  require(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "dataset '" + name + "'");
  std::vector<std::string> values;
  for (const char* pointer : pointers) values.emplace_back(pointer ? pointer : "");
  H5Dvlen_reclaim(type, space, H5P_DEFAULT, pointers.data());
  return values;
}

std::string text_attribute(hid_t object, const std::string& name) {
  if (H5Aexists(object, name.c_str()) <= 0) return "";
  const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, "attribute '" + name + "'");
  const Handle type(H5Aget_type(attribute), H5Tclose, "a type");
  if (H5Tget_class(type) != H5T_STRING || H5Tis_variable_str(type) > 0 || !is_one(attribute)) return "";
  std::string text(H5Tget_size(type), '\0');
  require(H5Aread(attribute, type, text.data()), "attribute '" + name + "'");
  return text.substr(0, text.find('\0'));
}

double number_attribute(hid_t object, const std::string& name) {
  double value = std::numeric_limits<double>::quiet_NaN();
  if (H5Aexists(object, name.c_str()) <= 0) return value;
  const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, "attribute '" + name + "'");
  if (!is_one(attribute)) return value;
  require(H5Aread(attribute, H5T_NATIVE_DOUBLE, &value), "attribute '" + name + "'");
  return value;
}

long whole_attribute(hid_t object, const std::string& name) {
  constexpr double most = 1e15;  // exact as a double
  const double value = number_attribute(object, name);
  return value >= -most && value <= most ? std::lround(value) : 0;
}

std::vector<std::string> dataset_names(hid_t group) {
  // In the order of the file, then sorted: to give names by number libhdf5 (1.10) fills a table, and over a damaged group it frees what
  // it has not filled yet.
  std::vector<std::string> names;
  const auto remember = [](hid_t, const char* name, const H5L_info_t*, void* all) -> herr_t {
    static_cast<std::vector<std::string>*>(all)->emplace_back(name);
    return 0;
  };
  require(H5Literate(group, H5_INDEX_NAME, H5_ITER_NATIVE, nullptr, remember, &names), "a group");
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace riverchief::io

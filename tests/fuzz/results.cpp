// Result files and the checkpoints in them. An input is a list of edits to a sound file that the target makes itself at its start:
// so inputs stay small, and what they do to the file is worth trying.
//
//   byte 0: which file (a river; a river with structures, storage cells and rules)
//   then edits, one after the other:
//     0  bytes among numbers   number of a dataset (1), place in it (2), count (1), the bytes
//     1  cut at a size         size (3 bytes)
//     2  a dataset goes        number (1)
//     3  a dataset anew        number (1), type (1), dimensions (1), size of each (1)
//     4  an attribute anew     number of its object (1), number (1), type (1), size (1), value (8 bytes)
//     5  values of a dataset   number (1), index (2), value (8 bytes)
//     6  a dataset by another  number (1), number of the other (1)
//
// Bytes are changed among numbers only: libhdf5 (1.10) ends in a segmentation fault over damaged structures of its own before our
// reader sees anything, see README.md.

#include <hdf5.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include "core/complaint.hpp"
#include "io/checkpoint.hpp"
#include "io/read_scenario.hpp"
#include "io/results_file.hpp"
#include "model/simulate.hpp"
#include "scenarios/assessment/assessment.hpp"
#include "scenarios/io/register.hpp"
#include "scenarios/measures/measures.hpp"
#include "tests/fuzz/fuzz_folder.hpp"

using namespace riverchief;

namespace {

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : at_(data), end_(data + size) {}
  bool any() const { return at_ < end_; }
  std::size_t number(int bytes) {
    std::size_t value = 0;
    for (int i = 0; i < bytes; ++i) value = value << 8 | (any() ? *at_++ : std::uint8_t{0});
    return value;
  }
  double real() {
    const std::size_t bits = number(8);
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }

 private:
  const std::uint8_t *at_, *end_;
};

/// Names of all datasets and groups, "checkpoint/a/volume".
herr_t remember(hid_t, const char* name, const H5O_info_t*, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

std::vector<std::string> objects_in(const std::string& path) {
  std::vector<std::string> names;
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  H5Ovisit(file, H5_INDEX_NAME, H5_ITER_INC, remember, &names);
  H5Fclose(file);
  return names;
}

/// Where the numbers of a dataset lie in the file.
struct Place {
  std::size_t offset = 0, size = 0;
};

std::vector<Place> numbers_in(const std::string& path, const std::vector<std::string>& objects) {
  std::vector<Place> places;
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  for (const auto& name : objects) {
    const hid_t dataset = H5Dopen2(file, name.c_str(), H5P_DEFAULT);
    if (dataset < 0) continue;  // a group
    const hid_t type = H5Dget_type(dataset);
    const haddr_t offset = H5Dget_offset(dataset);
    if (H5Tget_class(type) != H5T_STRING && offset != HADDR_UNDEF) places.push_back({static_cast<std::size_t>(offset), static_cast<std::size_t>(H5Dget_storage_size(dataset))});
    H5Tclose(type);
    H5Dclose(dataset);
  }
  H5Fclose(file);
  return places;
}

struct Sound {
  fuzz::Folder folder;
  std::string bytes[2];
  std::vector<std::string> objects[2];
  std::vector<Place> numbers[2];
  Sound() {
    const fuzz::fs::path errors = fuzz::fs::path(RIVERCHIEF_ROOT) / "tests" / "errors";
    for (const int k : {0, 1}) {
      const std::string name = k == 0 ? "plain" : "structures";
      folder.add(errors / "sound", name);
      if (k == 1) folder.add(errors / "sound_structures", name);
      basin::Scenario scenario = io::read_scenario(folder.of(name + "/scenario.toml"));
      scenario.cell_length = 8000.0, scenario.output_every = scenario.checkpoint_every = 86400.0;
      io::ResultsWriter writer(folder.of(name + ".h5"), scenario, io::register_json(scenario, {}));
      model::simulate(scenario, writer);
      bytes[k] = folder.read(name + ".h5");
      objects[k] = objects_in(folder.of(name + ".h5"));
      numbers[k] = numbers_in(folder.of(name + ".h5"), objects[k]);
    }
  }
};

hid_t type_of(std::size_t number) {
  switch (number % 6) {
    case 0: return H5Tcopy(H5T_NATIVE_DOUBLE);
    case 1: return H5Tcopy(H5T_NATIVE_INT);
    case 2: return H5Tcopy(H5T_NATIVE_UCHAR);
    case 3: return H5Tcopy(H5T_NATIVE_LLONG);
    case 4: {
      const hid_t text = H5Tcopy(H5T_C_S1);
      H5Tset_size(text, H5T_VARIABLE);
      return text;
    }
    default: {
      const hid_t text = H5Tcopy(H5T_C_S1);
      H5Tset_size(text, 1 + number);
      return text;
    }
  }
}

void put_dataset(hid_t file, const std::string& name, Bytes& bytes) {
  const hid_t type = type_of(bytes.number(1));
  hsize_t size[4] = {0, 0, 0, 0};
  const int dimensions = static_cast<int>(bytes.number(1) % 4);
  for (int i = 0; i < dimensions; ++i) size[i] = bytes.number(1);
  const hid_t space = dimensions > 0 ? H5Screate_simple(dimensions, size, nullptr) : H5Screate(H5S_SCALAR);
  H5Ldelete(file, name.c_str(), H5P_DEFAULT);
  H5Dclose(H5Dcreate2(file, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
  H5Sclose(space);
  H5Tclose(type);
}

void put_attribute(hid_t file, const std::string& name, Bytes& bytes) {
  const hid_t object = H5Oopen(file, name.c_str(), H5P_DEFAULT);
  if (object < 0) return;
  const std::size_t number = bytes.number(1);
  char attribute[64] = "valid";
  if (const int count = static_cast<int>(H5Aget_num_attrs(object)); count > 0)
    H5Aget_name_by_idx(object, ".", H5_INDEX_NAME, H5_ITER_INC, number % static_cast<std::size_t>(count), attribute, sizeof attribute, H5P_DEFAULT);
  H5Adelete(object, attribute);
  const hid_t type = type_of(bytes.number(1));
  const hsize_t size = bytes.number(1) % 16;
  const hid_t space = size == 1 ? H5Screate(H5S_SCALAR) : H5Screate_simple(1, &size, nullptr);
  const hid_t made = H5Acreate2(object, attribute, type, space, H5P_DEFAULT, H5P_DEFAULT);
  if (made >= 0 && size == 1 && H5Tget_class(type) == H5T_FLOAT) {
    const double value = bytes.real();
    H5Awrite(made, H5T_NATIVE_DOUBLE, &value);
  }
  if (made >= 0) H5Aclose(made);
  H5Sclose(space);
  H5Tclose(type);
  H5Oclose(object);
}

void put_value(hid_t file, const std::string& name, Bytes& bytes) {
  const std::size_t index = bytes.number(2);
  const double value = bytes.real();
  const hid_t dataset = H5Dopen2(file, name.c_str(), H5P_DEFAULT);
  if (dataset < 0) return;
  const hid_t space = H5Dget_space(dataset), type = H5Dget_type(dataset);
  const hssize_t count = H5Sget_simple_extent_npoints(space);
  if (count > 0 && H5Tget_class(type) == H5T_FLOAT && H5Sget_simple_extent_ndims(space) > 0) {
    std::vector<double> values(static_cast<std::size_t>(count));
    if (H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0) {
      values[index % values.size()] = value;
      H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
    }
  }
  H5Tclose(type);
  H5Sclose(space);
  H5Dclose(dataset);
}

void edit(const Sound& sound, std::size_t k, Bytes& bytes, const std::string& path) {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  const auto& objects = sound.objects[k];
  const auto object = [&] { return objects[bytes.number(1) % objects.size()]; };
  bool moved = false;
  for (int edits = 0; bytes.any() && edits < 16; ++edits) {
    const std::size_t kind = bytes.number(1) % 7;
    moved = moved || kind > 0;
    if (kind == 0) {
      const Place& all = sound.numbers[k][bytes.number(1) % sound.numbers[k].size()];
      const std::size_t place = bytes.number(2) % std::max<std::size_t>(1, all.size), count = std::min(bytes.number(1) % 17, all.size - std::min(place, all.size));
      if (moved) continue;  // an edit before this one may have put other things there
      std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
      file.seekp(static_cast<std::streamoff>(all.offset + place));
      for (std::size_t i = 0; i < count && bytes.any(); ++i) file.put(static_cast<char>(bytes.number(1)));
    } else if (kind == 1) {
      fuzz::fs::resize_file(path, bytes.number(3) % (2 * sound.bytes[k].size()));
    } else {
      const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
      if (file < 0) return;
      const std::string name = object();
      if (kind == 2) H5Ldelete(file, name.c_str(), H5P_DEFAULT);
      else if (kind == 3) put_dataset(file, name, bytes);
      else if (kind == 4) put_attribute(file, bytes.number(1) % 3 == 0 ? "/" : name, bytes);
      else if (kind == 5) put_value(file, name, bytes);
      else if (const std::string other = object(); other != name) {
        H5Ldelete(file, name.c_str(), H5P_DEFAULT);
        H5Lcreate_hard(file, other.c_str(), file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
      }
      H5Fclose(file);
    }
  }
}

template <class Read>
void read(Read&& act) {
  try {
    act();
  } catch (const core::InputError&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Sound sound;
  if (size < 1) return 0;
  const std::size_t k = data[0] % 2;
  const std::string path = sound.folder.of("edited.h5");
  sound.folder.write("edited.h5", sound.bytes[k]);
  Bytes bytes(data + 1, size - 1);
  edit(sound, k, bytes, path);
  read([&] { static_cast<void>(assessment::assess(io::read_results(path))); });
  read([&] { static_cast<void>(io::read_checkpoint(path)); });
  return 0;
}

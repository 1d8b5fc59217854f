// The whole state of a run within its result file, such that a kill at any moment leaves a valid one.
//
// Two slots are written in turns. A slot counts once its attribute `valid` is above 0, and the greater one is the later; it is set to 0 before
// its values change and to its number once they are on disk. Its hash tells a slot whose values have been damaged since.

#include <algorithm>

#include "io/checkpoint.hpp"
#include "io/results_layout.hpp"

namespace riverchief::io {
namespace {

Handle group_of(hid_t parent, const char* name) { return has_dataset(parent, name) ? open_group(parent, name) : create_group(parent, name); }

/// Room for the values; lists that grow (events) get twice the room they need when they have outgrown it.
Handle room_for(hid_t slot, const std::string& name, std::size_t values) {
  const std::size_t wanted = std::max<std::size_t>(1, values);
  if (!has_dataset(slot, name)) return create_dataset(slot, name, H5T_NATIVE_DOUBLE, {wanted});
  Handle dataset(H5Dopen2(slot, name.c_str(), H5P_DEFAULT), H5Dclose, "dataset '" + name + "'");
  const Handle space(H5Dget_space(dataset), H5Sclose, "a dataspace");
  if (static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)) >= wanted) return dataset;
  dataset.close();
  require(H5Ldelete(slot, name.c_str(), H5P_DEFAULT), "dataset '" + name + "'");
  return create_dataset(slot, name, H5T_NATIVE_DOUBLE, {2 * wanted});
}

/// What the file will grow by [bytes].
double growth(hid_t slot, bool is_new, const model::State& state) {
  double bytes = 0.0;
  for (const auto& [name, values] : state) {
    const std::size_t wanted = std::max<std::size_t>(1, values.size());
    if (!is_new && has_dataset(slot, name)) {
      const Handle dataset(H5Dopen2(slot, name.c_str(), H5P_DEFAULT), H5Dclose, "dataset '" + name + "'"), space(H5Dget_space(dataset), H5Sclose, "a dataspace");
      if (static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)) >= wanted) continue;
    }
    constexpr double header = 1024.0;
    bytes += header + 2.0 * sizeof(double) * static_cast<double>(wanted);
  }
  return bytes;
}

void write(hid_t dataset, const std::vector<double>& values) {
  set_attribute(dataset, "size", static_cast<long>(values.size()));
  if (values.empty()) return;
  const Handle space(H5Dget_space(dataset), H5Sclose, "a dataspace");
  const hsize_t start = 0, count = values.size();
  require(H5Sselect_hyperslab(space, H5S_SELECT_SET, &start, nullptr, &count, nullptr), "a state");
  const Handle memory(H5Screate_simple(1, &count, nullptr), H5Sclose, "a dataspace");
  require(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, values.data()), "a state");
}

}  // namespace

void ResultsWriter::File::write_checkpoint(const model::State& state, int frames) {
  const char* const name = checkpoints % 2 == 0 ? "a" : "b";
  const std::string path_of_slot = std::string("checkpoint/") + name;
  const bool is_new = !has_dataset(file, "checkpoint") || !has_dataset(file, path_of_slot);
  if (const double bytes = growth(is_new ? Handle() : open_group(file, path_of_slot), is_new, state); bytes > 0.0) make_sure_of_room(bytes);
  const Handle group = group_of(file, "checkpoint");
  const Handle slot = group_of(group, name);
  set_attribute(slot, "valid", 0L);
  flush();
  for (const auto& [part, values] : state) write(room_for(slot, part, values.size()), values);
  set_attribute(slot, "frames", static_cast<long>(frames));
  set_attribute(slot, "sha256", hash_of(state));
  set_attribute(file, "frames_written", static_cast<long>(frames_written));
  flush();
  set_attribute(slot, "valid", ++checkpoints);
  flush();
}

}  // namespace riverchief::io

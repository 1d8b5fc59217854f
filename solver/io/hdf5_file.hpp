// HDF5 in a few verbs: files, datasets with dimension scales, attributes. Everything throws Hdf5Error and closes itself.

#pragma once

#include <hdf5.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace riverchief::io {

struct Hdf5Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// An HDF5 identifier that is closed once.
class Handle {
 public:
  using Closer = herr_t (*)(hid_t);
  Handle() = default;
  /// \throws Hdf5Error naming `what` when the identifier is no good
  Handle(hid_t id, Closer closer, const std::string& what);
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle() { close(); }
  operator hid_t() const { return id_; }
  bool is_open() const { return id_ >= 0; }
  /// Negative when closing failed.
  herr_t close() { return id_ >= 0 ? close_(std::exchange(id_, -1)) : 0; }

 private:
  hid_t id_ = -1;
  Closer close_ = nullptr;
};

void require(herr_t result, const std::string& what);

/// A new file: no object times, links in the order they were made, old file format (a file that was not closed still opens).
Handle create_hdf5(const std::string& path);
Handle open_hdf5(const std::string& path, unsigned flags);
Handle create_group(hid_t parent, const std::string& name);
Handle open_group(hid_t parent, const std::string& name);

/// A dataset of contiguous space that is taken at once and filled with NaN (or 0 for integers).
Handle create_dataset(hid_t parent, const std::string& name, hid_t type, const std::vector<hsize_t>& size);
Handle utf8_type();  ///< texts of any length

void write_doubles(hid_t dataset, const double* values);
void write_ints(hid_t dataset, const std::vector<int>& values);
void write_texts(hid_t dataset, const std::vector<std::string>& values);

void set_attribute(hid_t object, const std::string& name, const std::string& text);
void set_attribute(hid_t object, const std::string& name, double value);
void set_attribute(hid_t object, const std::string& name, long value);

bool has_dataset(hid_t parent, const std::string& name);
std::vector<double> read_doubles(hid_t parent, const std::string& name);
std::vector<int> read_ints(hid_t parent, const std::string& name);
std::vector<std::string> read_texts(hid_t parent, const std::string& name);
/// The same, of a size that other parts of the file ask for. \throws Hdf5Error where it has another
std::vector<double> read_doubles(hid_t parent, const std::string& name, std::size_t size);
std::vector<int> read_ints(hid_t parent, const std::string& name, std::size_t size);
std::vector<std::string> read_texts(hid_t parent, const std::string& name, std::size_t size);
std::string text_attribute(hid_t object, const std::string& name);          ///< "" where it is missing
double number_attribute(hid_t object, const std::string& name);             ///< NaN where it is missing
long whole_attribute(hid_t object, const std::string& name);                ///< 0 where it is missing or no number of things
std::vector<std::string> dataset_names(hid_t group);

}  // namespace riverchief::io

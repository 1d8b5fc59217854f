// A thin, safe hand on HDF5: one file, plain arrays, CF dimensions. Errors are remembered, not printed.

#pragma once

#include <hdf5.h>

#include <cstddef>
#include <string>
#include <vector>

namespace riverchief::io {

/// An HDF5 file that writes arrays with dimension scales. Object times are off: same content, same bytes.
/// Contiguous datasets are allocated and filled when made, so writing a row later changes no metadata.
class Hdf5File {
 public:
  /// Makes a new file, replacing an old one. `good()` tells whether it worked.
  static Hdf5File create(const std::string& path);
  static Hdf5File open(const std::string& path);
  Hdf5File(Hdf5File&& other) noexcept;
  Hdf5File& operator=(Hdf5File&&) = delete;
  ~Hdf5File();

  bool good() const { return file_ >= 0 && !failed_; }
  void group(const std::string& name);
  /// A dimension: a variable of its own name with coordinate values.
  void dimension(const std::string& name, const std::vector<double>& values);
  void dimension(const std::string& name, const std::vector<int>& values);
  void dimension(const std::string& name, const std::vector<std::string>& values);
  /// A variable over dimensions, filled with NaN; rows or all of it are written later.
  void variable(const std::string& name, const std::vector<std::string>& dimensions);
  void variable(const std::string& name, const std::vector<std::string>& dimensions, const std::vector<double>& values);
  void variable(const std::string& name, const std::vector<std::string>& dimensions, const std::vector<int>& values);
  void variable(const std::string& name, const std::vector<std::string>& dimensions, const std::vector<std::string>& values);
  void text(const std::string& name, const std::string& value);

  void write(const std::string& name, const std::vector<double>& values);
  /// One row along the first dimension.
  void write_row(const std::string& name, std::size_t row, const double* values);
  /// An attribute of an object ("/" = the file); an existing one is written over in its place.
  void attribute(const std::string& object, const std::string& name, const std::string& value);
  void attribute(const std::string& object, const std::string& name, double value);
  void attribute(const std::string& object, const std::string& name, int value);
  void flush();
  /// Closes; \return false where anything failed since the file was made
  bool close();

  bool has(const std::string& name) const;
  std::vector<double> doubles(const std::string& name) const;
  std::vector<int> integers(const std::string& name) const;
  std::vector<std::string> texts(const std::string& name) const;
  std::string text_attribute(const std::string& object, const std::string& name) const;
  double number_attribute(const std::string& object, const std::string& name) const;
  /// Names of the datasets in a group.
  std::vector<std::string> names(const std::string& group) const;

 private:
  explicit Hdf5File(hid_t file) : file_(file) {}
  hid_t make(const std::string& name, hid_t type, const std::vector<std::string>& dimensions, bool fill);
  void check(bool ok) { failed_ = failed_ || !ok; }
  hid_t file_ = -1;
  bool failed_ = false;
};

}  // namespace riverchief::io

// Mistakes are collected while files are read and reported together at the end.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/complaint.hpp"

namespace riverchief::io {

class Complaints {
 public:
  using Notes = std::vector<std::pair<core::Where, std::string>>;

  /// Says the same thing about the same place once only.
  void error(core::Where where, std::string what, std::string why, std::string fix, Notes notes = {});
  void warning(core::Where where, std::string what, std::string why, std::string fix, Notes notes = {});
  /// Adds a note to what was said last.
  void note(core::Where where, std::string what);

  bool any_errors() const;
  /// Number of errors so far: no change while something is read means that it was read well.
  std::size_t errors() const;
  const std::vector<core::Complaint>& all() const { return all_; }
  /// \throws core::InputError with all complaints, the warnings among them, when one of them is an error
  void throw_if_any_error() const;

 private:
  void add(core::Complaint complaint);
  std::vector<core::Complaint> all_;
};

/// "did you mean 'length'?", or what there is to choose from: "rivers: main, creek."
std::string suggestion(const std::string& word, const std::vector<std::string>& known, const std::string& what);

}  // namespace riverchief::io

// The files of a scenario: opened once, decoded, kept verbatim, and able to show a line of themselves in a message.

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "basin/scenario.hpp"
#include "core/complaint.hpp"
#include "io/complaints.hpp"

namespace riverchief::io {

/// A text file in memory, UTF-8.
struct TextFile {
  std::string path;  ///< as messages show it
  std::string text;
  std::vector<std::string_view> lines;  ///< without their ends

  /// A position with its line as excerpt; line and column count from 1.
  core::Where where(int line, int column = 0) const;
  std::string folder() const;
};

class InputFiles {
 public:
  explicit InputFiles(Complaints& complaints) : complaints_(complaints) {}

  /// Opens a file; nullptr after a complaint where it is missing, a directory, empty, or in no encoding we know.
  ///
  /// \param written   the path as the user wrote it
  /// \param folder    that it is relative to; "" = the working directory
  /// \param named_at  where it was named, or just the path for a file from the command line
  const TextFile* open(const std::string& written, const std::string& folder, const core::Where& named_at);

  /// Keeps a text in the place of a file that is no text itself, so that it counts among the inputs.
  void keep(const std::string& path, std::string text);

  /// Every file that was opened, in that order.
  std::vector<basin::InputText> inputs() const;

 private:
  Complaints& complaints_;
  std::vector<std::unique_ptr<TextFile>> files_;
  std::vector<std::string> unreadable_;  ///< complained about already
};

}  // namespace riverchief::io

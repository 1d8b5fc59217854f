// From a sheet to a PNG file, on a machine without a display.

#pragma once

#include <memory>
#include <string>

#include "viz/canvas/canvas.hpp"

namespace riverchief::viz {

class Window {
 public:
  /// \throws std::runtime_error where no OpenGL is to be had
  Window();
  ~Window();

  /// Writes the sheet as a PNG of `width` pixels that says how wide it is meant to be printed.
  ///
  /// \param printed_width  [cm]
  /// \throws std::runtime_error where the file cannot be written
  void save(const Canvas& canvas, int width, double printed_width, const std::string& path);

 private:
  struct OpenGl;
  std::unique_ptr<OpenGl> gl_;
};

}  // namespace riverchief::viz

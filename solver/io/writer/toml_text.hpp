// TOML as a person would write it: keys in the order they are given, a blank line before each table.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "basin/place.hpp"
#include "physics/structure_law.hpp"

namespace riverchief::io {

/// Shortest text of at most 9 digits that holds a value: a micrometre of a level.
std::string number_text(double value);
/// A text between quotation marks, escaped.
std::string in_quotes(std::string_view text);

class TomlText {
 public:
  void comment(std::string_view text);  ///< every line of it with a # before it
  void line() { text_ += '\n'; }
  /// "[[river]]" or "[output]", behind a blank line.
  void table(std::string_view header, std::string_view remark = "");
  void key(std::string_view name, std::string_view text, std::string_view remark = "") { raw(name, in_quotes(text), remark); }
  void key(std::string_view name, const char* text) { raw(name, in_quotes(text)); }
  void key(std::string_view name, double value, std::string_view remark = "") { raw(name, number_text(value), remark); }
  void key(std::string_view name, const physics::Curve& curve);
  /// The text only where there is one.
  void some(std::string_view name, std::string_view text) {
    if (!text.empty()) key(name, text);
  }
  void raw(std::string_view name, std::string_view value, std::string_view remark = "");
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace riverchief::io

// Chinese and English side by side: every text of a picture is written where it is used, in both languages.

#pragma once

#include <string>

namespace riverchief::viz {

struct Language {
  bool chinese = true;

  /// The text in the picture's language.
  const char* operator()(const char* zh, const char* en) const { return chinese ? zh : en; }
  /// A name in the picture's language; the other one where it is missing.
  const std::string& name(const std::string& zh, const std::string& en) const {
    return (chinese && !zh.empty()) || en.empty() ? zh : en;
  }
  /// "里程 (km)" in both languages: a term and its unit.
  std::string with_unit(const char* zh, const char* en, const char* unit) const {
    return std::string((*this)(zh, en)) + " (" + unit + ")";
  }
};

}  // namespace riverchief::viz

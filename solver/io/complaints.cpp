#include "io/complaints.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace riverchief::io {

void Complaints::add(core::Complaint complaint) {
  const auto same = [&](const core::Complaint& c) {
    return c.where.file == complaint.where.file && c.where.line == complaint.where.line && c.where.column == complaint.where.column && c.what == complaint.what;
  };
  if (std::none_of(all_.begin(), all_.end(), same)) all_.push_back(std::move(complaint));
}

void Complaints::error(core::Where where, std::string what, std::string why, std::string fix, Notes notes) {
  add({.where = std::move(where), .what = std::move(what), .why = std::move(why), .fix = std::move(fix), .notes = std::move(notes), .is_warning = false});
}

void Complaints::warning(core::Where where, std::string what, std::string why, std::string fix, Notes notes) {
  add({.where = std::move(where), .what = std::move(what), .why = std::move(why), .fix = std::move(fix), .notes = std::move(notes), .is_warning = true});
}

void Complaints::note(core::Where where, std::string what) {
  if (!all_.empty()) all_.back().notes.emplace_back(std::move(where), std::move(what));
}

std::size_t Complaints::errors() const {
  return static_cast<std::size_t>(std::count_if(all_.begin(), all_.end(), [](const core::Complaint& c) { return !c.is_warning; }));
}

bool Complaints::any_errors() const { return errors() > 0; }

void Complaints::throw_if_any_error() const {
  if (any_errors()) throw core::InputError(all_);
}

std::string suggestion(const std::string& word, const std::vector<std::string>& known, const std::string& what) {
  const std::string near = core::closest(word, known);
  if (!near.empty()) return fmt::format("did you mean '{}'?", near);
  if (known.empty()) return fmt::format("there are no {} to choose from.", what);
  constexpr std::size_t most = 16;
  std::string list;
  for (std::size_t i = 0; i < std::min(most, known.size()); ++i) list += (i > 0 ? ", " : "") + known[i];
  return fmt::format("{}: {}{}.", what, list, known.size() > most ? ", ..." : "");
}

}  // namespace riverchief::io

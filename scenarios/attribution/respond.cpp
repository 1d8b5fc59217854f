#include "scenarios/attribution/respond.hpp"

#include <fmt/format.h>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/complaint.hpp"
#include "io/complaints.hpp"
#include "io/csv_table.hpp"
#include "io/date_time.hpp"
#include "io/input_files.hpp"
#include "scenarios/assessment/gb3838.hpp"
#include "scenarios/io/calendar.hpp"
#include "scenarios/io/register.hpp"

namespace riverchief::attribution {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

[[noreturn]] void refuse(const std::string& file, std::string what, std::string why, std::string fix) {
  throw core::InputError({{.where = {file, 0, 0, ""}, .what = std::move(what), .why = std::move(why), .fix = std::move(fix), .notes = {}}});
}

std::vector<std::string> names_of(const io::TagResults& tags) {
  std::vector<std::string> names;
  for (const auto& name : tags.name)
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  return names;
}

/// The set that holds every tag named: the first one where several do.
std::string set_of(const io::ResultsFile& r, const std::vector<Variant>& variants) {
  std::vector<std::string> sets;
  for (const auto& set : r.tags.set)
    if (std::find(sets.begin(), sets.end(), set) == sets.end()) sets.push_back(set);
  for (const auto& set : sets) {
    const auto holds = [&](const std::string& name) {
      for (std::size_t k = 0; k < r.tags.name.size(); ++k)
        if (r.tags.set[k] == set && r.tags.name[k] == name) return true;
      return false;
    };
    bool all = true;
    for (const auto& variant : variants)
      for (const auto& change : variant.changes) all = all && holds(change.tag);
    if (all) return set;
  }
  std::string known;
  for (const auto& set : sets) known += (known.empty() ? "" : ", ") + set;
  refuse(r.path, "no set of tags holds all that the variants name", fmt::format("this run has the sets {}", known), "name tags of one of them.");
}

void need_tags(const io::ResultsFile& r) {
  if (!r.tags.any()) refuse(r.path, "this run has no tags", "nothing says what each source contributes", "run the scenario with [tags] by = [\"source\"].");
}

/// The part of a window of release that a change covers.
double covered(const io::TagResults& tags, std::size_t k, const Change& change) {
  const double from = tags.released_from[k], to = tags.released_to[k];
  if (!(to > from)) return 1.0;
  return std::clamp((std::min(to, change.to) - std::max(from, change.from)) / (to - from), 0.0, 1.0);
}

}  // namespace

std::vector<Variant> read_variants(const std::string& path, const io::ResultsFile& r) {
  need_tags(r);
  io::Complaints complaints;
  io::InputFiles files(complaints);
  std::vector<Variant> variants;
  const io::TextFile* file = files.open(path, "", {path, 0, 0, ""});
  complaints.throw_if_any_error();
  auto table = io::CsvTable::read(*file, complaints);
  complaints.throw_if_any_error();
  if (!table) return variants;
  const auto names = table->texts("variant"), tags = table->texts("tag");
  const auto factors = table->numbers("load_factor", "load_factor");
  const bool timed = table->has("from") || table->has("to");
  const auto from = table->texts("from", false), to = table->texts("to", false);
  table->finish();
  const auto known = names_of(r.tags);
  const auto start = io::parse_instant(r.start);
  const bool has_windows = std::any_of(r.tags.released_to.begin(), r.tags.released_to.end(), [](double t) { return t > 0.0; });
  const auto complain = [&](std::size_t row, const char* column, std::string what, std::string why, std::string fix) {
    complaints.error(table->where(row, column), std::move(what), std::move(why), std::move(fix));
  };
  for (std::size_t row = 0; row < table->rows() && row < names.size() && row < tags.size() && row < factors.size(); ++row) {
    Change change{tags[row], factors[row]};
    if (std::find(known.begin(), known.end(), change.tag) == known.end()) {
      const std::string near = core::closest(change.tag, known);
      complain(row, "tag", fmt::format("this run has no tag '{}'", change.tag), "", near.empty() ? fmt::format("its tags are in {}, group tags, tag_name.", r.path) : fmt::format("did you mean '{}'?", near));
    }
    const auto instant = [&](const std::vector<std::string>& column, const char* name, double otherwise) {
      if (row >= column.size() || column[row].empty()) return otherwise;
      const auto read = io::parse_instant(column[row]);
      if (!read) complain(row, name, fmt::format("'{}' is no instant", column[row]), "", fmt::format("write it as {}.", r.start));
      return read && start ? read->epoch - start->epoch : otherwise;
    };
    if (timed) change.from = instant(from, "from", 0.0), change.to = instant(to, "to", 1e300);
    if (timed && !has_windows && (change.from > 0.0 || change.to < 1e300))
      complain(row, change.from > 0.0 ? "from" : "to", "this run does not tell releases of different times apart", "[tags] release_every is not set", "leave from and to out, or run with release_every.");
    if (change.to <= change.from) complain(row, "to", "the change ends before it begins", "", "write a later time.");
    if (variants.empty() || variants.back().name != names[row]) {
      const auto same = std::find_if(variants.begin(), variants.end(), [&](const Variant& v) { return v.name == names[row]; });
      if (same == variants.end()) variants.push_back({names[row], {change}});
      else same->changes.push_back(change);
    } else {
      variants.back().changes.push_back(change);
    }
  }
  complaints.throw_if_any_error();
  return variants;
}

Responses respond(const io::ResultsFile& r, const std::vector<Variant>& variants) {
  need_tags(r);
  Responses found;
  found.set = set_of(r, variants);
  const io::TagResults& t = r.tags;
  std::vector<std::size_t> columns;
  for (std::size_t k = 0; k < t.set.size(); ++k)
    if (t.set[k] == found.set) columns.push_back(k);
  const auto n = static_cast<Eigen::Index>(columns.size()), count = static_cast<Eigen::Index>(variants.size());
  Matrix factors = Matrix::Ones(count, n);
  for (Eigen::Index v = 0; v < count; ++v) {
    const Variant& variant = variants[static_cast<std::size_t>(v)];
    found.variants.push_back(variant.name);
    for (const Change& change : variant.changes)
      for (Eigen::Index k = 0; k < n; ++k)
        if (t.name[columns[static_cast<std::size_t>(k)]] == change.tag) factors(v, k) += (change.factor - 1.0) * covered(t, columns[static_cast<std::size_t>(k)], change);
  }
  const auto states = static_cast<std::size_t>(r.frames_written);
  const std::size_t P = t.pollutants.size(), tags = t.name.size(), places = t.places.id.size();
  found.concentration.resize(variants.size() * states * P * places);
  Matrix response(n, static_cast<Eigen::Index>(places)), product;
  for (std::size_t state = 0; state < states; ++state)
    for (std::size_t p = 0; p < P; ++p) {
      for (Eigen::Index k = 0; k < n; ++k)
        for (std::size_t i = 0; i < places; ++i) response(k, static_cast<Eigen::Index>(i)) = t.concentration[((state * P + p) * tags + columns[static_cast<std::size_t>(k)]) * places + i];
      product.noalias() = factors * response;
      for (std::size_t v = 0; v < variants.size(); ++v)
        std::copy_n(product.data() + v * places, places, &found.concentration[((v * states + state) * P + p) * places]);
    }
  return found;
}

assessment::Table responses_table(const io::ResultsFile& r, const Responses& responses) {
  assessment::Table table{"responses", {{"variant", ""}, {"place", ""}, {"kind", ""}, {"pollutant", ""}, {"mean", "mg/L"}, {"max", "mg/L"}, {"time_of_max", ""}, {"mean_of_run", "mg/L"}, {"change", "mg/L"},
                                        {"class", ""}, {"class_of_run", ""}}, {}};
  namespace gb3838 = assessment::gb3838;
  const io::TagResults& t = r.tags;
  const io::Register registered = io::read_register(r.register_json, r.path);
  const auto states = static_cast<std::size_t>(r.frames_written);
  const std::size_t P = t.pollutants.size(), places = t.places.id.size();
  const auto mean = [&](auto value) {
    double sum = 0.0, seconds = 0.0;
    for (std::size_t k = 0; k + 1 < states; ++k) {
      const double dt = r.time[k + 1] - r.time[k];
      sum += 0.5 * dt * (value(k) + value(k + 1)), seconds += dt;
    }
    return seconds > 0.0 ? sum / seconds : value(0);
  };
  for (std::size_t v = 0; v < responses.variants.size() && states > 0; ++v)
    for (std::size_t i = 0; i < places; ++i)
      for (std::size_t p = 0; p < P; ++p) {
        const auto then = [&](std::size_t k) { return responses.concentration[((v * states + k) * P + p) * places + i]; };
        const auto now = [&](std::size_t k) { return t.place_concentration[(k * P + p) * places + i]; };
        std::size_t highest = 0;
        for (std::size_t k = 0; k < states; ++k)
          if (then(k) > then(highest)) highest = k;
        const io::StandardItem* item = nullptr;
        for (const auto& pollutant : registered.basin.pollutants)
          if (pollutant.id == t.pollutants[p] && !pollutant.standard_item.empty()) item = io::find_item(io::gb3838_2002(), pollutant.standard_item);
        const auto water = t.places.storage[i] >= 0 ? gb3838::Water::lake : gb3838::Water::river;
        const auto rated = [&](double value) { return item ? gb3838::class_name(gb3838::class_of(*item, value, water)) : std::string(); };
        const double m = mean(then), base = mean(now);
        table.rows.push_back({responses.variants[v], t.places.id[i], t.places.kind[i], t.pollutants[p], m, then(highest), io::instant(r.start, r.time[highest]), base, m - base, rated(m), rated(base)});
      }
  return table;
}

assessment::Table response_series_table(const io::ResultsFile& r, const Responses& responses) {
  assessment::Table table{"response_series", {{"variant", ""}, {"time", ""}, {"place", ""}, {"pollutant", ""}, {"concentration", "mg/L"}}, {}};
  const io::TagResults& t = r.tags;
  const auto states = static_cast<std::size_t>(r.frames_written);
  const std::size_t P = t.pollutants.size(), places = t.places.id.size();
  for (std::size_t v = 0; v < responses.variants.size(); ++v)
    for (std::size_t k = 0; k < states; ++k)
      for (std::size_t i = 0; i < places; ++i)
        for (std::size_t p = 0; p < P; ++p)
          table.rows.push_back({responses.variants[v], io::instant(r.start, r.time[k]), t.places.id[i], t.pollutants[p], responses.concentration[((v * states + k) * P + p) * places + i]});
  return table;
}

}  // namespace riverchief::attribution

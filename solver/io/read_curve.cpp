// Curves: y over x, from a list in the TOML file or from a CSV.

#include <fmt/format.h>

#include <cmath>

#include "io/basin_reader.hpp"
#include "io/csv_table.hpp"

namespace riverchief::io {
namespace {

using Where = std::vector<core::Where>;

/// [[x, y], [x, y]]; empty after a complaint.
physics::Curve from_list(TomlTable& table, const TomlValue& list, const std::string& key, const std::string& x, const std::string& y, Where& rows) {
  physics::Curve curve;
  for (const TomlValue& point : list.list) {
    const core::Where where = table.file().where(point.line, point.column);
    if (point.kind != TomlValue::Kind::list || point.list.size() != 2) {
      table.error(where, fmt::format("a point of {} of {} is {}", key, table.name(), point.kind == TomlValue::Kind::list ? fmt::format("a list of {}", point.list.size()) : describe(point.kind)),
                  fmt::format("a point is {} and {}", x, y), fmt::format("write {} = [[0.0, 0.0], [1.0, 2.0]]", key));
      return {};
    }
    const auto first = table.as_number(point.list[0], key, x), second = table.as_number(point.list[1], key, y);
    if (!first || !second) return {};
    curve.x.push_back(*first), curve.y.push_back(*second);
    rows.push_back(where);
  }
  if (curve.x.empty()) table.error(table.where(key), fmt::format("{} of {} has no point", key, table.name()), "", fmt::format("write {} = [[0.0, 0.0], [1.0, 2.0]]", key));
  return curve;
}

physics::Curve from_file(const TextFile& file, const std::string& x, const std::string& y, Where& rows, Complaints& complaints) {
  auto csv = CsvTable::read(file, complaints);
  if (!csv) return {};
  physics::Curve curve{csv->numbers(x, x), csv->numbers(y, y)};
  csv->finish();
  if (curve.x.size() != curve.y.size()) return {};
  for (std::size_t i = 0; i < curve.x.size(); ++i) {
    if (std::isnan(curve.x[i]) || std::isnan(curve.y[i])) return {};
    rows.push_back(csv->where(i, x));
  }
  return curve;
}

}  // namespace

std::optional<physics::Curve> read_curve(TomlTable& table, std::string_view key, const std::string& x, const std::string& y, InputFiles& files, Complaints& complaints, std::string_view example) {
  if (!table.has(key)) return table.text(key, example), std::nullopt;  // asked for, and missed where it must be there
  const TomlValue* value = table.value(key);
  const std::string name(key);
  physics::Curve curve;
  Where rows;
  if (value->kind == TomlValue::Kind::list) {
    curve = from_list(table, *value, name, x, y, rows);
  } else if (const std::string path = table.text(key, example); !path.empty()) {
    if (const TextFile* file = files.open(path, table.file().folder(), table.where(key))) curve = from_file(*file, x, y, rows, complaints);
  }
  if (curve.x.empty()) return std::nullopt;
  for (std::size_t i = 1; i < curve.x.size(); ++i) {
    if (curve.x[i] > curve.x[i - 1]) continue;
    complaints.error(rows[i], fmt::format("{} of {} is not monotone", name, table.name()), fmt::format("{} {:g} follows {:g}", x, curve.x[i], curve.x[i - 1]),
                     fmt::format("sort the points by growing {}, and give each value once.", x));
    return std::nullopt;
  }
  return curve;
}

}  // namespace riverchief::io

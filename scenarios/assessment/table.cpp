#include "scenarios/assessment/table.hpp"

#include <nlohmann/json.hpp>

#include "scenarios/assessment/csv_row.hpp"

namespace riverchief::assessment {

std::string to_csv(const Table& table) {
  CsvRow header;
  for (const Table::Column& column : table.columns) header << (column.unit.empty() ? column.name : column.name + " [" + column.unit + "]");
  std::string text = header.line();
  for (const std::vector<Table::Value>& row : table.rows) {
    CsvRow line;
    for (const Table::Value& value : row) std::visit([&](const auto& v) { line << v; }, value);
    text += line.line();
  }
  return text;
}

nlohmann::ordered_json to_json(const Table& table) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const std::vector<Table::Value>& row : table.rows) {
    nlohmann::ordered_json entry = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < row.size(); ++i) std::visit([&](const auto& v) { entry[table.columns[i].name] = v; }, row[i]);
    rows.push_back(std::move(entry));
  }
  return rows;
}

}  // namespace riverchief::assessment

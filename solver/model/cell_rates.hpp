// The rates of every cell: the basin's, those of its stretch or storage cell, and what its bed takes and gives.

#pragma once

#include <vector>

#include "basin/rate_names.hpp"
#include "basin/scenario.hpp"
#include "model/network.hpp"

namespace riverchief::model {

class CellRates {
 public:
  CellRates(const basin::Scenario& scenario, const Network& network);
  /// Rates at 20 degC.
  double value(basin::RateId id, std::size_t cell) const {
    const Field& f = fields_[static_cast<std::size_t>(id)];
    return f.by_cell.empty() ? f.value : f.by_cell[cell];
  }
  /// Prepares the factors of one temperature for all cells, or of each cell's own.
  void set_temperature(double temperature);
  void set_temperatures(const std::vector<double>& temperatures) { temperatures_ = &temperatures; }
  /// At the cell's temperature.                                                                                [KI-2]
  double at(basin::RateId id, std::size_t cell) const {
    const Field& f = fields_[static_cast<std::size_t>(id)];
    const double k = f.by_cell.empty() ? f.value : f.by_cell[cell];
    if (k == 0.0 || (f.log_theta == 0.0 && f.log_by_cell.empty())) return k;
    if (temperatures_ == nullptr && f.log_by_cell.empty()) return k * f.factor;
    return k * warmed(f, cell);
  }

 private:
  struct Field {
    double value = 0.0, log_theta = 0.0, factor = 1.0;
    std::vector<double> by_cell, log_by_cell;  // where it differs
  };
  double warmed(const Field& field, std::size_t cell) const;
  std::vector<Field> fields_;  // as RateId
  double temperature_ = 20.0;
  const std::vector<double>* temperatures_ = nullptr;
};

}  // namespace riverchief::model

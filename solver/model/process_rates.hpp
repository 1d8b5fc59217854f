// Rates of the processes and their slopes for a batch of cells at a time: a coefficient for every process and cell, times factors of what is there.

#pragma once

#include <vector>

#include "model/processes.hpp"
#include "numerics/reactor.hpp"

namespace riverchief::model {

class ProcessRates : public numerics::Reactions {
 public:
  ProcessRates(const ProcessTable& table, std::size_t batches);
  /// The pattern for the reactor. \param counted  whether extents are wanted
  numerics::ReactionPattern pattern(bool counted) const;
  /// The coefficients of a batch, (process, system); to be filled before it is integrated.
  double* coefficients(std::size_t batch) { return &coefficient_[batch * table_.processes.size() * numerics::batch_width]; }

  void rates(std::size_t batch, const double* y, double* r) const override;
  void slopes(std::size_t batch, const double* y, double* d) const override;

 private:
  const ProcessTable& table_;
  std::vector<double> coefficient_;               // (batch, process, system)
  std::vector<std::vector<int>> depends_on_;      // (process) states, each once
  std::vector<std::size_t> first_slope_;          // (process)
};

}  // namespace riverchief::model

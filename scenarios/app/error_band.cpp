#include "scenarios/app/error_band.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "scenarios/app/watch.hpp"

namespace riverchief::app {
namespace {

/// A cell of the coarse grid as a mean of two cells of the fine one.
struct Between {
  std::size_t before, after;
  double share;  ///< of the later one
};

std::vector<Between> coarse_in_fine(const model::Grid& coarse, const model::Grid& fine) {
  std::vector<Between> found;
  for (const model::Grid::Cell& cell : coarse.cells) {
    const std::string& river = coarse.rivers[static_cast<std::size_t>(cell.river)];
    Between at{0, 0, 0.0};
    bool begun = false;
    for (std::size_t f = 0; f < fine.cells.size(); ++f) {
      if (fine.rivers[static_cast<std::size_t>(fine.cells[f].river)] != river) continue;
      if (!begun || fine.cells[f].chainage <= cell.chainage) at = {f, f, 0.0};
      if (begun && fine.cells[f].chainage > cell.chainage) {
        at.after = f;
        at.share = std::clamp((cell.chainage - fine.cells[at.before].chainage) / (fine.cells[f].chainage - fine.cells[at.before].chainage), 0.0, 1.0);
        break;
      }
      begun = true;
    }
    found.push_back(at);
  }
  return found;
}

}  // namespace

void BandSample::begin(const model::Grid& grid, const std::vector<double>& output_times) {
  grid_ = grid;
  days_ = assessment::days_of(output_times, second_of_day_);
  daily_means_.assign(days_.size() * grid.pollutants.size() * grid.cells.size(), 0.0);
}

void BandSample::frame(int index, const model::Frame& frame) {
  const std::size_t state = static_cast<std::size_t>(index), row = grid_.pollutants.size() * grid_.cells.size();
  for (std::size_t d = 0; d < days_.size(); ++d) {
    if (state < days_[d].first || state >= days_[d].first + days_[d].weights.size()) continue;
    const double weight = days_[d].weights[state - days_[d].first];
    for (std::size_t i = 0; i < row; ++i) daily_means_[d * row + i] += weight * frame.concentration[i];
  }
}

bool BandSample::progress(double time) {
  reached_ = time;
  if (listener_) listener_(time);
  return !stop_asked() && !stopped_;
}

void BandSample::end(const model::Summary& summary) {
  max_water_level_ = summary.max_water_level;
  completed_ = summary.completed;
}

basin::Scenario refined(const basin::Scenario& scenario) {
  basin::Scenario fine = scenario;
  fine.cell_length *= 0.5;
  for (auto& [river, length] : fine.river_cell_length) length *= 0.5;
  fine.accuracy.relative *= 0.1;
  fine.accuracy.depth *= 0.1;
  fine.accuracy.velocity *= 0.1;
  return fine;
}

ErrorBand error_band(const BandSample& coarse, const BandSample& fine) {
  assert(coarse.days() == fine.days() && coarse.grid().pollutants == fine.grid().pollutants);
  const std::vector<Between> at = coarse_in_fine(coarse.grid(), fine.grid());
  const std::size_t cells = coarse.grid().cells.size(), fine_cells = fine.grid().cells.size(), pollutants = coarse.grid().pollutants.size();
  ErrorBand band;
  band.max_water_level.assign(cells, 0.0);
  band.concentration.assign(pollutants * cells, 0.0);
  for (std::size_t c = 0; c < cells; ++c) {
    const auto in_fine = [&](const double* values) { return values[at[c].before] + at[c].share * (values[at[c].after] - values[at[c].before]); };
    band.max_water_level[c] = std::abs(coarse.max_water_level()[c] - in_fine(fine.max_water_level().data()));
    for (std::size_t d = 0; d < coarse.days(); ++d) {
      for (std::size_t p = 0; p < pollutants; ++p) {
        const double difference = coarse.daily_means()[(d * pollutants + p) * cells + c] - in_fine(fine.daily_means().data() + (d * pollutants + p) * fine_cells);
        band.concentration[p * cells + c] = std::max(band.concentration[p * cells + c], std::abs(difference));
      }
    }
  }
  return band;
}

}  // namespace riverchief::app

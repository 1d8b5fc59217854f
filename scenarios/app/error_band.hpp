// The numerical error of a run: its difference to a second run at a tenth of the tolerance on half the cell length.

#pragma once

#include <atomic>
#include <functional>
#include <utility>
#include <vector>

#include "basin/scenario.hpp"
#include "model/recorder.hpp"
#include "scenarios/assessment/daily_means.hpp"

namespace riverchief::app {

/// Keeps of a run what an error band is taken from: highest water levels and daily mean concentrations.
class BandSample : public model::Recorder {
 public:
  /// \param second_of_day  local time of day at the start [s]
  explicit BandSample(double second_of_day) : second_of_day_(second_of_day) {}
  /// Called by the run with the time reached [s].
  void on_progress(std::function<void(double)> listener) { listener_ = std::move(listener); }
  void begin(const model::Grid& grid, const std::vector<double>& output_times) override;
  void frame(int index, const model::Frame& frame) override;
  bool progress(double time) override;
  void end(const model::Summary& summary) override;

  const model::Grid& grid() const { return grid_; }
  const std::vector<double>& max_water_level() const { return max_water_level_; }
  /// Shape (day, pollutant, cell) [g/m3].
  const std::vector<double>& daily_means() const { return daily_means_; }
  std::size_t days() const { return days_.size(); }
  bool completed() const { return completed_; }
  /// Ends the run at its next step; may be called from another thread.
  void stop() { stopped_ = true; }
  /// Time reached [s]; may be read from another thread.
  double reached() const { return reached_; }

 private:
  double second_of_day_;
  std::function<void(double)> listener_;
  model::Grid grid_;
  std::vector<assessment::Day> days_;
  std::vector<double> max_water_level_, daily_means_;
  bool completed_ = false;
  std::atomic<double> reached_{0.0};
  std::atomic<bool> stopped_{false};
};

/// The scenario at a tenth of the tolerance on half the cell length.
basin::Scenario refined(const basin::Scenario& scenario);

struct ErrorBand {
  std::vector<double> max_water_level;  ///< per cell of the coarse run [m]
  std::vector<double> concentration;    ///< (pollutant, cell): greatest difference of a daily mean [g/m3]
};

/// |coarse - fine|, the fine run linear between its cells along each river.
ErrorBand error_band(const BandSample& coarse, const BandSample& fine);

}  // namespace riverchief::app

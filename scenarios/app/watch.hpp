// What a person at a terminal sees of a run, and how Ctrl-C ends it: a recorder that passes everything on to another one.

#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "model/recorder.hpp"
#include "scenarios/app/verbs.hpp"

namespace riverchief::app {

/// From here on SIGINT and SIGTERM ask running simulations to stop; a second signal ends the program at once.
void catch_signals();
/// True once such a signal arrived.
bool stop_asked();

/// A bar with the time left on stderr; silent when stderr is no terminal or `quiet`.
class ProgressBar {
 public:
  ProgressBar(bool quiet, Language language);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  /// \param fraction  of the work done, 0 to 1
  /// \param where     what is reached, for example an instant
  void show(double fraction, const std::string& where);
  void clear();

 private:
  bool shown_, drawn_ = false;
  Language language_;
  std::chrono::steady_clock::time_point began_, last_;
};

/// Passes a run on to other recorders and stops it when a signal asks to.
class Watch : public model::Recorder {
 public:
  /// \param inner        get every call, in this order
  /// \param on_progress  called with the time reached [s]
  explicit Watch(std::vector<model::Recorder*> inner, std::function<void(double)> on_progress);
  void begin(const model::Grid& grid, const std::vector<double>& output_times) override;
  void frame(int index, const model::Frame& frame) override;
  void checkpoint(const model::State& state, int frames) override;
  bool progress(double time) override;
  void end(const model::Summary& summary) override;

  const model::Summary& summary() const { return summary_; }
  double reached() const { return reached_; }     ///< [s] from the start
  bool interrupted() const { return interrupted_; }

 private:
  std::vector<model::Recorder*> inner_;
  std::function<void(double)> on_progress_;
  model::Summary summary_;
  double reached_ = 0.0;
  bool interrupted_ = false;
};

}  // namespace riverchief::app

#include "scenarios/app/watch.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <utility>

namespace riverchief::app {
namespace {

volatile std::sig_atomic_t signals = 0;

extern "C" void on_signal(int number) {
  signals = 1;
  std::signal(number, SIG_DFL);
}

/// "1:02:33" or "02:33".
std::string clock_text(double seconds) {
  const long s = std::max(0L, static_cast<long>(seconds + 0.5));
  if (s >= 3600) return fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
  return fmt::format("{:02}:{:02}", s / 60, s % 60);
}

double seconds_since(std::chrono::steady_clock::time_point then) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - then).count();
}

}  // namespace

void catch_signals() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
}

bool stop_asked() { return signals != 0; }

ProgressBar::ProgressBar(bool quiet, Language language)
    : shown_(!quiet && isatty(STDERR_FILENO) != 0), language_(language), began_(std::chrono::steady_clock::now()), last_(began_) {}

ProgressBar::~ProgressBar() { clear(); }

void ProgressBar::show(double fraction, const std::string& where) {
  constexpr double redraw_after = 0.1;  // s
  if (!shown_ || seconds_since(last_) < redraw_after) return;
  last_ = std::chrono::steady_clock::now();
  drawn_ = true;
  constexpr int width = 30;
  const int full = std::clamp(static_cast<int>(fraction * width), 0, width);
  const double left = fraction > 0.0 ? seconds_since(began_) * (1.0 - fraction) / fraction : 0.0;
  fmt::print(stderr, "\r[{}{}] {:3.0f} %  {}  {} {} \x1b[K", std::string(static_cast<std::size_t>(full), '#'),
             std::string(static_cast<std::size_t>(width - full), '.'), 100.0 * fraction, where, say(language_, "left", "剩余"),
             fraction > 0.0 ? clock_text(left) : "--:--");
  std::fflush(stderr);
}

void ProgressBar::clear() {
  if (drawn_) fmt::print(stderr, "\r\x1b[K");
  drawn_ = false;
}

Watch::Watch(std::vector<model::Recorder*> inner, std::function<void(double)> on_progress)
    : inner_(std::move(inner)), on_progress_(std::move(on_progress)) {}

void Watch::begin(const model::Grid& grid, const std::vector<double>& output_times) {
  for (model::Recorder* recorder : inner_) recorder->begin(grid, output_times);
}

void Watch::frame(int index, const model::Frame& frame) {
  for (model::Recorder* recorder : inner_) recorder->frame(index, frame);
}

void Watch::checkpoint(const model::State& state, int frames) {
  for (model::Recorder* recorder : inner_) recorder->checkpoint(state, frames);
}

bool Watch::progress(double time) {
  reached_ = time;
  if (on_progress_) on_progress_(time);
  if (stop_asked()) interrupted_ = true;
  bool go_on = !interrupted_;
  for (model::Recorder* recorder : inner_) go_on = recorder->progress(time) && go_on;
  return go_on;
}

void Watch::end(const model::Summary& summary) {
  summary_ = summary;
  for (model::Recorder* recorder : inner_) recorder->end(summary);
}

}  // namespace riverchief::app

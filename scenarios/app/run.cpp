#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <future>
#include <optional>
#include <string>
#include <vector>

#include "core/complaint.hpp"
#include "core/parallel.hpp"
#include "io/checkpoint.hpp"
#include "io/read_scenario.hpp"
#include "io/results_file.hpp"
#include "model/simulate.hpp"
#include "scenarios/app/error_band.hpp"
#include "scenarios/app/verbs.hpp"
#include "scenarios/app/watch.hpp"
#include "scenarios/io/calendar.hpp"
#include "scenarios/io/register.hpp"
#include "scenarios/io/standard.hpp"
#include "scenarios/measures/measures.hpp"

namespace riverchief::app {
namespace {

namespace fs = std::filesystem;

/// The result file, checked to be a place one can write to.
fs::path output_path(const RunOptions& options, const basin::Scenario& scenario) {
  const fs::path path = options.output.empty() ? fs::path(scenario.name + ".h5") : fs::path(options.output);
  std::error_code failed;
  const auto refuse = [&](std::string what, std::string fix) {
    throw core::InputError({{.where = {path.string(), 0, 0, ""}, .what = std::move(what), .why = "", .fix = std::move(fix), .notes = {}}});
  };
  if (fs::is_directory(path, failed)) refuse("the result file is a directory", "give the name of a file, for example -o " + (path / (scenario.name + ".h5")).string());
  if (path.extension() != ".h5") refuse("a result file is named .h5", "write -o " + (path.parent_path() / path.stem()).string() + ".h5.");
  return path;
}

/// When the run has ended, waits for the refined one and hands the error band to the writer; stands before it among the recorders.
class BandAtEnd : public model::Recorder {
 public:
  BandAtEnd(io::ResultsWriter& writer, const BandSample& coarse, const BandSample& fine, std::function<void()> finish_fine_run)
      : writer_(writer), coarse_(coarse), fine_(fine), finish_fine_run_(std::move(finish_fine_run)) {}
  void begin(const model::Grid&, const std::vector<double>&) override {}
  void frame(int, const model::Frame&) override {}
  bool progress(double) override { return true; }
  void end(const model::Summary& summary) override {
    if (!summary.completed) return;
    try {
      finish_fine_run_();
    } catch (const core::RunError& error) {
      failure_ = error.what();
    }
    if (!fine_.completed()) return;
    ErrorBand band = error_band(coarse_, fine_);
    greatest_ = *std::max_element(band.max_water_level.begin(), band.max_water_level.end());
    writer_.set_error_band(std::move(band.max_water_level), std::move(band.concentration));
  }
  const std::string& failure() const { return failure_; }
  double greatest() const { return greatest_; }  ///< of the highest water level [m]

 private:
  io::ResultsWriter& writer_;
  const BandSample &coarse_, &fine_;
  std::function<void()> finish_fine_run_;
  std::string failure_;
  double greatest_ = 0.0;
};

/// The checkpoint that the run goes on from; nothing where none was left, so that it begins anew.
std::optional<io::Checkpoint> left_by_interruption(const fs::path& path, const basin::Scenario& scenario, Language language) {
  const std::string partial = (path.parent_path() / path.stem()).string() + ".partial.h5";
  std::error_code failed;
  std::optional<io::Checkpoint> found;
  if (fs::exists(partial, failed)) {
    try {
      found = io::read_checkpoint(partial);
    } catch (const core::InputError&) {  // killed before its first checkpoint
    }
  }
  if (!found) {
    fmt::print(stderr, "{}\n", say(language, "nothing to go on with: no checkpoint was left, the run begins anew", "没有可供续算的断点,从头开始计算"));
    return found;
  }
  const auto refuse = [&](std::string what, std::string why) {
    throw core::InputError({{.where = {partial, 0, 0, ""}, .what = std::move(what), .why = std::move(why), .fix = "run the scenario from its beginning, without --resume.", .notes = {}}});
  };
  if (found->input_hash != scenario.input_hash) refuse("this run had other inputs", fmt::format("its inputs have the hash {:.12}, those of the scenario {:.12}", found->input_hash, scenario.input_hash));
  const std::string version = std::string("riverchief ") + RIVERCHIEF_VERSION;
  if (found->source != version) refuse("this run was begun by another version", fmt::format("{}; this is {}", found->source, version));
  return found;
}

/// What a planner reads first of structures, storage cells and water use; at most so many lines of each.
void print_structures(const basin::Scenario& scenario, const model::Summary& summary, Language language) {
  constexpr std::size_t most = 6;
  const basin::Basin& b = scenario.basin;
  std::size_t shown = 0;
  const auto when = [&](double seconds) { return io::instant(scenario.start, seconds); };
  for (std::size_t i = 0; i < b.storages.size() && i < summary.first_flooding.size(); ++i) {
    const basin::Storage& s = b.storages[i];
    const bool is_dry_land = s.kind == basin::StorageKind::flood_cell || s.kind == basin::StorageKind::detention;
    if (!is_dry_land || std::isnan(summary.first_flooding[i]) || shown++ >= most) continue;
    if (language == Language::zh) fmt::print("  {} 受淹:自 {},历时 {:.1f} h,最高水位 {:.2f} m\n", s.id, when(summary.first_flooding[i]), summary.flooded_duration[i] / 3600.0, summary.max_storage_level[i]);
    else fmt::print("  {} is flooded from {}, for {:.1f} h, up to {:.2f} m\n", s.id, when(summary.first_flooding[i]), summary.flooded_duration[i] / 3600.0, summary.max_storage_level[i]);
  }
  shown = 0;
  for (const model::Event& event : summary.events) {
    if (event.what != "breach begins" || shown++ >= most) continue;
    if (language == Language::zh) fmt::print("  {} 决口:{}\n", event.of, when(event.time));
    else fmt::print("  {} breaches at {}\n", event.of, when(event.time));
  }
  shown = 0;
  for (std::size_t i = 0; i < b.intakes.size() && i < summary.intake_short_duration.size(); ++i) {
    const double wanted = summary.intake_demand_volume[i], missing = wanted - summary.intake_supply_volume[i];
    if (!(summary.intake_short_duration[i] > 0.0) || shown++ >= most) continue;
    if (language == Language::zh) fmt::print("  {} 缺水:{:.4g} m3({:.1f}%),历时 {:.1f} h\n", b.intakes[i].id, missing, 100.0 * missing / wanted, summary.intake_short_duration[i] / 3600.0);
    else fmt::print("  {} is short of {:.4g} m3 ({:.1f} %), for {:.1f} h\n", b.intakes[i].id, missing, 100.0 * missing / wanted, summary.intake_short_duration[i] / 3600.0);
  }
  if (!summary.events.empty()) fmt::print("  {} {}\n", summary.events.size(), say(language, "events of rules and structures (event_time, event_of, event_what in the result file)", "个调度与工程事件(见结果文件 event_time、event_of、event_what)"));
}

void print_summary(const basin::Scenario& scenario, const std::vector<measures::MeasureReport>& reports, const model::Summary& summary, double seconds,
                   Language language) {
  if (language == Language::zh) {
    fmt::print("{}:{:.4g} 天,用时 {:.1f} s,{} 步(拒绝 {} 步),后备步 {} 步\n", scenario.name, scenario.duration / 86400.0, seconds, summary.steps,
               summary.rejected_steps, summary.fallback_steps);
  } else {
    fmt::print("{}: {:.4g} days in {:.1f} s, {} steps ({} rejected), {} fallback steps\n", scenario.name, scenario.duration / 86400.0, seconds,
               summary.steps, summary.rejected_steps, summary.fallback_steps);
  }
  for (const measures::MeasureReport& report : reports) fmt::print("  {} {}\n", say(language, "measure", "措施"), measures::to_text(report));
  print_structures(scenario, summary, language);
  std::string closure;
  for (const model::LedgerRow& row : summary.ledger) {
    if (row.reach.empty()) closure += fmt::format("{}{} {:.1e}", closure.empty() ? "" : ", ", row.of, row.relative);
  }
  fmt::print("  {} {}\n", say(language, "ledger closes to (relative)", "水量与物质收支闭合误差(相对)"), closure);
}

}  // namespace

int run(const RunOptions& options, Language language) {
  std::vector<core::Complaint> warnings;
  const basin::Scenario written = io::read_scenario(options.scenario, &warnings);
  for (core::Complaint& warning : io::misspelt_items(written)) warnings.push_back(std::move(warning));
  const measures::Application applied = measures::apply_measures(written);
  const basin::Scenario& scenario = applied.scenario;
  const fs::path path = output_path(options, scenario);
  if (!warnings.empty()) fmt::print(stderr, "{}", core::to_text(warnings));

  core::use_threads(options.error_band ? options.threads / 2 : options.threads);  // the refined run has threads of its own
  catch_signals();
  const auto began = std::chrono::steady_clock::now();
  const auto written_since = fs::file_time_type::clock::now();
  std::optional<io::Checkpoint> before;
  if (options.error_band && !scenario.initial.state.empty())
    throw core::InputError({{.where = {scenario.file, 0, 0, ""}, .what = "a run that begins from a state has no error band", .why = "the refined run has other cells than the state", .fix = "run without --error-band, or leave state out of [initial].", .notes = {}}});
  if (options.resume) before = left_by_interruption(path, scenario, language);
  const bool goes_on = before.has_value();
  if (!goes_on && !scenario.initial.state.empty()) before = io::state_to_begin_with(scenario);
  io::ResultsWriter writer(path.string(), scenario, io::register_json(scenario, applied.reports), goes_on);
  const double second_of_day = io::second_of_day(scenario.start);
  BandSample coarse(second_of_day), fine(second_of_day);
  std::future<void> fine_run;
  if (options.error_band) {
    const auto policy = options.threads > 1 ? std::launch::async : std::launch::deferred;  // deferred: at get()
    fine_run = std::async(policy, [&fine, half = refined(scenario)] { model::simulate(half, fine); });
  }

  // A run that fails does not wait for the refined one.
  struct StopAtExit {
    BandSample& sample;
    ~StopAtExit() { sample.stop(); }
  } stop_at_exit{fine};

  ProgressBar bar(options.quiet, language);
  // The refined run has twice the cells and takes more steps: it is counted as five runs.
  constexpr double refined_work = 5.0;
  const auto show = [&](double reached) {
    const double work = options.error_band ? 1.0 + refined_work : 1.0;
    const double done = reached + (options.error_band ? refined_work * fine.reached() : 0.0);
    bar.show(done / (work * scenario.duration), io::instant(scenario.start, reached));
  };
  const bool at_once = options.threads > 1;
  if (!at_once) fine.on_progress([&](double) { show(scenario.duration); });
  BandAtEnd band(writer, coarse, fine, [&] {
    while (at_once && fine_run.wait_for(std::chrono::milliseconds(200)) == std::future_status::timeout) show(scenario.duration);
    fine_run.get();
  });
  std::vector<model::Recorder*> recorders{&writer};
  if (options.error_band) recorders = {&coarse, &band, &writer};
  Watch watch(recorders, show);
  try {
    model::simulate(scenario, watch, before ? &before->state : nullptr, goes_on);
  } catch (const core::RunError& error) {
    bar.clear();
    fmt::print(stderr, "{}\n", error.what());
    std::error_code failed;
    if (fs::last_write_time(writer.path(), failed) >= written_since && !failed)  // a run that finds no beginning writes nothing
      fmt::print(stderr, "  {} {} {}\n", say(language, "saved:", "已保存:"), writer.path(),
                 say(language, "(what was stored until then, and a state that a run can begin from: [initial] state)", "(此前的结果,以及可供后续计算起算的状态:[initial] state)"));
    return 1;
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  const model::Summary& summary = watch.summary();
  if (!summary.completed) {
    bar.clear();
    fmt::print(stderr, "{} {}{}\n  {} {} ({} {})\n", say(language, "run stopped at", "计算停止于"), io::instant(scenario.start, watch.reached()),
               watch.interrupted() ? say(language, ": interrupted", ":被中断") : summary.stopped_because.empty() ? "" : ": " + summary.stopped_because,
               say(language, "saved:", "已保存:"), writer.path(), say(language, "until", "至"), io::instant(scenario.start, watch.reached()));
    return 1;
  }
  bar.clear();
  if (!options.quiet) {
    print_summary(scenario, applied.reports, summary, seconds, language);
    if (fine.completed()) {
      fmt::print("  {} {:.3f} m\n", say(language, "numerical error of the highest water level: at most", "最高水位的数值误差不超过"), band.greatest());
    }
    fmt::print("  {} {}\n", say(language, "saved:", "已保存:"), writer.path());
  }
  if (options.error_band && !fine.completed()) {
    fmt::print(stderr, "{}\n{}{}", say(language, "the results are complete, but without an error band: the refined run was stopped", "计算结果完整,但没有误差带:加密计算未完成"),
               band.failure(), band.failure().empty() ? "" : "\n");
    return 1;
  }
  return 0;
}

}  // namespace riverchief::app

#include "viz/runs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "viz/complaint.hpp"

namespace riverchief::viz {
namespace {

/// A title's event and the rest, parted at its last colon of either width: "枯水期", "现状".
std::pair<std::string, std::string> parted(const std::string& title) {
  const std::string wide = "\uFF1A";  // the full-width colon
  auto at = title.rfind(wide);
  std::size_t size = wide.size();
  if (at == std::string::npos) {
    at = title.rfind(':');
    size = 1;
  }
  if (at == std::string::npos) return {title, title};
  std::string rest = title.substr(at + size);
  rest.erase(0, rest.find_first_not_of(' '));
  return {title.substr(0, at), rest};
}

}  // namespace

double Run::at(const std::string& river, double chainage, const std::vector<double>& cell_values) const {
  const int index = network.find(river);
  if (index < 0) return std::numeric_limits<double>::quiet_NaN();
  return network.value_at(network.rivers()[static_cast<std::size_t>(index)], chainage, cell_values);
}

std::string Runs::subtitle(const std::string& more) const {
  const bool whole = std::all_of(all.begin(), all.end(), [](const Run& run) { return run.file->completed; });
  const std::string text = titles(more);
  return whole ? text : text + in("  (有算例未算完)", "  (a run was stopped before its end)");
}

std::string Runs::titles(const std::string& more) const {
  if (event.empty()) return more;
  return more.empty() ? event : event + (in.chinese ? "\uFF1A" : ": ") + more;
}

Runs side_by_side(const std::vector<ResultFile>& files, const Language& in, ClassLimits limits) {
  Runs runs;
  runs.in = in;
  runs.limits = std::move(limits);
  const ResultFile& base = files.front();
  bool one_event = true;
  for (const ResultFile& file : files) {
    if (file.start != base.start)
      throw Complaint({file.path, "these results are of another period than those of " + base.path,
                       "one starts at " + file.start + ", the other at " + base.start,
                       "draw one event at a time: its base first, then its plans"});
    std::string title = in.name(file.title_zh, file.title_en);
    if (title.empty()) title = file.scenario;
    const auto [event, name] = parted(title);
    if (runs.all.empty()) runs.event = event;
    one_event = one_event && event == runs.event;
    runs.all.push_back({&file, Network(file), name});
  }
  if (!one_event) {
    runs.event.clear();
    for (Run& run : runs.all) {
      const std::string title = in.name(run.file->title_zh, run.file->title_en);
      run.name = title.empty() ? run.file->scenario : title;
    }
  }
  if (one_event && runs.base().name == runs.event) {  // no title says more than the event: tell files apart by name
    for (Run& run : runs.all) run.name = runs.compares() ? run.file->scenario : "";
  }
  return runs;
}

}  // namespace riverchief::viz

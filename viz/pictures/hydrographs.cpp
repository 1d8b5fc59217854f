// Water level and discharge at places of the network, base against plans.

#include <algorithm>
#include <cmath>

#include "viz/chart/chart.hpp"
#include "viz/chart/daily.hpp"
#include "viz/chart/legend.hpp"
#include "viz/palette.hpp"
#include "viz/pictures/pictures.hpp"

namespace riverchief::viz {
namespace {

constexpr std::size_t rows_of_a_sheet = 7;
constexpr double smallest_range = 0.3;  // of a level axis [m]
constexpr double row_height = 66.0, title_height = 13.0, left_margin = 42.0, right_margin = 18.0, between = 48.0;  // [pt]

/// Series of one place, per run; empty where a run has no such river.
struct Series {
  std::vector<std::vector<double>> level, discharge;
  double crest;  ///< the lower crest of the base [m]; NaN = no embankment
};

Series series(const Runs& runs, const Place& place) {
  Series s{{}, {}, std::nan("")};
  for (const Run& run : runs.all) {
    const int index = run.network.find(place.river);
    if (index < 0) {
      s.level.emplace_back();
      s.discharge.emplace_back();
      continue;
    }
    const River& river = run.network.rivers()[static_cast<std::size_t>(index)];
    const std::size_t cell = run.network.cell_at(river, place.chainage);
    s.level.push_back(run.file->water_level(cell));
    s.discharge.push_back(run.file->discharge(run.network.face_at(river, place.chainage)));
    if (&run == &runs.all.front()) s.crest = std::fmin(run.file->cells.left_crest_level[cell], run.file->cells.right_crest_level[cell]);
  }
  return s;
}

Range range_of(const std::vector<std::vector<double>>& all) {
  Range range = no_range;
  for (const auto& values : all) widen(range, values);
  return range;
}

class Sheet {
 public:
  Sheet(const Runs& runs, const std::vector<Place>& places) : runs_(runs), in_(runs.in), places_(places), clock_(runs.base().file->start) {
    for (const Place& place : places) series_.push_back(series(runs, place));
    const auto& time = runs.base().file->time;
    time_ = {time.front(), std::max(time.back(), time.front() + 1.0)};
  }

  Canvas draw(const std::string& part) {
    const double width = runs_.sheet_width, room = width - left_margin - right_margin;
    const auto entries = legend_entries();
    const double count = static_cast<double>(places_.size());
    const double height = 38.0 + legend_height(room, entries) + count * (title_height + row_height + 16.0) + 18.0;
    Canvas canvas(width, height);
    double top = height - heading(canvas, left_margin, std::string(in_("水位与流量过程", "Water level and discharge")) + part,
                                  runs_.subtitle(runs_.compares() ? in_("现状与方案", "today and plans") : runs_.base().name));
    top -= legend(canvas, {left_margin, top}, room, entries) + 2.0;
    const double column = 0.5 * (room - between);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const Place& place = places_[i];
      canvas.text({left_margin, top - 0.5 * title_height - 1.0}, place.words, {letters::label, palette::ink});
      const double high = top - title_height, low = high - row_height;
      const bool last = i + 1 == places_.size();
      panel({left_margin, low, left_margin + column, high}, canvas, i, true, last);
      panel({width - right_margin - column, low, width - right_margin, high}, canvas, i, false, last);
      top = low - 16.0;
    }
    return canvas;
  }

 private:
  std::vector<LegendEntry> legend_entries() const {
    std::vector<LegendEntry> entries;
    for (std::size_t i = 0; i < runs_.all.size() && runs_.compares(); ++i)
      entries.push_back(line_entry(palette::run(i), runs_.all[i].name));
    if (wants_days(runs_.base().file->time)) entries.push_back(daily_entry(in_));
    for (const Series& s : series_)
      if (shows_crest(s)) {
        entries.push_back(line_entry(crest_, in_("较低一岸堤顶(现状)", "Lower crest (base)")));
        break;
      }
    return entries;
  }

  /// A crest far above the water would flatten the curve and say little.
  bool shows_crest(const Series& s) const {
    const Range level = range_of(s.level);
    return std::isfinite(s.crest) && s.crest - level.high < std::max(0.8, 0.6 * level.size());
  }

  void panel(const Box& box, Canvas& canvas, std::size_t index, bool level, bool last) const {
    const Series& s = series_[index];
    const auto& all = level ? s.level : s.discharge;
    Range y = range_of(all);
    if (level) {
      if (shows_crest(s)) y.high = std::max(y.high, s.crest);
      const double missing = 0.5 * (smallest_range - y.size());  // centimetres are not to look like a flood
      if (missing > 0.0) y = {y.low - missing, y.high + missing};
    } else {
      y = {std::min(y.low, 0.0), std::max(y.high, 0.0)};
    }
    y = with_margin(y, 0.08);
    Chart chart(canvas, box, time_, y);
    const int count = std::max(2, static_cast<int>(box.width() / 34.0));
    const auto x_ticks = clock_.ticks(time_, count, in_), y_ticks = ticks(y, 5);
    chart.grid(x_ticks, y_ticks);
    if (level && shows_crest(s)) chart.horizontal(s.crest, crest_);
    if (!level && y.low < 0.0) chart.horizontal(0.0, {palette::faint_ink, 0.6});
    for (std::size_t run = 0; run < all.size(); ++run)
      chart.daily_range(runs_.all[run].file->time, all[run], palette::run(run).colour);
    for (std::size_t run = 0; run < all.size(); ++run) chart.series(runs_.all[run].file->time, all[run], palette::run(run));
    chart.axes(x_ticks, last ? clock_.title(time_, in_) : "", y_ticks,
               level ? in_.with_unit("水位", "Level", "m") : in_.with_unit("流量", "Discharge", "m³/s"));
  }

  const Runs& runs_;
  const Language& in_;
  const std::vector<Place>& places_;
  Clock clock_;
  std::vector<Series> series_;  ///< (place)
  Range time_{0, 1};            ///< [s]
  Stroke crest_{palette::danger, 0.8, Dash::dashed};
};

}  // namespace

std::vector<Picture> hydrographs(const Runs& runs, const std::vector<Place>& places) {
  std::vector<Picture> pictures;
  if (runs.base().file->time.empty()) return pictures;
  const std::size_t sheets = (places.size() + rows_of_a_sheet - 1) / rows_of_a_sheet;
  for (std::size_t i = 0; i < sheets; ++i) {
    // Sheets of about the same height.
    const std::vector<Place> part(places.begin() + static_cast<std::ptrdiff_t>(i * places.size() / sheets),
                                  places.begin() + static_cast<std::ptrdiff_t>((i + 1) * places.size() / sheets));
    const std::string number = sheets > 1 ? " (" + std::to_string(i + 1) + "/" + std::to_string(sheets) + ")" : "";
    pictures.push_back({i == 0 ? "hydrographs" : "hydrographs_" + std::to_string(i + 1), Sheet(runs, part).draw(number)});
  }
  return pictures;
}

}  // namespace riverchief::viz

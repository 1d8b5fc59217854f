// The concentration of one pollutant at places of the network, over the colours of the classes.

#include <algorithm>
#include <cmath>

#include "viz/chart/chart.hpp"
#include "viz/chart/daily.hpp"
#include "viz/chart/legend.hpp"
#include "viz/palette.hpp"
#include "viz/pictures/pictures.hpp"

namespace riverchief::viz {
namespace {

constexpr double panel_height = 74.0, title_height = 13.0, left_margin = 40.0, right_margin = 8.0, axis_height = 17.0;  // [pt]

class Sheet {
 public:
  Sheet(const Runs& runs, const std::vector<Place>& places, std::size_t pollutant) : runs_(runs), in_(runs.in), places_(places), clock_(runs.base().file->start) {
    const ResultFile& base = *runs.base().file;
    const std::string& id = base.pollutants[pollutant];
    name_ = id;
    for (const auto& named : base.names.pollutants)
      if (named.id == id) {
        name_ = in_.name(named.name_zh, named.name_en);
        item_ = named.standard_item;
      }
    for (const Place& place : places) series_.push_back(series(place, id));
    std::vector<std::vector<double>> all;
    for (const auto& place : series_) all.insert(all.end(), place.begin(), place.end());
    y_ = range_of(all);
    if (rated()) {  // show where the next class begins
      const auto& limits = runs.limits.items.at(item_);
      const auto next = std::find_if(limits.begin(), limits.end(), [&](double limit) { return limit > y_.high / 1.08; });
      if (next != limits.end()) y_.high = std::max(y_.high, std::min(1.12 * *next, 2.0 * y_.high));
    }
    time_ = {base.time.front(), std::max(base.time.back(), base.time.front() + 1.0)};
  }

  Canvas draw() {
    const double width = runs_.sheet_width, room = width - left_margin - right_margin;
    const auto entries = legend_entries();
    const std::size_t columns = width < 400.0 ? 2 : 3, rows = (places_.size() + columns - 1) / columns;
    const double height = 38.0 + legend_height(room, entries) + static_cast<double>(rows) * (title_height + panel_height + axis_height) + 14.0;
    Canvas canvas(width, height);
    double top = height - heading(canvas, left_margin, name_ + (in_.chinese ? " 浓度过程" : ": concentration"),
                                  runs_.subtitle(runs_.compares() ? in_("现状与方案", "today and plans") : runs_.base().name));
    top -= legend(canvas, {left_margin, top}, room, entries) + 2.0;
    const double column = (room - between() * static_cast<double>(columns - 1)) / static_cast<double>(columns), size = title_size(column);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const double left = left_margin + static_cast<double>(i % columns) * (column + between());
      const double high = top - static_cast<double>(i / columns) * (title_height + panel_height + axis_height) - title_height;
      const bool lowest = i + columns >= places_.size();
      canvas.text({left, high + 0.5 * title_height}, title(places_[i]), {size, palette::ink});
      panel(canvas, {left, high - panel_height, left + column, high}, i, i % columns == 0, lowest);
    }
    return canvas;
  }

 private:
  /// From 0 to a little above the largest value.
  static Range range_of(const std::vector<std::vector<double>>& all) {
    Range range{0.0, 0.0};
    for (const auto& values : all) widen(range, values);
    return {range.low, range.high > 0.0 ? 1.08 * range.high : 1.0};
  }

  /// Room between the panels [pt]: for numbers, where each has its own axis.
  double between() const { return rated() ? 12.0 : 32.0; }

  bool rated() const { return runs_.limits.rates(item_); }

  std::vector<std::vector<double>> series(const Place& place, const std::string& id) const {
    std::vector<std::vector<double>> result;
    for (const Run& run : runs_.all) {
      const int river = run.network.find(place.river);
      const auto& ids = run.file->pollutants;
      const auto found = std::find(ids.begin(), ids.end(), id);
      result.emplace_back();
      if (river < 0 || found == ids.end()) continue;
      const std::size_t cell = run.network.cell_at(run.network.rivers()[static_cast<std::size_t>(river)], place.chainage);
      result.back() = run.file->concentration(static_cast<std::size_t>(found - ids.begin()), cell);
    }
    return result;
  }

  std::vector<LegendEntry> legend_entries() const {
    std::vector<LegendEntry> entries;
    for (std::size_t i = 0; i < runs_.all.size() && runs_.compares(); ++i)
      entries.push_back(line_entry(palette::run(i), runs_.all[i].name));
    if (wants_days(runs_.base().file->time)) entries.push_back(daily_entry(in_));
    if (!rated()) return entries;
    const auto& limits = runs_.limits.items.at(item_);
    double from = 0.0;
    for (int number = 1; number <= 6; ++number) {
      const double to = number <= 5 ? limits[static_cast<std::size_t>(number - 1)] : y_.high;
      if (from < y_.high && (to > from || number == 6)) {
        const bool shared = number == 1 && limits[1] == limits[0];  // one limit for Ⅰ and Ⅱ
        entries.push_back(area_entry(palette::water_class_band(number),
                                     std::string(shared ? "Ⅰ–Ⅱ" : palette::class_name(number, in_)) + in_("类", "")));
      }
      from = to;
    }
    return entries;
  }

  std::string title(const Place& place) const {
    const std::string goal = place.target_class.empty() || !rated() ? "" : std::string(in_(" · 目标", ", goal ")) + place.target_class;
    return place.name + goal;
  }

  /// The largest size at which every title fits over its panel [pt].
  double title_size(double width) const {
    double widest = 0.0;
    for (const Place& place : places_) widest = std::max(widest, Canvas::text_size(title(place), letters::label).width);
    return std::max(5.5, letters::label * std::min(1.0, (width - 2.0) / widest));
  }

  void panel(Canvas& canvas, const Box& box, std::size_t index, bool first, bool lowest) const {
    const Range y = rated() ? y_ : range_of(series_[index]);
    Chart chart(canvas, box, time_, y);
    if (rated()) {
      double from = y_.low;
      const auto& limits = runs_.limits.items.at(item_);
      for (int number = 1; number <= 6; ++number) {
        const double to = number <= 5 ? limits[static_cast<std::size_t>(number - 1)] : 1e300;
        chart.horizontal_band(from, to, palette::water_class_band(number));
        from = to;
      }
    }
    const auto y_ticks = ticks(y, 4);
    const auto x_ticks = clock_.ticks(time_, std::max(2, static_cast<int>(box.width() / 36.0)), in_);
    if (!rated()) chart.grid(x_ticks, y_ticks);
    for (std::size_t run = 0; run < series_[index].size(); ++run)
      chart.daily_range(runs_.all[run].file->time, series_[index][run], palette::run(run).colour);
    for (std::size_t run = 0; run < series_[index].size(); ++run)
      chart.series(runs_.all[run].file->time, series_[index][run], palette::run(run));
    chart.axes(x_ticks, lowest ? clock_.title(time_, in_) : "", first || !rated() ? y_ticks : std::vector<Tick>{},
               first ? in_.with_unit("浓度", "Concentration", "mg/L") : "", 2.0);
  }

  const Runs& runs_;
  const Language& in_;
  const std::vector<Place>& places_;
  Clock clock_;
  std::string name_, item_;
  std::vector<std::vector<std::vector<double>>> series_;  ///< (place, run)
  Range y_ = no_range, time_{0, 1};
};

}  // namespace

std::vector<Picture> concentrations(const Runs& runs, const std::vector<Place>& places) {
  std::vector<Picture> pictures;
  const ResultFile& base = *runs.base().file;
  if (base.time.empty() || places.empty()) return pictures;
  for (std::size_t pollutant = 0; pollutant < base.pollutants.size(); ++pollutant)
    pictures.push_back({"concentration_" + base.pollutants[pollutant], Sheet(runs, places, pollutant).draw()});
  return pictures;
}

}  // namespace riverchief::viz

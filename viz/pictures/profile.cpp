// Long profile of a river: what the ground is, how high the water comes, what a plan changes, how much freeboard is left.

#include <algorithm>
#include <cmath>

#include "viz/chart/legend.hpp"
#include "viz/chart/marks.hpp"
#include "viz/palette.hpp"
#include "viz/pictures/pictures.hpp"

namespace riverchief::viz {
namespace {

constexpr double left_margin = 42.0, right_margin = 8.0, band_height = 11.0;  // [pt]
constexpr double gap = 12.0, axis_height = 30.0;

/// Values along the river, for one run, at the places of the base's cells.
struct Curves {
  std::vector<double> bed, left_bank, right_bank, left_crest, right_crest, highest, freeboard;
};

Curves curves(const Run& run, const River& river, const std::vector<double>& chainage) {
  const Cells& cells = run.file->cells;
  const auto along = [&](const std::vector<double>& values) {
    std::vector<double> result;
    for (const double x : chainage) result.push_back(run.at(river.id, x, values));
    return result;
  };
  Curves c{along(cells.bed_level),         along(cells.left_bank_level), along(cells.right_bank_level), along(cells.left_crest_level),
           along(cells.right_crest_level), along(cells.max_water_level), {}};
  for (std::size_t i = 0; i < chainage.size(); ++i)
    c.freeboard.push_back(std::fmin(c.left_crest[i], c.right_crest[i]) - c.highest[i]);
  return c;
}

/// `values` where a plan changes the base, with one neighbour on each side; NaN elsewhere.
std::vector<double> changed(const std::vector<double>& values, const std::vector<double>& base) {
  std::vector<double> result(values.size(), std::nan(""));
  for (std::size_t i = 0; i < values.size(); ++i)
    if (std::abs(values[i] - base[i]) > 1e-3)
      for (std::size_t k = i > 0 ? i - 1 : 0; k <= i + 1 && k < values.size(); ++k) result[k] = values[k];
  return result;
}

/// The sign of a tributary under the bed, its tip at `foot`.
void draw_mouth(Canvas& canvas, Point foot) {
  canvas.polygon({{foot.x - 2.6, foot.y - 4.5}, {foot.x + 2.6, foot.y - 4.5}, foot}, palette::ground_edge);
}

bool any(const std::vector<double>& values) {
  return std::any_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

std::vector<double> shifted(const std::vector<double>& values, const std::vector<double>& by, double factor) {
  std::vector<double> result(values);
  for (std::size_t i = 0; i < result.size(); ++i) result[i] += factor * by[i];
  return result;
}

class Profile {
 public:
  Profile(const Runs& runs, const River& river) : runs_(runs), in_(runs.in), river_(river) {
    chainage_.push_back(0.0);
    for (const std::size_t cell : river.cells) chainage_.push_back(runs.base().file->cells.chainage[cell]);
    chainage_.push_back(river.length);
    for (const double x : chainage_) km_.push_back(x / 1000.0);
    for (const Run& run : runs.all) curves_.push_back(curves(run, river, chainage_));
    if (const auto& error = runs.base().file->cells.max_water_level_error; !error.empty())
      for (const double x : chainage_) error_.push_back(std::abs(runs.base().at(river.id, x, error)));
    x_ = {0.0, river.length / 1000.0};
    const double flat = std::clamp(runs.sheet_width / 496.0, 0.7, 1.0);
    level_height_ = 185.0 * flat;
    change_height_ = 62.0 * flat;
    freeboard_height_ = 72.0 * flat;
    level_height_ += 0.6 * marks_height(mouth_marks(), x_, {left_margin, 0.0, runs.sheet_width - right_margin, 0.0});
  }

  Canvas draw() {
    const double width = runs_.sheet_width, room = width - left_margin - right_margin;
    const auto sections = section_marks();
    const auto entries = legend_entries();
    Box columns{left_margin, 0, width - right_margin, 0};
    const bool has_freeboard = any(curves_[0].freeboard);
    const double below = (runs_.compares() ? gap + change_height_ : 0.0) + (has_freeboard ? gap + freeboard_height_ : 0.0);
    const double marks = marks_height(sections, x_, columns);
    const double height = 38.0 + legend_height(room, entries) + marks + band_height + level_height_ + below + axis_height + 8.0;
    Canvas canvas(width, height);

    double top = height - heading(canvas, left_margin, river_title(), runs_.subtitle(runs_.compares() ? in_("现状与方案", "today and plans") : runs_.base().name));
    top -= legend(canvas, {left_margin, top}, room, entries) + 2.0 + band_height;  // the foot of the band of counties
    const double bottom = top - marks - level_height_;
    const Box level{columns.left, bottom, columns.right, bottom + level_height_};
    draw_counties(canvas, {columns.left, top, columns.right, top + band_height}, bottom - below);
    draw_levels(canvas, level, below == 0.0);
    draw_marks(canvas, sections, x_, level, level.top, [&](const Mark&) { return level.top; }, palette::ink);
    double next = bottom - gap;
    if (runs_.compares()) {
      draw_change(canvas, {columns.left, next - change_height_, columns.right, next}, !has_freeboard);
      next -= change_height_ + gap;
    }
    if (has_freeboard) draw_freeboard(canvas, {columns.left, next - freeboard_height_, columns.right, next});
    return canvas;
  }

 private:
  std::string river_title() const {
    const std::string& name = in_.name(river_.name_zh, river_.name_en);
    return in_.chinese ? name + " 纵断面" : name + ": long profile";
  }

  std::vector<Mark> section_marks() const {
    std::vector<Mark> marks;
    for (const auto& section : runs_.base().file->names.monitoring_sections)
      if (section.river == river_.id) marks.push_back({section.chainage / 1000.0, in_.name(section.name_zh, section.name_en)});
    return marks;
  }

  std::vector<LegendEntry> legend_entries() const {
    std::vector<LegendEntry> entries;
    for (std::size_t i = 0; i < runs_.all.size(); ++i) {
      const std::string name = runs_.all[i].name;
      entries.push_back(line_entry(palette::run(i), name.empty() ? in_("最高水位", "Highest water level")
                                                                 : in_("最高水位 ", "Highest water level, ") + name));
    }
    if (!error_.empty()) entries.push_back(area_entry(palette::error_band, in_("数值误差", "Numerical error")));
    if (any(curves_[0].left_crest)) entries.push_back(line_entry(left_crest_, in_("左堤顶", "Left crest")));
    if (any(curves_[0].right_crest)) entries.push_back(line_entry(right_crest_, in_("右堤顶", "Right crest")));
    entries.push_back(line_entry(bank_, in_("滩唇(左、右)", "Banks (left, right)")));
    entries.push_back(area_entry(palette::ground, in_("河底以下", "Below the bed")));
    if (!structure_marks().empty())
      entries.push_back({[](Canvas& canvas, const Box& box) { canvas.line({{box.centre().x, box.bottom}, {box.centre().x, box.top}}, {palette::ink, 1.8}); },
                         in_("闸、桥、堰", "Gate, bridge, weir"), 7.0});
    if (mouth_marks().size() > structure_marks().size())
      entries.push_back({[](Canvas& canvas, const Box& box) { draw_mouth(canvas, {box.centre().x, box.centre().y + 2.3}); },
                         in_("支流汇入", "Tributary joins"), 7.0});
    if (changes_ground()) {
      Stroke thin{palette::faint_ink, 0.7, Dash::dashed};
      entries.push_back(line_entry(thin, in_("方案改变的河底、堤顶(同方案颜色)", "Bed or crest changed by a plan (in its colour)")));
    }
    return entries;
  }

  bool changes_ground() const {
    for (std::size_t i = 1; i < curves_.size(); ++i)
      if (any(changed(curves_[i].bed, curves_[0].bed)) || any(changed(curves_[i].left_crest, curves_[0].left_crest)) ||
          any(changed(curves_[i].right_crest, curves_[0].right_crest)))
        return true;
    return false;
  }

  /// The band of counties above the chart and their boundaries through all charts.
  void draw_counties(Canvas& canvas, const Box& band, double lowest) const {
    const auto stretches = runs_.base().network.counties(river_);
    const auto at = [&](double chainage) { return band.left + chainage / river_.length * band.width(); };
    for (const CountyStretch& stretch : stretches) {
      const double from = at(stretch.from), to = std::min(at(stretch.to), band.right);
      canvas.rectangle({from, band.bottom, to, band.top}, {240, 236, 246});
      const std::string name = runs_.base().network.county_name(stretch, in_);
      if (Canvas::text_size(name, letters::small).width < to - from - 2.0)
        canvas.text({0.5 * (from + to), band.centre().y}, name, {letters::small, palette::boundary, Align::middle});
    }
    for (std::size_t i = 1; i < stretches.size(); ++i) {
      const double x = at(stretches[i].from);
      canvas.line({{x, band.top}, {x, lowest}}, {palette::boundary, 0.7, Dash::dash_dot});
    }
  }

  void draw_levels(Canvas& canvas, const Box& box, bool last) const {
    const Curves& base = curves_[0];
    const auto mouths = mouth_marks();
    Range y = no_range;
    for (const Curves& c : curves_) {
      for (const auto* values : {&c.bed, &c.highest}) widen(y, *values);
      widen(y, c.left_crest);
      widen(y, c.right_crest);
    }
    y = with_margin(y, 0.05);
    // Room under the bed for the names of the tributaries.
    const double rows = marks_height(mouths, x_, box);
    y.low -= y.size() * rows / (box.height() - rows);
    Chart chart(canvas, box, x_, y);
    const auto x_ticks = ticks(x_, 14), y_ticks = ticks(y, 8);
    chart.grid(x_ticks, y_ticks);
    const std::vector<double> floor(km_.size(), y.low);
    chart.between(km_, floor, base.bed, palette::ground);
    chart.between(km_, base.bed, base.highest, palette::water);
    chart.line(km_, base.left_bank, bank_);
    chart.line(km_, base.right_bank, bank_);
    chart.line(km_, base.left_crest, left_crest_);
    chart.line(km_, base.right_crest, right_crest_);
    chart.line(km_, base.bed, {palette::ground_edge, 0.9});
    if (!error_.empty()) chart.between(km_, shifted(base.highest, error_, -1.0), shifted(base.highest, error_, 1.0), palette::error_band);
    chart.line(km_, base.highest, palette::run(0));
    for (std::size_t i = 1; i < curves_.size(); ++i) {
      Stroke thin = palette::run(i);
      thin.width = 0.7;
      thin.dash = Dash::dashed;
      chart.line(km_, changed(curves_[i].bed, base.bed), thin);
      chart.line(km_, changed(curves_[i].left_crest, base.left_crest), thin);
      chart.line(km_, changed(curves_[i].right_crest, base.right_crest), thin);
      chart.line(km_, curves_[i].highest, palette::run(i));
    }
    const auto structures = structure_marks();
    draw_marks(canvas, mouths, x_, box, box.bottom, [&](const Mark& mark) {
      const Point foot = chart.at(mark.x, runs_.base().at(river_.id, 1000.0 * mark.x, runs_.base().file->cells.bed_level));
      const bool is_structure = std::any_of(structures.begin(), structures.end(), [&](const Mark& s) { return s.x == mark.x && s.words == mark.words; });
      if (is_structure) {
        const auto near = static_cast<std::size_t>(std::lower_bound(km_.begin(), km_.end(), mark.x) - km_.begin());
        const double water = base.highest[std::min(near, km_.size() - 1)];
        canvas.line({foot, {foot.x, chart.at(mark.x, water).y + 4.0}}, {palette::ink, 1.8});
        return foot.y;
      }
      draw_mouth(canvas, foot);
      return foot.y - 4.5;
    }, palette::ground_edge);
    chart.axes(last ? x_ticks : std::vector<Tick>{}, last ? in_.with_unit("里程", "Chainage", "km") : "", y_ticks,
               in_.with_unit("高程", "Level", "m"));
  }

  std::vector<Mark> mouth_marks() const {
    const Network& network = runs_.base().network;
    std::vector<Mark> marks;
    for (const Meeting& meeting : network.meetings(static_cast<std::size_t>(network.find(river_.id)))) {
      const River& other = network.rivers()[meeting.other];
      const std::string& name = in_.name(other.name_zh, other.name_en);
      marks.push_back({meeting.chainage / 1000.0, meeting.leaves ? name + in_(" 分出", " leaves") : name});
    }
    for (const Mark& structure : structure_marks()) marks.push_back(structure);
    return marks;
  }

  /// Gates, weirs and bridges across the river.
  std::vector<Mark> structure_marks() const {
    std::vector<Mark> marks;
    for (const auto& s : runs_.base().file->names.structures)
      if (s.river == river_.id) marks.push_back({s.chainage / 1000.0, in_.name(s.name_zh, s.name_en).empty() ? s.id : in_.name(s.name_zh, s.name_en)});
    return marks;
  }

  void draw_change(Canvas& canvas, const Box& box, bool last) const {
    std::vector<std::vector<double>> change;
    Range y{-0.02, 0.02};
    widen(y, error_);
    if (!error_.empty()) y.low = -y.high;
    for (const Curves& c : curves_) {
      change.push_back(shifted(c.highest, curves_[0].highest, -1.0));
      widen(y, change.back());
    }
    y = with_margin(y, 0.08);
    Chart chart(canvas, box, x_, y);
    const auto x_ticks = ticks(x_, 14), y_ticks = ticks(y, 5);
    chart.grid(x_ticks, y_ticks);
    if (!error_.empty()) {
      const std::vector<double> zero(km_.size(), 0.0);
      chart.between(km_, shifted(zero, error_, -1.0), error_, palette::error_band);
    }
    chart.horizontal(0.0, palette::run(0));
    for (std::size_t i = 1; i < change.size(); ++i) chart.line(km_, change[i], palette::run(i));
    chart.axes(last ? x_ticks : std::vector<Tick>{}, last ? in_.with_unit("里程", "Chainage", "km") : "", y_ticks,
               in_.with_unit("水位变化", "Change", "m"));
  }

  void draw_freeboard(Canvas& canvas, const Box& box) const {
    Range y = no_range;
    for (const Curves& c : curves_) widen(y, c.freeboard);
    // The smallest is what matters: more than 3 m above it may leave the picture.
    y = with_margin({std::min(y.low, 0.0), std::clamp(y.high, 0.2, std::max(3.0, y.low + 3.0))}, 0.05);
    Chart chart(canvas, box, x_, y);
    const auto x_ticks = ticks(x_, 14), y_ticks = ticks(y, 5);
    chart.horizontal_band(y.low, 0.0, {251, 226, 224});
    chart.grid(x_ticks, y_ticks);
    chart.horizontal(0.0, {palette::danger, 0.9});
    for (std::size_t i = 0; i < curves_.size(); ++i) chart.line(km_, curves_[i].freeboard, palette::run(i));
    if (chart.at(0.0, 0.0).y - box.bottom > 10.0) {
      const std::string words = in_("低于 0 = 漫堤", "below 0 = overtopped");
      canvas.text({dry_place(chart, Canvas::text_size(words, letters::small).width), box.bottom + 1.5}, words,
                  {letters::small, palette::danger, Align::low, Align::low, false, true});
    }
    chart.axes(x_ticks, in_.with_unit("里程", "Chainage", "km"), y_ticks, in_.with_unit("超高", "Freeboard", "m"));
  }

  /// Leftmost place in the freeboard chart where so many points of paper lie under no curve [pt].
  double dry_place(const Chart& chart, double width) const {
    const double start = chart.box().left + 3.0;
    for (double left = start; left + width < chart.box().right; left += 5.0) {
      bool dry = true;
      for (std::size_t i = 0; i < km_.size() && dry; ++i)
        if (const double x = chart.at(km_[i], 0.0).x; x > left - 3.0 && x < left + width + 3.0)
          dry = std::none_of(curves_.begin(), curves_.end(), [&](const Curves& c) { return c.freeboard[i] < 0.0; });
      if (dry) return left;
    }
    return start;
  }

  const Runs& runs_;
  const Language& in_;
  const River& river_;
  std::vector<double> chainage_, km_, error_;  ///< of both ends and all cells: [m], [km]; [m]
  std::vector<Curves> curves_;                 ///< (run)
  Range x_;                                    ///< [km]
  double level_height_, change_height_, freeboard_height_;  ///< of the three charts [pt]
  Stroke left_crest_{palette::left_crest, 0.9}, right_crest_{palette::right_crest, 0.9, Dash::dashed},
      bank_{palette::left_bank, 0.6, Dash::dotted};
};

}  // namespace

Picture profile(const Runs& runs, const River& river) { return {"profile_" + river.id, Profile(runs, river).draw()}; }

}  // namespace riverchief::viz

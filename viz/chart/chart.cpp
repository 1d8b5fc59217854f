#include "viz/chart/chart.hpp"

#include <algorithm>

#include "viz/chart/daily.hpp"
#include "viz/palette.hpp"

namespace riverchief::viz {

Point Chart::at(double x, double y) const {
  return {box_.left + (x - x_.low) / x_.size() * box_.width(), box_.bottom + (y - y_.low) / y_.size() * box_.height()};
}

std::vector<Point> Chart::points(const std::vector<double>& x, const std::vector<double>& y) const {
  std::vector<Point> result;
  for (std::size_t i = 0; i < x.size() && i < y.size(); ++i) result.push_back(at(x[i], y[i]));
  return result;
}

void Chart::grid(const std::vector<Tick>& x_ticks, const std::vector<Tick>& y_ticks) {
  const Stroke thin{palette::grid, 0.4};
  for (const Tick& tick : x_ticks) vertical(tick.value, thin);
  for (const Tick& tick : y_ticks) horizontal(tick.value, thin);
}

void Chart::axes(const std::vector<Tick>& x_ticks, const std::string& x_title, const std::vector<Tick>& y_ticks,
                 const std::string& y_title, double overhang) {
  const Stroke frame{palette::ink, 0.5};
  canvas_.outline(box_, frame);
  for (const Tick& tick : x_ticks) {
    const double x = at(tick.value, y_.low).x;
    canvas_.line({{x, box_.bottom}, {x, box_.bottom - 2.5}}, frame);
    const double half = std::max(0.0, 0.5 * Canvas::text_size(tick.label, letters::ticks).width - overhang);
    const double middle = std::clamp(x, box_.left + half, box_.right - half);
    canvas_.text({middle, box_.bottom - 4.0}, tick.label, {letters::ticks, palette::ink, Align::middle, Align::high});
  }
  double widest = 0.0;
  for (const Tick& tick : y_ticks) {
    const double y = at(x_.low, tick.value).y;
    canvas_.line({{box_.left, y}, {box_.left - 2.5, y}}, frame);
    canvas_.text({box_.left - 4.0, y}, tick.label, {letters::ticks, palette::ink, Align::high, Align::middle});
    widest = std::max(widest, Canvas::text_size(tick.label, letters::ticks).width);
  }
  canvas_.text({box_.centre().x, box_.bottom - 14.5}, x_title, {letters::axis, palette::ink, Align::middle, Align::high});
  canvas_.text({box_.left - widest - 7.0, box_.centre().y}, y_title,
               {letters::axis, palette::ink, Align::high, Align::middle, true});
}

void Chart::line(const std::vector<double>& x, const std::vector<double>& y, const Stroke& stroke) {
  canvas_.clip(box_);
  canvas_.line(points(x, y), stroke);
  canvas_.unclip();
}

void Chart::between(const std::vector<double>& x, const std::vector<double>& low, const std::vector<double>& high, Colour colour) {
  canvas_.clip(box_);
  canvas_.between(points(x, low), points(x, high), colour);
  canvas_.unclip();
}

void Chart::series(const std::vector<double>& time, const std::vector<double>& values, const Stroke& stroke) {
  if (!wants_days(time)) return line(time, values, stroke);
  const Daily days = daily(time, values);
  line(days.time, days.mean, stroke);
}

void Chart::daily_range(const std::vector<double>& time, const std::vector<double>& values, Colour colour) {
  if (!wants_days(time)) return;
  const Daily days = daily(time, values);
  colour.alpha = 60;
  between(days.time, days.lowest, days.highest, colour);
}

void Chart::horizontal_band(double low, double high, Colour colour) {
  const double from = std::max(low, y_.low), to = std::min(high, y_.high);
  if (from < to) canvas_.rectangle({box_.left, at(x_.low, from).y, box_.right, at(x_.low, to).y}, colour);
}

void Chart::vertical(double x, const Stroke& stroke) {
  if (x < x_.low || x > x_.high) return;
  canvas_.line({at(x, y_.low), at(x, y_.high)}, stroke);
}

void Chart::horizontal(double y, const Stroke& stroke) {
  if (y < y_.low || y > y_.high) return;
  canvas_.line({at(x_.low, y), at(x_.high, y)}, stroke);
}

}  // namespace riverchief::viz

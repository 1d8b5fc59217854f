#include "viz/canvas/canvas.hpp"

#include <vtkBrush.h>
#include <vtkContext2D.h>
#include <vtkContextDevice2D.h>
#include <vtkNew.h>
#include <vtkPen.h>
#include <vtkStdString.h>
#include <vtkTextProperty.h>
#include <vtkTextRenderer.h>

#include <array>
#include <cmath>

#include "viz/canvas/font.hpp"
#include "viz/canvas/stroke.hpp"

namespace riverchief::viz {
namespace {

std::vector<float> pixels(const std::vector<Point>& points, double scale) {
  std::vector<float> values;
  values.reserve(2 * points.size());
  for (const Point& p : points) {
    values.push_back(static_cast<float>(p.x * scale));
    values.push_back(static_cast<float>(p.y * scale));
  }
  return values;
}

void fill_with(vtkContext2D* context, Colour colour) {
  context->GetPen()->SetLineType(vtkPen::NO_PEN);
  context->GetBrush()->SetColor(colour.red, colour.green, colour.blue, colour.alpha);
}

void draw_strip(vtkContext2D* context, const std::vector<Point>& corners, double scale, Colour colour) {
  if (corners.size() < 4) return;
  fill_with(context, colour);
  auto values = pixels(corners, scale);
  context->DrawQuadStrip(values.data(), static_cast<int>(corners.size()));
}

void draw_polygon(vtkContext2D* context, const std::vector<Point>& corners, double scale, Colour colour) {
  fill_with(context, colour);
  auto values = pixels(corners, scale);
  context->DrawPolygon(values.data(), static_cast<int>(corners.size()));
}

void set_font(vtkTextProperty* property, double size) {
  property->SetFontFamily(VTK_FONT_FILE);
  property->SetFontFile(font_file().c_str());
  property->SetFontSize(static_cast<int>(std::lround(size)));
}

}  // namespace

void Canvas::line(const std::vector<Point>& points, const Stroke& stroke) {
  operations_.push_back([corners = strip(points, stroke.width, stroke.dash), colour = stroke.colour](vtkContext2D* context, double scale) {
    draw_strip(context, corners, scale, colour);
  });
}

void Canvas::between(const std::vector<Point>& low, const std::vector<Point>& high, Colour colour) {
  std::vector<Point> corners;
  const auto flush = [&] {
    if (corners.size() >= 4)
      operations_.push_back([corners, colour](vtkContext2D* context, double scale) { draw_strip(context, corners, scale, colour); });
    corners.clear();
  };
  for (std::size_t i = 0; i < low.size() && i < high.size(); ++i) {
    if (std::isfinite(low[i].x + low[i].y + high[i].x + high[i].y)) {
      corners.push_back(low[i]);
      corners.push_back(high[i]);
    } else {
      flush();
    }
  }
  flush();
}

void Canvas::rectangle(const Box& box, Colour fill) {
  polygon({{box.left, box.bottom}, {box.right, box.bottom}, {box.right, box.top}, {box.left, box.top}}, fill);
}

void Canvas::outline(const Box& box, const Stroke& stroke) {
  line({{box.left, box.bottom}, {box.right, box.bottom}, {box.right, box.top}, {box.left, box.top}, {box.left, box.bottom}}, stroke);
}

void Canvas::polygon(const std::vector<Point>& corners, Colour fill) {
  operations_.push_back([corners, fill](vtkContext2D* context, double scale) { draw_polygon(context, corners, scale, fill); });
}

void Canvas::disc(Point centre, double radius, Colour fill) {
  constexpr int corners = 24;
  std::vector<Point> rim;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2.0 * 3.14159265358979 * i / corners;
    rim.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
  polygon(rim, fill);
}

void Canvas::text(Point at, const std::string& words, const TextStyle& style) {
  if (words.empty()) return;
  operations_.push_back([at, words, style](vtkContext2D* context, double scale) {
    vtkTextProperty* property = context->GetTextProp();
    set_font(property, style.size * scale);
    property->SetOrientation(style.upward ? 90.0 : 0.0);
    // VTK aligns along and across the words. Turned by 90 degrees, along is upwards and across is to the left.
    const auto across = [](Align align) { return align == Align::low ? Align::high : align == Align::high ? Align::low : align; };
    property->SetJustification(static_cast<int>(style.upward ? style.vertical : style.horizontal));
    property->SetVerticalJustification(static_cast<int>(style.upward ? across(style.horizontal) : style.vertical));
    const auto draw = [&](double dx, double dy, Colour colour) {
      property->SetColor(colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0);
      property->SetOpacity(colour.alpha / 255.0);
      context->DrawString(static_cast<float>(std::round(at.x * scale + dx)), static_cast<float>(std::round(at.y * scale + dy)),
                          words.c_str());
    };
    if (style.halo) {
      const double rim = std::max(1.0, 0.11 * style.size * scale);
      for (const auto& [dx, dy] : std::array<std::pair<double, double>, 8>{
               {{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {0.7, 0.7}, {-0.7, 0.7}, {0.7, -0.7}, {-0.7, -0.7}}})
        draw(dx * rim, dy * rim, {255, 255, 255});
    }
    draw(0.0, 0.0, style.colour);
  });
}

void Canvas::clip(const Box& box) {
  operations_.push_back([box](vtkContext2D* context, double scale) {
    std::array<int, 4> area{static_cast<int>(std::lround(box.left * scale)), static_cast<int>(std::lround(box.bottom * scale)),
                            static_cast<int>(std::lround(box.width() * scale)), static_cast<int>(std::lround(box.height() * scale))};
    context->GetDevice()->SetClipping(area.data());
    context->GetDevice()->EnableClipping(true);
  });
}

void Canvas::unclip() {
  operations_.push_back([](vtkContext2D* context, double) { context->GetDevice()->EnableClipping(false); });
}

Size Canvas::text_size(const std::string& words, double size) {
  constexpr double finer = 8.0;  // text is measured in whole pixels: measure it larger
  vtkNew<vtkTextProperty> property;
  set_font(property, size * finer);
  std::array<int, 4> box{};
  if (words.empty() || !vtkTextRenderer::GetInstance()->GetBoundingBox(property, vtkStdString(words), box.data(), 72)) return {0.0, size};
  return {(box[1] - box[0] + 1) / finer, (box[3] - box[2] + 1) / finer};
}

void Canvas::paint(vtkContext2D* context, double scale) const {
  for (const auto& operation : operations_) operation(context, scale);
}

}  // namespace riverchief::viz

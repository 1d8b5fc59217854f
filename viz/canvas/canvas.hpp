// A sheet to draw on, measured in typographic points (1/72 inch) as printed, origin at the lower left.
//
// Sizes in points mean what they mean on paper: text of 8 is readable, lines of 0.5 are fine. The sheet remembers what is
// drawn; Window turns it into pixels.

#pragma once

#include <functional>
#include <string>
#include <vector>

class vtkContext2D;

namespace riverchief::viz {

struct Colour {
  unsigned char red = 0, green = 0, blue = 0, alpha = 255;
};

struct Point {
  double x = 0, y = 0;
};

struct Box {
  double left = 0, bottom = 0, right = 0, top = 0;
  double width() const { return right - left; }
  double height() const { return top - bottom; }
  Point centre() const { return {0.5 * (left + right), 0.5 * (bottom + top)}; }
  bool overlaps(const Box& other) const {
    return left < other.right && other.left < right && bottom < other.top && other.bottom < top;
  }
  bool contains(const Box& other) const {
    return left <= other.left && other.right <= right && bottom <= other.bottom && other.top <= top;
  }
};

enum class Dash { solid, dashed, dash_dot, dotted };

struct Stroke {
  Colour colour;
  double width = 0.8;
  Dash dash = Dash::solid;
};

enum class Align { low, middle, high };  ///< the given point is at the text's left or bottom, middle, right or top

struct TextStyle {
  double size = 8.0;
  Colour colour{34, 34, 34};
  Align horizontal = Align::low, vertical = Align::middle;
  bool upward = false;  ///< turned by 90 degrees, read from the right
  bool halo = false;    ///< a white rim, for text on top of lines
};

struct Size {
  double width = 0, height = 0;
};

class Canvas {
 public:
  /// \param width, height  of the sheet [pt]
  Canvas(double width, double height) : width_(width), height_(height) {}

  double width() const { return width_; }
  double height() const { return height_; }

  /// A line through the points; a point that is not finite breaks it.
  void line(const std::vector<Point>& points, const Stroke& stroke);
  /// The area between two lines with the same number of points; a point that is not finite breaks it.
  void between(const std::vector<Point>& low, const std::vector<Point>& high, Colour colour);
  void rectangle(const Box& box, Colour fill);
  void outline(const Box& box, const Stroke& stroke);
  /// A convex polygon.
  void polygon(const std::vector<Point>& corners, Colour fill);
  void disc(Point centre, double radius, Colour fill);
  void text(Point at, const std::string& words, const TextStyle& style);
  /// What is drawn from here on stays inside the box, until `unclip`.
  void clip(const Box& box);
  void unclip();

  /// Width and height of a line of text [pt], not turned.
  static Size text_size(const std::string& words, double size);

  /// Draws what was remembered; `scale` is pixels per point.
  void paint(vtkContext2D* context, double scale) const;

 private:
  using Operation = std::function<void(vtkContext2D*, double)>;
  double width_, height_;
  std::vector<Operation> operations_;
};

}  // namespace riverchief::viz

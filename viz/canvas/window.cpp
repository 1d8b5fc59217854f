// VTK draws into a window of ours on an EGL context without a surface: software rendering does, no X server is asked.

#include "viz/canvas/window.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <vtkContext2D.h>
#include <vtkContextActor.h>
#include <vtkContextItem.h>
#include <vtkContextScene.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkImageData.h>
#include <vtkLogger.h>
#include <vtkNew.h>
#include <vtkObjectFactory.h>
#include <vtkPNGWriter.h>
#include <vtkRenderer.h>
#include <vtkUnsignedCharArray.h>
#include <vtkWindowToImageFilter.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace riverchief::viz {
namespace {

/// Paints one sheet.
class Sheet : public vtkContextItem {
 public:
  vtkTypeMacro(Sheet, vtkContextItem)
  static Sheet* New();
  bool Paint(vtkContext2D* context) override {
    canvas->paint(context, scale);
    return true;
  }
  const Canvas* canvas = nullptr;
  double scale = 1.0;

 protected:
  Sheet() = default;
};
vtkStandardNewMacro(Sheet)

void put(std::vector<char>& bytes, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(number >> shift & 0xffU));
}

/// CRC-32 of PNG chunks (ISO 3309), bit by bit: a chunk of nine bytes needs no table.
std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t crc = 0xffffffffU;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1U ? 0xedb88320U : 0U);
  }
  return ~crc;
}

/// The PNG chunk that states pixels per metre, so that programs place the picture in its printed size.
std::vector<char> printed_size(double pixels_per_metre) {
  const auto per_metre = static_cast<std::uint32_t>(std::lround(pixels_per_metre));
  std::vector<char> body{'p', 'H', 'Y', 's'};
  put(body, per_metre);
  put(body, per_metre);
  body.push_back(1);  // the unit is the metre
  std::vector<char> chunk;
  put(chunk, static_cast<std::uint32_t>(body.size() - 4));
  chunk.insert(chunk.end(), body.begin(), body.end());
  put(chunk, checksum({body.data(), body.size()}));
  return chunk;
}

}  // namespace

struct Window::OpenGl {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;
  vtkNew<vtkGenericOpenGLRenderWindow> window;

  OpenGl() {
    const auto display_of = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
    if (display_of) display = display_of(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr) || !eglBindAPI(EGL_OPENGL_API)) fail();
    const std::array<EGLint, 5> wish{EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint found = 0;
    eglChooseConfig(display, wish.data(), &config, 1, &found);
    const std::array<EGLint, 7> version{EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 2, EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    context = eglCreateContext(display, found ? config : nullptr, EGL_NO_CONTEXT, version.data());
    if (context == EGL_NO_CONTEXT || !eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context)) fail();

    window->SetOffScreenRendering(1);
    window->SetShowWindow(false);
    window->SetMultiSamples(4);
    window->SetDPI(72);  // font sizes are pixels
    window->SetOwnContext(0);
    window->SetIsCurrent(true);
    window->SetReadyForRendering(true);
    window->SetSupportsOpenGL(1);
    vtkLogger::SetStderrVerbosity(vtkLogger::VERBOSITY_OFF);
    vtkLogger::AddCallback("riverchief-draw", say, nullptr, vtkLogger::VERBOSITY_WARNING);
    window->OpenGLInit();
  }
  ~OpenGl() {
    window->Finalize();
    if (display != EGL_NO_DISPLAY) {
      eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
      if (context != EGL_NO_CONTEXT) eglDestroyContext(display, context);
      eglTerminate(display);
    }
  }
  OpenGl(const OpenGl&) = delete;
  OpenGl& operator=(const OpenGl&) = delete;

  /// Passes on what VTK complains of, but for GLEW: it misses an X display here, says so at each picture, and works.
  static void say(void*, const vtkLogger::Message& message) {
    if (!std::string_view(message.message).starts_with("vtkGeneric") || !std::strstr(message.message, "GLEW"))
      std::fprintf(stderr, "%s\n", message.message);
  }

  [[noreturn]] static void fail() {
    throw std::runtime_error(
        "riverchief-draw: error: no OpenGL without a display\n  why: EGL gives no surfaceless context (OpenGL 3.2)\n"
        "  fix: install Mesa's EGL (Debian: apt install libegl1 libgl1-mesa-dri)");
  }
};

Window::Window() : gl_(std::make_unique<OpenGl>()) {}
Window::~Window() = default;

void Window::save(const Canvas& canvas, int width, double printed_width, const std::string& path) {
  const double scale = width / canvas.width();
  auto* window = gl_->window.GetPointer();
  vtkNew<Sheet> sheet;
  sheet->canvas = &canvas;
  sheet->scale = scale;
  vtkNew<vtkContextActor> actor;
  actor->GetScene()->AddItem(sheet);
  vtkNew<vtkRenderer> renderer;
  renderer->SetBackground(1.0, 1.0, 1.0);
  renderer->AddActor(actor);
  window->AddRenderer(renderer);
  window->SetSize(width, static_cast<int>(std::lround(canvas.height() * scale)));
  window->Render();

  vtkNew<vtkWindowToImageFilter> image;
  image->SetInput(window);
  image->SetInputBufferTypeToRGB();
  image->ReadFrontBufferOff();
  image->ShouldRerenderOff();
  image->Update();
  vtkNew<vtkPNGWriter> writer;
  writer->SetInputConnection(image->GetOutputPort());
  writer->SetCompressionLevel(4);
  writer->WriteToMemoryOn();
  writer->Write();
  window->RemoveRenderer(renderer);

  const vtkUnsignedCharArray* png = writer->GetResult();
  const char* bytes = reinterpret_cast<const char*>(const_cast<vtkUnsignedCharArray*>(png)->GetPointer(0));
  constexpr std::streamsize head = 33;  // signature and the chunk IHDR
  const std::vector<char> size = printed_size(100.0 * width / printed_width);
  std::ofstream file(path, std::ios::binary);
  file.write(bytes, head);
  file.write(size.data(), static_cast<std::streamsize>(size.size()));
  file.write(bytes + head, static_cast<std::streamsize>(png->GetNumberOfValues()) - head);
  file.close();
  if (!file)
    throw std::runtime_error(path + ": error: the picture cannot be written\n  why: no permission, or no space left\n  fix: give another folder with -o");
}

}  // namespace riverchief::viz

// A project: the .prj, then the plan, its geometry and its flow data, and whether they fit together.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "io/hecras/read_parts.hpp"

namespace riverchief::io::hecras {
namespace {

namespace fs = std::filesystem;
constexpr std::uintmax_t largest_file = 1u << 30u;  // bytes

std::optional<std::string> bytes_of(const fs::path& path, const core::Where& named_at, Complaints& complaints) {
  std::error_code failure;
  const std::string shown = path.string();
  if (!fs::is_regular_file(path, failure)) {
    complaints.error(named_at, fmt::format("the file '{}' is not there", shown), fs::exists(path, failure) ? "it is a folder" : "no file has this name", "copy it beside the project, or choose another plan");
    return std::nullopt;
  }
  const auto size = fs::file_size(path, failure);
  if (failure || size > largest_file) {
    complaints.error(named_at, fmt::format("the file '{}' cannot be read", shown), failure ? failure.message() : "it is larger than 1 GB", "give the text files of HEC-RAS");
    return std::nullopt;
  }
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  if (!in) {
    if (size == 0) return std::string();
    complaints.error(named_at, fmt::format("the file '{}' cannot be read", shown), "", "check that you may read it");
    return std::nullopt;
  }
  return out.str();
}

/// The file of a project with an extension: as written, or with another case, as Windows does not care.
fs::path with_extension(const fs::path& project, const std::string& extension) {
  fs::path path = project;
  path.replace_extension(extension);
  std::error_code failure;
  if (fs::exists(path, failure)) return path;
  const std::string wanted = path.filename().string();
  const fs::path folder = path.parent_path().empty() ? fs::path(".") : path.parent_path();
  for (const auto& entry : fs::directory_iterator(folder, failure))
    if (same_word(entry.path().filename().string(), wanted)) return path.parent_path() / entry.path().filename();
  return path;
}

class ProjectReader {
 public:
  ProjectReader(Complaints& complaints, Project& out) : complaints_(complaints), out_(out) {}

  void read(const std::string& path, const std::string& plan) {
    project_ = path;
    const auto text = bytes_of(project_, {path, 0, 0, ""}, complaints_);
    if (!text) return;
    const std::string extension = project_.extension().string();
    if (extension.size() == 4 && (extension[1] == 'p' || extension[1] == 'g') && std::isdigit(static_cast<unsigned char>(extension[2])) != 0) {
      complaints_.error({path, 0, 0, ""}, "this is not the project itself", fmt::format("'{}' is one file of it; the units stand in the .prj", project_.filename().string()),
                        "give the .prj, and the plan with --plan p01");
      return;
    }
    out_ = read_project_text(*text, path, complaints_);
    out_.files.push_back(path);
    const std::string chosen = choose_plan(plan);
    if (chosen.empty()) return;
    if (const auto plan_text = open(chosen, {path, 0, 0, ""})) out_.plan = read_plan_text(*plan_text, name_of(chosen), out_.units, complaints_, out_.unread);
    else return;
    const core::Where at{out_.plan.file, 0, 0, ""};
    if (!out_.plan.geometry_file.empty())
      if (const auto geometry = open(out_.plan.geometry_file, at)) out_.geometry = read_geometry_text(*geometry, name_of(out_.plan.geometry_file), out_.units, complaints_, out_.unread);
    if (!out_.plan.flow_file.empty()) read_flow(at);
    check_project(out_, complaints_);
  }

 private:
  std::string name_of(const std::string& extension) const { return with_extension(project_, "." + extension).string(); }

  std::optional<std::string> open(const std::string& extension, const core::Where& named_at) {
    if (extension.size() > 8 || !std::all_of(extension.begin(), extension.end(), [](unsigned char c) { return std::isalnum(c) != 0; })) {
      complaints_.error(named_at, fmt::format("'{}' is no extension of a HEC-RAS file", extension), "it is a letter and two digits", "write it like p01, g01, u01 or f01");
      return std::nullopt;
    }
    const std::string path = name_of(extension);
    auto text = bytes_of(path, named_at, complaints_);
    if (text) out_.files.push_back(path);
    return text;
  }

  std::string choose_plan(const std::string& wanted) {
    const core::Where at{out_.file, 0, 0, ""};
    if (!wanted.empty()) {
      if (!out_.plan_files.empty() && std::find(out_.plan_files.begin(), out_.plan_files.end(), wanted) == out_.plan_files.end()) {
        complaints_.error(at, fmt::format("the project has no plan '{}'", wanted), "no line 'Plan File=' names it", suggestion(wanted, out_.plan_files, "plans"));
        return "";
      }
      return wanted;
    }
    // The current plan, or the first one that is there: projects travel without all their plans.
    std::vector<std::string> order;
    if (!out_.current_plan.empty()) order.push_back(out_.current_plan);
    for (const std::string& plan : out_.plan_files)
      if (plan != out_.current_plan) order.push_back(plan);
    std::error_code failure;
    for (const std::string& plan : order)
      if (fs::is_regular_file(name_of(plan), failure)) {
        if (plan != order.front())
          complaints_.warning(at, fmt::format("the project's current plan '{}' is not there", order.front()), fmt::format("plan '{}' was taken in its place", plan), "name the plan you want with --plan");
        return plan;
      }
    if (order.empty()) complaints_.error(at, "the project has no plan", "neither 'Current Plan=' nor 'Plan File=' is in it", "make a plan in HEC-RAS (Run, Unsteady or Steady Flow Analysis) and save the project");
    else complaints_.error(at, fmt::format("no plan of the project is there: {}", fmt::join(order, ", ")), fmt::format("looked for '{}' first", name_of(order.front())), "copy the plan files beside the project");
    return "";
  }

  void read_flow(const core::Where& at) {
    const std::string& extension = out_.plan.flow_file;
    const char kind = extension[0];
    const auto text = open(extension, at);
    if (!text) return;
    if (kind == 'u' || kind == 'U') {
      out_.unsteady = read_unsteady_text(*text, name_of(extension), out_.units, complaints_, out_.unread);
      out_.has_unsteady = true;
    } else if (kind == 'f' || kind == 'F') {
      out_.steady = read_steady_text(*text, name_of(extension), out_.units, complaints_, out_.unread);
      out_.has_steady = true;
    } else {
      complaints_.error(at, fmt::format("flow data of the kind '{}' are not read", extension), "known are unsteady (u01) and steady (f01)", "choose a plan with steady or unsteady flow");
    }
  }

  Complaints& complaints_;
  Project& out_;
  fs::path project_;
};

}  // namespace

Project read_project_text(std::string_view text, const std::string& name, Complaints& complaints) {
  Project out;
  out.file = name;
  LineReader in(text, name, Units::us, complaints, out.unread);
  int units_line = 0;
  while (!in.at_end()) {
    const std::string word(trimmed(in.value()));
    const bool is_us = trimmed(in.line()) == "English Units", is_si = trimmed(in.line()) == "SI Units";
    if (in.is_empty()) {
      in.advance();
      continue;
    }
    if (in.begins_description()) {
      out.description = in.description();
      continue;
    }
    if (is_us || is_si) {
      const Units units = is_us ? Units::us : Units::si;
      if (out.units_stated && units != out.units) in.error("two unit systems", fmt::format("line {} says the other one", units_line), "keep one of the lines 'English Units' and 'SI Units'");
      out.units = units;
      out.units_stated = true;
      units_line = in.number();
    } else if (in.is_key("Proj Title")) {
      out.title = word;
    } else if (in.is_key("Current Plan")) {
      out.current_plan = word;
    } else if (in.is_key("Plan File")) {
      out.plan_files.push_back(word);
    } else if (in.is_key("Geom File")) {
      out.geometry_files.push_back(word);
    } else if (in.is_key("Unsteady File")) {
      out.unsteady_files.push_back(word);
    } else if (in.is_key("Flow File")) {
      out.steady_files.push_back(word);
    } else if (in.is_key("Default Exp/Contr")) {
      const auto f = in.fields();
      out.default_expansion = in.number(f, 0, "an expansion coefficient");
      out.default_contraction = in.number(f, 1, "a contraction coefficient");
    } else if (in.is_key("DSS File")) {
      // where results go
    } else {
      in.leave_unread();
      continue;
    }
    in.advance();
  }
  if (!out.units_stated)
    in.error_at(0, "the project names no unit system", "neither 'English Units' nor 'SI Units' stands on a line of its own", "add the line that is right: feet and cfs, or metres and m3/s");
  return out;
}

Project read_project(const std::string& path, Complaints& complaints, const std::string& plan) {
  Project out;
  out.file = path;
  ProjectReader(complaints, out).read(path, plan);
  return out;
}

}  // namespace riverchief::io::hecras

// Keywords that can be left unread without losing anything of the river or the run.

#include <algorithm>
#include <array>

#include "io/hecras/line_reader.hpp"

namespace riverchief::io::hecras {
namespace {

constexpr std::array<std::string_view, 98> words = {
    // geometry: display, tables of the other solver, notes
    "Viewing Rectangle", "Rch Text X Y", "Reverse River Text", "Node Last Edited Time", "XS HTab Starting El and Incr", "XS HTab Horizontal Distribution",
    "Chan Stop Cuts", "Use User Specified Reach Order", "User Specified Reach Order", "GIS Ratio Cuts To Invert", "GIS Limit At Bridges", "Composite Channel Slope",
    "Exp/Cntr(USF)", "GIS Projection", "GIS Units", "GIS DTM", "GIS DTM Type", "GIS Stream Layer", "GIS Cross Section Layer",
    "Storage Area Type", "Storage Area Point Generation Data", "Storage Area 2D PointsPerimeterTime", "LCMann Time", "LCMann Region Time", "LCMann Table",
    "Connection Last Edited Time", "Connection Centerline Profile", "Conn CellSize Min", "Conn CellSize Max", "Conn Near Repeats", "Conn Protection Radius", "Conn Use RC Family",
    "Conn HTab FreeFlow", "Conn HTab HWMax", "Conn HTab TWMax", "Conn HTab MaxFlow", "Conn OverFlow Method 2D",
    "Lateral Weir TW Multiple XS", "Lateral Weir WSCriteria", "Lateral Weir SS", "Lateral Weir HW RS Station", "Lateral Weir TW RS Station", "Lateral Weir HW RS User Defined",
    "Lateral Weir TW RS User Defined", "Lateral Weir Connection Pos and Dist", "LW OverFlow Method 2D", "LW OverFlow Use Velocity Into 2D", "Inline Weir Flap Gates",
    "IW Gate Opening", "LW Gate Opening", "Conn Gate Opening", "WSPro", "BC Design", "Bridge Culvert", "Unsteady Bridges Friction Slope Method",
    // flow
    "CWMS InputPosition", "Critical Boundary Flow", "Stage Hydrograph TW Check", "Rating Curve TW Check", "Flow Hydrograph Slope", "Ground Water Darcy K/day", "Observed DSS Dn Dist", "Boundary Name",
    // plan: the other solver's own affairs
    "K Sum by GR", "Std Step Tol", "Critical Tol", "Num of Std Step Trials", "Max Error Tol", "Flow Tol Ratio", "Split Flow NTrial", "Split Flow Tol", "Split Flow Ratio", "Log Output Level",
    "Parabolic Critical Depth", "Secant Critical Depth", "Global Vel Dist", "Global Log Level", "CheckData", "Encroach Param", "IC Time", "Write Detailed",
    "XS Update Threshold", "Bed Roughness Predictor", "Hydraulics Update Threshold", "Energy Slope Method", "Volume Change Method", "Sediment Retention Method", "XS Weighting Method",
    "Upstream XS Weight", "Main XS Weight", "Downstream XS Weight", "Upstream Boundary Weight", "Downstream Boundary Weight", "Sorting and Armoring Iterations",
    "Mass or Volume Output", "Output Increment Type", "Profile and TS Output Increment", "XS Output Flag",
};

/// Families of keywords: output, sediment, water quality, calibration inside HEC-RAS, meteorology where it is switched off.
constexpr std::array<std::string_view, 34> starts = {
    "UNET ", "HDF ", "WQ ", "Write ", "Echo ", "Run ", "Calibration", "DSS Import", "DSS Export", "DSS Caption", "DSS Start", "DSS End", "DXF ", "GIS Export", "Sediment ", "SV Curve", "SV Upstream",
    "SV Downstream", "Specific Gage", "Number of US", "Number of DS", "Weight of XSs", "Read Gradation", "Gradation File", "XS Output", "X Axis", "Y Axis", "BC HTab", "BC Use User HTab",
    "BC User HTab", "Met ", "Wind Mode", "Air Density", "2D Cell",
};

constexpr std::array<std::string_view, 6> more_starts = {"2D Face", "2D Multiple", "Precipitation Mode", "Non-Newtonian", "2D SubGrid", "Computation Time Step"};

}  // namespace

bool is_harmless(std::string_view keyword) {
  const auto begins = [&](std::string_view start) { return keyword.substr(0, start.size()) == start; };
  return std::find(words.begin(), words.end(), keyword) != words.end() || std::any_of(starts.begin(), starts.end(), begins) ||
         std::any_of(more_starts.begin(), more_starts.end(), begins);
}

}  // namespace riverchief::io::hecras

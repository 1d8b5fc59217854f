#include "core/quantity.hpp"

#include <algorithm>
#include <limits>

namespace riverchief::core {
namespace {

constexpr double any = std::numeric_limits<double>::infinity();
constexpr double dead_sea_shore = -500.0, everest = 9000.0;  // [m] levels above any datum
constexpr double longest_river = 1e7;                        // [m]
constexpr double century = 100 * 366 * 86400.0;              // [s]

// Discharge of rivers: the Amazon carries 2e5 m3/s. Roughness: 0.01 (glass) to 0.2 (dense brush); 0 = frictionless.
const std::vector<Quantity> table = {
    // states
    {"time", "t", "s", "time", "time since the start of the scenario", "自情景起始时刻起的时间", -any, any},
    {"water_level", "η", "m", "water_surface_height_above_reference_datum", "water level above the datum", "水位", dead_sea_shore, everest},
    {"discharge", "Q", "m3 s-1", "water_volume_transport_in_river_channel", "discharge, positive downstream", "流量(向下游为正)", -1e6, 1e6},
    {"velocity", "u", "m s-1", "", "mean velocity of the section, positive downstream", "断面平均流速(向下游为正)", -50.0, 50.0},
    {"concentration", "C", "g m-3", "", "concentration", "浓度", 0.0, 1e6},
    {"depth", "h", "m", "", "depth of water above the bed", "水深", 0.0, everest},
    {"volume", "V", "m3", "", "volume of water", "水量", 0.0, any},
    // where
    {"cell", "", "1", "", "index of the cell", "单元序号", 0.0, any},
    {"face", "", "1", "", "index of the face", "界面序号", 0.0, any},
    {"pollutant", "", "", "", "id of the pollutant", "污染物标识", -any, any},
    {"ledger_row", "", "1", "", "index of the ledger row", "收支表行号", 0.0, any},
    {"cell_river", "", "", "", "river of the cell", "单元所属河道", -any, any},
    {"cell_reach", "", "", "", "reach of the cell: river and number of the stretch between junctions", "单元所属河段", -any, any},
    {"cell_chainage", "x", "m", "", "chainage of the middle of the cell", "单元中心桩号", 0.0, longest_river},
    {"cell_length", "Δx", "m", "", "length of the cell", "单元长度", 0.01, 1e6},
    {"cell_x", "", "", "", "x of the middle of the cell in the basin's coordinate system", "单元中心横坐标", -any, any},
    {"cell_y", "", "", "", "y of the middle of the cell in the basin's coordinate system", "单元中心纵坐标", -any, any},
    {"face_river", "", "", "", "river of the face", "界面所属河道", -any, any},
    {"face_chainage", "x", "m", "", "chainage of the face", "界面桩号", 0.0, longest_river},
    {"face_upstream_cell", "", "1", "", "cell upstream of the face, -1 = outside", "界面上游单元(-1为外界)", -1.0, any},
    {"face_downstream_cell", "", "1", "", "cell downstream of the face, -1 = outside", "界面下游单元(-1为外界)", -1.0, any},
    {"face_x", "", "", "", "x of the face in the basin's coordinate system", "界面横坐标", -any, any},
    {"face_y", "", "", "", "y of the face in the basin's coordinate system", "界面纵坐标", -any, any},
    {"bed_level", "z_b", "m", "", "lowest level of the bed above the datum", "河底高程", dead_sea_shore, everest},
    {"left_bank_level", "", "m", "", "level of the left edge of the main channel", "左岸滩唇高程", dead_sea_shore, everest},
    {"right_bank_level", "", "m", "", "level of the right edge of the main channel", "右岸滩唇高程", dead_sea_shore, everest},
    {"left_crest_level", "", "m", "", "level of the left embankment's crest", "左堤堤顶高程", dead_sea_shore, everest},
    {"right_crest_level", "", "m", "", "level of the right embankment's crest", "右堤堤顶高程", dead_sea_shore, everest},
    // extremes
    {"max_water_level", "", "m", "", "highest water level of the run", "最高水位", dead_sea_shore, everest},
    {"time_of_max_water_level", "", "s", "", "time of the highest water level, from the start", "最高水位出现时间", 0.0, century},
    {"max_discharge", "", "m3 s-1", "", "largest discharge of the run by size, with its sign", "最大流量", -1e6, 1e6},
    {"time_of_max_discharge", "", "s", "", "time of the largest discharge, from the start", "最大流量出现时间", 0.0, century},
    {"first_overtopping_left", "", "s", "", "time the left crest is first overtopped, from the start", "左堤首次漫顶时间", 0.0, century},
    {"first_overtopping_right", "", "s", "", "time the right crest is first overtopped, from the start", "右堤首次漫顶时间", 0.0, century},
    {"overtopped_volume_left", "", "m3", "", "largest volume behind the left crest", "左堤背水侧最大蓄水量", 0.0, any},
    {"overtopped_volume_right", "", "m3", "", "largest volume behind the right crest", "右堤背水侧最大蓄水量", 0.0, any},
    {"max_water_level_error", "", "m", "", "numerical error of the highest water level", "最高水位数值误差", 0.0, any},
    {"concentration_error", "", "g m-3", "", "numerical error of the concentration", "浓度数值误差", 0.0, any},
    // ledger: m3 of water, g of pollutants
    {"ledger_of", "", "", "", "what the row counts: water [m3] or a pollutant [g]", "收支对象:水量(m3)或污染物(g)", -any, any},
    {"ledger_reach", "", "", "", "reach of the row, empty = the whole network", "收支河段(空为全河网)", -any, any},
    {"ledger_start", "", "", "", "held at the start", "期初存量", -any, any},
    {"ledger_in", "", "", "", "came in", "流入量", -any, any},
    {"ledger_out", "", "", "", "went out", "流出量", -any, any},
    {"ledger_reacted", "", "", "", "made (+) or taken (-) by reactions", "反应生成(+)或消耗(-)量", -any, any},
    {"ledger_end", "", "", "", "held at the end", "期末存量", -any, any},
    {"ledger_error", "", "", "", "start + in - out + reacted - end", "收支误差", -any, any},
    {"ledger_relative", "", "1", "", "error over what was there and went through", "相对收支误差", -any, any},
    // inputs only
    {"chainage", "x", "m", "", "distance along a river from its head", "桩号", 0.0, longest_river},
    {"length", "", "m", "", "length of a river, chainage of its mouth", "河道长度", 0.01, longest_river},
    {"offset", "", "m", "", "distance across a river, growing from left to right", "起点距", -1e6, 1e6},
    {"from_offset", "", "m", "", "left end of ineffective ground", "无效过流区左端", -1e6, 1e6},
    {"to_offset", "", "m", "", "right end of ineffective ground", "无效过流区右端", -1e6, 1e6},
    {"level", "", "m", "", "level of the ground above the datum", "地面高程", dead_sea_shore, everest},
    {"bottom_width", "", "m", "", "width of the bed", "底宽", 0.0, 1e5},
    {"side_slope", "", "1", "", "slope of the sides, horizontal to 1 vertical", "边坡系数", 0.0, 1000.0},
    {"bed_slope", "S_0", "1", "", "slope of the bed, positive downstream", "河底比降", 0.0, 1.0},
    {"manning_n", "n", "s m-1/3", "", "Manning's roughness", "曼宁糙率", 0.0, 0.5},
    {"x", "", "degree", "", "x of the centre line (east or longitude)", "横坐标(东或经度)", -1e8, 1e8},
    {"y", "", "degree", "", "y of the centre line (north or latitude)", "纵坐标(北或纬度)", -1e8, 1e8},
    {"dispersion", "D_L", "m2 s-1", "", "longitudinal dispersion", "纵向离散系数", 0.0, 1e5},
    {"decay_rate", "k", "s-1", "", "rate of first-order decay at 20 degC", "20℃一级降解系数", 0.0, 1.0},
    {"theta", "", "1", "", "temperature factor of the decay", "温度修正系数", 0.5, 2.0},
    {"yield", "", "1", "", "mass made per mass decayed", "转化系数", 0.0, 1e4},
    {"load", "W", "kg s-1", "", "load of a pollutant", "污染负荷", 0.0, 1e5},
    {"capacity", "", "m3 s-1", "", "capacity of a treatment plant", "处理能力", 0.0, 1e3},
    {"mass", "M", "kg", "", "mass of a spill", "泄漏质量", 0.0, 1e10},
    {"water_temperature", "T", "degC", "", "water temperature", "水温", -2.0, 60.0},
    {"every", "", "s", "", "time between two stored states", "输出间隔", 1e-3, century},
    {"relative", "", "1", "", "relative accuracy asked for", "相对精度", 1e-12, 0.1},
    {"factor", "", "1", "", "calibration factor on roughness", "糙率率定系数", 1e-3, 1e3},
    // structures
    {"crest_level", "z_c", "m", "", "level of a weir's crest", "堰顶高程", dead_sea_shore, everest},
    {"crest_height", "P", "m", "", "height of a weir's crest above the bed before it", "堰高", 0.0, 500.0},
    {"sill_level", "z_s", "m", "", "level of the sill under a gate or of the bottom of an opening", "闸底板高程", dead_sea_shore, everest},
    {"top_level", "", "m", "", "level of the top of a closed leaf", "闸门顶高程", dead_sea_shore, everest},
    {"invert_level", "", "m", "", "level of the lowest point of a barrel's end", "管(涵)口底高程", dead_sea_shore, everest},
    {"width", "b", "m", "", "width of a structure across the flow", "过流净宽", 0.0, 1e5},
    {"height", "", "m", "", "height of an opening", "孔口高度", 0.0, 500.0},
    {"diameter", "D", "m", "", "inner diameter of a round opening or pipe", "孔径(管径)", 0.0, 100.0},
    {"opening", "a", "m", "", "height of a gate's lip above the sill", "闸门开度", 0.0, 500.0},
    {"opening_head", "", "m", "", "difference of levels at which a flap is wide open", "拍门全开水头差", 0.0, 10.0},
    {"trunnion_height", "", "m", "", "height of a radial gate's trunnion above its sill", "弧形闸门支铰高度", 0.0, 500.0},
    {"radius", "", "m", "", "radius of a radial gate's leaf", "弧形闸门半径", 0.0, 500.0},
    {"barrel_length", "L", "m", "", "length of a culvert or siphon", "洞(管)身长度", 0.0, 1e6},
    {"count", "", "1", "", "number of equal openings or barrels", "孔数", 1.0, 1e4},
    {"discharge_coefficient", "C", "m1/2 s-1", "", "coefficient C of a weir, Q = C b H^1.5", "堰流流量系数(含√2g)", 0.0, 5.0},
    {"orifice_coefficient", "μ", "1", "", "share of the ideal discharge of an opening", "孔流流量系数", 0.0, 1.0},
    {"contraction", "", "1", "", "contraction by piers and abutments, N Kp + Ka", "闸墩与边墩收缩系数", 0.0, 10.0},
    {"contraction_coefficient", "C_c", "1", "", "depth of the jet below a gate over the gate's opening", "垂向收缩系数", 0.0, 1.0},
    {"loss_coefficient", "ζ", "1", "", "head lost as a multiple of the velocity head", "局部水头损失系数", 0.0, 1000.0},
    {"inlet_coefficient", "", "1", "", "coefficient of the inlet control of culverts (HDS-5)", "涵洞进口控制系数", 0.0, 10.0},
};

}  // namespace

const std::vector<Quantity>& quantities() { return table; }

const Quantity* find_quantity(std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Quantity& quantity) { return quantity.name == name; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace riverchief::core

#include "basin/rate_names.hpp"

#include <cmath>

namespace riverchief::basin {

const std::vector<RateName>& rate_names() {
  using enum Role;
  constexpr double must = NAN, none_of_it = 0.0;
  const std::vector<Role> algae{phytoplankton};
  static const std::vector<RateName> names{
      // as RateId
      {"reaeration_rate", "decay_rate", none_of_it, true, {}, "reaeration, where reaeration = \"value\"", "复氧系数(定值)"},
      {"cbod_oxidation", "decay_rate", must, true, {cbod}, "oxidation of fast CBOD", "易降解CBOD氧化"},
      {"cbod_settling", "settling_velocity", none_of_it, true, {}, "settling of fast CBOD", "易降解CBOD沉降"},
      {"cbod_slow_hydrolysis", "decay_rate", must, true, {cbod_slow}, "slow CBOD to fast CBOD", "慢速CBOD水解"},
      {"cbod_slow_oxidation", "decay_rate", none_of_it, true, {}, "oxidation of slow CBOD", "慢速CBOD氧化"},
      {"cbod_slow_settling", "settling_velocity", none_of_it, true, {}, "settling of slow CBOD", "慢速CBOD沉降"},
      {"cod_decay", "decay_rate", must, true, {cod}, "decay of COD (dichromate)", "化学需氧量降解"},
      {"cod_settling", "settling_velocity", none_of_it, true, {}, "settling of COD", "化学需氧量沉降"},
      {"codmn_decay", "decay_rate", must, true, {codmn}, "decay of the permanganate index", "高锰酸盐指数降解"},
      {"codmn_settling", "settling_velocity", none_of_it, true, {}, "settling of the permanganate index", "高锰酸盐指数沉降"},
      {"org_n_hydrolysis", "decay_rate", must, true, {org_n}, "organic nitrogen to ammonia", "有机氮水解"},
      {"org_n_settling", "settling_velocity", none_of_it, true, {}, "settling of organic nitrogen", "有机氮沉降"},
      {"nitrification", "decay_rate", must, true, {nh3n}, "ammonia to nitrate", "硝化"},
      {"denitrification", "decay_rate", none_of_it, true, {}, "nitrate to the air, where there is no oxygen", "反硝化"},
      {"bed_denitrification", "settling_velocity", none_of_it, true, {}, "nitrate into the bed, to the air", "底泥反硝化传质"},
      {"org_p_hydrolysis", "decay_rate", must, true, {org_p}, "organic phosphorus to phosphate", "有机磷水解"},
      {"org_p_settling", "settling_velocity", none_of_it, true, {}, "settling of organic phosphorus", "有机磷沉降"},
      {"diss_p_settling", "settling_velocity", none_of_it, true, {}, "settling of phosphate with solids", "溶解态磷吸附沉降"},
      {"phytoplankton_growth", "decay_rate", must, true, algae, "fastest growth of phytoplankton", "浮游植物最大生长率"},
      {"phytoplankton_respiration", "decay_rate", must, true, algae, "respiration of phytoplankton", "浮游植物呼吸"},
      {"phytoplankton_death", "decay_rate", must, true, algae, "death of phytoplankton", "浮游植物死亡"},
      {"phytoplankton_settling", "settling_velocity", none_of_it, true, {}, "settling of phytoplankton", "浮游植物沉降"},
      {"bottom_algae_growth", "bed_flux", must, true, {}, "fastest growth of bottom algae, as chlorophyll a per area", "底栖藻类最大生长率"},
      {"bottom_algae_respiration", "decay_rate", must, true, {}, "respiration of bottom algae", "底栖藻类呼吸"},
      {"bottom_algae_death", "decay_rate", must, true, {}, "death of bottom algae", "底栖藻类死亡"},
      {"suspended_solids_settling", "settling_velocity", must, true, {suspended_solids}, "settling of suspended solids", "悬浮物沉降"},
      {"suspended_solids_release", "bed_flux", none_of_it, true, {}, "solids stirred up from the bed", "悬浮物再悬浮"},
      {"coliform_die_off", "decay_rate", must, true, {coliform}, "die-off of coliforms in the dark", "大肠菌群衰亡"},
      {"coliform_light", "die_off_by_light", none_of_it, true, {}, "die-off of coliforms per light in the water", "光致大肠菌群衰亡"},
      {"coliform_settling", "settling_velocity", none_of_it, true, {}, "settling of coliforms", "大肠菌群沉降"},
      {"petroleum_decay", "decay_rate", must, true, {petroleum}, "decay and volatilisation of petroleum", "石油类降解与挥发"},
      {"petroleum_settling", "settling_velocity", none_of_it, true, {}, "settling of petroleum", "石油类沉降"},
      {"heavy_metal_settling", "settling_velocity", must, true, {heavy_metal}, "settling of the part of a heavy metal that is bound to solids", "颗粒态重金属沉降"},
      {"heavy_metal_partition", "partition_coefficient", must, false, {heavy_metal}, "partition of heavy metals between solids and water", "重金属固液分配系数"},
      {"sod", "bed_flux", none_of_it, true, {}, "oxygen demand of the bed", "底泥耗氧"},
      {"nh3n_release", "bed_flux", none_of_it, true, {}, "release of ammonia nitrogen from the bed", "底泥氨氮释放"},
      {"diss_p_release", "bed_flux", none_of_it, true, {}, "release of phosphate phosphorus from the bed", "底泥磷释放"},
      {"oxygen_half_oxidation", "half_saturation", none_of_it, false, {}, "oxygen at which oxidation of carbon is halved", "氧化半饱和溶解氧"},
      {"oxygen_half_nitrification", "half_saturation", none_of_it, false, {}, "oxygen at which nitrification is halved", "硝化半饱和溶解氧"},
      {"oxygen_half_denitrification", "half_saturation", 0.1, false, {}, "oxygen at which denitrification is halved", "反硝化抑制溶解氧"},
      {"oxygen_half_sod", "half_saturation", none_of_it, false, {}, "oxygen at which the demand of the bed is halved", "底泥耗氧半饱和溶解氧"},
      {"oxygen_half_respiration", "half_saturation", none_of_it, false, {}, "oxygen at which respiration of algae is halved", "藻类呼吸半饱和溶解氧"},
      {"carbon_half_denitrification", "half_saturation", 0.1, false, {}, "CBOD at which denitrification is halved", "反硝化半饱和碳源"},
      {"nitrogen_half", "half_saturation", must, false, algae, "nitrogen at which growth of phytoplankton is halved", "浮游植物氮半饱和浓度"},
      {"phosphorus_half", "half_saturation", must, false, algae, "phosphorus at which growth of phytoplankton is halved", "浮游植物磷半饱和浓度"},
      {"ammonia_preference", "half_saturation", 0.025, false, {}, "preference of algae for ammonia over nitrate", "藻类氨氮偏好系数"},
      {"bottom_nitrogen_half", "half_saturation", must, false, {}, "nitrogen at which growth of bottom algae is halved", "底栖藻类氮半饱和浓度"},
      {"bottom_phosphorus_half", "half_saturation", must, false, {}, "phosphorus at which growth of bottom algae is halved", "底栖藻类磷半饱和浓度"},
      {"light_constant", "radiation", must, false, algae, "light that halves (Smith: nearly reaches, Steele: optimum) growth of phytoplankton", "浮游植物光照常数"},
      {"bottom_light_constant", "radiation", must, false, {}, "the same for bottom algae", "底栖藻类光照常数"},
      {"light_share", "ratio", 0.47, false, {}, "share of the sun's radiation that plants can use", "光合有效辐射比例"},
      {"background_extinction", "extinction", 0.2, true, {}, "extinction of light by water and colour", "背景消光系数"},
      {"solids_extinction", "specific_extinction", 0.052, false, {}, "extinction by suspended solids", "悬浮物消光系数"},
      {"chlorophyll_extinction", "specific_extinction", 8.8, false, {}, "extinction by chlorophyll, beside Riley's term", "叶绿素消光系数"},
      {"background_solids", "half_saturation", none_of_it, true, {}, "suspended solids where they are no constituent", "背景悬浮物"},
      {"algal_carbon", "ratio", 40.0, false, {}, "carbon of algae per chlorophyll a", "藻类碳与叶绿素比"},
      {"algal_nitrogen", "ratio", 7.2, false, {}, "nitrogen of algae per chlorophyll a", "藻类氮与叶绿素比"},
      {"algal_phosphorus", "ratio", 1.0, false, {}, "phosphorus of algae per chlorophyll a", "藻类磷与叶绿素比"},
      {"oxygen_per_carbon", "ratio", 2.69, false, {}, "oxygen made or used per carbon of algae", "单位碳耗氧量"},
      {"oxygen_per_nitrified", "ratio", 4.57, false, {}, "oxygen used per nitrogen nitrified", "硝化需氧量"},
      {"oxygen_per_denitrified", "ratio", 2.86, false, {}, "oxygen demand met per nitrogen denitrified", "反硝化当量需氧量"},
  };
  return names;
}

std::size_t find_rate(std::string_view name) {
  const auto& names = rate_names();
  std::size_t i = 0;
  while (i < names.size() && names[i].name != name) ++i;
  return i;
}

}  // namespace riverchief::basin

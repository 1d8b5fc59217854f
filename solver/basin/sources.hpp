// What brings water and pollutants to the waters, kind by kind as people register it, and the one record to which every kind is lowered.
//
// Each kind is a list of the basin with an equation of its own, [SO-1] to [SO-12] in solver/basin/README.md. `sources_of` works them out
// for the period of a scenario, after the measures; network, loads and tags see nothing but its list. Loads here are g/s, rates SI.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "basin/place.hpp"
#include "basin/series.hpp"

namespace riverchief::basin {

struct Scenario;

using Amounts = std::map<std::string, double>;         ///< per pollutant id
using SeriesByPollutant = std::map<std::string, Series>;

/// What every source says of itself.
struct SourceLabels {
  std::string id, name_zh, name_en;
  Stretch over;         ///< from == to: a place
  std::string storage;  ///< it enters this storage cell instead of a river; empty = the stretch
  std::string sector;   ///< id of a sector of data/loads/outfall_types.toml
  std::string jurisdiction, chief;
};

/// Everything that enters from the side, as the network and the loads see it. Boundaries of rivers stay boundaries.
struct Source : SourceLabels {
  std::string kind;     ///< the list it comes from: "outfall", "lateral_inflow", "spill", "village", "combined_sewer" ...
  std::string type;     ///< of the national rule: "industrial", "treatment_plant", "agricultural", "other"; "diffuse" = from land; empty = none
  std::string subtype;  ///< id of data/loads/outfall_types.toml; may be empty
  Series discharge{{0.0}, {0.0}};   ///< [m3/s], >= 0; over the whole stretch
  SeriesByPollutant concentration;  ///< of its water [g/m3]; missing = 0
  SeriesByPollutant load;           ///< comes without water of its own [g/s]; over the whole stretch
  std::optional<double> quota;      ///< volume allotted [m3]; once it has entered, no more comes
  int entry = -1;                   ///< of a lateral inflow or a spill: its number in the scenario's list
};

/// All sources of a scenario, in a fixed order: lateral inflows, outfalls, the other kinds as they are listed below, dumping, spills.
/// Spills are in it for their labels; the transport releases them itself, so that network and loads pass over them.
std::vector<Source> sources_of(const Scenario& scenario);
/// Means over the scenario's period: water [m3/s], and load of each pollutant [kg/s].
double mean_discharge(const Source& source, const Scenario& scenario);
Amounts mean_loads(const Source& source, const Scenario& scenario);

enum class OutfallKind { industrial, treatment_plant, agricultural, other };

/// When a source runs, by the scenario's clock.                                                                    [SO-2]
struct Schedule {
  double from = 0.0, to = 86400.0;  ///< time of day [s]; from > to passes midnight
  double on = 0.0, off = 0.0;       ///< within those hours on and off in turn [s]; both 0 = on throughout
  std::vector<int> weekdays;        ///< 1 = Monday to 7; empty = every day
  std::vector<int> months;          ///< 1 to 12; empty = all
  bool always() const { return from <= 0.0 && to >= 86400.0 && off <= 0.0 && weekdays.empty() && months.empty(); }
};

/// A place where waste water enters a river.                                                                       [SO-1]
struct Outfall {
  std::string id, name_zh, name_en;
  Place at;
  OutfallKind kind = OutfallKind::other;
  double discharge = 0.0;                       ///< [m3/s], >= 0
  std::map<std::string, double> concentration;  ///< per pollutant id [g/m3]
  std::map<std::string, double> load;           ///< per pollutant id [kg/s]; comes with no water of its own
  std::optional<double> capacity;               ///< of a treatment plant [m3/s]
  std::string jurisdiction, chief;
  std::string subtype, sector, permit;
  std::string disposal;                         ///< 分类处置: "close" 取缔, "merge" 合并, "regulate" 规范; empty = none
  bool illicit = false;                         ///< 偷排: nobody has permitted it
  std::optional<double> permitted_discharge = std::nullopt;  ///< [m3/s]
  Amounts permitted_concentration = {}, permitted_load = {}; ///< [g/m3], [kg/s]
  Series discharge_series = {};                 ///< [m3/s]; empty = `discharge` throughout
  SeriesByPollutant concentration_series = {};  ///< [g/m3]; go before `concentration`
  Schedule schedule = {};
  // treatment plants                                                                                              [SO-3]
  std::string effluent_class;                   ///< of GB 18918: "1A", "1B", "2", "3"; `concentration` holds its limits; empty = as stated
  Amounts cold_concentration = {};              ///< limits at 12 degC and below [g/m3]
  std::optional<double> inflow = std::nullopt;  ///< sewage that arrives [m3/s]; nothing = `discharge` is what leaves
  Series inflow_series = {};                    ///< [m3/s]; goes before `inflow`
  Amounts influent = {};                        ///< of the sewage that arrives [g/m3]
  double utilisation = 1.0;                     ///< share of the capacity that runs
};

/// People of a town.                                                                                               [SO-4]
struct UrbanDomestic : SourceLabels {
  double population = 0.0;
  double water = 0.0;         ///< sewage a person [m3/s]
  Amounts per_capita;         ///< load a person [kg/s]
  double collected = 0.0;     ///< share that sewers collect
  Amounts removal;            ///< share of the collected that treatment takes out
  std::string treated_at;     ///< id of the plant that takes what is collected; empty = treated and released here
};

/// People of villages: three-chamber septic tanks, ecological treatment behind them.                               [SO-5]
struct Village : SourceLabels {
  double households = 0.0, persons = 0.0;             ///< persons in a household
  double water = 0.0;                                 ///< [m3/s] a person
  Amounts per_capita;                                 ///< [kg/s]
  double septic = 0.0, ecological = 0.0;              ///< share of households with a septic tank; with ecological treatment behind it
  Amounts septic_removal, ecological_removal;
  double delivery = 1.0;                              ///< share that reaches the river 入河系数
};

enum class LivestockZone { unknown, prohibited, limited, allowed };

/// Animals on farms.                                                                                               [SO-6]
struct Livestock : SourceLabels {
  struct Herd {
    std::string animal;
    double heads = 0.0, pigs = 1.0;  ///< how many pigs one head counts as
    Amounts per_head;                ///< [kg/s]
  };
  std::vector<Herd> herds;
  double utilised = 0.0;             ///< share that is collected and used on fields
  double delivery = 1.0;             ///< share of the rest that reaches the river
  LivestockZone zone = LivestockZone::unknown;
};

/// Fish: cages (in the water), or ponds by area with a calendar of draining.                                       [SO-7]
struct Aquaculture : SourceLabels {
  bool cages = false;
  double units = 0.0;                ///< cages, or m2 of ponds
  double water = 0.0;                ///< released by a unit while it drains [m3/s]
  Amounts per_unit;                  ///< load a unit makes, mean of the year [kg/s]
  std::vector<int> months;           ///< in which the year's load is released; empty = all
};

/// Land that rain washes.                                                                                          [SO-8], [SO-9]
struct LandUse : SourceLabels {
  std::string use;
  double area = 0.0;                 ///< [m2]
  bool by_rain = false;              ///< false: the year's export evenly
  Amounts export_rate;               ///< [kg/(m2 s)]
  double runoff_coefficient = 0.0;
  double delay = 0.0;                ///< of the linear store that the runoff passes [s]
  Amounts event_concentration;       ///< event mean concentration [g/m3]
  double delivery = 1.0;             ///< of the export
};

/// A combined sewer, or a storm sewer with sewage in it.                                                           [SO-10]
struct CombinedSewer : SourceLabels {
  double area = 0.0, runoff_coefficient = 0.0, delay = 0.0;  ///< [m2], [-], [s]
  double dry_discharge = 0.0;        ///< sewage in dry weather [m3/s]
  Amounts sewage;                    ///< [g/m3]
  double interception_ratio = 0.0;   ///< 截流倍数 n0: the interceptor takes (1 + n0) times the dry discharge
  double leakage = 0.0;              ///< share of the intercepted that leaks back 跑冒漏
  std::string receiver;              ///< plant that takes the intercepted; empty or "outside: ..." = it leaves the basin
  Amounts build_up;                  ///< most that lies on the ground [kg/m2]
  double build_up_rate = 0.0;        ///< [1/s]
  double wash_off = 0.0;             ///< of the first flush [1/m of runoff]
};

/// Water from mines.                                                                                               [SO-11]
struct Mine : SourceLabels {
  Series discharge;                  ///< [m3/s]
  SeriesByPollutant concentration;   ///< [g/m3]
};

/// A pit that somebody fills with waste water and that seeps into the river.                                       [SO-12]
struct SeepagePit : SourceLabels {
  double area = 0.0, seepage = 0.0;  ///< [m2], [m/s]
  std::optional<double> volume;      ///< seeps out until it is empty [m3]; nothing = it is kept full
  Amounts concentration;             ///< [g/m3]
};

/// Somebody dumps now and then: events at random instants, the same for the same seed.                             [SO-13]
struct Dumping : SourceLabels {
  std::vector<Place> places;         ///< one of them each time
  std::string pollutant;
  double rate = 0.0;                 ///< events per second
  double mass = 0.0, spread = 0.0;   ///< mean of an event [kg]; coefficient of variation of its lognormal distribution
  double duration = 3600.0;          ///< [s]
  double from = 0.0, to = 86400.0;   ///< time of day [s]; from > to passes midnight
  unsigned long seed = 1;
};

struct DumpingEvent {
  double from = 0.0, to = 0.0;       ///< [s] from the start of the scenario
  std::size_t place = 0;
  double mass = 0.0;                 ///< [kg]
};
/// The events of the scenario's period, by time.                                                                   [SO-13]
std::vector<DumpingEvent> dumping_events(const Dumping& dumping, const Scenario& scenario);

/// What a measure takes out of a source's water and load before they arrive.
struct Transfer {
  std::string source, receiver;      ///< receiver: id of a plant, or "outside: ..."
  double share = 0.0;                ///< of water and load
};

/// Treatment where a source comes out: shares, or a wetland.                                                       [SO-14], [SO-15]
struct Treatment {
  std::string source;                ///< id; or the id of a river: the water of its head
  Amounts removal;                   ///< share taken out
  double area = 0.0;                 ///< of a wetland [m2]; 0 = no wetland
  double treated_share = 1.0;        ///< of the water that passes it
  Amounts areal_rate, background, theta;  ///< k20 [m/s], C* [g/m3], temperature factor
  double tanks = 3.0;                ///< P of the P-k-C* model
};

/// Litter that floats: a stock for each reach, no load of the transport.                                           [SO-16]
struct Litter : SourceLabels {
  double stock = 0.0;                ///< at the start [kg]
  double inflow = 0.0;               ///< dropped there [kg/s]
  double drift = 1.0;                ///< speed over that of the water; 0 = it stays
  double stranding = 0.0;            ///< share that is caught in the reach [1/s]
  double removal = 0.0;              ///< what the crews take out while there is any [kg/s]
  double leachate = 0.0;             ///< COD [kg per kg and s]
};

/// Aerators: oxygen they bring into the water of a stretch.                                                         [SO-17]
struct Aerator : SourceLabels {
  Amounts load;                      ///< [kg/s]
};

/// The lists of a basin besides its outfalls, and what measures do to all of them.
struct SourceRegister {
  std::vector<UrbanDomestic> urban_domestic;
  std::vector<Village> villages;
  std::vector<Livestock> livestock;
  std::vector<Aquaculture> aquaculture;
  std::vector<LandUse> land_uses;
  std::vector<CombinedSewer> combined_sewers;
  std::vector<Mine> mines;
  std::vector<SeepagePit> seepage_pits;
  std::vector<Litter> litter;
  std::vector<Aerator> aerators;
  std::vector<Transfer> transfers;
  std::vector<Treatment> treatments;
};

}  // namespace riverchief::basin

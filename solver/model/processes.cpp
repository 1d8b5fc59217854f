#include "model/processes.hpp"

#include <cmath>

namespace riverchief::model {

using basin::RateId;
using basin::Role;

double basin_rate(const basin::Quality& quality, RateId id) {
  const auto& name = basin::rate_names()[static_cast<std::size_t>(id)];
  const auto found = quality.rates.find(std::string(name.name));
  if (found != quality.rates.end()) return found->second.value;
  return std::isnan(name.otherwise) ? 0.0 : name.otherwise;
}

namespace {

using Kind = RateFactor::Kind;

class Builder {
 public:
  explicit Builder(const basin::Basin& basin) : basin_(basin), q_(basin.quality) {}

  ProcessTable build() {
    states();
    oxygen();
    carbon();
    nitrogen_and_phosphorus();
    algae(state_[idx(Role::phytoplankton)], false);
    algae(table_.bottom_algae, true);
    others();
    return std::move(table_);
  }

 private:
  static std::size_t idx(Role role) { return static_cast<std::size_t>(role); }
  double rate(RateId id) const { return basin_rate(q_, id); }
  int at(Role role) const { return state_[idx(role)]; }

  void states() {
    state_.assign(basin::role_count, -1);
    const auto& all = basin_.pollutants;
    // what feeds comes before what is fed: little fills in
    for (const Role role : {Role::temperature, Role::coliform, Role::petroleum, Role::heavy_metal, Role::suspended_solids, Role::phytoplankton, Role::none, Role::cod, Role::codmn,
                            Role::cbod_slow, Role::org_p, Role::org_n, Role::cbod, Role::diss_p, Role::nh3n, Role::no3n, Role::dissolved_oxygen}) {
      if (role == Role::none) {
        if (q_.bottom_algae) table_.bottom_algae = add(role, -1);
        continue;
      }
      for (std::size_t p = 0; p < all.size(); ++p) {
        if (all[p].role != role) continue;
        const int pollutant = static_cast<int>(p);
        if (role == Role::temperature) table_.temperature = pollutant;
        else state_[idx(role)] = add(role, pollutant);
        // petroleum and metals: any number of them
        if (role == Role::petroleum || role == Role::heavy_metal) many_.push_back(state_[idx(role)]);
      }
    }
    table_.oxygen = at(Role::dissolved_oxygen), table_.phytoplankton = at(Role::phytoplankton), table_.solids = at(Role::suspended_solids);
  }

  int add(Role role, int pollutant) {
    // a ten thousandth of what standards ask for or instruments see
    const double least = role == Role::phytoplankton || role == Role::none ? 1e-6 : role == Role::heavy_metal ? 1e-7 : role == Role::diss_p || role == Role::org_p ? 1e-5 : 1e-4;
    table_.roles.push_back(role), table_.pollutants.push_back(pollutant), table_.absolute.push_back(least);
    return static_cast<int>(table_.roles.size()) - 1;
  }

  static RateFactor linear(int state) { return {.state = state}; }
  static RateFactor factor(Kind kind, int state, double half) { return {.kind = kind, .state = state, .half = half}; }

  /// Terms of states that are not there are left out.
  Process& process(CoefficientOf coefficient, RateId id, std::vector<RateFactor> factors, const std::vector<Process::Term>& terms) {
    Process p{.coefficient = coefficient, .rate = id, .factors = std::move(factors), .terms = {}, .passages = {}};
    for (const auto& t : terms)
      if (t.state >= 0 && t.amount != 0.0) p.terms.push_back(t);
    table_.processes.push_back(std::move(p));
    return table_.processes.back();
  }
  /// Whether a rate is there anywhere.
  bool given(RateId id) const {
    const std::string name(basin::rate_names()[static_cast<std::size_t>(id)].name);
    if (rate(id) > 0.0) return true;
    for (const auto& local : q_.local_rates)
      if (const auto found = local.rates.find(name); found != local.rates.end() && found->second.value > 0.0) return true;
    for (const auto& bed : q_.beds)
      if ((id == RateId::sod && bed.sod.value_or(0.0) > 0.0) || (id == RateId::nh3n_release && bed.nh3n_release.value_or(0.0) > 0.0) ||
          (id == RateId::diss_p_release && bed.diss_p_release.value_or(0.0) > 0.0))
        return true;
    return false;
  }
  /// Goes on with oxygen only as far as there is some; without the constituent it is never short.
  void needs_oxygen(std::vector<RateFactor>& factors, RateId half) const {
    if (table_.oxygen >= 0 && rate(half) > 0.0) factors.push_back(factor(Kind::saturating, table_.oxygen, rate(half)));
  }

  void settle(int state, RateId id, CoefficientOf coefficient = CoefficientOf::settling) {
    if (state < 0 || !given(id)) return;
    process(coefficient, id, {linear(state)}, {{state, -1.0}}).passages = {{state, -1, 1.0, 0.0}};
  }

  void oxygen() {
    const int O = table_.oxygen;
    if (O < 0) return;
    process(CoefficientOf::air_in, RateId::reaeration_rate, {}, {{O, 1.0}});
    process(CoefficientOf::air_out, RateId::reaeration_rate, {linear(O)}, {{O, -1.0}});
    if (given(RateId::sod)) {
      std::vector<RateFactor> factors;
      // a bed that takes oxygen where there is none takes it from nowhere: without a half saturation a small one stands in
      factors.push_back(factor(Kind::saturating, O, std::max(rate(RateId::oxygen_half_sod), 1e-4)));
      process(CoefficientOf::bed, RateId::sod, factors, {{O, -1.0}});
    }
  }

  /// First-order decay that takes oxygen, or not.
  void decay(int state, RateId id, bool takes_oxygen) {
    if (state < 0 || !given(id)) return;
    std::vector<RateFactor> factors{linear(state)};
    if (takes_oxygen) {
      needs_oxygen(factors, RateId::oxygen_half_oxidation);
      never_below_zero(factors, RateId::oxygen_half_oxidation);
    }
    process(CoefficientOf::rate, id, factors, {{state, -1.0}, {takes_oxygen ? table_.oxygen : -1, -1.0}}).passages = {{state, -1, 1.0, 0.0}};
  }
  /// What takes oxygen cannot go on without: where no half saturation is given a very small one stands in.
  void never_below_zero(std::vector<RateFactor>& factors, RateId half) const {
    if (table_.oxygen >= 0 && !(rate(half) > 0.0)) factors.push_back(factor(Kind::saturating, table_.oxygen, 1e-4));
  }

  void carbon() {
    const int fast = at(Role::cbod), slow = at(Role::cbod_slow);
    decay(fast, RateId::cbod_oxidation, true);
    settle(fast, RateId::cbod_settling);
    decay(slow, RateId::cbod_slow_oxidation, true);
    settle(slow, RateId::cbod_slow_settling);
    if (slow >= 0)
      process(CoefficientOf::rate, RateId::cbod_slow_hydrolysis, {linear(slow)}, {{slow, -1.0}, {fast, 1.0}}).passages = {{slow, fast, 1.0, fast >= 0 ? 1.0 : 0.0}};
    const bool other_carbon = fast >= 0 || slow >= 0;
    decay(at(Role::cod), RateId::cod_decay, !other_carbon);
    settle(at(Role::cod), RateId::cod_settling);
    decay(at(Role::codmn), RateId::codmn_decay, !other_carbon && at(Role::cod) < 0);
    settle(at(Role::codmn), RateId::codmn_settling);
  }

  void nitrogen_and_phosphorus() {
    const int N = at(Role::org_n), A = at(Role::nh3n), X = at(Role::no3n), P = at(Role::org_p), D = at(Role::diss_p), L = at(Role::cbod);
    const auto turns = [&](int from, int to, RateId id) {
      if (from >= 0) process(CoefficientOf::rate, id, {linear(from)}, {{from, -1.0}, {to, 1.0}}).passages = {{from, to, 1.0, to >= 0 ? 1.0 : 0.0}};
    };
    turns(N, A, RateId::org_n_hydrolysis);
    settle(N, RateId::org_n_settling);
    turns(P, D, RateId::org_p_hydrolysis);
    settle(P, RateId::org_p_settling);
    settle(D, RateId::diss_p_settling);
    if (A >= 0) {
      std::vector<RateFactor> factors{linear(A)};
      needs_oxygen(factors, RateId::oxygen_half_nitrification);
      never_below_zero(factors, RateId::oxygen_half_nitrification);
      process(CoefficientOf::rate, RateId::nitrification, factors, {{A, -1.0}, {X, 1.0}, {table_.oxygen, -rate(RateId::oxygen_per_nitrified)}}).passages = {{A, X, 1.0, X >= 0 ? 1.0 : 0.0}};
    }
    if (X >= 0 && table_.oxygen >= 0 && given(RateId::denitrification)) {
      std::vector<RateFactor> factors{linear(X), factor(Kind::inhibiting, table_.oxygen, std::max(rate(RateId::oxygen_half_denitrification), 1e-3))};
      if (L >= 0) factors.push_back(factor(Kind::saturating, L, std::max(rate(RateId::carbon_half_denitrification), 1e-3)));
      auto& p = process(CoefficientOf::rate, RateId::denitrification, factors, {{X, -1.0}, {L, -rate(RateId::oxygen_per_denitrified)}});
      p.passages = {{X, -1, 1.0, 0.0}};
      if (L >= 0) p.passages.push_back({L, -1, rate(RateId::oxygen_per_denitrified), 0.0});
    }
    settle(X, RateId::bed_denitrification);
    if (A >= 0 && given(RateId::nh3n_release)) process(CoefficientOf::bed, RateId::nh3n_release, {}, {{A, 1.0}}).passages = {{-1, A, 0.0, 1.0}};
    if (D >= 0 && given(RateId::diss_p_release)) process(CoefficientOf::bed, RateId::diss_p_release, {}, {{D, 1.0}}).passages = {{-1, D, 0.0, 1.0}};
  }

  void algae(int algae, bool bottom) {
    if (algae < 0) return;
    const int A = at(Role::nh3n), X = at(Role::no3n), D = at(Role::diss_p), O = table_.oxygen, N = at(Role::org_n), P = at(Role::org_p);
    const int L = at(Role::cbod_slow) >= 0 ? at(Role::cbod_slow) : at(Role::cbod);
    const double n = rate(RateId::algal_nitrogen), p = rate(RateId::algal_phosphorus), oxygen = rate(RateId::oxygen_per_carbon) * rate(RateId::algal_carbon);
    const bool has_n = A >= 0 || X >= 0;
    const RateId growth = bottom ? RateId::bottom_algae_growth : RateId::phytoplankton_growth;
    for (const bool ammonia : {true, false}) {
      if (ammonia ? (has_n && A < 0) : X < 0) continue;  // without nitrogen one way is enough
      const int nitrogen = !has_n ? -1 : ammonia ? A : X;
      std::vector<RateFactor> factors;
      if (!bottom) factors.push_back(linear(algae));
      if (has_n || D >= 0)
        factors.push_back({.kind = Kind::nutrients, .ammonia = A, .nitrate = X, .phosphate = D,
                           .half_nitrogen = std::max(rate(bottom ? RateId::bottom_nitrogen_half : RateId::nitrogen_half), 1e-6),
                           .half_phosphorus = std::max(rate(bottom ? RateId::bottom_phosphorus_half : RateId::phosphorus_half), 1e-6),
                           .preference = std::max(rate(RateId::ammonia_preference), 1e-6), .takes_ammonia = ammonia});
      const double reduced = ammonia ? 0.0 : n * rate(RateId::oxygen_per_nitrified);  // oxygen set free where nitrate is reduced
      auto& g = process(bottom ? CoefficientOf::bottom_growth : CoefficientOf::growth, growth, factors, {{algae, 1.0}, {nitrogen, -n}, {D, -p}, {O, oxygen + reduced}});
      if (nitrogen >= 0) g.passages = {{nitrogen, algae, n, 1.0}};
      if (D >= 0) g.passages.push_back(nitrogen >= 0 ? Process::Passage{D, -1, p, 0.0} : Process::Passage{D, algae, p, 1.0});
      if (nitrogen < 0 && D < 0) g.passages = {{-1, algae, 0.0, 1.0}};
    }
    const bool carries_n = has_n;
    const auto gives = [&](Process& process, int nitrogen, int phosphorus) {
      const bool by_n = nitrogen >= 0 && carries_n, by_p = phosphorus >= 0 && !carries_n;
      process.passages = {by_n ? Process::Passage{algae, nitrogen, 1.0, n} : by_p ? Process::Passage{algae, phosphorus, 1.0, p} : Process::Passage{algae, -1, 1.0, 0.0}};
      if (nitrogen >= 0 && !by_n) process.passages.push_back({-1, nitrogen, 0.0, n});
      if (phosphorus >= 0 && !by_p) process.passages.push_back({-1, phosphorus, 0.0, p});
    };
    std::vector<RateFactor> respires{linear(algae)};
    needs_oxygen(respires, RateId::oxygen_half_respiration);
    never_below_zero(respires, RateId::oxygen_half_respiration);
    auto& r = process(CoefficientOf::rate, bottom ? RateId::bottom_algae_respiration : RateId::phytoplankton_respiration, respires, {{algae, -1.0}, {A, n}, {D, p}, {O, -oxygen}});
    gives(r, A, D);
    auto& d = process(CoefficientOf::rate, bottom ? RateId::bottom_algae_death : RateId::phytoplankton_death, {linear(algae)},
                      {{algae, -1.0}, {N >= 0 ? N : A, n}, {P >= 0 ? P : D, p}, {L, oxygen}});
    gives(d, N >= 0 ? N : A, P >= 0 ? P : D);
    if (L >= 0) d.passages.push_back({-1, L, 0.0, oxygen});
    if (!bottom) settle(algae, RateId::phytoplankton_settling);
  }

  void others() {
    const int S = table_.solids, B = at(Role::coliform);
    settle(S, RateId::suspended_solids_settling);
    if (S >= 0 && given(RateId::suspended_solids_release)) process(CoefficientOf::bed, RateId::suspended_solids_release, {}, {{S, 1.0}}).passages = {{-1, S, 0.0, 1.0}};
    if (B >= 0) process(CoefficientOf::die_off, RateId::coliform_die_off, {linear(B)}, {{B, -1.0}}).passages = {{B, -1, 1.0, 0.0}};
    settle(B, RateId::coliform_settling);
    for (const int state : many_) {
      if (table_.roles[static_cast<std::size_t>(state)] == Role::petroleum) {
        decay(state, RateId::petroleum_decay, false);
        settle(state, RateId::petroleum_settling);
      } else {
        settle(state, RateId::heavy_metal_settling, CoefficientOf::bound_settling);
      }
    }
  }

  const basin::Basin& basin_;
  const basin::Quality& q_;
  ProcessTable table_;
  std::vector<int> state_;  // (role)
  std::vector<int> many_;
};

}  // namespace

ProcessTable make_processes(const basin::Basin& basin) { return Builder(basin).build(); }

}  // namespace riverchief::model

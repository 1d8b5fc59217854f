#include "model/simulate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "core/complaint.hpp"
#include "core/parallel.hpp"
#include "model/controls.hpp"
#include "model/flow.hpp"
#include "model/frames.hpp"
#include "model/ledger.hpp"
#include "model/network.hpp"
#include "model/pace.hpp"
#include "model/steady_state.hpp"
#include "model/tally.hpp"
#include "model/transport.hpp"
#include "model/trouble.hpp"
#include "numerics/implicit_step.hpp"
#include "numerics/integrator.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

constexpr double first_step = 1.0;                // [s]
constexpr int most_tried = 20000;  // first-order steps over one interval
/// How exactly the instant is found at which a rule changes: what it reads comes from the flow, or from the transport [s].
constexpr double flow_instant = 1e-6, transport_instant = 0.01;

std::unique_ptr<Transport> make_transport(const basin::Scenario& scenario, Network& net) {
  if (scenario.basin.pollutants.empty()) return nullptr;
  auto transport = std::make_unique<Transport>(scenario, net);
  name_what_is_kept(scenario, net, *transport, net.grid);
  return transport;
}

/// One run, from the first state to the summary.
class Run {
 public:
  Run(const basin::Scenario& s, Recorder& r)
      : scenario(s), recorder(r), net(make_network(s)), flow(net, s), controls(s, net, flow), ledger(net), tally(s, net), transport(make_transport(s, net)), frames(s, net, transport.get()) {
    for (auto* a : {&volume, &seen_volume}) a->resize(idx(net.cells));
    through_face.resize(net.faces.size()), through_outlet.resize(net.outlets.size());
    from_source.resize(net.sources.size()), seen_source.assign(net.sources.size(), 0.0);
    y.resize(flow.size()), y_between.resize(flow.size()), seen_y.resize(flow.size());
    gather_stops();
  }

  void go(const State* state, bool resume) {
    if (state != nullptr && resume)
      restore(*state);
    else
      begin(state);
    recorder.begin(net.grid, frames.times());
    if (!resume) write_frames_until(0.0);
    const bool had_ended = time >= scenario.duration;  // interrupted after its last state
    numerics::Integrator integrator(flow, time, y, first_step);
    std::string stopped;
    try {
      stopped = walk_to_the_end(integrator);
    } catch (const core::RunError& error) {
      recorder.checkpoint(save(integrator.counters()), frames.written());
      finish(integrator.counters(), error.what());
      throw;
    }
    if (!had_ended && stopped.empty()) recorder.checkpoint(save(integrator.counters()), frames.written());
    finish(integrator.counters(), stopped);
  }

 private:
  /// \return why it was stopped; empty at the end
  std::string walk_to_the_end(numerics::Integrator& integrator) {
    // Checkpoint times are fixed by the scenario: the integration starts anew there, so that a run that is taken up there goes
    // on with the same values to the last bit, and so that the cumulated volumes stay small.
    double next_checkpoint = (std::floor(time / scenario.checkpoint_every + 1e-9) + 1.0) * scenario.checkpoint_every;
    Pace pace(time);
    while (time < scenario.duration) {
      const double stop = std::min({scenario.duration, next_checkpoint, next_stop()});
      bool anew = false;
      const bool stepped = integrator.step(stop);
      if (stepped) anew = walk(integrator);
      if (!stepped || !pace.gets_on(time)) {
        const std::string why = stepped ? "its steps have become too short to get on" : integrator.trouble();
        if (!stepped) std::copy_n(integrator.y(), y.size(), y.begin());
        fall_back(std::min(stop, time + pace.bridge_length(time)), why);
        anew = true;
        if (controls.any()) controls.act(view(), false, events);
      }
      controls.sample(view());
      const bool checkpoint = time >= next_checkpoint && time < scenario.duration;
      if (anew || checkpoint) begin_at(time, current_state());
      if (checkpoint) {
        next_checkpoint += scenario.checkpoint_every;
        pace.begin(time);
        recorder.checkpoint(save(integrator.counters()), frames.written());
      }
      if (anew || checkpoint) integrator.restart(time, y, first_step);
      if (!recorder.progress(time)) return fmt::format("stopped at {} of {} s", time, scenario.duration);
    }
    return "";
  }

  const basin::Scenario& scenario;
  Recorder& recorder;
  Network net;
  Flow flow;
  Controls controls;
  Ledger ledger;
  Tally tally;
  std::unique_ptr<Transport> transport;
  Frames frames;

  double time = 0;
  std::vector<double> y, y_between;
  std::vector<double> stops;
  std::size_t passed_stops = 0;
  std::vector<double> start_volume, start_mass;
  // the state carried so far: what transport and ledger have seen
  std::vector<double> seen_volume, seen_y, seen_source;
  std::vector<double> volume, through_face, through_outlet, from_source;
  std::vector<Event> events;
  const std::vector<std::string> names = event_names(scenario);  // what events can be called
  long fallback_steps = 0;
  numerics::Counters earlier;  // of the run this one goes on with

  void gather_stops() {
    const auto add = [&](const std::vector<double>& more) { stops.insert(stops.end(), more.begin(), more.end()); };
    for (const auto& f : net.inflows) add(f.kinks());
    for (const auto& f : net.levels) add(f.kinks());
    for (const auto& d : net.draws) add(d.demand.kinks());
    for (const auto& l : net.leaks) add(l.head.kinks());
    add(net.rainfall.kinks());
    add(net.evaporation.kinks());
    for (const auto& s : flow.settings) add(s.by_hand.kinks());
    if (transport) add(transport->kinks());
    std::sort(stops.begin(), stops.end());
    stops.erase(std::unique(stops.begin(), stops.end(), [](double a, double b) { return b - a < 1e-6; }), stops.end());
  }

  double next_stop() {
    while (passed_stops < stops.size() && stops[passed_stops] <= time * (1.0 + 1e-14) + 1e-9) ++passed_stops;
    const double forced = passed_stops < stops.size() ? stops[passed_stops] : scenario.duration;
    return std::min(forced, controls.next_stop(time));
  }

  // --- beginning -----------------------------------------------------------------------------------------------------

  void begin(const State* state) {
    FirstState first;
    if (state != nullptr) {
      first = {state->at("volume"), state->at("velocity"), state->at("growth")};
      controls.restore(*state, state->at("time").front());
    } else {
      first = first_state();
    }
    start_volume = first.volume;
    begin_at(0.0, first);
    if (controls.any()) {  // rules that hold at the start have done their work
      if (controls.act(view(), true, events) && state == nullptr && scenario.initial.steady) first = state_under_rules(first);
      start_volume = first.volume;
      begin_at(0.0, first);
    }
    begin_transport(state);
    tally.mark(0.0, flow, y.data());
  }

  FirstState first_state() { return scenario.initial.steady ? steady_state(scenario, net, flow) : from_profiles(scenario, net, flow); }

  /// The steady state with the rules' settings; behind a gate that is closed there may be none: then the river begins as it was before.
  FirstState state_under_rules(const FirstState& before) {
    try {
      return first_state();
    } catch (const core::RunError&) {
      return before;
    }
  }

  void begin_transport(const State* state) {
    if (!transport) return;
    std::vector<double> in(net.sources.size());
    for (std::size_t s = 0; s < in.size(); ++s) in[s] = net.sources[s].share * net.inflows[idx(net.sources[s].series)].value(0.0);
    // one second of the first state: discharges for volumes
    const FlowStep second{0.0, 1.0, start_volume.data(), start_volume.data(), flow.discharge.data(), flow.outflow.data(), in.data(),
                          flow.sites.area.data(), flow.discharge.data(), flow.sites.level.data()};
    if (state != nullptr)
      transport->start_with(*state, start_volume);
    else
      transport->start(second, start_volume);
    start_mass = transport->held();
  }

  /// Sets the origin of the cumulated volumes.
  void begin_at(double at, const FirstState& state) {
    flow.set_start(at, state.volume);
    std::fill(y.begin(), y.end(), 0.0);
    std::copy(state.velocity.begin(), state.velocity.end(), y.begin() + static_cast<std::ptrdiff_t>(flow.velocity_offset()));
    std::copy(state.growth.begin(), state.growth.end(), y.begin() + static_cast<std::ptrdiff_t>(flow.growth_offset()));
    std::fill(seen_y.begin(), seen_y.end(), 0.0);
    std::copy(y.begin() + static_cast<std::ptrdiff_t>(flow.velocity_offset()), y.end(), seen_y.begin() + static_cast<std::ptrdiff_t>(flow.velocity_offset()));
    seen_volume = state.volume;
    for (std::size_t s = 0; s < net.sources.size(); ++s) seen_source[s] = entered(s, at);
    flow.evaluate(at, y.data());
  }

  FirstState current_state() const {
    const auto from = y.begin() + static_cast<std::ptrdiff_t>(flow.velocity_offset()), growth = y.begin() + static_cast<std::ptrdiff_t>(flow.growth_offset());
    return {seen_volume, {from, growth}, {growth, y.end()}};
  }

  double entered(std::size_t source, double at) const {
    const auto& s = net.sources[source];
    return s.share * net.inflows[idx(s.series)].integral(at);
  }

  View view() const { return {time, flow, transport ? &transport->mass() : nullptr, seen_volume.data()}; }

  // --- going on ------------------------------------------------------------------------------------------------------

  /// Goes to the end of the integrator's step, or to the instant within it at which a rule changes.
  /// \return whether the integration must start anew
  bool walk(const numerics::Integrator& integrator) {
    const double before = time, end = integrator.time();
    std::copy_n(integrator.y(), y.size(), y.begin());
    if (!controls.any()) {
      walk_to(end, integrator);
      return false;
    }
    const auto at = [&](double instant) {
      if (instant < end) integrator.interpolate(instant, y.data());
      else std::copy_n(integrator.y(), y.size(), y.begin());
    };
    double to = end;
    flow.evaluate(end, y.data());
    bool due = controls.due({end, flow, nullptr, nullptr}, false);
    if (due) {
      to = first_instant(before, end, flow_instant, [&](double instant) {
        at(instant);
        flow.evaluate(instant, y.data());
        return controls.due({instant, flow, nullptr, nullptr}, false);
      });
      at(to);
    }
    if (controls.reads_concentration()) {
      const State kept = save({});
      const auto go = [&](double instant) {
        if (time != before) restore(kept);
        at(instant);
        walk_to(instant, integrator);
        return controls.due(view(), true);
      };
      if (go(to)) {
        to = first_instant(before, to, transport_instant, go);
        go(to);
        due = true;
      }
    } else {
      walk_to(to, integrator);
    }
    if (due) controls.act(view(), false, events);
    return due;
  }

  /// The first instant at which something holds that does not hold before and does at the end, by halving.
  template <class Holds>
  static double first_instant(double before, double end, double tolerance, Holds&& holds) {
    while (end - before > tolerance * (1.0 + 1e-9 * end)) {
      const double middle = 0.5 * (before + end);
      (holds(middle) ? end : before) = middle;
    }
    return end;
  }

  /// To an instant of the last step whose state is `y`, with the output times on the way.
  void walk_to(double to, const numerics::Integrator& integrator) {
    while (frames.next() < to) {
      integrator.interpolate(frames.next(), y_between.data());
      reach(frames.next(), y_between.data(), y.data(), to);
      write_frames_until(time);
    }
    reach(to, y.data());
    write_frames_until(time);
  }

  /// Takes transport, ledger and extremes to an instant. Where the interpolated state would make a volume negative, the
  /// straight line between the step's ends is used instead, which cannot.
  void reach(double to, double* state, const double* step_end = nullptr, double step_to = 0) {
    if (step_end != nullptr) {
      flow.volumes(to, state, volume.data());
      if (lowest(volume) < 0.0) {
        double w = (to - time) / (step_to - time);
        for (std::size_t k = 0; k < net.sources.size(); ++k)  // nothing leaves before it has come: inflows that grow bring most of theirs late
          if (const double whole = entered(k, step_to) - seen_source[k]; whole > 0.0) w = std::min(w, (entered(k, to) - seen_source[k]) / whole);
        const std::size_t sums = flow.velocity_offset();
        for (std::size_t i = 0; i < sums; ++i) state[i] = (1.0 - w) * seen_y[i] + w * step_end[i];
      }
    }
    flow.evaluate(to, state);
    core::in_pieces(net.faces.size(), [&](std::size_t, std::size_t from, std::size_t end) {
      for (std::size_t f = from; f < end; ++f) through_face[f] = state[f] - seen_y[f];
    });
    for (std::size_t k = 0; k < net.outlets.size(); ++k) through_outlet[k] = state[net.faces.size() + k] - seen_y[net.faces.size() + k];
    for (std::size_t s = 0; s < net.sources.size(); ++s) {
      const double now = entered(s, to);
      from_source[s] = now - seen_source[s];
      seen_source[s] = now;
    }
    // Volumes from the very differences that transport sees, so that both round alike.
    core::in_pieces(volume.size(), [&](std::size_t, std::size_t from, std::size_t end) { std::copy(&seen_volume[from], seen_volume.data() + end, &volume[from]); });
    flow.add_passed(through_face.data(), volume.data());
    for (std::size_t k = 0; k < net.outlets.size(); ++k) volume[idx(net.outlets[k].cell)] -= through_outlet[k];
    for (std::size_t s = 0; s < net.sources.size(); ++s) volume[idx(net.sources[s].cell)] += from_source[s];
    const FlowStep step{time, to, seen_volume.data(), volume.data(), through_face.data(), through_outlet.data(), from_source.data(),
                        flow.sites.area.data(), flow.discharge.data(), flow.sites.level.data()};
    ledger.water(step);
    tally.count(step, flow);
    if (transport) transport->advance(step);
    recorder.flowed(step);
    core::in_pieces(seen_y.size(), [&](std::size_t, std::size_t from, std::size_t end) { std::copy(state + from, state + end, &seen_y[from]); });
    std::swap(seen_volume, volume);
    time = to;
    tally.mark(to, flow, state);
  }

  double lowest(const std::vector<double>& values) const {
    double least = 1e300;
    for (std::size_t c = 0; c < values.size(); ++c)
      if (net.level_boundary[c] < 0) least = std::min(least, values[c]);
    return least;
  }

  void write_frames_until(double at) { frames.write_until(at, {flow, tally, transport.get(), seen_volume, seen_y}, recorder); }

  /// First-order steps over an interval the integrator gave up on.
  void fall_back(double to, const std::string& why) {
    numerics::ImplicitStep step(flow);
    double dt = 0.1;
    int tried = 0;
    while (time < to - 1e-9) {
      const double length = std::min(dt, to - time);
      if (++tried < most_tried && step.take(time, length, y) > 0) {
        ++fallback_steps;
        reach(time + length, y.data());
        write_frames_until(time);
        dt *= 2.0;
      } else if ((dt = 0.25 * length) < 1e-7 || tried >= most_tried) {
        throw core::RunError(explain_trouble(scenario, net, flow, time, length, y, why));
      }
    }
  }

  // --- state and end -------------------------------------------------------------------------------------------------

  State save(const numerics::Counters& now) const {
    State state;
    const FirstState here = current_state();
    state["time"] = {time};
    state["volume"] = here.volume, state["velocity"] = here.velocity, state["growth"] = here.growth;
    state["start_volume"] = start_volume, state["start_mass"] = start_mass;
    // The volumes that have passed since the last start, for a return within a step.
    state["passed"] = seen_y, state["entered"] = seen_source;
    const numerics::Counters sum = added(now);
    state["counters"] = {static_cast<double>(sum.steps), static_cast<double>(sum.rejected_steps), static_cast<double>(sum.newton_iterations),
                         static_cast<double>(sum.jacobians), static_cast<double>(fallback_steps), static_cast<double>(frames.written())};
    std::vector<double> happened;
    for (const auto& e : events) happened.insert(happened.end(), {e.time, number_of(e.of), number_of(e.what), e.value});
    state["events"] = happened;
    controls.save(state);
    tally.save(state);
    ledger.save(state);
    if (transport) transport->save(state);
    frames.kept.save(state);
    return state;
  }

  void restore(const State& state) {
    const bool within_a_step = !start_volume.empty();
    time = state.at("time").front();
    start_volume = state.at("start_volume"), start_mass = state.at("start_mass");
    const auto& n = state.at("counters");
    if (!within_a_step) earlier = {std::lround(n[0]), std::lround(n[1]), std::lround(n[2]), std::lround(n[3])};
    fallback_steps = std::lround(n[4]);
    frames.go_on_from(static_cast<std::size_t>(n[5]));
    events.clear();
    const auto& happened = state.at("events");
    for (std::size_t i = 0; i + 3 < happened.size(); i += 4) events.push_back({happened[i], text_of(happened[i + 1]), text_of(happened[i + 2]), happened[i + 3]});
    controls.restore(state, 0.0);
    tally.restore(state);
    ledger.restore(state);
    if (transport) transport->restore(state);
    frames.kept.restore(state);
    if (within_a_step) {
      seen_volume = state.at("volume"), seen_y = state.at("passed"), seen_source = state.at("entered");
    } else {
      begin_at(time, {state.at("volume"), state.at("velocity"), state.at("growth")});
    }
  }

  /// Names as numbers, since a state holds nothing else: their place in the list of all names an event can have.
  static std::vector<std::string> event_names(const basin::Scenario& scenario) {
    std::vector<std::string> names{"begins", "ends", "moves to", "breach begins", "quota used up"};
    for (const auto& c : scenario.controls) names.push_back(c.id);
    for (const auto& s : scenario.basin.structures) names.push_back(s.id);
    for (const auto& l : scenario.lateral_inflows) names.push_back(l.id);
    return names;
  }
  double number_of(const std::string& name) const {
    return static_cast<double>(std::find(names.begin(), names.end(), name) - names.begin());
  }
  std::string text_of(double number) const { return names.at(static_cast<std::size_t>(number)); }

  numerics::Counters added(const numerics::Counters& now) const {
    return {earlier.steps + now.steps, earlier.rejected_steps + now.rejected_steps, earlier.newton_iterations + now.newton_iterations, earlier.jacobians + now.jacobians};
  }

  void finish(const numerics::Counters& now, const std::string& stopped) {
    static const std::vector<double> none;
    Summary summary = tally.finish();
    frames.kept.add_to(summary, seen_source);
    add_quota_events(scenario, net, events);
    std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.time < b.time; });
    summary.events = events;
    summary.ledger = ledger.rows(start_volume, seen_volume, transport ? start_mass : none, transport ? transport->held() : none,
                                 transport ? &transport->ledger() : nullptr);
    const numerics::Counters counters = added(now);
    summary.steps = counters.steps;
    summary.rejected_steps = counters.rejected_steps;
    summary.newton_iterations = counters.newton_iterations;
    summary.jacobians = counters.jacobians;
    summary.fallback_steps = fallback_steps;
    summary.transport_steps = transport ? transport->steps() : 0;
    summary.completed = stopped.empty();
    summary.stopped_because = stopped;
    recorder.end(summary);
  }
};

}  // namespace

void simulate(const basin::Scenario& scenario, Recorder& recorder, const State* state, bool resume) { Run(scenario, recorder).go(state, resume); }

}  // namespace riverchief::model

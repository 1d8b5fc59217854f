#include "model/simulate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "core/complaint.hpp"
#include "model/flow.hpp"
#include "model/ledger.hpp"
#include "model/network.hpp"
#include "model/steady_state.hpp"
#include "model/transport.hpp"
#include "numerics/implicit_step.hpp"
#include "numerics/integrator.hpp"

namespace riverchief::model {
namespace {

std::size_t idx(int i) { return static_cast<std::size_t>(i); }

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
/// The integration starts anew at these intervals, counted from the scenario's start, so that a run that is taken up
/// there goes on with the same values to the last bit, and so that the cumulated volumes stay small.
constexpr double restart_every = 30.0 * 86400.0;  // [s]
constexpr double first_step = 1.0;                // [s]
/// Length of the interval that is bridged with first-order steps where the integrator gives up.
constexpr double bridge = 60.0;  // [s]

/// One run, from the first state to the summary.
class Run {
 public:
  Run(const basin::Scenario& s, Recorder& r)
      : scenario(s), recorder(r), net(make_network(s)), flow(net, s.accuracy), ledger(net) {
    if (!s.basin.pollutants.empty()) transport = std::make_unique<Transport>(s, net);
  }

  void go() {
    const FirstState first = scenario.initial.steady ? steady_state(net, flow) : from_profiles(scenario, net, flow);
    start_volume = first.volume;
    prepare_output();
    begin_at(0.0, first);
    begin_transport();
    recorder.begin(net.grid, output_times);
    mark_extremes(0.0);
    write_frames_until(0.0);
    numerics::Integrator integrator(flow, 0.0, y, first_step);
    double next_restart = restart_every;
    std::size_t next_stop = 0;
    while (time < scenario.duration) {
      while (next_stop < stops.size() && stops[next_stop] <= time * (1.0 + 1e-14) + 1e-9) ++next_stop;
      const double stop = std::min({scenario.duration, next_restart, next_stop < stops.size() ? stops[next_stop] : scenario.duration});
      if (integrator.step(stop)) {
        // states within the step, for the output times it contains
        while (next_output < output_times.size() && output_times[next_output] < integrator.time()) {
          integrator.interpolate(output_times[next_output], y_output.data());
          reach(output_times[next_output], y_output.data(), integrator.y(), integrator.time());
          write_frames_until(output_times[next_output]);
        }
        std::copy_n(integrator.y(), y.size(), y.begin());
        reach(integrator.time(), y.data());
      } else {
        const std::string why = integrator.trouble();
        std::copy_n(integrator.y(), y.size(), y.begin());
        fall_back(std::min(stop, time + bridge), why, integrator);
        begin_at(time, current_state());
        integrator.restart(time, y, first_step);
      }
      write_frames_until(time);
      if (time >= next_restart && time < scenario.duration) {
        begin_at(time, current_state());
        integrator.restart(time, y, first_step);
        next_restart += restart_every;
      }
      if (!recorder.progress(time)) {
        finish(integrator.counters(), fmt::format("stopped at {} of {} s", time, scenario.duration));
        return;
      }
    }
    finish(integrator.counters(), "");
  }

  /// Ends the record of a run that broke off.
  const basin::Scenario& scenario;
  Recorder& recorder;
  Network net;
  Flow flow;
  Ledger ledger;
  std::unique_ptr<Transport> transport;

  double time = 0;
  std::vector<double> y, y_output;
  std::vector<double> stops, output_times;
  std::size_t next_output = 0;
  std::vector<double> start_volume, start_mass;
  // the state carried so far: what transport and ledger have seen
  std::vector<double> seen_volume, seen_y, seen_source;
  std::vector<double> volume, through_face, through_outlet, from_source;
  Summary summary;
  std::vector<double> crest[2], last_level;
  long fallback_steps = 0;
  // frames in the order of the grid
  std::vector<double> frame_level, frame_volume, frame_discharge, frame_velocity, frame_concentration;

  void prepare_output() {
    for (const auto& f : net.inflows) {
      const auto k = f.kinks();
      stops.insert(stops.end(), k.begin(), k.end());
    }
    for (const auto& f : net.levels) {
      const auto k = f.kinks();
      stops.insert(stops.end(), k.begin(), k.end());
    }
    if (transport) {
      const auto k = transport->kinks();
      stops.insert(stops.end(), k.begin(), k.end());
    }
    std::sort(stops.begin(), stops.end());
    stops.erase(std::unique(stops.begin(), stops.end(), [](double a, double b) { return b - a < 1e-6; }), stops.end());
    const auto frames = static_cast<std::size_t>(std::floor(scenario.duration / scenario.output_every + 1e-9));
    for (std::size_t i = 0; i <= frames; ++i) output_times.push_back(static_cast<double>(i) * scenario.output_every);
    if (output_times.back() < scenario.duration - 1e-6) output_times.push_back(scenario.duration);
    output_times.back() = std::min(output_times.back(), scenario.duration);

    const std::size_t cells = net.grid.cells.size(), faces = net.grid.faces.size();
    summary.max_water_level.assign(cells, -1e300);
    summary.time_of_max_water_level.assign(cells, 0.0);
    summary.max_discharge.assign(faces, 0.0);
    summary.time_of_max_discharge.assign(faces, 0.0);
    for (int bank = 0; bank < 2; ++bank) {
      summary.first_overtopping[bank].assign(cells, nan);
      summary.overtopped_volume[bank].assign(cells, 0.0);
      for (const auto& cell : net.grid.cells) crest[bank].push_back(bank == 0 ? cell.left_crest_level : cell.right_crest_level);
    }
    frame_level.resize(cells), frame_volume.resize(cells), frame_discharge.resize(faces), frame_velocity.resize(faces);
    frame_concentration.resize(cells * net.grid.pollutants.size());
    for (auto* a : {&volume, &seen_volume}) a->resize(idx(net.cells));
    through_face.resize(net.faces.size()), through_outlet.resize(net.outlets.size());
    from_source.resize(net.sources.size()), seen_source.assign(net.sources.size(), 0.0);
    y.resize(flow.size()), y_output.resize(flow.size()), seen_y.resize(flow.size());
  }

  /// Sets the origin of the cumulated volumes.
  void begin_at(double at, const FirstState& state) {
    flow.set_start(at, state.volume);
    std::fill(y.begin(), y.end(), 0.0);
    std::copy(state.velocity.begin(), state.velocity.end(), y.begin() + static_cast<std::ptrdiff_t>(flow.velocity_offset()));
    std::fill(seen_y.begin(), seen_y.end(), 0.0);
    seen_volume = state.volume;
    for (std::size_t s = 0; s < net.sources.size(); ++s) seen_source[s] = entered(s, at);
    flow.evaluate(at, y.data());
  }

  FirstState current_state() const {
    return {seen_volume, {y.begin() + static_cast<std::ptrdiff_t>(flow.velocity_offset()), y.end()}};
  }

  double entered(std::size_t source, double at) const {
    const auto& s = net.sources[source];
    return s.share * net.inflows[idx(s.series)].integral(at);
  }

  void begin_transport() {
    if (!transport) return;
    std::vector<double> in(net.sources.size());
    for (std::size_t s = 0; s < in.size(); ++s) in[s] = net.sources[s].share * net.inflows[idx(net.sources[s].series)].value(0.0);
    // one second of the first state: discharges for volumes
    const FlowStep second{0.0, 1.0, start_volume.data(), start_volume.data(), flow.discharge.data(), flow.outflow.data(), in.data(),
                          flow.area.data(), flow.discharge.data(), flow.level.data()};
    transport->start(second, start_volume);
    start_mass = transport->mass();
  }

  /// Takes transport, ledger and extremes to an instant. Where the interpolated state would make a volume negative, the
  /// straight line between the step's ends is used instead, which cannot.
  void reach(double to, double* state, const double* step_end = nullptr, double step_to = 0) {
    flow.volumes(to, state, volume.data());
    if (step_end != nullptr && lowest(volume) < 0.0) {
      const double w = (to - time) / (step_to - time);
      const std::size_t sums = flow.velocity_offset();
      for (std::size_t i = 0; i < sums; ++i) state[i] = (1.0 - w) * seen_y[i] + w * step_end[i];
      flow.volumes(to, state, volume.data());
    }
    flow.evaluate(to, state);
    for (std::size_t f = 0; f < net.faces.size(); ++f) through_face[f] = state[f] - seen_y[f];
    for (std::size_t k = 0; k < net.outlets.size(); ++k) through_outlet[k] = state[net.faces.size() + k] - seen_y[net.faces.size() + k];
    for (std::size_t s = 0; s < net.sources.size(); ++s) {
      const double now = entered(s, to);
      from_source[s] = now - seen_source[s];
      seen_source[s] = now;
    }
    // Volumes from the very differences that transport sees, so that both round alike.
    volume = seen_volume;
    for (std::size_t f = 0; f < net.faces.size(); ++f) {
      volume[idx(net.faces[f].left)] -= through_face[f];
      volume[idx(net.faces[f].right)] += through_face[f];
    }
    for (std::size_t k = 0; k < net.outlets.size(); ++k) volume[idx(net.outlets[k].cell)] -= through_outlet[k];
    for (std::size_t s = 0; s < net.sources.size(); ++s) volume[idx(net.sources[s].cell)] += from_source[s];
    const FlowStep step{time, to, seen_volume.data(), volume.data(), through_face.data(), through_outlet.data(), from_source.data(),
                        flow.area.data(), flow.discharge.data(), flow.level.data()};
    ledger.water(step);
    if (transport) transport->advance(step);
    std::copy_n(state, seen_y.size(), seen_y.begin());
    std::swap(seen_volume, volume);
    time = to;
    mark_extremes(to);
  }

  double lowest(const std::vector<double>& values) const {
    double least = 1e300;
    for (std::size_t c = 0; c < values.size(); ++c)
      if (net.level_boundary[c] < 0) least = std::min(least, values[c]);
    return least;
  }

  void mark_extremes(double at) {
    for (std::size_t g = 0; g < net.grid.cells.size(); ++g) {
      const double level = flow.level[idx(net.cell_of_grid[g])];
      if (level > summary.max_water_level[g]) {
        for (int bank = 0; bank < 2; ++bank)
          if (level > crest[bank][g] && std::isnan(summary.first_overtopping[bank][g])) {
            double when = at;
            if (!last_level.empty() && last_level[g] < crest[bank][g])
              when = last_time + (at - last_time) * (crest[bank][g] - last_level[g]) / (level - last_level[g]);
            summary.first_overtopping[bank][g] = when;
          }
        summary.max_water_level[g] = level;
        summary.time_of_max_water_level[g] = at;
      }
      frame_level[g] = level;
    }
    last_level = frame_level;
    last_time = at;
    for (std::size_t g = 0; g < net.grid.faces.size(); ++g) {
      const double q = discharge_at(g, at);
      if (std::abs(q) > std::abs(summary.max_discharge[g])) summary.max_discharge[g] = q, summary.time_of_max_discharge[g] = at;
      frame_discharge[g] = q;
    }
  }
  double last_time = 0;

  double discharge_at(std::size_t grid_face, double at) const {
    const auto& f = net.face_of_grid[grid_face];
    if (f.face >= 0) return flow.discharge[idx(f.face)];
    if (f.outlet >= 0) return flow.outflow[idx(f.outlet)];
    if (f.source >= 0) return net.inflows[idx(net.sources[idx(f.source)].series)].value(at);
    return 0.0;
  }

  void write_frames_until(double at) {
    while (next_output < output_times.size() && output_times[next_output] <= at + 1e-9 * (1.0 + at)) {
      for (std::size_t g = 0; g < net.grid.cells.size(); ++g) frame_volume[g] = seen_volume[idx(net.cell_of_grid[g])];
      for (std::size_t g = 0; g < net.grid.faces.size(); ++g) {
        const auto& f = net.face_of_grid[g];
        if (f.face >= 0) {
          frame_velocity[g] = seen_y[flow.velocity_offset() + idx(f.face)];
          continue;
        }
        const int near = net.grid.faces[g].upstream_cell >= 0 ? net.grid.faces[g].upstream_cell : net.grid.faces[g].downstream_cell;
        const double A = flow.area[idx(net.cell_of_grid[idx(near)])];
        frame_velocity[g] = A > 1e-9 ? frame_discharge[g] / A : 0.0;
      }
      if (transport) transport->concentrations(frame_concentration.data());
      recorder.frame(static_cast<int>(next_output),
                     {output_times[next_output], frame_level.data(), frame_volume.data(), frame_discharge.data(), frame_velocity.data(),
                      transport ? frame_concentration.data() : nullptr});
      ++next_output;
    }
  }

  /// First-order steps over an interval the integrator gave up on.
  void fall_back(double to, const std::string& why, const numerics::Integrator& integrator) {
    numerics::ImplicitStep step(flow);
    double dt = 0.1;
    while (time < to - 1e-9) {
      const double length = std::min(dt, to - time);
      if (step.take(time, length, y) > 0) {
        ++fallback_steps;
        reach(time + length, y.data());
        write_frames_until(time);
        dt *= 2.0;
      } else if ((dt = 0.25 * length) < 1e-7) {
        summary.stopped_because = explain(why);
        finish(integrator.counters(), summary.stopped_because);
        throw core::RunError(summary.stopped_because);
      }
    }
  }

  std::string explain(const std::string& why) {
    flow.evaluate(time, y.data());
    std::vector<double> rate(y.size());
    flow.right_hand_side(time, y.data(), rate.data());
    flow.weigh(y.data());
    std::size_t worst = 0;
    double most = -1;
    for (std::size_t g = 0; g < net.grid.faces.size(); ++g) {
      const int f = net.face_of_grid[g].face;
      if (f < 0) continue;
      const double a = std::abs(rate[flow.velocity_offset() + idx(f)]);
      if (a > most) most = a, worst = g;
    }
    const auto& face = net.grid.faces[worst];
    const int cell = face.upstream_cell >= 0 ? face.upstream_cell : face.downstream_cell;
    const auto& at = net.grid.cells[idx(cell)];
    const double depth = flow.level[idx(net.cell_of_grid[idx(cell)])] - at.bed_level;
    return fmt::format("the run stopped {:.3f} h after its start: {}\n  where: {}: {:.3f} km, depth {:.3f} m, discharge {:.3f} m3/s, acceleration {:.3g} m/s2\n"
                       "  fix: look at the sections around this place: steps of the bed, very narrow or very rough ground, a cell length that does not fit",
                       time / 3600.0, why, net.grid.rivers[idx(at.river)], at.chainage / 1000.0, depth, discharge_at(worst, time), most);
  }

  void finish(const numerics::Counters& counters, const std::string& stopped) {
    for (std::size_t g = 0; g < net.grid.cells.size(); ++g) {
      const auto& ground = net.grounds[idx(net.cell_of_grid[g])];
      for (int bank = 0; bank < 2; ++bank)
        if (summary.max_water_level[g] > crest[bank][g])
          summary.overtopped_volume[bank][g] = net.grid.cells[g].length * physics::area_behind_crest(ground, bank == 0, summary.max_water_level[g]);
    }
    static const std::vector<double> none;
    summary.ledger = ledger.rows(start_volume, seen_volume, transport ? start_mass : none, transport ? transport->mass() : none,
                                 transport ? &transport->ledger() : nullptr);
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

void simulate(const basin::Scenario& scenario, Recorder& recorder) { Run(scenario, recorder).go(); }

}  // namespace riverchief::model

#include "model/water_quality.hpp"

namespace riverchief::model {

struct WaterQuality::Implementation {
  std::vector<Way> ways;
  std::vector<double> bottom_algae;
};

WaterQuality::WaterQuality(const basin::Scenario&, const Network&) : impl_(std::make_unique<Implementation>()) {}
WaterQuality::~WaterQuality() = default;
bool WaterQuality::active() const { return false; }
bool WaterQuality::drives(std::size_t) const { return false; }
double WaterQuality::longest_step(const FlowStep&) const { return 1e300; }
void WaterQuality::react(double, double, const FlowStep&, const double*, std::vector<double>&, Reacted&) {}
void WaterQuality::hold(bool) {}
const std::vector<Way>& WaterQuality::ways() const { return impl_->ways; }
void WaterQuality::divide_tags(std::size_t, const Reacted&, const double*, double*, std::size_t) const {}
const std::vector<double>& WaterQuality::bottom_algae() const { return impl_->bottom_algae; }
long WaterQuality::steps() const { return 0; }
void WaterQuality::save(State&) const {}
void WaterQuality::restore(const State&) {}

}  // namespace riverchief::model

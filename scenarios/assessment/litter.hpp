// Floating litter: a stock for each stretch, moved by the water as the run had it. A model of its own, apart from the transport.   [SO-16]
//
//   dF/dt = inflow + what drifts in - (drift u / L) F - stranding F - removal      floats
//   dB/dt = stranding F - what the crews have left to take                         lies on the banks
//
// u is the mean velocity of the stored states along the stretch of length L (no drift where the water stands or runs back). What drifts out
// of a stretch comes to the next one downstream on the same river, else it leaves. Crews take what floats first, then what is stranded.
// Steps of an hour; what crews take is never more than is there. A share leaches as COD, too little to count in the transport.

#pragma once

#include <string>
#include <vector>

#include "io/results_file.hpp"
#include "scenarios/io/register.hpp"

namespace riverchief::assessment {

struct LitterFindings {
  std::string id, name_zh, name_en, over, jurisdiction, chief;
  double at_start = 0.0, dropped = 0.0, drifted_in = 0.0, drifted_out = 0.0, removed = 0.0, floating = 0.0, stranded = 0.0;  ///< [kg]; the last two at the end
  double leached = 0.0;  ///< COD [kg]
};

/// In the order of the register; empty where it has no litter.
std::vector<LitterFindings> assess_litter(const io::ResultsFile& results, const io::Register& registered);

}  // namespace riverchief::assessment

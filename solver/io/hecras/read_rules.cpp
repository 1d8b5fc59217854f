// Rules of HEC-RAS: kept line by line, and made decisions where they are simple.
//
// An operation is a list of key=value; its expressions follow in lines of their own. Types: 0 comment, 1 new variable, 2 value of the
// simulation, 3 set something, 4 branch, 5 sum or product, 6 table. Branches: 0 if, 1 if with two comparisons, 2 and 3 else if, 4 else,
// 5 end. Comparisons: 1 <, 2 <=, 3 >, 4 >=, 5 =. Simple is: values of the simulation now, branches that compare one with a constant and do
// not nest, and what is set is a constant. Everything else keeps its text, and `rules_trouble` says what it was.

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "io/hecras/read_boundary.hpp"
#include "io/hecras/read_parts.hpp"

namespace riverchief::io::hecras {
namespace {

constexpr std::size_t most_decisions = 300;
constexpr std::string_view operation_start = "Rule Operation=", expression_start = "Rule Expression=";

struct Expression {
  std::string variable;
  double coefficient = 1.0, constant = blank;
  bool is_plain_variable() const { return !variable.empty() && coefficient == 1.0 && (std::isnan(constant) || constant == 0.0); }
  bool is_constant() const { return variable.empty() && !std::isnan(constant); }
};

struct Operation {
  int line = 0, type = 0;
  std::map<std::string, std::string> keys;
  std::vector<Expression> expressions;
  std::string get(const std::string& key) const {
    const auto found = keys.find(key);
    return found == keys.end() ? "" : found->second;
  }
};

std::map<std::string, std::string> keys_of(std::string_view text) {
  std::map<std::string, std::string> out;
  for (const Field& field : LineReader::fields(text)) {
    const auto at = field.text.find('=');
    if (at != std::string::npos) out[std::string(trimmed(std::string_view(field.text).substr(0, at)))] = std::string(trimmed(std::string_view(field.text).substr(at + 1)));
  }
  return out;
}

std::vector<Operation> operations_of(const std::vector<RuleLine>& lines) {
  std::vector<Operation> out;
  for (const RuleLine& line : lines) {
    const std::string_view text = line.text;
    if (text.substr(0, operation_start.size()) == operation_start) {
      Operation operation;
      operation.line = line.line;
      operation.keys = keys_of(text.substr(operation_start.size()));
      const double type = to_number(operation.get("Type"));
      operation.type = std::isnan(type) || type < 0 || type > 100 ? -1 : static_cast<int>(type);
      out.push_back(std::move(operation));
    } else if (text.substr(0, expression_start.size()) == expression_start && !out.empty()) {
      const auto keys = keys_of(text.substr(expression_start.size()));
      Expression expression;
      if (const auto found = keys.find("Variable"); found != keys.end()) expression.variable = found->second;
      if (const auto found = keys.find("Coefficient"); found != keys.end()) expression.coefficient = to_number(found->second);
      if (const auto found = keys.find("Constant"); found != keys.end()) expression.constant = to_number(found->second);
      if (!keys.empty()) out.back().expressions.push_back(std::move(expression));
    }
  }
  return out;
}

class Understanding {
 public:
  Understanding(Boundary& boundary, const Conversion& units) : out_(boundary), units_(units) {}

  void run() {
    const std::vector<Operation> operations = operations_of(out_.rule_lines);
    int open_branches = 0;
    for (const Operation& operation : operations)
      if (operation.type == 4) open_branches += operation.get("Branch Type") == "5" ? -1 : operation.get("Branch Type") == "0" || operation.get("Branch Type") == "1" ? 1 : 0;
    out_.rules_are_cut = open_branches > 0;
    for (const Operation& operation : operations) {
      if (!out_.rules_trouble.empty()) break;
      if (operation.type == 0) continue;
      if (out_.rules.size() + unless_.size() > most_decisions) return trouble(operation, "more decisions than anyone can follow");
      if (operation.type == 2) learn(operation);
      else if (operation.type == 3) set(operation);
      else if (operation.type == 4) branch(operation);
      else trouble(operation, operation.type == 1 ? "a variable of its own" : operation.type == 5 ? "arithmetic" : operation.type == 6 ? "a table" : "an operation nobody knows");
    }
    if (out_.rules_are_cut && out_.rules_trouble.empty()) out_.rules_trouble = "a branch without an end";
    out_.rules_understood = out_.rules_trouble.empty();
  }

 private:
  void trouble(const Operation& operation, const std::string& what) {
    if (out_.rules_trouble.empty()) out_.rules_trouble = fmt::format("{} (line {})", what, operation.line);
  }

  void learn(const Operation& operation) {
    const std::string function = operation.get("Sim Function");
    RuleCondition value;
    value.at = {operation.get("River"), operation.get("Reach"), plain_station(operation.get("RS")), operation.get("SA")};
    value.gate = operation.get("Gate");
    if (function == "WS Elevation" || function == "Stage") value.variable = "water_level";
    else if (function == "Flow" || function == "Structure.Total Flow") value.variable = "discharge";
    else if (function.substr(0, 12) == "Gate.Opening") value.variable = "opening";
    else if (function == "Hour of Day") value.variable = "hour";
    else if (function == "Day of Month") value.variable = "day_of_month";
    else trouble(operation, fmt::format("the value '{}'", function));
    if (const std::string time = operation.get("Time"); !time.empty() && time != "1") trouble(operation, "a value of an earlier time");
    variables_[operation.get("Var Name")] = value;
  }

  double scaled(const std::string& variable, double value) const {
    if (variable == "water_level" || variable == "opening") return value * units_.length();
    return variable == "discharge" ? value * units_.discharge() : value;
  }

  void compare(const Operation& operation, std::size_t first, const std::string& code) {
    static const std::map<std::string, std::string> words = {{"1", "<"}, {"2", "<="}, {"3", ">"}, {"4", ">="}, {"5", "="}};
    const auto word = words.find(code);
    if (operation.expressions.size() < first + 2 || word == words.end() || !operation.expressions[first].is_plain_variable() || !operation.expressions[first + 1].is_constant())
      return trouble(operation, "a comparison that is not one of a value with a constant");
    const auto found = variables_.find(operation.expressions[first].variable);
    if (found == variables_.end()) return trouble(operation, fmt::format("the variable '{}'", operation.expressions[first].variable));
    RuleCondition condition = found->second;
    condition.compare = word->second;
    condition.value = scaled(condition.variable, operation.expressions[first + 1].constant);
    conditions_.push_back(condition);
  }

  void branch(const Operation& operation) {
    const std::string kind = operation.get("Branch Type");
    const bool begins = kind == "0" || kind == "1", goes_on = kind == "2" || kind == "3" || kind == "4";
    if (begins && is_inside_) return trouble(operation, "a branch inside a branch");
    if (goes_on) {
      if (!is_inside_) return trouble(operation, "an 'else' without an 'if'");
      if (conditions_.size() != 1) trouble(operation, "an 'else' after two comparisons");
      unless_.insert(unless_.end(), conditions_.begin(), conditions_.end());
    }
    conditions_.clear();
    if (!begins && !goes_on) {  // end
      if (kind != "5") trouble(operation, "a branch nobody knows");
      unless_.clear();
      is_inside_ = false;
      return;
    }
    is_inside_ = true;
    if (kind == "4") return;
    compare(operation, 0, operation.get("BranchCompare1"));
    if (kind == "1" || kind == "3") {
      const std::string is_or = operation.get("Branch Or");
      if (!is_or.empty() && is_or != "0") return trouble(operation, "an 'or'");
      compare(operation, 2, operation.get("BranchCompare2"));
    }
  }

  void set(const Operation& operation) {
    const std::string function = operation.get("Sim Function");
    if (function.empty()) return;  // an operation that was never filled in does nothing
    SimpleRule rule;
    rule.line = operation.line;
    rule.conditions = conditions_;
    rule.unless = unless_;
    rule.gate = operation.get("Gate");
    rule.pump_group = operation.get("PumpGroup");
    rule.pump = operation.get("PumpName");
    const auto constant = [&] { return !operation.expressions.empty() && operation.expressions[0].is_constant() ? operation.expressions[0].constant : blank; };
    if (function == "Gate.Opening") {
      rule.sets = "opening";
      rule.value = constant() * units_.length();
    } else if (function.substr(0, 9) == "Gate.Flow" || function.substr(0, 20) == "Structure.Total Flow") {
      rule.sets = "discharge";
      rule.value = constant() * units_.discharge();
    } else if (function == "WSEL On" || function == "WSEL Off") {
      rule.sets = function == "WSEL On" ? "pump_on_level" : "pump_off_level";
      rule.value = constant() * units_.length();
    } else if (function == "Turn Pump On" || function == "Turn Pump Off") {
      rule.sets = function == "Turn Pump On" ? "pump_on" : "pump_off";
      rule.value = 0.0;
    } else {
      return trouble(operation, fmt::format("the setting '{}'", function));
    }
    if (std::isnan(rule.value)) return trouble(operation, "a setting that is not a constant");
    out_.rules.push_back(std::move(rule));
  }

  Boundary& out_;
  const Conversion& units_;
  std::map<std::string, RuleCondition> variables_;
  std::vector<RuleCondition> conditions_, unless_;
  bool is_inside_ = false;
};

}  // namespace

bool read_rule_line(LineReader& in, Boundary& boundary) {
  if (!in.starts_with("Rule ")) return false;
  const double m = in.units().length();
  constexpr double minute = 60.0;
  boundary.kind = BoundaryKind::rules;
  if (in.is_key("Rule Gate Data")) {
    const auto f = in.fields();
    boundary.gate_limits.push_back({LineReader::text(f, 0), in.number(), in.number(f, 1, "a rate") * m / minute, in.number(f, 2, "a rate") * m / minute,
                                    in.number(f, 3, "an opening") * m, in.number(f, 4, "an opening") * m, in.number(f, 5, "an opening") * m});
    in.advance();
    return true;
  }
  boundary.rule_lines.push_back({in.number(), std::string(trimmed(in.line()))});
  const bool is_table = in.is_key("Rule Table");
  in.advance();
  while (is_table && !in.at_end() && in.is_numbers()) {
    boundary.rule_lines.push_back({in.number(), std::string(in.line())});
    in.advance();
  }
  return true;
}

void understand_rules(Boundary& boundary, const Conversion& units) {
  if (!boundary.rule_lines.empty()) Understanding(boundary, units).run();
}

}  // namespace riverchief::io::hecras

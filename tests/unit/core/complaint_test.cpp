#include "core/complaint.hpp"

#include <gtest/gtest.h>

namespace riverchief::core {
namespace {

const Complaint typing_mistake{.where = {"basin.toml", 20, 1, "maning_n = 0.045"},
                               .what = "unknown key 'maning_n' in river 'creek'",
                               .why = "",
                               .fix = "did you mean 'manning_n'?",
                               .notes = {}};

TEST(Complaint, PrintsPlaceExcerptCaretFixAndCount) {
  EXPECT_EQ(to_text({typing_mistake}),
            "basin.toml:20:1: error: unknown key 'maning_n' in river 'creek'\n"
            "  20 | maning_n = 0.045\n"
            "     | ^\n"
            "  fix: did you mean 'manning_n'?\n"
            "\n"
            "1 error; nothing was run.\n");
}

TEST(Complaint, ShowsBothPlacesOfAMistakeSeenInTwoFiles) {
  const Complaint crest{.where = {"basin.toml", 24, 15, "crest_level = 1.60"},
                        .what = "mill_weir has its crest 29.40 m below the bed",
                        .why = "",
                        .fix = "1.60 m above the bed is crest_level = 32.60",
                        .notes = {{{"upper.csv", 3, 6, "4800,31.00,14.0,1.5"}, "the bed at upper: 4.8 km is 31.00 m"}}};
  EXPECT_EQ(to_text({crest}),
            "basin.toml:24:15: error: mill_weir has its crest 29.40 m below the bed\n"
            "  24 | crest_level = 1.60\n"
            "     |               ^\n"
            "upper.csv:3:6: note: the bed at upper: 4.8 km is 31.00 m\n"
            "   3 | 4800,31.00,14.0,1.5\n"
            "     |      ^\n"
            "  fix: 1.60 m above the bed is crest_level = 32.60\n"
            "\n"
            "1 error; nothing was run.\n");
}

TEST(Complaint, CountsErrorsAndWarnings) {
  Complaint warning = typing_mistake;
  warning.is_warning = true;
  const std::string both = to_text({typing_mistake, typing_mistake, warning});
  EXPECT_NE(both.find("\n2 errors, 1 warning; nothing was run.\n"), std::string::npos);
  EXPECT_NE(both.find("basin.toml:20:1: warning: "), std::string::npos);
  EXPECT_EQ(to_text({warning}).find("nothing was run"), std::string::npos);
  EXPECT_EQ(to_text({}), "");
}

TEST(Complaint, PutsTheCaretUnderTheCharacterBehindChineseText) {
  const Complaint chinese{.where = {"basin.toml", 3, 10, "name = \"支脉\""}, .what = "w", .why = "", .fix = "f", .notes = {}};
  // 支 is character 9 and two columns wide: 脉 stands in column 10
  EXPECT_NE(to_text({chinese}).find("   3 | name = \"支脉\"\n     |           ^\n"), std::string::npos);
}

TEST(Complaint, CutsALongLineAroundTheMistake) {
  const Complaint far{.where = {"long.csv", 2, 400, std::string(399, 'x') + "!" + std::string(400, 'y')}, .what = "w", .why = "", .fix = "f", .notes = {}};
  const std::string text = to_text({far});
  const auto bang = text.find('!'), caret = text.find('^');
  ASSERT_NE(bang, std::string::npos);
  EXPECT_EQ(bang - text.rfind('\n', bang), caret - text.rfind('\n', caret));
  EXPECT_LT(text.size(), 350u);
}

TEST(Closest, FindsWhatWasMeantForEachKindOfTypingMistake) {
  const std::vector<std::string> known{"id", "at", "length", "manning_n", "concentration", "decay_rate"};
  EXPECT_EQ(closest("lenght", known), "length");             // two letters swapped
  EXPECT_EQ(closest("maning_n", known), "manning_n");        // one missing
  EXPECT_EQ(closest("lengthh", known), "length");            // one too many
  EXPECT_EQ(closest("decay-rate", known), "decay_rate");     // one replaced
  EXPECT_EQ(closest("concentrasions", known), "concentration");  // three, of a long word
}

TEST(Closest, SaysNothingWhenNothingIsNear) {
  EXPECT_EQ(closest("weight", {"length", "id"}), "");
  EXPECT_EQ(closest("at", {"id"}), "");
  EXPECT_EQ(closest("colour", {}), "");
}

}  // namespace
}  // namespace riverchief::core

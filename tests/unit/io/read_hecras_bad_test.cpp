// HEC-RAS files that are broken: every mistake is a complaint with its line, in one pass, and nothing crashes or grows without bound.

#include <gtest/gtest.h>

#include <chrono>

#include "hecras_sample.hpp"

namespace riverchief::io::hecras {
namespace {

/// The sample geometry with one change; the complaint stands at the line that holds `at`.
void expect_geometry_error(const std::string& was, const std::string& is, const std::string& says, const std::string& at, const std::string& why = "") {
  const std::string text = changed(sample_text("three.g01"), was, is);
  const auto read = geometry_of(text);
  EXPECT_TRUE(read.says(says, line_of(text, at), why)) << "wanted: " << says << " in line " << line_of(text, at) << "\n" << core::to_text(read.complaints.all());
  EXPECT_GT(read.complaints.errors(), 0u);
  for (const core::Complaint& c : read.complaints.all()) EXPECT_FALSE(c.fix.empty()) << c.what;
}

TEST(BadHecras, AnAbsurdCountCostsNoMemory) {
  expect_geometry_error("#Sta/Elev= 9 ", "#Sta/Elev= 999999999 ", "999999999 ground points are announced", "#Sta/Elev= 999999999", "more lines are in this file");
  expect_geometry_error("#Sta/Elev= 9 ", "#Sta/Elev= 1e400 ", "'1e400' is no number", "#Sta/Elev= 1e400");
  expect_geometry_error("#Sta/Elev= 9 ", "#Sta/Elev=-9 ", "'-9' is no number of ground points", "#Sta/Elev=-9");
}

TEST(BadHecras, ACountThatIsTooGreatOrTooSmall) {
  expect_geometry_error("#Sta/Elev= 9 ", "#Sta/Elev= 12 ", "3 of 12 ground points are missing", "#Sta/Elev= 12", "begins something else");
  expect_geometry_error("#Sta/Elev= 9 ", "#Sta/Elev= 5 ", "more ground points than their count says", "     140     111     150     122     220   122.5     260     130");
}

TEST(BadHecras, WhatIsNoNumber) {
  expect_geometry_error("   122.5     100     122", "     NaN     100     122", "'NaN' is no number", "     NaN     100     122");
  expect_geometry_error("   122.5     100     122", "********     100     122", "'********' is no number", "********", "the number did not fit");
  expect_geometry_error("   122.5     100     122", "\t122.5     100     122", "a tab between ground points", "\t122.5");
  expect_geometry_error("   122.5     100     122", "             100     122", "ground point 2 of section 30 is not complete", "Type RM Length L Ch R = 1 ,30 ");
}

TEST(BadHecras, SectionsThatCannotBe) {
  expect_geometry_error("Bank Sta=100,150", "Bank Sta=150,100", "the left bank of section 30 is not left of the right one", "Type RM Length L Ch R = 1 ,30 ");
  expect_geometry_error("Bank Sta=100,150", "Bank Sta=,", "section 30 has no banks", "Type RM Length L Ch R = 1 ,30 ");
  expect_geometry_error("Bank Sta=100,150", "Bank Sta=100,1500", "a bank of section 30 lies outside its ground", "Type RM Length L Ch R = 1 ,30 ");
  expect_geometry_error("  50   122.5     100     122", " 500   122.5     100     122", "the ground of section 30 goes backwards", "Type RM Length L Ch R = 1 ,30 ");
  expect_geometry_error("     .06       0     100     .03", "      33       0     100     .03", "Manning's n of section 30 is 33", "Type RM Length L Ch R = 1 ,30 ");
  expect_geometry_error(",30      ,1000,1000,1000", ",30      ,1000,,1000", "section 30 of river 'Ling', reach 'Upper' has no channel length", "Type RM Length L Ch R = 1 ,30 ", "blank");
}

TEST(BadHecras, StationsTwiceOrOutOfOrder) {
  expect_geometry_error("= 1 ,29      ,40", "= 1 ,29.5    ,40", "river station 29.5 stands twice", "= 1 ,29.5    ,40", "it was in line ");
  expect_geometry_error("= 1 ,29      ,40", "= 1 ,31      ,40", "section 31 of river 'Ling', reach 'Upper' is out of order", "= 1 ,31      ,40");
  expect_geometry_error("= 1 ,29      ,40", "= 1 ,mill    ,40", "'mill' is no river station", "= 1 ,mill    ,40");
}

TEST(BadHecras, NamesThatAreNotThere) {
  expect_geometry_error(",        ,West polder     \nLateral Weir Distance", ",        ,West poldr      \nLateral Weir Distance", "names the storage area 'West poldr', which is not there", "Type RM Length L Ch R = 6");
  expect_geometry_error("Connection Up SA=West polder", "Connection Up SA=Lake", "connection 'Dike' names the storage area 'Lake'", "Connection=Dike");
  expect_geometry_error("Up River,Reach=Xi              ,Only", "Up River,Reach=Xi              ,One ", "junction 'Meeting' names river 'Xi', reach 'One'", "Junct Name=Meeting");
}

TEST(BadHecras, StructuresThatCannotBe) {
  expect_geometry_error("Culvert=1,6,,50,0.013", "Culvert=1,,,50,0.013", "culvert 'Culvert #1' is not complete", "Culvert=1,,");
  expect_geometry_error("Culvert=1,6,,50,0.013", "Culvert=99,6,,50,0.013", "culvert 'Culvert #1' has a shape nobody knows", "Culvert=99");
  expect_geometry_error("106.9, 2,Box", "106.9, 2000000,Box", "'2000000' is no whole number of use here", "Multiple Barrel Culv");
  expect_geometry_error("1,0.5, 0 ,3, 0 ,,, 2 ,0,0.8", "1,0.5, 7 ,3, 0 ,,, 2 ,0,0.8", "gate group 'Sluice' has a type nobody knows", "Sluice      ,10");
  expect_geometry_error("0.95, 0, 0,0,,\n       0      90", "0.95, 0, 0,0,,\nsomething else\n       0      90", "4 of 4 deck stations are missing", "10,20,2.6,0, 4, 4");
  expect_geometry_error("     110     500     120    2500", "     110     500     100    2500", "storage area 'West polder': its volume curve does not rise", "Storage Area Vol Elev");
  expect_geometry_error("Storage Area Area=25", "Storage Area Area=", "storage area 'East pond' has no volume", "Storage Area=East pond");
}

TEST(BadHecras, BoundariesThatCannotBe) {
  const std::string sample = sample_text("three.u01");
  const auto after = [&](const std::string& was, const std::string& is) { return unsteady_of(changed(sample, was, is)); };
  EXPECT_TRUE(after("Flow Hydrograph= 13 ", "Flow Hydrograph= 130 ").says("117 of 130 values are missing"));
  EXPECT_TRUE(after("Interval=1HOUR\nFlow", "Interval=1MON\nFlow").says("'1MON' is no step of time"));
  EXPECT_TRUE(after("Interval=1HOUR\nFlow", "Flow").says("the discharge at Ling, Upper, 30 has no interval"));
  EXPECT_TRUE(after("12345.67", "        ").says("value 4 of the discharge at Ling, Upper, 30 is missing"));
  EXPECT_TRUE(after("01JAN2020,0600", "31FEB2020,0600").says("'31FEB2020,0600' is no instant"));
  EXPECT_TRUE(after(" 118.555", "     111").says("rating points: pair 3 does not rise"));
  const auto dss = after("Use DSS=False", "Use DSS=True");
  EXPECT_TRUE(dss.says("the discharge at Ling, Upper, 30 is in a DSS file, which is not read"));
  EXPECT_EQ(dss.complaints.errors(), 0u);
  EXPECT_TRUE(unsteady_of("Flow Title=x\n").says("no boundary in this file"));
  EXPECT_TRUE(unsteady_of("Boundary Location=a,b,1\n").says("the boundary at a, b, 1 says nothing"));
}

TEST(BadHecras, ProjectsThatDoNotFitTogether) {
  Complaints complaints;
  read_project_text("Proj Title=x\nEnglish Units\nSI Units\n", "x.prj", complaints);
  EXPECT_EQ(complaints.all().at(0).what, "two unit systems");
  EXPECT_EQ(complaints.all()[0].where.line, 3);
  Complaints without;
  read_project_text("Proj Title=x\n", "x.prj", without);
  EXPECT_EQ(without.all().at(0).what, "the project names no unit system");
  Complaints missing;
  read_project(sample_path("four.prj"), missing);
  EXPECT_NE(missing.all().at(0).what.find("four.prj' is not there"), std::string::npos);
  Complaints other;
  read_project(sample_path("three.prj"), other, "p09");
  EXPECT_NE(other.all().at(0).what.find("no plan 'p09'"), std::string::npos);
  EXPECT_NE(other.all()[0].fix.find("p01"), std::string::npos);
}

TEST(BadHecras, EveryCutIsSurvivedAndACutBlockIsSaid) {
  const std::string text = sample_text("three.g01");
  for (std::size_t end = 0; end < text.size(); end += 37) {
    const auto read = geometry_of(text.substr(0, end));
    for (const core::Complaint& c : read.complaints.all()) ASSERT_FALSE(c.what.empty() || c.fix.empty());
  }
  const std::size_t in_block = text.find("     140     111     150");
  EXPECT_TRUE(geometry_of(text.substr(0, in_block)).says("4 of 9 ground points are missing", 0, "the file ends here: it was cut"));
  const std::string flow = sample_text("three.u01");
  for (std::size_t end = 0; end < flow.size(); end += 17) unsteady_of(flow.substr(0, end));
}

TEST(BadHecras, KeywordsThatAreCutShort) {
  Complaints complaints;
  std::vector<Unread> unread;
  read_steady_text("Number of Profiles= 1\nBoundary for River Rch & Prof#=a,b, 1 \nUp =3\nDn =\n", "test.f01", Units::us, complaints, unread);
  EXPECT_EQ(unread.size(), 2u);
  EXPECT_EQ(unsteady_of("Boundary Location=a,b,1\nGate Name=x\nGate =\nRule =\nNavigation Dam=\nElev Controlled Gate=\n").value.boundaries.size(), 1u);
}

TEST(BadHecras, AThousandMistakesAreSaidInAFewLines) {
  std::string text = "River Reach=a,b\n";
  for (int i = 0; i < 20000; ++i) text += "Type RM Length L Ch R = 1 ,x,,,\n";
  const auto begin = std::chrono::steady_clock::now();
  const auto read = geometry_of(text);
  EXPECT_EQ(read.complaints.all().size(), 61u);  // 60 and the one that says so
  EXPECT_EQ(read.complaints.all().back().what, "more mistakes follow");
  EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(), 20.0);
}

TEST(BadHecras, BytesThatAreNoText) {
  EXPECT_TRUE(geometry_of(std::string("\x89HDF\r\n\x1a\n\0\0\0\0", 12)).says("this is no text file"));
  EXPECT_TRUE(geometry_of("").says("this file is empty"));
  EXPECT_TRUE(geometry_of(" \n\n").says("this file is empty"));
  const auto latin = geometry_of(changed(sample_text("three.g01"), "Mill bridge", "M\xFC\x6Cl br\xFC" "cke\xFF"));
  EXPECT_TRUE(latin.says("the encoding of this file is neither UTF-8 nor GBK"));
  EXPECT_EQ(latin.value.reaches.size(), 3u);
}

}  // namespace
}  // namespace riverchief::io::hecras

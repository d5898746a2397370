#include "nonmun/render/stats.hpp"

#include <algorithm>
#include <string_view>

#include "json_string.hpp"
#include "nonmun/text/width.hpp"
#include "view.hpp"

namespace nonmun::render {
namespace {

constexpr std::size_t k_days_shown = 60;

std::string padded(const std::string& text, std::size_t columns) {
  std::string cut = text::cut_to_width(text, columns);
  const std::size_t width = text::display_width(cut);
  if (width < columns) cut.append(columns - width, ' ');
  return cut;
}

std::string right(const std::string& number, std::size_t columns) {
  return number.size() < columns ? std::string(columns - number.size(), ' ') + number : number;
}

/// A name, a count and a bar that is as long as the count is large.
struct Bar {
  std::string name;
  std::size_t count = 0;
  std::string aside;
};

void append_bars(std::string& out, std::string_view head, const std::vector<Bar>& bars, std::size_t columns) {
  if (bars.empty()) return;
  std::size_t widest = 0, most = 1, aside = 0;
  for (const Bar& bar : bars) {
    widest = std::max(widest, text::display_width(bar.name));
    most = std::max(most, bar.count);
    aside = std::max(aside, bar.aside.size());
  }
  const std::size_t digits = std::to_string(most).size();
  widest = std::min(widest, std::max<std::size_t>(columns / 2, 8));
  const std::size_t taken = 2 + widest + 1 + digits + 1 + (aside > 0 ? aside + 1 : 0);
  const std::size_t room = columns > taken + 4 ? columns - taken : 4;
  if (!out.empty()) out += '\n';
  (out += head) += '\n';
  for (const Bar& bar : bars) {
    const std::size_t length = bar.count == 0 ? 0 : std::max<std::size_t>(1, bar.count * room / most);
    out += "  " + padded(bar.name, widest) + ' ' + right(std::to_string(bar.count), digits) + ' ';
    if (aside > 0) out += right(bar.aside, aside) + ' ';
    for (std::size_t i = 0; i < length; ++i) out += "█";
    while (out.ends_with(' ')) out.pop_back();
    out += '\n';
  }
}

std::vector<Bar> bars_of(const std::vector<NameCount>& counts) {
  std::vector<Bar> bars;
  for (const NameCount& each : counts) bars.push_back({one_line(each.name), each.count, {}});
  return bars;
}

void append_names(std::string& out, std::string_view key, const std::vector<NameCount>& counts) {
  ((out += ",\"") += key) += "\":[";
  for (const NameCount& each : counts) {
    if (&each != &counts.front()) out += ',';
    out += "{\"name\":";
    append_json_string(out, each.name);
    out += ",\"count\":" + std::to_string(each.count) + '}';
  }
  out += ']';
}

/// A polyline of one value by day.
void append_line(std::string& out, const std::vector<double>& heights, double left, double top, double width,
                 double height, std::string_view colour) {
  out += "<polyline fill=\"none\" stroke=\"" + std::string(colour) + "\" stroke-width=\"1.5\" points=\"";
  for (std::size_t i = 0; i < heights.size(); ++i) {
    const double across =
        heights.size() > 1 ? static_cast<double>(i) / static_cast<double>(heights.size() - 1) : 0.5;
    const auto write = [&](double value) {
      const long tenths = static_cast<long>(value * 10 + 0.5);
      out += std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
    };
    if (i > 0) out += ' ';
    write(left + across * width);
    out += ',';
    write(top + (1 - heights[i]) * height);
  }
  out += "\"/>\n";
}

}  // namespace

std::string render_stats_text(const Stats& stats, std::size_t columns) {
  std::string out = std::to_string(stats.papers) + (stats.papers == 1 ? " paper" : " papers");
  if (!stats.days.empty()) out += ", " + stats.days.front().day.str() + " to " + stats.days.back().day.str();
  out += '\n';
  std::vector<Bar> days;
  const std::size_t first = stats.days.size() > k_days_shown ? stats.days.size() - k_days_shown : 0;
  for (std::size_t i = first; i < stats.days.size(); ++i) {
    const DayCount& day = stats.days[i];
    days.push_back({day.day.str(), day.papers, day.votes == 0 ? "" : std::to_string(day.votes)});
  }
  append_bars(out, first > 0 ? "Papers and votes by day (the last 60 days)" : "Papers and votes by day", days,
              columns);
  append_bars(out, "Categories", bars_of(stats.categories), columns);
  append_bars(out, "Authors", bars_of(stats.authors), columns);
  return out;
}

std::string render_stats_json(const Stats& stats) {
  std::string out =
      "{\"schema\":\"nonmun.stats/1\",\"papers\":" + std::to_string(stats.papers) + ",\"days\":[";
  for (const DayCount& day : stats.days) {
    if (&day != &stats.days.front()) out += ',';
    out += "{\"day\":\"" + day.day.str() + "\",\"papers\":" + std::to_string(day.papers) +
           ",\"votes\":" + std::to_string(day.votes) + '}';
  }
  out += ']';
  append_names(out, "categories", stats.categories);
  append_names(out, "authors", stats.authors);
  return out + "}\n";
}

std::string render_stats_svg(const Stats& stats) {
  constexpr double k_left = 50, k_top = 30, k_width = 700, k_height = 240;
  std::string out =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 320\" font-family=\"sans-serif\" "
      "font-size=\"12\">\n<rect width=\"800\" height=\"320\" fill=\"#fff\"/>\n<path d=\"M50 30V270H750\" "
      "fill=\"none\" stroke=\"#888\"/>\n";
  std::size_t most_papers = 0;
  long long most_votes = 0;
  for (const DayCount& day : stats.days) {
    most_papers = std::max(most_papers, day.papers);
    most_votes = std::max(most_votes, day.votes);
  }
  std::vector<double> papers, votes;
  for (const DayCount& day : stats.days) {
    papers.push_back(most_papers == 0 ? 0
                                      : static_cast<double>(day.papers) / static_cast<double>(most_papers));
    votes.push_back(most_votes == 0 ? 0 : static_cast<double>(day.votes) / static_cast<double>(most_votes));
  }
  if (!stats.days.empty()) {
    if (most_votes > 0) append_line(out, votes, k_left, k_top, k_width, k_height, "#c60");
    append_line(out, papers, k_left, k_top, k_width, k_height, "#06c");
    out += "<text x=\"50\" y=\"290\">" + stats.days.front().day.str() +
           "</text>\n<text x=\"750\" y=\"290\" text-anchor=\"end\">" + stats.days.back().day.str() +
           "</text>\n";
  }
  out += "<text x=\"50\" y=\"20\" fill=\"#06c\">papers a day, at most " + std::to_string(most_papers) + " (" +
         std::to_string(stats.papers) + " in all)</text>\n";
  if (most_votes > 0)
    out += "<text x=\"750\" y=\"20\" fill=\"#c60\" text-anchor=\"end\">votes, at most " +
           std::to_string(most_votes) + "</text>\n";
  return out + "</svg>\n";
}

}  // namespace nonmun::render

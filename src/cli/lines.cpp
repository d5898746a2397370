#include "lines.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace nonmun::cli {

Result<bool> LineReader::next(std::string_view& line) {
  constexpr std::size_t k_step = 1 << 16;
  std::size_t searched = begin_;
  for (;;) {
    const std::size_t end = buffer_.find('\n', searched);
    if (end != std::string::npos || (at_end_ && begin_ < buffer_.size())) {
      line = std::string_view(buffer_).substr(begin_, std::min(end, buffer_.size()) - begin_);
      begin_ = std::min(end, buffer_.size() - 1) + 1;
      return true;
    }
    if (at_end_) return false;
    buffer_.erase(0, begin_);
    begin_ = 0;
    searched = buffer_.size();
    if (const auto done = before_waiting_(); !done) return std::unexpected(done.error());
    buffer_.resize(searched + k_step);
    const ssize_t count = ::read(descriptor_, buffer_.data() + searched, k_step);
    buffer_.resize(searched + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count == 0) at_end_ = true;
    if (count < 0 && errno != EINTR)
      return fail(ErrorKind::local_fault, "cannot read it: " + std::generic_category().message(errno), {},
                  "check that it is a file you may read");
  }
}

}  // namespace nonmun::cli

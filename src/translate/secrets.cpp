#include "secrets.hpp"

#include <cstddef>

namespace nonmun::translate {

void hide(std::string& text, const Secrets& secrets) {
  constexpr std::size_t k_shortest = 8;
  for (const std::string& secret : secrets) {
    if (secret.size() < k_shortest) continue;
    std::string hidden;
    std::size_t begin = 0;
    for (std::size_t at = text.find(secret); at != text.npos; at = text.find(secret, begin)) {
      hidden.append(text, begin, at - begin).append("[key]");
      begin = at + secret.size();
    }
    if (begin > 0) text = hidden.append(text, begin);
  }
}

Result<Draft> without(Result<Draft> draft, const Secrets& secrets) {
  if (secrets.empty()) return draft;
  if (!draft) {
    hide(draft.error().what, secrets);
    return draft;
  }
  hide(draft->title_ko, secrets);
  for (Bullet& bullet : draft->bullets)
    for (std::string* const text : {&bullet.role, &bullet.ko, &bullet.en}) hide(*text, secrets);
  for (std::string& keyword : draft->keywords) hide(keyword, secrets);
  return draft;
}

}  // namespace nonmun::translate

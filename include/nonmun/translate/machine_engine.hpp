#pragma once

#include <string>
#include <vector>

#include "nonmun/fetch/pause.hpp"
#include "nonmun/fetch/post_client.hpp"
#include "nonmun/translate/engine.hpp"
#include "nonmun/translate/service.hpp"
#include "nonmun/translate/translate.hpp"

namespace nonmun::translate {

/// Services that translate sentences, and do not choose them.
enum class MachineService { deepl, papago, libretranslate };

struct MachineOptions {
  MachineService kind = MachineService::deepl;
  ServiceOptions service;  ///< an empty url: the service's own. Papago's key is "ID:SECRET"
  Register speech = Register::polite;
  /// The sentences to translate: the embedded engine's bullets, of which `en`, `role` and `src` are taken.
  Fallback extract{};
};

/// DeepL (/v2/translate), Papago (NAVER Cloud) and LibreTranslate. Title and sentences go out as they stand;
/// each bullet is one sentence and its translation.
class MachineEngine final : public Engine {
 public:
  /// `client` and `pause` must outlive it.
  MachineEngine(MachineOptions options, fetch::PostClient& client, fetch::Pause& pause);
  [[nodiscard]] Identity identity() const override;
  [[nodiscard]] Result<Draft> translate(const Task& task) override;
  [[nodiscard]] bool heeds_corrections() const override { return false; }
  [[nodiscard]] Usage take_usage() override;

 private:
  [[nodiscard]] Result<Draft> answer_to(const Task& task);
  [[nodiscard]] Result<std::vector<std::string>> ask_for(const std::vector<std::string>& texts);
  MachineOptions options_;
  fetch::PostClient& client_;
  fetch::Pause& pause_;
  Usage usage_;
};

}  // namespace nonmun::translate

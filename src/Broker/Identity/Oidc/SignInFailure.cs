namespace ZioExchange.Broker.Identity.Oidc;

/// <summary>Why a sign-in at a provider ended without a session.</summary>
/// <param name="Reason">A code for the log: of the refusal, of the check of the id_token, or PROVIDER_ANSWER.</param>
/// <param name="Proven">Who proved to be somebody, and was refused: that stands in the log already.</param>
/// <param name="ToLog">Whether it is to be written: not when proven, and of what anybody can send not more than some a minute.</param>
internal sealed record SignInFailure(string Reason, bool Proven, bool ToLog);

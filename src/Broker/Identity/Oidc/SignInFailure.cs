namespace ZioExchange.Broker.Identity.Oidc;

/// <summary>Why a sign-in at a provider ended without a session.</summary>
/// <param name="Reason">A code for the log: of the refusal, of the check of the id_token, or PROVIDER_ANSWER.</param>
/// <param name="Logged">Whether it stands in the log already: who proved to be somebody, and was refused, does.</param>
internal sealed record SignInFailure(string Reason, bool Logged);

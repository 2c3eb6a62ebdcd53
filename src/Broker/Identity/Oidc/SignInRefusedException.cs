namespace ZioExchange.Broker.Identity.Oidc;

/// <summary>Somebody proved who they are, and may not come in.</summary>
public sealed class SignInRefusedException(string reason) : Exception($"The sign-in was refused: {reason}.")
{
    public string Reason { get; } = reason;
}

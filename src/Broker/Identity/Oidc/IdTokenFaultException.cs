namespace ZioExchange.Broker.Identity.Oidc;

/// <summary>An id_token, or the way it came, that proves nothing. The message names the check and never a value.</summary>
public sealed class IdTokenFaultException(string check, Exception? cause = null) : Exception($"The sign-in was refused: {check}.", cause)
{
    public string Check { get; } = check;
}

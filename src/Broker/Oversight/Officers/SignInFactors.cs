using Microsoft.IdentityModel.JsonWebTokens;

namespace ZioExchange.Broker.Oversight;

/// <summary>How many factors an identity provider vouches for. What is unknown is worth one.</summary>
/// <remarks>
/// By <c>acr</c>: eIDAS substantieel and hoog ask for two (Uitvoeringsverordening (EU) 2015/1502), as does the REFEDS MFA profile.
/// By <c>amr</c> (RFC 8176): <c>mfa</c>, or two methods of different kinds; a password and a PIN are one kind.
/// </remarks>
internal static class SignInFactors
{
    private static readonly HashSet<string> Levels = ["http://eidas.europa.eu/LoA/substantial", "http://eidas.europa.eu/LoA/high", "https://refeds.org/profile/mfa"];

    private static readonly string[][] Kinds =
    [
        ["pwd", "pin", "kba"],
        ["otp", "hwk", "swk", "sc", "sms", "tel"],
        ["face", "fpt", "iris", "retina", "vbm"],
    ];

    public static int Of(JsonWebToken token, OfficerProviderSettings provider)
    {
        var acr = token.TryGetPayloadValue<string>("acr", out var level) ? level : null;
        var methods = token.TryGetPayloadValue<string[]>("amr", out var amr) ? amr : [];
        var strong = (acr is not null && (Levels.Contains(acr) || provider.TwoFactorLevels.Contains(acr))) || methods.Contains("mfa");
        return strong ? 2 : Math.Clamp(Kinds.Count(kind => kind.Any(methods.Contains)), 1, 3);
    }
}

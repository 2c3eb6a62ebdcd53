using ZioExchange.Consent.Grants;

namespace ZioExchange.Broker.Identity.People.Oidc;

/// <summary>What an <c>acr</c> is worth. What is unknown is worth nothing.</summary>
/// <remarks>Source: eIDAS levels as Uitvoeringsverordening (EU) 2015/1502 names them; DigiD's SAML classes (Logius, koppelvlakspecificatie DigiD).</remarks>
internal static class AssuranceLevels
{
    private static readonly Dictionary<string, LevelOfAssurance> Known = new(StringComparer.Ordinal)
    {
        ["http://eidas.europa.eu/LoA/low"] = LevelOfAssurance.Laag,
        ["http://eidas.europa.eu/LoA/substantial"] = LevelOfAssurance.Substantieel,
        ["http://eidas.europa.eu/LoA/high"] = LevelOfAssurance.Hoog,
        ["urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"] = LevelOfAssurance.Laag,
        ["urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract"] = LevelOfAssurance.Midden,
        ["urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard"] = LevelOfAssurance.Substantieel,
        ["urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI"] = LevelOfAssurance.Hoog,
    };

    public static LevelOfAssurance Of(string? acr, PeopleProviderSettings settings) =>
        acr is null ? LevelOfAssurance.NotApplicable
        : settings.Levels.TryGetValue(acr, out var own) ? own
        : Known.GetValueOrDefault(acr, LevelOfAssurance.NotApplicable);
}

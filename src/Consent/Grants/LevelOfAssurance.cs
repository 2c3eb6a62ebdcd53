namespace ZioExchange.Consent.Grants;

/// <summary>How sure the sign-in was, in rising order; EH3 equals substantieel (RULES 2a, R-EVID-3).</summary>
public enum LevelOfAssurance
{
    NotApplicable = 0,
    Laag = 1,
    Midden = 2,
    Substantieel = 3,
    EH3 = 4,
    Hoog = 5,
    EH4 = 6,
}

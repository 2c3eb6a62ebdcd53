namespace ZioExchange.Consent.Authority;

/// <summary>What a source of gezag can answer, as the BRP gives it.</summary>
public enum GezagOutcome
{
    Gezamenlijk,
    Eenhoofdig,
    GezamenlijkMetDerde,
    Voogdij,

    /// <summary>Nobody holds gezag for now.</summary>
    TijdelijkGeen,

    NietTeBepalen,

    /// <summary>The record is under investigation, so it cannot be relied on.</summary>
    InOnderzoek,
}

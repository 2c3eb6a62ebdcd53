namespace ZioExchange.Consent.Decisions;

/// <summary>How a reason shows to the asking party. Never asked, refused by one, refused by the other and withdrawn are one answer.</summary>
public enum RequesterView
{
    AsItIs,

    /// <summary>Shown as CONSENT_NOT_AVAILABLE, without obligations, row or articles.</summary>
    ConsentNotAvailable,
}

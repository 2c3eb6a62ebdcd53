namespace ZioExchange.Consent.Grants;

/// <summary>How a choice reached the employee who enters it. Kept by name.</summary>
public enum AssistedRoute
{
    /// <summary>The person stood there; who it is was seen.</summary>
    Desk,

    /// <summary>A letter with a signature came back.</summary>
    Paper,

    /// <summary>The person was called back at a number that was known already.</summary>
    Telephone,
}

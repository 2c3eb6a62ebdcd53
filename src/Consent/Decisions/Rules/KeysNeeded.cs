namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>Whose voice a row needs at an age. None: nobody can say yes.</summary>
[Flags]
internal enum KeysNeeded
{
    None = 0,
    AllHolders = 1,
    OneHolder = 2,
    Youth = 4,

    /// <summary>The youth need not say yes, and stops everything with a no.</summary>
    YouthMayVeto = 8,
}

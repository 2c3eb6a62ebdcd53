namespace ZioExchange.Testing;

/// <summary>What a broker of the tests is given more of than one in service: on a machine that does many things at once a sound source may be late.</summary>
public static class BusyMachine
{
    /// <summary>Stand before a test's own, which win.</summary>
    public static IReadOnlyList<string> Settings { get; } = ["--Sources:DeadlineMilliseconds", "20000"];
}

using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Broker.Tests.Sandbox;

/// <summary>The region on the day of the demonstration.</summary>
internal static class Region
{
    public static readonly DateOnly Day = new(2026, 11, 24);

    public static SandboxRegion Demonstration { get; } = SandboxRegion.Create(Day);

    /// <summary>References 1 to 12, for theories.</summary>
    public static IEnumerable<Xunit.TheoryDataRow<string>> References => Demonstration.Children.Select(child => new Xunit.TheoryDataRow<string>(child.Reference));
}

using Xunit;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>Shows what was found, whole, where a comparison of collections would cut it short.</summary>
internal static class Findings
{
    private const int Shown = 40;

    public static void None(IEnumerable<string> findings)
    {
        var found = findings.Distinct().ToList();
        Assert.True(found.Count == 0, $"{found.Count} findings:\n{string.Join('\n', found.Take(Shown))}");
    }
}

using Xunit;

namespace ZioExchange.Architecture.Tests;

/// <summary>Shows every finding on a line of its own.</summary>
internal static class Findings
{
    public static void None(IEnumerable<string> found)
    {
        var all = found.Distinct().ToList();
        Assert.True(all.Count == 0, $"{all.Count} found:\n{string.Join('\n', all)}");
    }
}

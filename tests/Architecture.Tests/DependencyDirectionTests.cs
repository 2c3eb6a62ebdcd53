using System.Reflection;
using Xunit;

namespace ZioExchange.Architecture.Tests;

/// <summary>The map of README.md, as facts. When one fails, move the code; do not edit the list.</summary>
public sealed class DependencyDirectionTests
{
    [Theory]
    [InlineData("ZioExchange.Consent", "System")]
    [InlineData("ZioExchange.Adapters", "System", "ZioExchange.Consent", "Microsoft.Extensions")]
    public void An_assembly_references_only_its_allowed_neighbours(string assembly, params string[] allowed)
    {
        var strangers = Assembly.Load(assembly).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !allowed.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));

        Assert.Empty(strangers);
    }
}

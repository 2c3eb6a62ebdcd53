using System.Text.Json;
using Xunit;

namespace ZioExchange.Adapters.Tests.Fhir;

/// <summary>What another implementation says of resources: <c>validateResource</c> of @medplum/core, in one run of node for many.</summary>
internal static class Medplum
{
    /// <summary>Fails the test unless the other implementation finds nothing wrong either, warnings included.</summary>
    /// <remarks>Save one warning: it does not follow a urn within a bundle, and takes the urn for the name of a type.</remarks>
    public static void Confirm(params IReadOnlyList<ReadOnlyMemory<byte>> resources) =>
        Assert.DoesNotContain(Validate(resources).SelectMany(issues => issues), issue => !issue.IsAboutUrn);

    /// <summary>For each resource, in order, what is wrong with it. Each is one JSON document without line breaks.</summary>
    public static IReadOnlyList<IReadOnlyList<MedplumIssue>> Validate(IReadOnlyList<ReadOnlyMemory<byte>> resources)
    {
        var answers = NodeTool.Run(Folder, ["validate.mjs"], resources).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(resources.Count, answers.Length);
        return [.. answers.Select(Read)];
    }

    private static string Folder { get; } = Path.Combine(FhirTable.Root(), "tests", "Adapters.Tests", "Fhir", "medplum");

    private static IReadOnlyList<MedplumIssue> Read(string line)
    {
        using var answer = JsonDocument.Parse(line);
        return [.. answer.RootElement.GetProperty("issues").EnumerateArray().Select(issue => new MedplumIssue(
            issue.GetProperty("code").GetString()!, issue.GetProperty("severity").GetString()!,
            issue.GetProperty("expression").GetString()!, issue.GetProperty("text").GetString()!))];
    }
}

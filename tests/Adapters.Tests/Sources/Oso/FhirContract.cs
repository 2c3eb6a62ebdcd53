using Xunit;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Tests.Fhir;

namespace ZioExchange.Adapters.Tests.Sources.Oso;

/// <summary>What comes out is valid FHIR R4, says our own validator and another implementation.</summary>
internal static class FhirContract
{
    public static void Valid(MapRun run)
    {
        Assert.NotEmpty(run.Bytes);
        Assert.All(run.Bytes, resource => Assert.Empty(FhirValidator.Validate(resource, MapRun.Types)));
        Medplum.Confirm(run.Bytes);
    }

    /// <summary>Every reference to a resource of the answer finds it.</summary>
    public static void Linked(MapRun run)
    {
        var ids = run.Resources.Select(resource => $"{resource.At("resourceType")}/{resource.At("id")}").ToHashSet();
        Assert.Equal(run.Resources.Count, ids.Count);
        foreach (var part in run.Json.Split("\"reference\":\"").Skip(1))
        {
            Assert.Contains(part[..part.IndexOf('"', StringComparison.Ordinal)], ids);
        }
    }
}

using System.Text;
using System.Text.Json;
using Xunit;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Tests.Sources.Oso;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>What FHIR asks of resources beyond the shape of their elements, over every document at hand and whatever is permitted of it.</summary>
public sealed class FhirInvariantTests
{
    public static TheoryData<string> Permits =>
    [
        "", "ID_BASIS,CONTACT,GEZIN,WLZ_INZET,SCHOOL_BASIS", "GEZAG,SCHOOL_BASIS",
        .. MapRun.Categories, .. MapRun.Categories.Where(category => category != "ID_BASIS").Select(category => $"ID_BASIS,{category}"),
    ];

    [Theory]
    [MemberData(nameof(Permits))]
    public void Whatever_is_permitted_every_invariant_holds(string permit)
    {
        var request = new PreviewRequest(permit.Length == 0 ? null : permit.Split(','));
        foreach (var (name, document) in RepositoryTables.OwnDocuments().Concat(RepositoryTables.OfficialDocuments()))
        {
            var resources = RepositoryTables.Catalogue.Preview(document, request).Resources.Select(bytes => JsonElement.Parse(Encoding.UTF8.GetString(bytes.Span))).ToList();
            var there = resources.Select(resource => $"{resource.At("resourceType")}/{resource.At("id")}").ToHashSet(StringComparer.Ordinal);

            Assert.All(resources.SelectMany(References), reference => Assert.True(there.Contains(reference), $"{name}: {reference} is not there"));
            Assert.All(resources, resource => Assert.True(Broken(resource) is null, $"{name}: {Broken(resource)} of {resource.At("resourceType")}/{resource.At("id")}"));
        }
    }

    private static string? Broken(JsonElement resource) => resource.At("resourceType") switch
    {
        "Organization" when Lacks(resource, "identifier", "name", "_name") => "org-1",
        "Task" when resource.At("authoredOn") is { } from && resource.At("lastModified") is { } until && string.CompareOrdinal(until, from) < 0 => "inv-1",
        "Patient" when resource.TryGetProperty("contact", out var contacts)
            && contacts.EnumerateArray().Any(contact => Lacks(contact, "name", "telecom", "address", "organization")) => "pat-1",
        _ => null,
    };

    private static bool Lacks(JsonElement element, params string[] members) => !members.Any(member => element.TryGetProperty(member, out _));

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member.NameEquals("reference") && member.Value.ValueKind == JsonValueKind.String ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}

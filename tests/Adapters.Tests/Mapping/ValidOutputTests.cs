using System.Buffers;
using System.Text;
using System.Text.Json;
using Xunit;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Tests.Fhir;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>Every document at hand becomes resources that two implementations find nothing wrong with.</summary>
public sealed class ValidOutputTests
{
    [Fact]
    public void Our_own_documents_become_valid_resources() => AllValid([.. RepositoryTables.OwnDocuments()]);

    [Fact]
    public void The_official_samples_become_valid_resources()
    {
        var samples = RepositoryTables.OfficialDocuments().ToList();
        Assert.SkipWhen(samples.Count == 0, "The official samples are not on this machine.");

        AllValid(samples);
    }

    [Fact]
    public void A_care_volume_follows_its_own_profile()
    {
        using var profile = JsonDocument.Parse(File.ReadAllText(Path.Combine(FhirTable.Schemas, "StructureDefinition-care-volume.json")));
        var allowed = profile.RootElement.GetProperty("differential").GetProperty("element").EnumerateArray()
            .Where(element => element.TryGetProperty("type", out _))
            .SelectMany(element => element.GetProperty("type").EnumerateArray().Select(type =>
                $"{element.GetProperty("id").GetString()!.Split('.')[^2].Split(':')[^1]} value{char.ToUpperInvariant(type.GetProperty("code").GetString()![0])}{type.GetProperty("code").GetString()![1..]}"))
            .Append("source extension").Append("http://hl7.org/fhir/StructureDefinition/data-absent-reason valueCode").ToHashSet(StringComparer.Ordinal);
        var volumes = RepositoryTables.OwnDocuments().SelectMany(one => RepositoryTables.Catalogue.Preview(one.Document, new PreviewRequest()).Resources)
            .SelectMany(resource => Volumes(JsonDocument.Parse(resource).RootElement)).ToList();

        Assert.NotEmpty(volumes);
        Assert.All(volumes.SelectMany(Members), member => Assert.Contains(member, allowed));
    }

    [Fact]
    public void What_a_single_category_lets_out_is_valid_too()
    {
        var partial = RepositoryTables.OwnDocuments()
            .SelectMany(one => Sources.Oso.MapRun.Categories.Select(category => Map(one.Document, new PreviewRequest([category]))))
            .SelectMany(dossier => dossier.Resources).ToList();

        Assert.NotEmpty(partial);
        Assert.All(partial, resource => Assert.Empty(FhirValidator.Validate(resource, FhirTable.Types)));
    }

    [Fact]
    public void A_report_changes_nothing_of_what_a_single_category_lets_out()
    {
        foreach (var (_, document) in RepositoryTables.OwnDocuments())
        {
            Assert.All(Sources.Oso.MapRun.Categories, category => WholeReport.AssertNoDifference(document, category));
        }
    }

    private static IEnumerable<JsonElement> Volumes(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty("url", out var url) && url.GetString()!.EndsWith("/care-volume", StringComparison.Ordinal) => [element],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Volumes(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Volumes),
        _ => [],
    };

    /// <summary>Name and kind of value of each part, also of those within a part.</summary>
    private static IEnumerable<string> Members(JsonElement extension) => extension.GetProperty("extension").EnumerateArray().SelectMany(part =>
        part.EnumerateObject().Where(member => member.Name is not "url").Select(member => $"{part.GetProperty("url").GetString()} {member.Name}")
            .Concat(part.TryGetProperty("extension", out _) ? Members(part) : []));

    private static void AllValid(IReadOnlyList<(string Name, SourceDocument Document)> documents)
    {
        var resources = new List<ReadOnlyMemory<byte>>();
        foreach (var (name, document) in documents)
        {
            var dossier = Map(document, new PreviewRequest());
            Assert.True(dossier.Resources.Count > 0, name);
            resources.AddRange(dossier.Resources);
            resources.Add(Bundle(dossier));
        }

        Assert.All(resources, resource => Assert.Empty(FhirValidator.Validate(resource, FhirTable.Types)));
        Medplum.Confirm(resources);
    }

    private static MappedDossier Map(SourceDocument document, PreviewRequest request) => RepositoryTables.Catalogue.Preview(document, request);

    private static ReadOnlyMemory<byte> Bundle(MappedDossier dossier)
    {
        var bytes = new ArrayBufferWriter<byte>();
        bytes.Write("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["u8);
        foreach (var (at, resource) in dossier.Resources.Index())
        {
            bytes.Write(Encoding.UTF8.GetBytes($"{(at == 0 ? "" : ",")}{{\"fullUrl\":{JsonSerializer.Serialize(FhirAddress.Of(resource.Span))},\"resource\":"));
            bytes.Write(resource.Span);
            bytes.Write("}"u8);
        }

        bytes.Write("]}"u8);
        return bytes.WrittenMemory;
    }
}

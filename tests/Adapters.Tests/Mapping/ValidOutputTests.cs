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

using Xunit;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Tests.Fhir;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>Random damage, always the same by its seed: a document is mapped or refused, never anything else.</summary>
/// <remarks>The long run over 100,000 documents is a command of the benchmarks.</remarks>
public sealed class MutationTests
{
    [Fact]
    public void Two_thousand_damaged_documents_of_our_own_are_mapped_to_valid_resources_or_refused() => Run([.. RepositoryTables.OwnDocuments()], 2000);

    [Fact]
    public void Two_thousand_damaged_official_samples_are_mapped_to_valid_resources_or_refused()
    {
        var samples = RepositoryTables.OfficialDocuments().ToList();
        Assert.SkipWhen(samples.Count == 0, "The official samples are not on this machine.");

        Run(samples, 2000);
    }

    private static void Run(IReadOnlyList<(string Name, SourceDocument Document)> documents, int times)
    {
        var random = new Random(20261122);
        var (mapped, refused) = (0, 0);
        for (var at = 0; at < times; at++)
        {
            var (name, good) = documents[at % documents.Count];
            var document = good with { Content = Damage.Of(good.Content.ToArray(), random) };
            try
            {
                var dossier = RepositoryTables.Catalogue.Preview(document, new PreviewRequest(null, null, at % 3 == 0));
                Assert.All(dossier.Resources, one => Assert.True(FhirValidator.Validate(one, FhirTable.Types) is [], $"{name}, document {at}"));
                Assert.All(dossier.Manifest, line => Assert.NotEmpty(line.ElementPath));
                mapped++;
            }
            catch (SourceRefusedException refusal)
            {
                Assert.NotEmpty(refusal.Remedy);
                refused++;
            }
        }

        Assert.True(mapped > times / 50 && refused > times / 10, $"{mapped} mapped, {refused} refused");
    }
}

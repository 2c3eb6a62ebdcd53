using Xunit;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Tests.Fhir;

namespace ZioExchange.Adapters.Tests.Sources.Ijw;

/// <summary>The official samples, read where they stand; they are not part of the repository.</summary>
public sealed class OfficialSampleTests
{
    [Theory]
    [InlineData("JW301.xml", 2)]
    [InlineData("JW305.xml", 2)]
    [InlineData("JW307.xml", 2)]
    [InlineData("JW319.xml", 2)]
    public void An_official_sample_maps_whole(string name, int facts)
    {
        var path = Path.Combine(Folder(), name);
        var bundle = SourceTables.Map("ijw", File.ReadAllBytes(path), new PreviewRequest(WithReport: true));

        Assert.Empty(bundle.Dossier.Issues);
        Assert.Empty(bundle.Dossier.Report!.Forgotten);
        Assert.Empty(bundle.Dossier.Report.RequiredMissing);
        Assert.Equal(facts, bundle.All("ServiceRequest").Count + bundle.All("EpisodeOfCare").Count + bundle.All("Task").Count);
        Assert.All(bundle.Dossier.Resources, resource => Assert.Empty(FhirValidator.Validate(resource, FhirTable.Types)));
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "shared", "law", "RULES.md")))
            {
                return Path.Combine(folder.FullName, "shared", "standards", "data", "ijw-3.2", "berichten");
            }
        }

        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "The official samples are not on this machine.");
        throw new DirectoryNotFoundException("The official samples are missing.");
    }
}

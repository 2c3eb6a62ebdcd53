using System.Text;
using Xunit;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Tests.Fhir;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>What must hold of every document that its format allows.</summary>
internal static class WholeReport
{
    /// <summary>Nothing is forgotten, what is ignored says why, the resources are valid, and asking for a report changes nothing of what comes out.</summary>
    public static void AssertMapped(SourceDocument document)
    {
        var dossier = RepositoryTables.Catalogue.Preview(document, new PreviewRequest(WithReport: true));
        Assert.Empty(dossier.Report!.Forgotten);
        Assert.All(dossier.Report.Ignored, ignored => Assert.NotEmpty(ignored.Why));
        Assert.All(dossier.Resources, one => Assert.Empty(FhirValidator.Validate(one, FhirTable.Types)));
        Assert.Equal(Text(dossier), Text(RepositoryTables.Catalogue.Preview(document, new PreviewRequest())));
    }

    /// <summary>A run with a report runs every row by itself, one without only those that can give something: both release the same.</summary>
    public static void AssertNoDifference(SourceDocument document, string category) => Assert.Equal(
        Text(RepositoryTables.Catalogue.Preview(document, new PreviewRequest([category], WithReport: true))),
        Text(RepositoryTables.Catalogue.Preview(document, new PreviewRequest([category]))));

    private static string Text(MappedDossier dossier) => string.Join('\n', [
        .. dossier.Resources.Select(one => Encoding.UTF8.GetString(one.Span)), .. dossier.Manifest.Select(one => one.ToString()), .. dossier.Issues.Select(one => one.ToString())]);
}

using System.Text;
using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>A run with a permit: what it lets out, how it names the child, and that the manifest says exactly that.</summary>
public sealed class ManifestTests
{
    private const string Dropped = Samples.JsonDeclarations + """
        #drop;;/plan;weg = ja;CarePlan#opp;;;;deleted at the source
        P-02;OPP_KERN;/plan;start;CarePlan#opp.period.start;date;;;
        P-03;-;/plan;;CarePlan#opp.status;const(active);;;
        P-04;-;/plan;;CarePlan#opp.intent;const(plan);;;
        P-05;OPP_BEGELEIDING;/plan/stappen*;wat;CarePlan#opp.note*.text;;;;
        P-06;-;/plan;weg;;ignore;;;read by a condition
        """;

    private static readonly MappingCatalogue Catalogue = Samples.Load(JeugdhulpSample.Table);

    private static readonly SubjectIdentity Child = new("https://zioexchange.nl/fhir/NamingSystem/pseudonym", "P-77", Encoding.UTF8.GetBytes("a key of the broker"));

    [Fact]
    public void The_manifest_names_every_rule_that_released_something_and_no_other()
    {
        var dossier = Run(JeugdhulpSample.Document(), "JEUGDHULP_BESCHIKKING", "ID_BASIS", "CONTACT");

        Assert.Equal(["P-02", "P-03", "P-06", "P-08", "T-03", "T-04", "T-05", "T-06", "T-07"], dossier.Manifest.Select(line => line.Rule));
        Assert.Contains(new ReleasedElement("T-04", "JEUGDHULP_BESCHIKKING", "ServiceRequest.occurrencePeriod.start"), dossier.Manifest);
    }

    [Fact]
    public void Every_category_that_a_resource_is_labelled_with_stands_in_the_manifest_and_the_other_way_round()
    {
        var dossier = Run(JeugdhulpSample.Document(), "JEUGDHULP_BESCHIKKING", "ID_BASIS");
        var labels = Samples.Resources(dossier).SelectMany(one => one.GetProperty("meta").GetProperty("security").EnumerateArray())
            .Select(label => label.GetProperty("code").GetString()!).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(labels, dossier.Manifest.Select(line => line.Category).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_the_identity_the_child_goes_by_the_requesters_own_identifier()
    {
        var dossier = Run(JeugdhulpSample.Document(), "JEUGDHULP_BESCHIKKING");
        var resources = Samples.Resources(dossier);

        Assert.All(resources, one => Assert.Equal("ServiceRequest", one.GetProperty("resourceType").GetString()));
        Assert.Equal("P-77", resources[0].GetProperty("subject").GetProperty("identifier").GetProperty("value").GetString());
        Assert.DoesNotContain("999900006", string.Concat(dossier.Resources.Select(one => Encoding.UTF8.GetString(one.Span))), StringComparison.Ordinal);
        Assert.True(Assert.Single(dossier.Subjects).IsValid);
    }

    [Fact]
    public void Ids_of_a_run_differ_from_those_that_anyone_could_derive_from_the_document()
    {
        var open = Samples.Resources(Samples.Preview(Catalogue, JeugdhulpSample.Document()))[0].GetProperty("id").GetString();
        var keyed = Samples.Resources(Run(JeugdhulpSample.Document(), "JEUGDHULP_BESCHIKKING"))[0].GetProperty("id").GetString();

        Assert.NotEqual(open, keyed);
    }

    [Fact]
    public void A_value_of_which_only_the_fault_is_told_is_not_in_the_manifest()
    {
        var document = """{"soort":"proef","plan":{"start":"2026-02-30","stappen":[{"wat":"een"}]}}""";
        var dossier = Samples.Preview(Samples.Load(Dropped), document);

        Assert.Equal(["P-05"], dossier.Manifest.Select(line => line.Rule));
        Assert.Equal(IssueCode.InvalidDate, Assert.Single(dossier.Issues).Code);
        Assert.Empty(Samples.Preview(Samples.Load(Dropped), document.Replace("een", "", StringComparison.Ordinal)).Manifest);
    }

    [Fact]
    public void No_permitted_category_releases_nothing()
    {
        var dossier = Run(JeugdhulpSample.Document(), "OPP_KERN");

        Assert.Empty(dossier.Resources);
        Assert.Empty(dossier.Manifest);
    }

    [Theory]
    [InlineData("ja", 0)]
    [InlineData("nee", 2)]
    public void What_stood_in_a_dropped_resource_is_not_in_the_manifest(string gone, int lines)
    {
        var document = """{"soort":"proef","plan":{"weg":"GONE","start":"2026-01-01","stappen":[{"wat":"een"},{"wat":"twee"}]}}""".Replace("GONE", gone, StringComparison.Ordinal);
        var dossier = Samples.Preview(Samples.Load(Dropped), document);

        Assert.Equal(lines, dossier.Manifest.Count);
        Assert.Equal(lines / 2, dossier.Resources.Count);
    }

    [Fact]
    public void One_document_leaves_nothing_behind_for_the_next()
    {
        var first = Samples.Preview(Catalogue, JeugdhulpSample.Document(3));
        Samples.Preview(Catalogue, JeugdhulpSample.Document(1, at => JeugdhulpSample.Product(at, "2026-06-31")), new PreviewRequest(["JEUGDHULP_BESCHIKKING"]));
        Assert.Throws<SourceRefusedException>(() => Samples.Preview(Catalogue, JeugdhulpSample.Document()[..^20]));
        var again = Samples.Preview(Catalogue, JeugdhulpSample.Document(3));

        Assert.Equal(first.Resources.Select(bytes => Convert.ToHexString(bytes.Span)), again.Resources.Select(bytes => Convert.ToHexString(bytes.Span)));
        Assert.Equal(first.Manifest, again.Manifest);
        Assert.Empty(again.Issues);
    }

    private static MappedDossier Run(string document, params string[] categories) =>
        Catalogue.Run(new SourceDocument("proef", Encoding.UTF8.GetBytes(document)), Permits.For("recipient", categories), Child);
}

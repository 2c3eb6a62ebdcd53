using Xunit;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Tests.Fhir;

namespace ZioExchange.Adapters.Tests.Sources.Ijw;

/// <summary>Documents in which every optional element is filled, of every format of gemeente and zorgkantoor.</summary>
public sealed class WholeDocumentTests
{
    public static TheoryData<string, string> Documents() => new(
        new[] { "jw301", "jw302", "jw305", "jw306", "jw307", "jw308", "jw315", "jw316", "jw317", "jw318", "jw319", "jw320", "jw323", "jw325" }
            .Select(message => ("ijw", $"Ijw/{message}-full.xml"))
            .Concat(new[] { "io31", "zk31", "aw33", "aw35" }.Select(message => ("iwlz", $"Iwlz/{message}-full.xml")))
            .Concat(new[]
            {
                "indicatieregister-2", "indicatieregister-1", "indicatieregister-1-indicatie", "bemiddelingregister", "bemiddelingregister-bemiddeling",
                "bemiddelingregister-bemiddelingspecificatie", "bemiddelingregister-overdracht", "bemiddelingregister-regiehouder",
            }.Select(register => ("iwlz", $"Iwlz/{register}-full.json")))
            .Append(("ijw", "Ggm/ggm-full.json")));

    [Theory]
    [MemberData(nameof(Documents))]
    public void No_element_is_forgotten_and_no_required_value_is_missing(string source, string name)
    {
        var bundle = SourceTables.Map(source, SourceTables.Fixture(name), new PreviewRequest(WithReport: true));
        var report = bundle.Dossier.Report!;

        Assert.Empty(report.Forgotten);
        Assert.Empty(report.RequiredMissing);
        Assert.DoesNotContain(report.Issues, issue => issue.Code is not IssueCode.AmbiguousUnit);
        Assert.NotEmpty(bundle.Resources);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_resource_is_sound_for_two_validators(string source, string name)
    {
        var dossier = SourceTables.Map(source, SourceTables.Fixture(name)).Dossier;

        Assert.All(dossier.Resources, resource => Assert.Empty(FhirValidator.Validate(resource, FhirTable.Types)));
        Medplum.Confirm([.. dossier.Resources]);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Free_text_goes_nowhere(string source, string name) =>
        Assert.DoesNotContain("vrije tekst", SourceTables.Map(source, SourceTables.Fixture(name)).Text, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Documents))]
    public void Without_identity_there_is_no_patient(string source, string name)
    {
        var others = SourceTables.Categories.Where(category => category is not "ID_BASIS").ToArray();

        Assert.Empty(SourceTables.Only(source, SourceTables.Fixture(name), others).All("Patient"));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Each_category_alone_releases_only_resources_that_carry_it(string source, string name)
    {
        foreach (var category in SourceTables.Categories)
        {
            var bundle = SourceTables.Only(source, SourceTables.Fixture(name), category);

            Assert.All(bundle.Resources, resource => Assert.Equal(
                [category],
                resource.GetProperty("meta").GetProperty("security").EnumerateArray().Select(label => label.GetProperty("code").GetString()).Where(code => code is not "R")));
            Assert.All(bundle.Dossier.Resources, resource => Assert.Empty(FhirValidator.Validate(resource, FhirTable.Types)));
        }
    }
}

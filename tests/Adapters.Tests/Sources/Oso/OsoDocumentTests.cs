using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Schema;
using Xunit;

namespace ZioExchange.Adapters.Tests.Sources.Oso;

/// <summary>Whole OSO documents: nothing forgotten, valid FHIR, one category at a time.</summary>
public sealed partial class OsoDocumentTests
{
    private static readonly string[] Files = ["ov-full.xml", "ov-full-other-choices.xml", "pao-full.xml"];

    /// <summary>Categories of which an OSO dossier can hold a resource of their own; BSN and PGN stand on the Patient.</summary>
    private static readonly string[] Held =
    [
        "ID_BASIS", "CONTACT", "GEZAG", "SCHOOL_BASIS", "LEERRESULTATEN", "OPP_KERN", "OPP_BEGELEIDING", "ONDERSTEUNINGSBEHOEFTE",
        "TLV", "ARRANGEMENT", "GEZONDHEID_DIAGNOSE", "VERZUIM", "VEILIGHEID", "GEZIN", "TOESTEMMINGSREGISTER",
    ];

    public static TheoryData<string> Names => [.. Files];

    public static TheoryData<string, string> DocumentsAndCategories =>
        [.. Files.SelectMany(file => MapRun.Categories.Select(category => (file, category)))];

    [Theory]
    [InlineData("OV/examples/Voorbeelddossier_OV_POVO_full.xml")]
    [InlineData("PaO/examples/Voorbeelddossier_PaO_POSWV_full.xml")]
    public void An_official_sample_is_mapped_whole_and_valid(string path)
    {
        Assert.SkipWhen(Documents.Official(path.Split('/')) is null, "The official OSO samples are not on this machine.");

        var run = CategoryContract.Whole("oso", Documents.Official(path.Split('/'))!);

        FhirContract.Valid(run);
        FhirContract.Linked(run);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_with_every_element_filled_is_mapped_whole_and_valid(string file)
    {
        var run = CategoryContract.Whole("oso", Text(file));

        FhirContract.Valid(run);
        FhirContract.Linked(run);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Our_documents_follow_the_official_schema(string file)
    {
        var schema = Documents.Official("common", "OSO_gegevensset.xsd");
        Assert.SkipWhen(schema is null, "The official OSO schema is not on this machine.");
        var schemas = new XmlSchemaSet();
        using var definition = XmlReader.Create(new StringReader(schema!));
        schemas.Add(null, definition);
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);

        using var reader = XmlReader.Create(new StringReader(Text(file)), settings);
        while (reader.Read())
        {
        }

        Assert.Empty(faults);
    }

    [Theory]
    [MemberData(nameof(DocumentsAndCategories))]
    public void One_category_releases_its_own_facts_only(string file, string category)
    {
        var run = CategoryContract.OnlyItsOwn("oso", Text(file), category);

        Assert.Equal(Held.Contains(category), run.Resources.Count > 0);
    }

    [Theory]
    [InlineData("ID_BASIS", "2012")]
    [InlineData("SCHOOL_BASIS", "2019")]
    [InlineData("LEERRESULTATEN", "2021")]
    [InlineData("GEZONDHEID_DIAGNOSE", "2015")]
    [InlineData("OPP_BEGELEIDING", "2016")]
    [InlineData("OPP_KERN", "2017")]
    [InlineData("TLV", "2018")]
    [InlineData("ARRANGEMENT", "2020")]
    [InlineData("GEZIN", "2009")]
    [InlineData("CONTACT", "")]
    [InlineData("GEZAG", "")]
    [InlineData("VERZUIM", "")]
    public void Dates_of_one_category_do_not_leave_under_another(string category, string year)
    {
        // In our documents the dates of a category have a year of their own; that of the dossier itself may stand everywhere.
        var years = WrittenDate().Matches(MapRun.Of("oso", Text("ov-full-other-choices.xml"), category).Json)
            .Select(match => match.Groups[1].Value).Except(["2025", "2026"]).Distinct();

        Assert.Equal(year.Length == 0 ? [] : [year], years);
    }

    [Theory]
    [MemberData(nameof(DocumentsAndCategories))]
    public void Without_a_category_nothing_of_it_leaves(string file, string category) =>
        CategoryContract.NothingOf(category, "oso", Text(file));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_may_never_travel_does_not(string file) => CategoryContract.NothingThatNeverTravels("oso", Text(file));

    [Fact]
    public void Numbers_of_law_leave_with_the_child_under_their_own_category_only()
    {
        Assert.Contains("100000011", MapRun.Of("oso", Text("ov-full-other-choices.xml"), "ID_BASIS,PGN").Json);
        Assert.DoesNotContain("100000011", MapRun.Of("oso", Text("ov-full-other-choices.xml"), "ID_BASIS,BSN").Json);
        Assert.Contains("999990019", MapRun.Of("oso", Text("ov-full.xml"), "ID_BASIS,BSN").Json);
        Assert.DoesNotContain("999990019", MapRun.Of("oso", Text("ov-full.xml"), "ID_BASIS,PGN").Json);
    }

    [Fact]
    public void The_same_document_gives_the_same_answer() =>
        Assert.Equal(MapRun.Of("oso", Text("ov-full.xml")).Json, MapRun.Of("oso", Text("ov-full.xml")).Json);

    private static string Text(string file) => Documents.Own("Oso", file);

    [GeneratedRegex(@"""(\d{4})-\d\d-\d\d")]
    private static partial Regex WrittenDate();
}

using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Sandbox.Documents;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Sandbox;

public sealed class SourceDocumentContentTests
{
    private static readonly SandboxRegion Demo = Region.Demonstration;

    public static IEnumerable<TheoryDataRow<string>> References => Region.References;

    [Theory]
    [MemberData(nameof(References))]
    public void A_dossier_for_an_SWV_holds_no_BSN_and_no_onderwijsnummer(string reference)
    {
        var child = Demo.Child(reference);
        var pao = Encoding.UTF8.GetString(OsoDocument.Write(Demo, child, pao: true));

        Assert.DoesNotContain(child.Onderwijsnummer, pao, StringComparison.Ordinal);
        Assert.All(child.Family.Append(child.Person), person => Assert.DoesNotContain(person.Bsn, pao, StringComparison.Ordinal));
        Assert.DoesNotMatch("<(bsn|onderwijsnummer|geboorteplaats|nationaliteit|banknummer)>", pao);
    }

    [Theory]
    [MemberData(nameof(References))]
    public void An_overstap_dossier_holds_the_one_number_that_it_must(string reference)
    {
        var pupil = XElement.Parse(Encoding.UTF8.GetString(OsoDocument.Write(Demo, Demo.Child(reference), pao: false)))
            .Descendants(Element("leerling")).Single();

        Assert.Single(pupil.Elements(), element => element.Name.LocalName is "bsn" or "onderwijsnummer");
        Assert.NotEmpty(pupil.Elements(Element("datuminschrijving")));
        Assert.NotEmpty(pupil.Elements(Element("overstapadvies")).Elements(Element("contactnodig")));
    }

    [Fact]
    public void A_protected_address_stands_in_no_document_of_school_or_gemeente()
    {
        var child = Demo.Child("7");
        var texts = new[]
        {
            OsoDocument.Write(Demo, child, pao: true), OsoDocument.Write(Demo, child, pao: false), SchoolDocument.Write(Demo, child),
            Jw301Document.Write(Demo, child),
        }.Select(Encoding.UTF8.GetString).ToArray();

        Assert.All(texts, text => Assert.DoesNotContain(NeverTravels.SecretStreet, text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain(child.Person.Phone, text, StringComparison.Ordinal));
        Assert.Contains("9999999999", texts[0], StringComparison.Ordinal);
        Assert.Contains("geheim@geheim.geheim", texts[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_register_holds_the_protected_address_and_says_that_it_is_secret()
    {
        var text = Encoding.UTF8.GetString(IndicatieDocument.Write(Demo, Demo.Child("7")));

        Assert.Contains(NeverTravels.SecretStreet, text, StringComparison.Ordinal);
        Assert.Contains("\"geheimeClient\":\"1\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_never_travels_stands_in_the_sources_so_that_a_test_can_show_that_it_stays()
    {
        var child = Demo.Child("1");
        var school = Encoding.UTF8.GetString(SchoolDocument.Write(Demo, child));
        var provider = Encoding.UTF8.GetString(AanbiederDocument.Write(Demo, child, "jeugdhulpaanbieder"));

        Assert.Contains(NeverTravels.MedicalReason, school, StringComparison.Ordinal);
        Assert.Contains(NeverTravels.ThirdPerson, school, StringComparison.Ordinal);
        Assert.Contains(NeverTravels.TreatmentReport, provider, StringComparison.Ordinal);
        Assert.Contains(NeverTravels.FreeText, Encoding.UTF8.GetString(Jw301Document.Write(Demo, child)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_SWV_record_holds_no_BSN_of_anyone()
    {
        var texts = Demo.Children.Where(child => child.Swv is not null).Select(child => Encoding.UTF8.GetString(SwvDocument.Write(Demo, child))).ToArray();

        Assert.Equal(11, texts.Length);
        Assert.All(texts, text => Assert.DoesNotMatch("[0-9]{9}", text));
        Assert.All(texts, text => Assert.DoesNotContain(NamingSystems.Bsn, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_field_of_an_indication_is_a_field_of_the_official_GraphQL_schema()
    {
        var fields = GraphQlTypes(File.ReadAllText(SharedFolder.Locate("standards", "data", "iwlz", "graphql", "Indicatieregister-2.graphql")));

        foreach (var child in Demo.Children)
        {
            using var answer = JsonDocument.Parse(IndicatieDocument.Write(Demo, child));
            foreach (var indication in answer.RootElement.GetProperty("data").GetProperty("wlzIndicatie").EnumerateArray())
            {
                CheckFields(indication, "WlzIndicatie", fields);
            }
        }

    }

    private static void CheckFields(JsonElement value, string type, Dictionary<string, Dictionary<string, string>> types)
    {
        foreach (var field in value.EnumerateObject())
        {
            Assert.True(types[type].TryGetValue(field.Name, out var of), $"{type} has no field {field.Name}.");
            var inner = Regex.Match(of!, "[A-Za-z]+").Value;
            foreach (var item in field.Value.ValueKind is JsonValueKind.Array ? [.. field.Value.EnumerateArray()] : new[] { field.Value })
            {
                if (item.ValueKind is JsonValueKind.Object)
                {
                    CheckFields(item, inner, types);
                }
            }
        }

        Assert.All(types[type].Where(field => field.Value.EndsWith('!')), field =>
            Assert.True(value.TryGetProperty(field.Key, out var given) && given.ValueKind is not JsonValueKind.Null, $"{type}.{field.Key} is required."));
    }

    private static Dictionary<string, Dictionary<string, string>> GraphQlTypes(string schema) =>
        Regex.Matches(schema, @"^type (\w+) \{(.*?)^\}", RegexOptions.Multiline | RegexOptions.Singleline).ToDictionary(
            type => type.Groups[1].Value,
            type => Regex.Matches(type.Groups[2].Value, @"^\s+(\w+): ([\[\]!\w]+)", RegexOptions.Multiline)
                .ToDictionary(field => field.Groups[1].Value, field => field.Groups[2].Value));

    private static XName Element(string name) => XName.Get(name, "http://www.edustandaard.nl/oso_gegevensset/2019/dossier");
}

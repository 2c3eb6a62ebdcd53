using System.Text;
using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Mapping;

public sealed class XmlMappingTests
{
    private static readonly MappingCatalogue Catalogue = Samples.Load(JeugdhulpSample.Table);

    [Fact]
    public void One_message_becomes_a_patient_and_a_request_for_each_product()
    {
        var dossier = Samples.Preview(Catalogue, JeugdhulpSample.Document());
        var resources = Samples.Resources(dossier);

        Assert.Empty(dossier.Issues);
        Assert.Equal(["ServiceRequest", "ServiceRequest", "Patient"], resources.Select(one => one.GetProperty("resourceType").GetString()));
        var patient = resources[2];
        Assert.Equal("2010-02", patient.GetProperty("birthDate").GetString());
        Assert.Equal("male", patient.GetProperty("gender").GetString());
        Assert.Equal("1", patient.GetProperty("_gender").GetProperty("extension")[0].GetProperty("valueCodeableConcept").GetProperty("coding")[0].GetProperty("code").GetString());
        Assert.Equal("de Wit", patient.GetProperty("name")[0].GetProperty("family").GetString());
        Assert.Equal(2, patient.GetProperty("name")[0].GetProperty("given").GetArrayLength());
        Assert.Equal(2, patient.GetProperty("name")[0].GetProperty("_given").GetArrayLength());
        Assert.Equal("https://example.org/toewijzing/0384", resources[0].GetProperty("identifier")[0].GetProperty("system").GetString());
        Assert.Equal($"Patient/{patient.GetProperty("id").GetString()}", resources[0].GetProperty("subject").GetProperty("reference").GetString());
        Assert.Equal("JEUGDHULP_BESCHIKKING", resources[0].GetProperty("meta").GetProperty("security")[0].GetProperty("code").GetString());
        Assert.Equal([new SubjectKey("http://fhir.nl/fhir/NamingSystem/bsn", "999900006", true)], dossier.Subjects);
    }

    [Fact]
    public void A_row_outside_the_permit_leaves_nothing_in_the_bytes()
    {
        var dossier = Samples.Preview(Catalogue, JeugdhulpSample.Document(), new PreviewRequest(["JEUGDHULP_BESCHIKKING", "CONTACT"]));
        var text = string.Concat(dossier.Resources.Select(bytes => Encoding.UTF8.GetString(bytes.Span)));

        Assert.DoesNotContain("Patient\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("999900006", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Wit", text, StringComparison.Ordinal);
        Assert.Contains("masked", text, StringComparison.Ordinal);
        Assert.All(dossier.Manifest, line => Assert.Equal("JEUGDHULP_BESCHIKKING", line.Category));
    }

    [Fact]
    public void No_permitted_content_gives_no_resource()
    {
        var dossier = Samples.Preview(Catalogue, JeugdhulpSample.Document(), new PreviewRequest(["OPP_KERN"]));

        Assert.Empty(dossier.Resources);
        Assert.Empty(dossier.Manifest);
    }

    [Fact]
    public void The_same_document_gives_the_same_bytes()
    {
        var first = Samples.Preview(Catalogue, JeugdhulpSample.Document());
        var second = Samples.Preview(Catalogue, JeugdhulpSample.Document());

        Assert.Equal(first.Resources.Select(bytes => Convert.ToHexString(bytes.Span)), second.Resources.Select(bytes => Convert.ToHexString(bytes.Span)));
    }

    [Fact]
    public void A_record_deleted_at_the_source_is_dropped()
    {
        var document = JeugdhulpSample.Document(2, at => JeugdhulpSample.Product(at, at == 0 ? "2026-04-01" : "2026-07-14", "<b:Reden>13</b:Reden>"));

        Assert.Single(Samples.Resources(Samples.Preview(Catalogue, document)), one => one.GetProperty("resourceType").GetString() == "ServiceRequest");
    }

    [Fact]
    public void An_end_before_its_start_is_an_issue_and_not_in_the_output()
    {
        var dossier = Samples.Preview(Catalogue, JeugdhulpSample.Document(2, at => JeugdhulpSample.Product(at, at == 1 ? "2026-03-01" : "2026-07-14")));

        var issue = Assert.Single(dossier.Issues);
        Assert.Equal(("T-05", IssueCode.EndBeforeStart, "/Bericht/Client/Producten/Product[2]/Einddatum", "2026-03-01"), (issue.Rule, issue.Code, issue.Path, issue.Value));
        var period = Samples.Resources(dossier)[1].GetProperty("occurrencePeriod");
        Assert.False(period.TryGetProperty("end", out _));
        Assert.Equal("error", period.GetProperty("_end").GetProperty("extension")[0].GetProperty("valueCode").GetString());
    }

    [Fact]
    public void A_single_product_has_no_index_in_its_path()
    {
        var dossier = Samples.Preview(Catalogue, JeugdhulpSample.Document(1, at => JeugdhulpSample.Product(at, "2026-06-31")));

        Assert.Equal("/Bericht/Client/Producten/Product/Einddatum", Assert.Single(dossier.Issues).Path);
    }

    [Fact]
    public void A_secret_address_is_suppressed_and_the_patient_labelled()
    {
        var client = "<b:Contact><b:Plaats>Ergens</b:Plaats></b:Contact><b:Geheim>1</b:Geheim>";
        var dossier = Samples.Preview(Catalogue, JeugdhulpSample.Document(1, null, client));
        var patient = Samples.Resources(dossier)[^1];

        Assert.False(patient.TryGetProperty("address", out _));
        Assert.Contains(patient.GetProperty("meta").GetProperty("security").EnumerateArray(), label => label.GetProperty("code").GetString() == "R");
    }

    [Fact]
    public void An_open_address_and_a_number_come_along_but_a_dummy_does_not()
    {
        const string Contact = "<b:Contact><b:Plaats>Almelo</b:Plaats></b:Contact><b:Contact><b:Plaats>Hengelo</b:Plaats></b:Contact>";
        var open = Samples.Resources(Samples.Preview(Catalogue, JeugdhulpSample.Document(1, null, Contact + "<b:Telefoon>0612345678</b:Telefoon>")))[^1];
        var secret = Samples.Resources(Samples.Preview(Catalogue, JeugdhulpSample.Document(1, null, Contact + "<b:Telefoon>9999999999</b:Telefoon>")))[^1];

        Assert.Equal(["Almelo", "Hengelo"], open.GetProperty("address").EnumerateArray().Select(one => one.GetProperty("city").GetString()));
        Assert.Equal("phone", open.GetProperty("telecom")[0].GetProperty("system").GetString());
        Assert.False(secret.TryGetProperty("telecom", out _));
    }
}

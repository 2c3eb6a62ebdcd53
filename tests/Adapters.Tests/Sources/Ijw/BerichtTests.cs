using Xunit;

namespace ZioExchange.Adapters.Tests.Sources.Ijw;

/// <summary>The other iJw messages: start and stop, requests and answers, retour, invoices.</summary>
public sealed class BerichtTests
{
    [Fact]
    public void A_start_is_a_fact_of_its_own_and_not_the_day_of_the_assignment()
    {
        var episode = SourceTables.Map("ijw", Fixture("305")).All("EpisodeOfCare")[0];

        Assert.Equal("active", MappedBundle.Value(episode, "status"));
        Assert.Equal("2026-02-01", MappedBundle.Value(episode, "period.start"));
        Assert.Equal("2026-01-10", MappedBundle.Value(episode, "extension:toewijzing-ingangsdatum.valueDate"));
        Assert.Equal("https://zioexchange.nl/fhir/NamingSystem/toewijzing/0363", MappedBundle.Value(episode, "referralRequest.0.identifier.system"));
    }

    [Fact]
    public void A_delivery_that_is_taken_back_is_entered_in_error()
    {
        Assert.Equal(["active", "entered-in-error"], Statuses("305"));
        Assert.Equal(["finished", "onhold", "entered-in-error"], Statuses("307"));
    }

    [Fact]
    public void A_status_of_delivery_that_is_not_in_the_list_is_an_issue()
    {
        foreach (var message in new[] { "305", "307" })
        {
            var bundle = SourceTables.Map("ijw", Fixture(message).Replace("StatusAanlevering>1<", "StatusAanlevering>7<", StringComparison.Ordinal));

            Assert.Equal(["UNKNOWN_CODE"], bundle.Codes);
            Assert.DoesNotContain("\"code\":\"7\"", bundle.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_request_is_a_proposal_and_a_decision_is_there_only_when_it_exists()
    {
        var bundle = SourceTables.Map("ijw", Fixture("315"));

        Assert.Equal(2, bundle.All("Task").Count);
        Assert.All(bundle.All("ServiceRequest"), request => Assert.Equal("proposal", MappedBundle.Value(request, "intent")));
        Assert.Equal("88001", MappedBundle.Value(bundle.One("Coverage"), "identifier.0.value"));
    }

    [Fact]
    public void C23_code_2_of_COD260_is_not_truthy()
    {
        var bundle = SourceTables.Map("ijw", Fixture("315"));

        Assert.Equal("false", MappedBundle.Value(bundle.All("ServiceRequest")[0], "extension:raamcontract.valueBoolean"));
        Assert.Equal("false", MappedBundle.Value(bundle.One("Patient"), "extension:gezagsdrager-bekend.valueBoolean"));
    }

    [Fact]
    public void A_judge_as_referrer_is_a_safety_fact()
    {
        var requests = SourceTables.Only("ijw", Fixture("315"), "JEUGDHULP_BESCHIKKING");

        Assert.DoesNotContain("Rechtbank", requests.Text, StringComparison.Ordinal);
        Assert.Contains("Dokter De Wit", requests.Text, StringComparison.Ordinal);
        Assert.Contains("Rechtbank", SourceTables.Only("ijw", Fixture("315"), "VEILIGHEID").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_to_change_names_what_stays_what_changes_and_what_is_new()
    {
        var bundle = SourceTables.Map("ijw", Fixture("317"));
        var inputs = bundle.One("Task").GetProperty("input").EnumerateArray().Select(input => MappedBundle.Value(input, "type.coding.0.code"));

        Assert.Equal(["ongewijzigd", "wijziging", "nieuw"], inputs);
        Assert.Equal("4711", MappedBundle.Value(bundle.All("ServiceRequest")[0], "replaces.0.identifier.value"));
    }

    [Fact]
    public void An_answer_rejects_and_names_the_gemeente_that_is_responsible()
    {
        var tasks = SourceTables.Map("ijw", Fixture("319")).All("Task");
        var answer = Assert.Single(tasks, task => MappedBundle.Value(task, "status") == "rejected");
        var next = Assert.Single(tasks, task => MappedBundle.Value(task, "status") == "requested");

        Assert.Equal("8", MappedBundle.Value(answer, "statusReason.coding.0.code"));
        Assert.Equal("0344", MappedBundle.Value(next, "owner.identifier.value"));
        Assert.Equal($"Task/{answer.GetProperty("id").GetString()}", MappedBundle.Value(next, "partOf.0.reference"));
    }

    [Fact]
    public void A_retour_message_holds_judgements_and_no_order_or_delivery()
    {
        foreach (var message in new[] { "302", "306", "308", "316", "318", "320" })
        {
            var bundle = SourceTables.Map("ijw", Fixture(message));

            Assert.All(bundle.Resources, resource => Assert.Contains(resource.GetProperty("resourceType").GetString(), new[] { "Patient", "Task" }));
            Assert.Contains(bundle.All("Task"), task => MappedBundle.Value(task, "businessStatus.coding.0.code") == "0200");
        }
    }

    [Fact]
    public void Every_judgement_is_kept_when_there_are_several()
    {
        var document = Fixture("306").Replace("<m:RetourCode>0200</m:RetourCode>", "<m:RetourCode>9019</m:RetourCode><m:RetourCode>9063</m:RetourCode>", StringComparison.Ordinal);

        Assert.All(SourceTables.Map("ijw", document).All("Task"), task => Assert.Equal(
            ["9019", "9063"], task.GetProperty("businessStatus").GetProperty("coding").EnumerateArray().Select(coding => coding.GetProperty("code").GetString())));
    }

    [Fact]
    public void A_message_rejected_as_a_whole_has_no_client()
    {
        var document = Fixture("306");
        var (from, to) = (document.IndexOf("  <m:Client>", StringComparison.Ordinal), document.IndexOf("</m:Client>", StringComparison.Ordinal) + 12);
        var bundle = SourceTables.Map("ijw", document[..from] + document[to..].Replace("0200", "0001", StringComparison.Ordinal));

        Assert.Equal("Task", Assert.Single(bundle.Resources).GetProperty("resourceType").GetString());
    }

    [Fact]
    public void An_invoice_row_gives_the_number_and_the_invoice_and_nothing_else()
    {
        var claims = SourceTables.Only("ijw", Fixture("323"), "BSN", "DECLARATIE").All("Claim");

        Assert.Equal("999900006", MappedBundle.Value(claims[0], "extension:client.valueIdentifier.value"));
        Assert.Equal("1510", MappedBundle.Value(claims[0], "item.0.net.value")!.Split('.')[0]);
        Assert.Equal("75.5", MappedBundle.Value(claims[0], "item.0.unitPrice.value")!.TrimEnd('0'));
        Assert.Equal("20", MappedBundle.Value(claims[0], "item.0.quantity.value"));
        Assert.Equal("200", MappedBundle.Value(claims[1], "extension:geleverd.extension:bedrag.valueMoney.value")!.Split('.')[0]);
        Assert.Equal("C", MappedBundle.Value(claims[1], "extension:debet-credit.valueCodeableConcept.coding.0.code"));
        Assert.Empty(SourceTables.Only("ijw", Fixture("323"), "ID_BASIS", "JEUGDHULP_BESCHIKKING", "CONTACT").Resources);
    }

    [Theory]
    [InlineData("323", "1.5")]
    [InlineData("323", "20,5")]
    [InlineData("323", "2e1")]
    [InlineData("323", "-20")]
    [InlineData("325", "1.5")]
    [InlineData("325", "20,5")]
    [InlineData("325", "2e1")]
    [InlineData("325", "-20")]
    public void A_delivered_volume_that_is_no_whole_number_is_an_issue_and_not_released(string message, string volume)
    {
        var (amounts, cents) = (Fixture(message).Replace(">20<", $">{volume}<", StringComparison.Ordinal), Fixture(message).Replace(">20000<", $">{volume}<", StringComparison.Ordinal));

        foreach (var document in new[] { amounts, cents })
        {
            var bundle = SourceTables.Map("ijw", document);
            var issue = Assert.Single(bundle.Dossier.Issues);

            Assert.Equal(("INVALID_VALUE", true), (issue.CodeText, issue.Path.EndsWith("GeleverdVolume", StringComparison.Ordinal)));
            Assert.DoesNotContain(volume, bundle.Text.Replace("75.5", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("\"valueCode\":\"error\"", bundle.Text, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string?> Statuses(string message) =>
        SourceTables.Map("ijw", Fixture(message)).All("EpisodeOfCare").Select(episode => MappedBundle.Value(episode, "status"));

    private static string Fixture(string message) => SourceTables.Fixture($"Ijw/jw{message}-full.xml");
}

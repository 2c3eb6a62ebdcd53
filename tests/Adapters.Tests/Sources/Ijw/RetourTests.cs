using Xunit;

namespace ZioExchange.Adapters.Tests.Sources.Ijw;

/// <summary>Messages that judge another message (IV028): the header of that one comes back unchanged, with the return message's own number and day beside it.</summary>
public sealed class RetourTests
{
    private const string Number = "https://zioexchange.nl/fhir/NamingSystem/ijw-bericht/";

    public static TheoryData<string> Messages => ["302", "306", "308", "316", "318", "320"];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_judgement_names_the_message_that_was_judged_and_then_its_own(string message)
    {
        var task = Whole(SourceTables.Map("ijw", Fixture(message)));
        var (sender, receiver) = message is "302" or "320" ? ("0363", "42420001") : ("65656055", "0363");

        Assert.Equal((Number + sender, "IDENT000001"), (MappedBundle.Value(task, "identifier.0.system"), MappedBundle.Value(task, "identifier.0.value")));
        Assert.Equal((Number + receiver, "RETOUR00077"), (MappedBundle.Value(task, "identifier.1.system"), MappedBundle.Value(task, "identifier.1.value")));
        Assert.Equal(("2026-01-15", "2026-01-16"), (MappedBundle.Value(task, "authoredOn"), MappedBundle.Value(task, "lastModified")));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_judgement_from_before_the_message_is_an_issue_and_not_in_the_output(string message)
    {
        var bundle = SourceTables.Map("ijw", Fixture(message).Replace("DagtekeningRetour>2026-01-16", "DagtekeningRetour>2026-01-14", StringComparison.Ordinal));

        Assert.Equal(["END_BEFORE_START"], bundle.Codes);
        Assert.Null(MappedBundle.Value(Whole(bundle), "lastModified"));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_approved_as_a_whole_is_a_header_alone_and_names_no_patient_that_is_not_there(string message)
    {
        var bundle = SourceTables.Map("ijw", HeaderAlone(message));
        var task = Assert.Single(bundle.Resources);

        Assert.Empty(bundle.Codes);
        Assert.Equal("masked", MappedBundle.Value(task, "for.extension.0.valueCode"));
        Assert.Null(MappedBundle.Value(task, "for.reference"));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_judgement_that_is_not_in_the_list_is_an_issue(string message)
    {
        var bundle = SourceTables.Map("ijw", Fixture(message).Replace(">0200<", ">ABCD<", StringComparison.Ordinal));

        Assert.Equal(["UNKNOWN_CODE"], bundle.Codes);
        Assert.DoesNotContain("ABCD", bundle.Text, StringComparison.Ordinal);
    }

    private static System.Text.Json.JsonElement Whole(MappedBundle bundle) =>
        Assert.Single(bundle.All("Task"), task => MappedBundle.Value(task, "code.coding.0.code")!.StartsWith("retour-jw", StringComparison.Ordinal));

    private static string HeaderAlone(string message)
    {
        var document = Fixture(message);
        var header = document.IndexOf("<m:RetourCodes>", StringComparison.Ordinal);
        return document[..header] + "</m:Header></m:Bericht>";
    }

    private static string Fixture(string message) => SourceTables.Fixture($"Ijw/jw{message}-full.xml");
}

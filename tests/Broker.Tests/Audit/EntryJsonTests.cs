using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Keys;

namespace ZioExchange.Broker.Tests.Audit;

public sealed class EntryJsonTests
{
    private static readonly AuditEntry Whole = new()
    {
        Kind = AuditKind.Disclosure,
        Moment = new(2026, 11, 22, 13, 5, 0, 120, TimeSpan.Zero),
        TraceId = new string('a', 32),
        Outcome = AuditOutcome.Partial,
        RequestId = "r-1",
        DecisionId = "d-1",
        Child = new("child-1"),
        Actor = new AuditActor("who", "IB", new("school-1")) { OnBehalfOf = "other", AssuranceLevel = "HIGH", AuthenticationMethod = "é\u0001\"" },
        Source = new("swv-1"),
        Recipient = new("school-1"),
        Purpose = new("TLV_\"AANVRAAG\"\\"),
        Role = new("IB"),
        Mode = "NORMAL",
        JustificationHash = "00ff",
        MatrixRow = "M04",
        LegalBasis = "WPO 40 lid 3 – \u2028 \ud83d\ude00",
        PolicyVersion = "2026-11-01",
        Profile = "STRICT",
        ReasonCode = "tab\t, line\n, bell\u0007, half \ud83d of a pair",
        CategoriesRequested = [new("TLV"), new("OPP_KERN")],
        CategoriesPermitted = [new("TLV")],
        CategoriesDenied = [new(new("OPP_KERN"), "NO_CONSENT")],
        ConsentIds = ["c-2", "c-1"],
        Manifest = [new("SWV-1", "ServiceRequest.occurrencePeriod.start")],
        Obligations = ["INFORM"],
        Details = new Dictionary<string, string> { ["é"] = "last", ["b"] = "two", ["B"] = "one" },
        Replay = """{"case":{"children":[{"id":"x\\y"}]}}""",
    };

    [Fact]
    public void An_entry_is_written_in_the_form_of_the_canonicaliser_letter_by_letter()
    {
        foreach (var text in new[] { EntryJson.Write(Whole, "hash"), EntryJson.WriteWithheld(Whole)!, EntryJson.Write(Whole.Actor!) })
        {
            Assert.Equal(Encoding.UTF8.GetString(CanonicalJson.Canonicalise(text)), Encoding.UTF8.GetString(text));
        }
    }

    [Fact]
    public void A_withheld_text_opens_only_behind_the_shown_text_that_names_it()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        byte[] withheld = [.. new byte[LeafData.SaltLength], .. EntryJson.WriteWithheld(Whole)!];
        byte[] shown = [.. new byte[LeafData.SaltLength], .. EntryJson.Write(Whole, Convert.ToBase64String(LeafData.Commit(withheld)))];
        byte[] another = [.. withheld[..^2], (byte)'X', .. withheld[^1..]];

        Assert.NotNull(Open(withheld).Withheld);
        Assert.Throws<CryptographicException>(() => Open(another));

        OpenedText Open(byte[] behind) => SealedText.Open(key, SealedBox.Seal(key, SealedText.Join(shown, behind), SealedText.Context), LeafData.Commit(shown));
    }

    [Fact]
    public void Every_member_of_an_entry_and_of_an_actor_is_written_once_and_read_back()
    {
        AssertMembers<AuditEntry>([EntryJson.Write(Whole, null), EntryJson.WriteWithheld(Whole)!], nameof(AuditEntry.Actor));
        AssertMembers<AuditActor>([EntryJson.Write(Whole.Actor!)], nameof(AuditActor.ClientKey));

        var read = EntryJson.ReadEntry(new(default, EntryJson.Write(Whole, "hash"), EntryJson.WriteWithheld(Whole)));
        Assert.Equal(EntryJson.Write(Whole, null), EntryJson.Write(read, null));
        Assert.Equal((Whole.Child, Whole.Replay), (read.Child, read.Replay));
        Assert.Equal(Whole.Actor, EntryJson.ReadActor(new(default, EntryJson.Write(Whole.Actor!), null)));
    }

    [Fact]
    public void An_entry_of_before_that_holds_everything_in_one_text_is_read()
    {
        var old = JsonNode.Parse(EntryJson.Write(Whole, null))!.AsObject();
        (old["child"], old["replay"]) = ("child-1", Whole.Replay);

        var read = EntryJson.ReadEntry(new(default, Encoding.UTF8.GetBytes(old.ToJsonString()), null));

        Assert.Equal((Whole.Child, Whole.Replay), (read.Child, read.Replay));
    }

    [Fact]
    public void An_empty_list_is_written_and_an_absent_text_is_not()
    {
        var text = Encoding.UTF8.GetString(EntryJson.Write(new AuditEntry { Kind = AuditKind.SignIn, Outcome = AuditOutcome.Success, Moment = DateTimeOffset.UnixEpoch, TraceId = new string('1', 32) }, null));

        Assert.Equal(
            """{"categoriesDenied":[],"categoriesPermitted":[],"categoriesRequested":[],"consentIds":[],"details":{},"kind":"SignIn","manifest":[],"moment":"1970-01-01T00:00:00+00:00","obligations":[],"outcome":"Success","traceId":"11111111111111111111111111111111"}""",
            text);
    }

    private static void AssertMembers<T>(byte[][] texts, string apart)
    {
        var known = typeof(T).GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance)
            .Select(property => property.Name).Where(name => name != apart && name != "EqualityContract").Select(JsonNamingPolicy.CamelCase.ConvertName);

        Assert.Equal(known.Order(StringComparer.Ordinal), texts.SelectMany(text => JsonNode.Parse(text)!.AsObject().Select(member => member.Key)).Order(StringComparer.Ordinal));
    }
}

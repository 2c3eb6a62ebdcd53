using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Exchange.FhirApi;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange.FhirApi;

/// <summary>Pages, periods and parameters of the searches: nothing is lost between pages, nothing is passed over in silence, and nothing tells of what the caller may not see.</summary>
public sealed class FhirSearchTests(LiveBroker broker) : IClassFixture<LiveBroker>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_event_of_a_period_is_on_one_page_newest_first_and_the_links_count_only_what_may_be_seen()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var child = region.Child("1");
        var question = new QuestionText(child.Identifiers["swv-oost"], "TLV_AANVRAAG", "TLV_COMMISSIE", "swv-oost-tlv-commissie", [], [], [.. child.Requests.Select(request => request.Reference)], null);
        var from = DateTimeOffset.UtcNow;
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (await swv.PostAsync("/fhir/Patient/$kind-dossier", QuestionBody.Write(question), Ct)).Status);
            Assert.Equal(200, (await SearchAsync("swv-oost", "AuditEvent", ("_count", "1"))).Status);   // a look, that is none of its own slice
        }

        var to = DateTimeOffset.UtcNow.AddMilliseconds(1);
        var period = new[] { ("date", "ge" + Instant(from)), ("date", "lt" + Instant(to)) };
        var all = await SearchAsync("swv-oost", "AuditEvent", [.. period, ("_count", "100")]);
        var events = Ids(all);
        Assert.True(events.Count >= 3);
        Assert.Equal(events.OrderByDescending(id => long.Parse(id, CultureInfo.InvariantCulture)), events);
        Assert.Equal((events.Count, null), (all.Json.GetProperty("total").GetInt32(), Next(all)));

        var walked = new List<string>();
        for (var page = await SearchAsync("swv-oost", "AuditEvent", [.. period, ("_count", "2")]); ;)
        {
            Assert.Equal(200, page.Status);
            await AssertValidAsync(page);
            Assert.False(page.Json.TryGetProperty("total", out _));
            walked.AddRange(Ids(page));
            if (Next(page) is not { } next)
            {
                break;
            }

            Assert.Equal(2, Ids(page).Count);
            page = await swv.GetAsync(next, Ct);
        }

        Assert.Equal(events, walked);
        var whole = await SearchAsync("swv-oost", "AuditEvent", [.. period, ("_count", events.Count.ToString(CultureInfo.InvariantCulture))]);
        Assert.Equal(events, Ids(whole));
        Assert.Equal((events.Count, null), (whole.Json.GetProperty("total").GetInt32(), Next(whole)));   // more looks lie before it, and no link tells
        Assert.Empty(Ids(await SearchAsync("swv-oost", "AuditEvent", ("date", "gt" + Instant(to)), ("date", "lt" + Instant(to.AddSeconds(1))))).Intersect(events));
    }

    [Theory]
    [InlineData("/fhir/Consent/_search?status=rejected")]
    [InlineData("/fhir/Consent/_search?patient.identifier=http://fhir.nl/fhir/NamingSystem/bsn%7C999900006")]
    [InlineData("/fhir/AuditEvent/_search?_count=1")]
    [InlineData("/fhir/Patient/$kind-dossier?subject=999900006")]
    public async Task What_a_POST_names_in_its_address_is_refused_and_not_passed_over(string path)
    {
        var partner = await broker.PartnerAsync("swv-oost");
        var type = path.Contains("_search", StringComparison.Ordinal) ? "application/x-www-form-urlencoded" : "application/fhir+json";
        var reply = await partner.SendAsync("POST", path, string.Empty, type, Ct);
        Assert.Equal((400, "BAD_REQUEST"), (reply.Status, reply.ReasonCode));
        Assert.Contains("not in the address", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_of_a_child_s_consents_hold_each_once_and_their_links_name_no_child()
    {
        var (region, source) = (await broker.RegionAsync(), await broker.PartnerAsync("jeugdhulpaanbieder"));
        var bsn = region.Child("2").Person.Bsn;
        var named = ("patient.identifier", $"{NamingSystems.Bsn}|{bsn}");
        var all = Ids(await SearchAsync("jeugdhulpaanbieder", "Consent", named));
        Assert.True(all.Count > 1);

        var walked = new List<string>();
        for (var page = await SearchAsync("jeugdhulpaanbieder", "Consent", named, ("_count", "1")); ;)
        {
            await AssertValidAsync(page);
            Assert.Equal(all.Count, page.Json.GetProperty("total").GetInt32());
            walked.AddRange(Ids(page));
            if (Next(page) is not { } next)
            {
                break;
            }

            Assert.DoesNotContain(bsn, next + Encoding.UTF8.GetString(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(next[(next.IndexOf('=', StringComparison.Ordinal) + 1)..])), StringComparison.Ordinal);
            var stranger = await (await broker.PartnerAsync("gemeente-b")).GetAsync(next, Ct);
            var nonsense = await (await broker.PartnerAsync("gemeente-b")).GetAsync("/fhir/Consent?_cursor=X2FmdGVyPTAxOTlhMGYwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMA", Ct);
            Assert.Equal((400, 400, Said(nonsense)), (stranger.Status, nonsense.Status, Said(stranger)));
            page = await source.GetAsync(next, Ct);
        }

        Assert.Equal(all, walked);
    }

    [Fact]
    public async Task A_link_to_more_consents_finds_no_child_any_more_once_the_school_ended_the_number_by_which_it_knew_it()
    {
        await using var own = new LiveBroker();
        var (school, number) = (await own.PartnerAsync("school-so"), (await own.RegionAsync()).Child("1").Identifiers["school-so"]);
        var grants = await (await own.ServicesAsync()).GetRequiredService<GrantBook>().OfChildAsync(new("sandbox-1"), Ct);
        var given = grants.First(each => each.Grant.Source == "school-so").Grant.Id;
        var link = "/fhir/Consent" + PageLink.Write(given.ToString("D"), [new("_count", "1")]);
        Assert.Equal(200, (await school.GetAsync(link, Ct)).Status);

        Assert.Equal(204, (await school.PostAsync("/api/v1/koppelingen/beeindigingen", JsonSerializer.Serialize(new { kind = number }, JsonSerializerOptions.Web), Ct)).Status);

        Assert.Equal(400, (await school.GetAsync(link, Ct)).Status);
    }

    [Fact]
    public async Task A_status_may_be_one_of_several_with_its_system_or_without()
    {
        var named = ("patient.identifier", $"{NamingSystems.Bsn}|{(await broker.RegionAsync()).Child("2").Person.Bsn}");
        var all = Ids(await SearchAsync("jeugdhulpaanbieder", "Consent", named));
        var rejected = Ids(await SearchAsync("jeugdhulpaanbieder", "Consent", named, ("status", "rejected")));
        Assert.NotEmpty(rejected);
        Assert.Equal(rejected, Ids(await SearchAsync("jeugdhulpaanbieder", "Consent", named, ("status", "http://hl7.org/fhir/consent-state-codes|rejected"))));
        Assert.Equal(all, Ids(await SearchAsync("jeugdhulpaanbieder", "Consent", named, ("status", "active,inactive,http://hl7.org/fhir/consent-state-codes|rejected"))));
        Assert.Equal(all.Except(rejected), Ids(await SearchAsync("jeugdhulpaanbieder", "Consent", named, ("status", "active,inactive"))));
    }

    [Theory]
    [InlineData("Consent", "status", "bogus")]
    [InlineData("Consent", "status", "active,bogus")]
    [InlineData("Consent", "status", "http://example.org|active")]
    [InlineData("AuditEvent", "date", "gt..")]
    [InlineData("AuditEvent", "date", "ge11/22/2026")]
    [InlineData("AuditEvent", "date", "2026-11-25T09:00:00")]
    public async Task A_value_that_cannot_be_is_refused_by_the_name_of_its_parameter(string type, string name, string value)
    {
        var child = ("patient.identifier", $"{NamingSystems.Bsn}|{(await broker.RegionAsync()).Child("2").Person.Bsn}");
        var reply = await SearchAsync("jeugdhulpaanbieder", type, [(name, value), .. type is "Consent" ? [child] : Array.Empty<(string, string)>()]);
        Assert.Equal(400, reply.Status);
        var issue = Assert.Single(reply.Json.GetProperty("issue").EnumerateArray());
        Assert.Equal([name], issue.GetProperty("expression").EnumerateArray().Select(place => place.GetString()));
        Assert.DoesNotContain(value, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_that_is_not_known_is_refused_unless_the_caller_prefers_to_hear_of_it()
    {
        const string Form = "_count=1&_sort=date";
        var partner = await broker.PartnerAsync("school-so");
        Assert.Equal(400, (await partner.SendAsync("POST", "/fhir/AuditEvent/_search", Form, "application/x-www-form-urlencoded", Ct, ("Prefer", "handling=strict"))).Status);
        var lenient = await partner.SendAsync("POST", "/fhir/AuditEvent/_search", Form, "application/x-www-form-urlencoded", Ct, ("Prefer", "respond-async, handling=lenient"));
        Assert.Equal(200, lenient.Status);
        await AssertValidAsync(lenient);
        var outcome = lenient.Json.GetProperty("entry").EnumerateArray().Single(entry => entry.GetProperty("search").GetProperty("mode").GetString() == "outcome").GetProperty("resource");
        Assert.Equal("_sort", outcome.GetProperty("issue")[0].GetProperty("expression")[0].GetString());
        Assert.Equal(400, (await partner.SendAsync("POST", "/fhir/AuditEvent/_search", Form + "&date=yesterday", "application/x-www-form-urlencoded", Ct, ("Prefer", "handling=lenient"))).Status);
    }

    [Theory]
    [InlineData("/fhir/AuditEvent")]
    [InlineData("/fhir/AuditEvent?date=2026-11-24")]
    [InlineData("/fhir/AuditEvent?_cursor=zzz")]
    [InlineData("/fhir/AuditEvent?_cursor=X2FmdGVyPTEtMSZ4PTE")]   // _after=1-1&x=1
    [InlineData("/fhir/Consent?_cursor=%FF")]
    public async Task GET_follows_a_link_of_an_answer_and_nothing_else(string path)
    {
        var reply = await (await broker.PartnerAsync("school-so")).GetAsync(path, Ct);
        Assert.Equal((400, "BAD_REQUEST"), (reply.Status, reply.ReasonCode));
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private static List<string> Ids(Reply reply)
    {
        Assert.Equal(200, reply.Status);
        return reply.Json.TryGetProperty("entry", out var entries) ? [.. entries.EnumerateArray().Select(entry => entry.GetProperty("resource").GetProperty("id").GetString()!)] : [];
    }

    /// <summary>Path and query of the next link; null on the last page.</summary>
    private static string? Next(Reply reply) => reply.Json.GetProperty("link").EnumerateArray().Where(link => link.GetProperty("relation").GetString() == "next")
        .Select(link => new Uri(link.GetProperty("url").GetString()!).PathAndQuery).SingleOrDefault();

    /// <summary>An outcome without its trace.</summary>
    private static string Said(Reply reply) => reply.Json.GetProperty("issue").GetRawText();

    private async Task<Reply> SearchAsync(string client, string type, params (string Name, string Value)[] parameters)
    {
        var form = string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        return await (await broker.PartnerAsync(client)).SendAsync("POST", $"/fhir/{type}/_search", form, "application/x-www-form-urlencoded", Ct);
    }

    private async Task AssertValidAsync(Reply reply)
    {
        var issues = FhirValidator.Validate(Encoding.UTF8.GetBytes(reply.Text), (await broker.ServicesAsync()).GetRequiredService<FhirTypes>());
        Assert.True(issues.Count == 0, string.Join('\n', issues) + JsonSerializer.Serialize(reply.Text));
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Tests.Audit.Crashes;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>Whatever node HAProxy takes a request to, the answer is that of one broker.</summary>
[Collection<SharedBalancedNodes>]
[Trait("Needs", "PostgreSQL")]
public sealed partial class BehindBalancerTests(BalancedNodes nodes)
{
    private const string Client = "school-so";
    private const string Minute = "SELECT floor(extract(epoch FROM clock_timestamp()) / 60)";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_parent_signs_in_over_nodes_that_take_turns()
    {
        using var browser = nodes.Http();
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var page = await browser.GetStringAsync(new Uri("/inloggen", UriKind.Relative), Ct);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["persona"] = Persona().Match(page).Groups[1].Value,
            ["__RequestVerificationToken"] = FormToken().Match(page).Groups[1].Value,
        });

        using var signedIn = await browser.PostAsync(new Uri("/inloggen?handler=Persona", UriKind.Relative), form, Ct);

        Assert.Equal("/ouders", signedIn.RequestMessage!.RequestUri!.AbsolutePath);
        nodes.AnsweredBy.Clear();
        for (var turn = 0; turn < BalancedNodes.Count; turn++)
        {
            using var again = await browser.GetAsync(new Uri("/ouders", UriKind.Relative), Ct);
            Assert.Equal(HttpStatusCode.OK, again.StatusCode);
            Assert.Equal("/ouders", again.RequestMessage!.RequestUri!.AbsolutePath);
        }

        Assert.True(nodes.EachAnswered);
    }

    [Fact]
    public async Task A_token_is_good_at_every_node_and_a_proof_once_over_all()
    {
        using var http = nodes.Http();
        var partner = nodes.Partner(http, Client);
        var token = await partner.TokenAsync(Ct);
        var url = new Uri(nodes.Address, "/fhir/Patient/$kind-dossier");
        var proof = partner.Proof("POST", url, token);
        nodes.AnsweredBy.Clear();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 2 * BalancedNodes.Count).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = nodes.Question(Client) };
            request.Headers.Authorization = new("DPoP", token);
            request.Headers.Add("DPoP", proof);
            using var answer = await http.SendAsync(request, Ct);
            return (int)answer.StatusCode;
        }));

        Assert.Equal([200, 401, 401, 401, 401, 401], statuses.Order());
        Assert.True(nodes.EachAnswered);
        nodes.AnsweredBy.Clear();
        for (var turn = 0; turn < BalancedNodes.Count; turn++)
        {
            using var answer = await partner.SendAsync(HttpMethod.Post, url.AbsolutePath, nodes.Question(Client), token, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.True(nodes.EachAnswered);
    }

    [Fact]
    public async Task A_change_that_is_sent_to_all_nodes_at_once_is_made_once()
    {
        using var http = nodes.Http();
        var partner = nodes.Partner(http, Client);
        var token = await partner.TokenAsync(Ct);
        var url = new Uri(nodes.Address, "/api/v1/toestemmingen");
        var key = Guid.NewGuid().ToString();
        var before = await nodes.GrantsAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 2 * BalancedNodes.Count).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(PartnerLoad.GrantText(nodes.Families), Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new("DPoP", token);
            request.Headers.Add("DPoP", partner.Proof("POST", url, token));
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await http.SendAsync(request, Ct);
            return (Status: (int)answer.StatusCode, Made: answer.Headers.Location?.OriginalString);
        }));

        Assert.All(answers, answer => Assert.True(answer.Status is 201 or 409, answer.Status.ToString(CultureInfo.InvariantCulture)));   // 409: the first is still at it
        Assert.Single(answers.Where(answer => answer.Status == 201).Select(answer => answer.Made).Distinct());
        Assert.Equal(before + 1, await nodes.GrantsAsync());
    }

    [Fact]
    public async Task A_stop_that_is_sent_to_all_nodes_at_once_is_one_act()
    {
        using var http = nodes.Http();
        var school = nodes.Live(http, Client);
        var given = await school.PostAsync("/api/v1/toestemmingen", PartnerLoad.GrantText(nodes.Families), Ct);
        Assert.True(given.Status == 201, given.Text);
        var id = given.Json.GetProperty("id").GetString();
        nodes.AnsweredBy.Clear();

        var stopped = await Task.WhenAll(Enumerable.Range(0, 2 * BalancedNodes.Count).Select(_ => school.PostAsync($"/api/v1/toestemmingen/{id}/intrekkingen", """{"door":"JEUGDIGE"}""", Ct)));

        Assert.All(stopped, reply => Assert.True(reply.Status == 201, reply.Text));
        Assert.True(nodes.EachAnswered);
        Assert.Equal(1L, await nodes.AskAsync($"SELECT count(*) FROM grant_events WHERE grant_id = '{id}'"));
        Assert.Equal(1L, await nodes.AskAsync($"SELECT count(*) FROM partner_events WHERE subject = '{id}' AND type = 'toestemming.ingetrokken'"));
    }

    [Fact]
    public async Task Over_all_nodes_together_an_organisation_gets_its_budget_and_no_more()
    {
        for (var turn = 0; ; turn++)
        {
            // Each turn another organisation: when the minute of the database ended during it, it proves nothing.
            var client = new[] { "gemeente-a", "gemeente-b", "gemeente-c", "zorgkantoor" }[turn];
            var minute = await nodes.AskAsync(Minute);
            using var http = nodes.Http();
            var (given, refusing) = (0, new ConcurrentDictionary<string, bool>());
            await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
            {
                while (refusing.Count < BalancedNodes.Count && Volatile.Read(ref given) <= BalancedNodes.TokensPerMinute)
                {
                    using var answer = await TokenAsync(http, client);
                    if (answer.StatusCode == HttpStatusCode.OK)
                    {
                        Interlocked.Increment(ref given);
                        continue;
                    }

                    Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
                    Assert.NotNull(answer.Headers.RetryAfter);
                    refusing[answer.Headers.GetValues(LoadBalancer.NodeHeader).Single()] = true;
                }
            }));

            if (Equals(minute, await nodes.AskAsync(Minute)))
            {
                Assert.Equal(BalancedNodes.TokensPerMinute, given);
                return;
            }
        }
    }

    private async Task<HttpResponseMessage> TokenAsync(HttpClient http, string client)
    {
        var (partner, endpoint) = (nodes.Partner(http, client), new Uri(nodes.Address, "/connect/token"));
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_assertion_type"] = ClientAssertion.Type,
                ["client_assertion"] = partner.Assertion(),
            }),
        };
        request.Headers.Add("DPoP", partner.Proof("POST", endpoint, accessToken: null));
        return await http.SendAsync(request, Ct);
    }

    [GeneratedRegex("name=\"persona\" value=\"([^\"]+)\"")]
    private static partial Regex Persona();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}

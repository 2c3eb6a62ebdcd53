using System.Diagnostics;
using System.Globalization;
using System.Net;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Benchmarks.Attacks;

/// <summary>Client assertions and DPoP proofs, signed, over HTTP: each is sent at once to two nodes, and once more to both after they restarted. It is accepted once.</summary>
internal static class SignedReplays
{
    private const int OfEachKind = 200;
    private const int Before = 4, After = 2;
    private const string Client = "swv-oost";
    private const string Asked = "/api/v1/organisaties";

    // A document that is refused for its age proves nothing: the last one must be sent well within its minute.
    private static readonly TimeSpan StillYoung = TimeSpan.FromSeconds(45);
    private static readonly string[] Kinds = ["assertions", "proofs at the token endpoint", "proofs of requests"];
    private static readonly Uri PublicUrl = new("http://localhost:5998");

    public static async Task RunAsync(int sends, BrokerDatabase database, TextWriter output)
    {
        string[] settings = ["--PublicUrl", PublicUrl.AbsoluteUri, "--Database:Provider", database.Provider.ToString(), "--Database:ConnectionString", database.ConnectionString];
        await using var owner = await AttackedBroker.StartAsync(settings);
        var (watch, sent, documents, young) = (Stopwatch.StartNew(), 0, 0, 0);
        while (sent < sends)
        {
            var accepted = new int[Kinds.Length * OfEachKind];
            var began = Stopwatch.GetTimestamp();
            List<(int Kind, string Text)> signed;
            string token;
            await using (var one = await AttackedBroker.StartAsync(owner.Data, isOwner: false, settings))
            await using (var other = await AttackedBroker.StartAsync(owner.Data, isOwner: false, settings))
            {
                began = Stopwatch.GetTimestamp();
                var signer = Signer(one);
                token = await TokenAsync(one, signer.Assertion(), signer.Proof("POST", TokenUrl, null)) ?? throw new FoundException("No token for an honest client.");
                signed = [.. Enumerable.Range(0, accepted.Length).Select(n => (n % Kinds.Length, (n % Kinds.Length) switch { 0 => signer.Assertion(), 1 => signer.Proof("POST", TokenUrl, null), _ => signer.Proof("GET", new Uri(PublicUrl, Asked), token) }))];
                await SendAllAsync([one, other], signed, token, Before, accepted);
            }

            await using (var one = await AttackedBroker.StartAsync(owner.Data, isOwner: false, settings))
            await using (var other = await AttackedBroker.StartAsync(owner.Data, isOwner: false, settings))
            {
                await SendAllAsync([one, other], signed, token, After, accepted);
            }

            if (Array.FindIndex(accepted, times => times != 1) is >= 0 and var wrong)
            {
                throw new FoundException($"One of the {Kinds[wrong % Kinds.Length]} was accepted {accepted[wrong]} times.");
            }

            sent += accepted.Length * (Before + After);
            documents += accepted.Length;
            young += Stopwatch.GetElapsedTime(began) < StillYoung ? accepted.Length : 0;
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  over HTTP: {sent} sends of {documents} signed {string.Join(", ", Kinds)}, over two nodes and a restart in between: each accepted once; of {young} the last was sent within {StillYoung.TotalSeconds:F0} s; {sent / watch.Elapsed.TotalSeconds:F0}/s"));
    }

    private static Uri TokenUrl => new(PublicUrl, "/connect/token");

    private static SandboxClient Signer(AttackedBroker node) => new(node.Http, Client, node.Key(Client), PublicUrl);

    private static async Task SendAllAsync(AttackedBroker[] nodes, List<(int Kind, string Text)> signed, string token, int times, int[] accepted) =>
        await Parallel.ForEachAsync(Enumerable.Range(0, signed.Count * times), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (turn, _) =>
        {
            // The copies of one document follow each other directly, over the nodes in turn.
            var (number, node) = (turn / times, nodes[turn % nodes.Length]);
            var (signer, text) = (Signer(node), signed[number].Text);
            var through = signed[number].Kind switch
            {
                0 => await TokenAsync(node, text, signer.Proof("POST", TokenUrl, null)) is not null,
                1 => await TokenAsync(node, signer.Assertion(), text) is not null,
                _ => await AskAsync(node, token, text),
            };
            if (through)
            {
                Interlocked.Increment(ref accepted[number]);
            }
        });

    private static async Task<string?> TokenAsync(AttackedBroker node, string assertion, string proof)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Address, "/connect/token"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_assertion_type"] = ClientAssertion.Type, ["client_assertion"] = assertion }),
        };
        request.Headers.Add("DPoP", proof);
        using var answer = await node.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("access_token").GetString(),
            HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized => null,
            var other => throw new FoundException($"The token endpoint answered {(int)other}."),
        };
    }

    private static async Task<bool> AskAsync(AttackedBroker node, string token, string proof)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Address, Asked));
        request.Headers.Authorization = new("DPoP", token);
        request.Headers.Add("DPoP", proof);
        using var answer = await node.Http.SendAsync(request);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => true,
            HttpStatusCode.Unauthorized => false,
            var other => throw new FoundException($"A request was answered with {(int)other}."),
        };
    }
}

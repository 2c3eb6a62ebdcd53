using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ZioExchange.Benchmarks.Log;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Benchmarks.Attacks;

/// <summary>Keys of children who differ in a digit or a letter, against the register of a running broker: none finds another child than its own. A sample goes over HTTP.</summary>
internal static class TwinsRun
{
    private const int ChangedEach = 200;
    private const int OverHttp = 2_000;

    /// <exception cref="FoundException">At the first false match.</exception>
    public static async Task RunAsync(int changed, string provider, TextWriter output)
    {
        await using var place = await BenchDatabase.CreateAsync(Enum.Parse<DatabaseProvider>(provider, ignoreCase: true));
        await using var broker = await AttackedBroker.StartAsync("--Database:Provider", place.Database.Provider.ToString(), "--Database:ConnectionString", place.Database.ConnectionString);
        var children = Math.Clamp(changed / ChangedEach, 2, NearTwins.MostChildren) / 2 * 2;
        var watch = Stopwatch.StartNew();
        try
        {
            var counts = await new NearTwins(broker.Services, seed: 1).RunAsync(children, Math.Max(1, changed / children), callers: 16, CancellationToken.None);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {counts.Children} near-twins on {provider}: {counts.RightKeys} right keys each found its own child, {counts.Misses} near misses found nobody, {counts.OthersKeys} changed keys were another child's and found that child, {counts.Pseudonyms} pseudonyms all different; {watch.Elapsed.TotalSeconds:F0} s"));
            foreach (var (kind, count) in counts.NearMisses)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"    {kind}: {count}"));
            }
        }
        catch (FalseMatchException found)
        {
            throw new FoundException(found.Message);
        }

        await output.WriteLineAsync(await OverHttpAsync(broker, Math.Min(changed, OverHttp)));
    }

    /// <summary>Every party of the sandbox tries to end what it would name by a number that is almost one of its own, and the numbers of all others.</summary>
    private static async Task<string> OverHttpAsync(AttackedBroker broker, int tries)
    {
        var own = broker.Region.Children.SelectMany(child => child.Couplings.Where(client => child.Identifiers[client].System.StartsWith(Systems.Root, StringComparison.Ordinal))
            .Select(client => (Client: client, Number: child.Identifiers[client], Child: child.Reference))).ToList();
        var keys = own.ConvertAll(each => new NearTwinKey(new OrganisationId(each.Client), each.Number.System, each.Number.Value));
        var (watch, tokens, asked) = (Stopwatch.StartNew(), new Dictionary<string, (string Token, long At)>(), 0);
        for (var turn = 0; asked < tries; turn++)
        {
            var random = new Random(turn);
            var kind = NearTwinChanges.Kinds[turn % NearTwinChanges.Kinds.Count];
            var tried = NearTwinChanges.Of(kind, keys[random.Next(keys.Count)], keys, random);
            if (keys.Contains(tried) || tried.Value.Contains('\0', StringComparison.Ordinal))
            {
                continue;   // another child's own number, or no text that JSON takes
            }

            asked++;
            var partner = broker.Partner(tried.Owner.Value);
            if (!tokens.TryGetValue(tried.Owner.Value, out var kept) || Stopwatch.GetElapsedTime(kept.At) > TimeSpan.FromSeconds(60))
            {
                tokens[tried.Owner.Value] = kept = (await partner.TokenAsync(CancellationToken.None), Stopwatch.GetTimestamp());
            }

            var body = JsonSerializer.Serialize(new { kind = new { system = tried.System, value = tried.Value } });
            using var answer = await partner.SendAsync(HttpMethod.Post, "/api/v1/koppelingen/beeindigingen", new StringContent(body, Encoding.UTF8, "application/json"), kept.Token, CancellationToken.None);
            if (answer.StatusCode is not HttpStatusCode.NotFound)
            {
                throw new FoundException($"Over HTTP ({kind}) {(int)answer.StatusCode}.");
            }
        }

        var register = broker.Services.GetRequiredService<ChildRegister>();
        foreach (var (client, number, child) in own)
        {
            var party = new PartyType(broker.Region.Organisation(client).PartyType.Code);
            if ((await register.FindAsync(new OrganisationId(client), party, number.System, number.Value, CancellationToken.None))?.Value != "sandbox-" + child)
            {
                throw new FoundException("A number of the sandbox does not find its child any more.");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"  over HTTP: {asked} near misses of {own.Count} numbers, each 404, and every number still found its own child; {asked / watch.Elapsed.TotalSeconds:F0}/s");
    }
}

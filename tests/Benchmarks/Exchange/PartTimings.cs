using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Benchmarks.Exchange;

/// <summary>Two parts of a request beside the least they could cost: a token beside bare sign and verify, a decision with its facts beside one indexed SELECT.</summary>
internal static class PartTimings
{
    public static async Task RunAsync(TextWriter output)
    {
        await using var scene = await ExchangeScene.StartAsync(DatabaseProvider.Postgres);
        await TokensAsync(scene, output);
        await DecisionAsync(scene, output);
    }

    private static async Task TokensAsync(ExchangeScene scene, TextWriter output)
    {
        var (tokens, handler) = (scene.Services.GetRequiredService<AccessTokens>(), new JsonWebTokenHandler());
        var client = new PartnerClient(new OrganisationId("school-so"), new PartyType("SCHOOL"), [], null);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var content = RandomNumberGenerator.GetBytes(512);
        var medians = new Medians();
        for (var round = 0; round < 7; round++)
        {
            medians.Add("bare", Rate(() => key.VerifyData(content, key.SignData(content, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256)));
            medians.Add("token", await RateAsync(async () =>
            {
                var token = tokens.Create(client, new KeyBinding(KeyBinding.Proof, "thumbprint"), null, DateTimeOffset.UtcNow);
                if (!(await handler.ValidateTokenAsync(token, tokens.Validation())).IsValid)
                {
                    throw new FoundException("A fresh token was not valid.");
                }
            }));
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  token issued and validated {medians.Of("token"):F0}/s, bare sign and verify {medians.Of("bare"):F0}/s, ratio: {medians.Ratio("token", "bare"):F2}"));
    }

    private static async Task DecisionAsync(ExchangeScene scene, TextWriter output)
    {
        var (reader, decisions, database) = (scene.Services.GetRequiredService<QuestionReader>(), scene.Services.GetRequiredService<SourceDecisions>(), scene.Services.GetRequiredService<BrokerDatabase>());
        var question = (await reader.ReadAsync(System.Text.Encoding.UTF8.GetBytes(scene.Question), CancellationToken.None)).Question!;
        var caller = new Caller(new OrganisationId("school-so"), new PartyType("SCHOOL"), "jti", null);
        var medians = new Medians();
        for (var round = 0; round < 7; round++)
        {
            medians.Add("select", await RateAsync(async () =>
            {
                await using var connection = await database.OpenAsync(CancellationToken.None);
                await using var command = connection.CreateCommand();
                command.CommandText = "SELECT consent_version FROM children WHERE id = @id";
                command.Bind("@id", "sandbox-1");
                await command.ExecuteScalarAsync();
            }));
            medians.Add("decision", await RateAsync(() => decisions.DecideAsync(caller, question, CancellationToken.None)));
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  decision about four sources with its facts {1e6 / medians.Of("decision"):F0} µs, one indexed SELECT {1e6 / medians.Of("select"):F0} µs, ratio: {medians.Ratio("select", "decision"):F2} round trips"));
    }

    private static double Rate(Action once)
    {
        var (watch, times) = (Stopwatch.StartNew(), 0);
        for (; watch.ElapsedMilliseconds < 1000; times++)
        {
            once();
        }

        return times / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> RateAsync(Func<Task> once)
    {
        var (watch, times) = (Stopwatch.StartNew(), 0);
        for (; watch.ElapsedMilliseconds < 1000; times++)
        {
            await once();
        }

        return times / watch.Elapsed.TotalSeconds;
    }
}

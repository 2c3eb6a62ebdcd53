using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using Xunit;
using ZioExchange.Broker.Cli;

namespace ZioExchange.Broker.Tests.Cli.Operate;

/// <summary><c>organisations draw</c>, <c>sign</c> and <c>admit</c>, as people of the operator and the organisation run them: one file that goes from hand to hand.</summary>
public sealed class AdmissionVerbTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("zio-admission-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public AdmissionVerbTests()
    {
        foreach (var name in new[] { "ann", "bob", "school" })
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var parameters = key.ExportParameters(includePrivateParameters: true);
            var jwk = new JsonObject { ["kid"] = name + "-2026", ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlEncoder.Encode(parameters.Q.X), ["y"] = Base64UrlEncoder.Encode(parameters.Q.Y) };
            Write(name + ".pub", jwk.ToJsonString());
            jwk["d"] = Base64UrlEncoder.Encode(parameters.D);
            Write(name + ".jwk", jwk.ToJsonString());
        }

        Write("paper.json", new JsonObject
        {
            ["id"] = "school-nieuw",
            ["party"] = "SCHOOL",
            ["name"] = "Nieuwe school",
            ["fgContact"] = "fg@school.example.nl",
            ["isCareProvider"] = false,
            ["identifiers"] = new JsonArray(new JsonObject { ["system"] = "https://zioexchange.nl/fhir/NamingSystem/brin", ["value"] = "99ZZ" }),
            ["keys"] = new JsonArray(JsonNode.Parse(File.ReadAllText(In("school.pub")))),
            ["professionals"] = new JsonArray(new JsonObject { ["id"] = "school-nieuw-ib", ["role"] = "IB" }),
            ["convenantVersion"] = "2026.1",
            ["rows"] = new JsonArray("M01", "M02"),
            ["from"] = "2026-01-01",
            ["until"] = "2030-12-31",
            ["drawnUpAt"] = DateTimeOffset.UtcNow.ToString("O"),
        }.ToJsonString());
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_paper_that_two_people_and_the_organisation_signed_admits_it_and_fewer_admit_nobody()
    {
        Assert.Equal(ExitCodes.Good, (await ZioAsync(null, "migrate")).Code);
        var drawn = await GoodAsync(null, "draw", In("paper.json"));
        var byAnn = await GoodAsync(drawn, "sign", "-", "--key", In("ann.jwk"));
        var byTwo = await GoodAsync(byAnn, "sign", "-", "--key", In("school.jwk"));
        Assert.Equal(2, JsonNode.Parse(byTwo)!["signatures"]!.AsArray().Count);
        Assert.Equal(JsonNode.Parse(drawn)!["payload"]!.GetValue<string>(), JsonNode.Parse(byTwo)!["payload"]!.GetValue<string>());

        var early = await ZioAsync(byTwo, "organisations", "admit", "-");
        Assert.Equal(ExitCodes.BadInput, early.Code);
        Assert.Contains("Two people", early.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("school-nieuw", (await ZioAsync(null, "organisations", "list")).Output, StringComparison.Ordinal);

        Write("admission.json", await GoodAsync(byTwo, "sign", "-", "--key", In("bob.jwk")));
        Assert.Equal(ExitCodes.Good, (await ZioAsync(null, "organisations", "admit", In("admission.json"))).Code);
        var listed = JsonElement.Parse((await ZioAsync(null, "organisations", "list")).Output.Trim());
        Assert.Equal(("school-nieuw", "SCHOOL"), (listed.GetProperty("id").GetString(), listed.GetProperty("party").GetString()));

        var again = await ZioAsync(null, "organisations", "admit", In("admission.json"));
        Assert.Equal(ExitCodes.BadInput, again.Code);
        Assert.Contains("later admission", again.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("draw absent.json")]
    [InlineData("draw ann.jwk")]
    [InlineData("sign paper.json --key ann.jwk")]
    [InlineData("sign drawn.json --key absent.jwk")]
    [InlineData("sign drawn.json --key ann.pub")]
    [InlineData("sign drawn.json --key paper.json")]
    [InlineData("admit absent.json")]
    [InlineData("admit paper.json")]
    public async Task A_file_that_is_not_there_or_is_another_is_said_in_one_sentence_and_nothing_is_written(string line)
    {
        if (line.StartsWith("admit", StringComparison.Ordinal))
        {
            await ZioAsync(null, "migrate");
        }

        Write("drawn.json", new JsonObject { ["payload"] = Base64UrlEncoder.Encode(File.ReadAllText(In("paper.json"))), ["signatures"] = new JsonArray() }.ToJsonString());
        var ran = await ZioAsync(null, ["organisations", .. line.Split(' ').Select(word => word.Contains('.', StringComparison.Ordinal) ? In(word) : word)]);

        Assert.Equal((ExitCodes.BadInput, ""), (ran.Code, ran.Output));
        Assert.NotEmpty(ran.Messages.Trim());
        Assert.DoesNotContain("   at ", ran.Messages, StringComparison.Ordinal);
    }

    private async Task<string> GoodAsync(string? input, params string[] args)
    {
        var ran = await ZioAsync(input, ["organisations", .. args]);
        Assert.True(ran.Code == ExitCodes.Good, ran.Messages);
        return ran.Output;
    }

    private async Task<(int Code, string Output, string Messages)> ZioAsync(string? input, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "zio.dll"), .. args]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new[] { ("ASPNETCORE_ENVIRONMENT", "Development"), ("Data__Path", In("data")), ("Operators__ann", In("ann.pub")), ("Operators__bob", In("bob.pub")) })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, messages) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, await output, await messages);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text) => File.WriteAllText(In(name), text);
}

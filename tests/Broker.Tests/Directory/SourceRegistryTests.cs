using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Cli;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Tests.Api;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Directory;

/// <summary>Where sources are asked for records: an organisation says so itself, or the operator does, and the next question goes there.</summary>
public sealed class SourceRegistryTests : IAsyncLifetime
{
    private const string Path = "/api/v1/bronadres";
    private readonly LiveBroker _broker = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task An_organisation_moves_its_system_and_the_next_question_goes_to_the_new_address_with_the_new_secret()
    {
        using var moved = new WebhookReceiver(503);
        var source = await _broker.PartnerAsync("jeugdhulpaanbieder");
        var before = (await source.GetAsync(Path, Ct)).Json.GetProperty("adres").GetString();
        Assert.Contains("JEUGDHULP_PLAN", await SourcesAnsweredAsync(), StringComparison.Ordinal);

        var set = await source.SendAsync("PUT", Path, JsonSerializer.Serialize(new { adres = moved.Address, geheim = "een-nieuw-geheim-123" }), "application/json", Ct);
        Assert.Equal((200, "AANBIEDER"), (set.Status, set.Json.GetProperty("soort").GetString()));
        Assert.NotEqual(before, set.Json.GetProperty("adres").GetString());
        Assert.DoesNotContain("een-nieuw-geheim", set.Text + (await source.GetAsync(Path, Ct)).Text, StringComparison.Ordinal);
        Assert.Contains("SOURCE_UNAVAILABLE", await SourcesAnsweredAsync(), StringComparison.Ordinal);
        Assert.NotEmpty(moved.Messages);

        Assert.Equal(204, (await source.SendAsync("DELETE", Path, null, "application/json", Ct)).Status);
        Assert.Equal(404, (await source.GetAsync(Path, Ct)).Status);
        Assert.Equal(["SOURCE_ADDRESS_SET 127.0.0.1", "SOURCE_ADDRESS_ENDED "], await ActsAsync("jeugdhulpaanbieder"));

        // With whose key: when that is stolen, this is what to look for first.
        var records = (await (await _broker.ServicesAsync()).GetRequiredService<LogReader>().SearchAsync(new LogQuery { TraceId = set.Header("traceparent")![3..35] }, Ct)).Records;
        Assert.NotEmpty(Assert.Single(records).Entry!.Details[AuditEntry.ClientKeyDetail]);
    }

    [Theory]
    [MemberData(nameof(EventTests.ForbiddenAddresses), MemberType = typeof(EventTests))]
    [InlineData("https://bron.example.nl/?x=1")]
    public async Task An_address_that_is_not_public_is_refused_together_with_every_other_fault(string address)
    {
        var source = await _broker.PartnerAsync("swv-oost");
        var reply = await source.SendAsync("PUT", Path, JsonSerializer.Serialize(new { adres = address, geheim = "te kort" }), "application/json", Ct);
        Assert.Equal(422, reply.Status);
        Assert.Equal(["/adres", "/geheim"], reply.Json.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("path").GetString()));
        Assert.DoesNotContain("te kort", reply.Text, StringComparison.Ordinal);
        Assert.StartsWith("http://127.0.0.1", (await source.GetAsync(Path, Ct)).Json.GetProperty("adres").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operator_lists_organisations_and_moves_a_source_with_a_secret_from_a_file()
    {
        await _broker.ServicesAsync();
        var secret = System.IO.Path.Combine(_broker.DataPath, "secret.txt");
        await System.IO.File.WriteAllTextAsync(secret, "geheim-van-de-operator\n", Ct);
        Assert.Equal(0, (await ZioAsync("organisations", "source", "swv-noord", "--address", "https://bron.swv-noord.example.nl/dossiers", "--secret", secret)).Code);
        var (code, output) = await ZioAsync("organisations", "list");
        Assert.Equal(0, code);
        var line = output.Split('\n').Select(text => text.Trim()).Where(text => text.StartsWith('{')).Select(text => JsonElement.Parse(text)).Single(each => each.GetProperty("id").GetString() == "swv-noord");
        Assert.Equal("https://bron.swv-noord.example.nl/dossiers/", line.GetProperty("source").GetString());
        Assert.DoesNotContain("geheim-van", output, StringComparison.Ordinal);
        Assert.Equal("https://bron.swv-noord.example.nl/dossiers/", (await (await _broker.PartnerAsync("swv-noord")).GetAsync(Path, Ct)).Json.GetProperty("adres").GetString());

        Assert.Equal(0, (await ZioAsync("organisations", "source", "swv-noord", "--end")).Code);
        Assert.Equal(1, (await ZioAsync("organisations", "source", "swv-noord", "--end")).Code);
        Assert.Equal(ExitCodes.BadInput, (await ZioAsync("organisations", "source", "nobody", "--end")).Code);
        Assert.Equal(ExitCodes.BadInput, (await ZioAsync("organisations", "source", "swv-noord", "--address", "https://169.254.169.254/", "--secret", secret)).Code);
        Assert.Equal(ExitCodes.BadUsage, (await ZioAsync("organisations", "source", "swv-noord", "--address", "https://bron.example.nl/")).Code);
        Assert.Equal(["SOURCE_ADDRESS_SET bron.swv-noord.example.nl", "SOURCE_ADDRESS_ENDED "], await ActsAsync("swv-noord"));
    }

    /// <summary>Runs the program as an operator does, beside the broker, on the same data.</summary>
    private async Task<(int Code, string Output)> ZioAsync(params string[] args)
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [System.IO.Path.Combine(AppContext.BaseDirectory, "zio.dll"), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Data__Path"] = _broker.DataPath;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        using var process = System.Diagnostics.Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        TestContext.Current.TestOutputHelper?.WriteLine(await errors);
        return (process.ExitCode, await output);
    }

    private async Task<string> SourcesAnsweredAsync()
    {
        var child = (await _broker.RegionAsync()).Child("1");
        var (school, source) = (await _broker.PartnerAsync("school-so"), (await _broker.RegionAsync()).Organisation("jeugdhulpaanbieder").Identifier);
        return (await school.PostAsync("/fhir/Patient/$kind-dossier", QuestionBody.Write(new QuestionText(child.Identifiers["school-so"], "OPP", "IB", "school-so-ib", [], [source], [], null)), Ct)).Text;
    }

    private async Task<IEnumerable<string>> ActsAsync(string organisation)
    {
        var page = await (await _broker.ServicesAsync()).GetRequiredService<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.DirectoryChange, Organisation = new(organisation) }, Ct);
        return page.Records.OrderBy(record => record.Index).Where(record => record.Entry!.Details["act"].StartsWith("SOURCE", StringComparison.Ordinal))
            .Select(record => $"{record.Entry!.Details["act"]} {record.Entry.Details.GetValueOrDefault("host")}");
    }
}

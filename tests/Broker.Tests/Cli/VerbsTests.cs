using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Cli;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Tests.Cli;

/// <summary>How the program meets someone who types a verb for the first time.</summary>
public sealed class VerbsTests
{
    public static TheoryData<string> All => [.. Paths(Verbs.Root(), "").Order(StringComparer.Ordinal)];

    [Fact]
    public void The_verbs_that_others_rely_on_are_there() =>
        Assert.Superset(
            new HashSet<string>
            {
                "serve", "ask", "token", "decide", "map", "mappings", "mappings list", "mappings check", "mappings diff", "mappings export", "audit verify", "audit export", "conformance",
                "migrate", "config check", "keys list", "keys rotate", "doctor", "backup create", "backup verify", "backup restore", "seed",
            },
            Paths(Verbs.Root(), "").ToHashSet());

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_verb_explains_itself_and_starts_nothing(string verb) =>
        Assert.Equal(ExitCodes.Good, await Verbs.RunAsync([.. verb.Split(' '), "--help"]));

    [Theory]
    [InlineData("fly")]
    [InlineData("map oso")]
    [InlineData("map oso --fly")]
    [InlineData("map oso a.xml --now gisteren")]
    [InlineData("mappings")]
    [InlineData("decide")]
    [InlineData("ask --as swv-oost")]
    [InlineData("ask --as swv-oost --child 1 --purpose OPP --role IB --broker here")]
    [InlineData("audit export --format csv")]
    [InlineData("audit export --format csv --reason REVIEW --from gisteren")]
    [InlineData("audit export --format csv --reason REVIEW --from 2026-11-24T10:00:00")]
    [InlineData("decide --replay --to 24-11-2026")]
    [InlineData("conformance")]
    [InlineData("seed --families 0")]
    [InlineData("seed --families veel")]
    [InlineData("conformance bron.example.nl")]
    [InlineData("conformance http://bron.example.nl/")]
    [InlineData("audit verify --url ftp://localhost/")]
    public async Task A_verb_that_cannot_be_understood_ends_with_2(string line) => Assert.Equal(ExitCodes.BadUsage, await Verbs.RunAsync(line.Split(' ')));

    [Fact]
    public async Task An_endpoint_that_is_silent_is_a_finding_not_a_crash() =>
        Assert.Equal(ExitCodes.Finding, await Verbs.RunAsync(["conformance", "http://127.0.0.1:9/"]));   // the discard port: nobody listens there

    [Theory]
    [InlineData("2026-11-24", "2026-11-23T23:00:00Z")]
    [InlineData("2026-07-01", "2026-06-30T22:00:00Z")]
    [InlineData("2026-11-24T10:00:00+01:00", "2026-11-24T09:00:00Z")]
    [InlineData("2026-11-24T09:00Z", "2026-11-24T09:00:00Z")]
    public void A_day_is_a_Dutch_day_whatever_zone_the_machine_has(string given, string instant)
    {
        var moment = new Option<DateTimeOffset?>("--from") { CustomParser = DutchMoment.Parse };
        var parsed = new Command("export") { moment }.Parse(["--from", given]);

        Assert.Empty(parsed.Errors);
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), parsed.GetValue(moment));
    }

    [Fact]
    public async Task A_policy_that_cannot_be_read_and_a_file_that_is_not_there_are_said_not_thrown()
    {
        var folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        Assert.Equal(ExitCodes.BadConfiguration, await Verbs.SayingFaultsAsync(() => throw new PolicyFaultsException(["matrix.json M01: unknown party."])));
        Assert.Equal(ExitCodes.BadConfiguration, await Verbs.SayingFaultsAsync(() => throw new AuditUnavailableException("away")));
        Assert.Equal(ExitCodes.BadConfiguration, await Verbs.SayingFaultsAsync(() => throw new InvalidOperationException("wrapped", new Npgsql.NpgsqlException("away"))));
        Assert.Equal(ExitCodes.BadInput, await Verbs.SayingFaultsAsync(async () => (await File.ReadAllBytesAsync(Path.Combine(folder, "none"))).Length));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Verbs.SayingFaultsAsync(() => throw new InvalidOperationException("a fault of the program itself")));
    }

    private static IEnumerable<string> Paths(Command command, string before) =>
        command.Subcommands.SelectMany(sub => Paths(sub, (before + " " + sub.Name).Trim()).Prepend((before + " " + sub.Name).Trim()));

    [Fact]
    public void A_port_that_another_program_has_is_said_in_one_sentence_before_anything_is_made()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var fault = Assert.Throws<ConfigurationFaultException>(() => FreePorts.Require($"http://localhost:{port}"));

        Assert.Contains($"port {port}", Assert.Single(fault.Faults), StringComparison.Ordinal);
        FreePorts.Require("http://127.0.0.1:0");
    }
}

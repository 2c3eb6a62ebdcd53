using System.Net;
using System.Net.Sockets;
using Xunit;
using ZioExchange.Broker.Cli;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Tests.Cli;

/// <summary>How the program meets someone who types a verb for the first time.</summary>
public sealed class VerbsTests
{
    public static TheoryData<string> Contract =>
        ["serve", "ask", "token", "decide", "map", "mappings", "mappings list", "mappings diff", "audit verify", "audit export", "conformance", "migrate", "config check", "keys list", "keys rotate", "doctor", "backup create", "backup verify", "backup restore", "seed"];

    [Theory]
    [MemberData(nameof(Contract))]
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

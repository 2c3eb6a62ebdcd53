using System.Text.RegularExpressions;
using Xunit;

namespace ZioExchange.Architecture.Tests;

/// <summary>The walls inside Broker. When one fails, move the code; do not edit the lists.</summary>
public sealed partial class BrokerWallsTests
{
    /// <summary>Rooms that speak to the log through its face alone: the types of the namespace Audit itself.</summary>
    private static readonly string[] BeforeTheFace =
    [
        "src/Broker/Exchange/", "src/Broker/Pages/", "src/Broker/ConsentRegister/", "src/Broker/Directory/", "src/Broker/Identity/", "src/Broker/Sandbox/",
    ];

    /// <summary>Where SQL stands as text: the store itself, the log's tables, and the two steps that run in the log's own commit.</summary>
    private static readonly string[] SpeakSql =
    [
        "src/Broker/Persistence/", "src/Broker/Audit/Storage/", "src/Broker/Audit/Reading/", "src/Broker/Audit/Checking/",
        "src/Broker/Audit/Sealing/KeyRing.cs", "src/Broker/ConsentRegister/ReleaseStep.cs",
    ];

    /// <summary>Where a masked value is written out: a child's number to its own source, to the party whose own number it is and to a party of law when the row gives it, into the sealed register and its keyed lookups and in the sandbox's made-up documents; the log's key into its sealed file.</summary>
    private static readonly string[] Reveals =
    [
        "src/Adapters/Sources/BsnQuestion.cs", "src/Adapters/Sources/SourceCall.cs", "src/Broker/ConsentRegister/ChildRegister.cs", "src/Broker/Exchange/FhirApi/ConsentSlice.cs", "src/Broker/Exchange/Push/PushExchange.cs", "src/Broker/Keys/FileLogSigner.cs",
        "src/Broker/Sandbox/Documents/OsoPupil.cs", "src/Broker/Sandbox/Documents/RecordParts.cs", "src/Broker/Sandbox/SandboxRows.cs",
    ];

    [Fact]
    public void The_rooms_use_only_the_face_of_the_log() =>
        Findings.None(Broker().Where(file => BeforeTheFace.Any(room => file.StartsWith(room, StringComparison.Ordinal))).Where(file => BehindTheFace().IsMatch(SourceTree.Text(file))));

    [Fact]
    public void Nothing_but_the_store_and_the_log_holds_SQL() =>
        Findings.None(SourceTree.Files("src").Where(file => !SpeakSql.Any(allowed => file.StartsWith(allowed, StringComparison.Ordinal))).Where(file => Sql().IsMatch(SourceTree.Text(file))));

    [Fact]
    public void Every_place_that_may_hold_SQL_does() =>
        Assert.All(SpeakSql, allowed => Assert.Contains(Broker(), file => file.StartsWith(allowed, StringComparison.Ordinal) && Sql().IsMatch(SourceTree.Text(file))));

    [Fact]
    public void What_prints_as_stars_is_written_out_in_listed_places_only() =>
        Assert.Equal(Reveals.Order(StringComparer.Ordinal), SourceTree.Files("src").Where(file => Reveal().IsMatch(SourceTree.Text(file))));

    [Fact]
    public void Pages_and_exchange_do_not_know_each_other() =>
        Findings.None(Broker().Where(file => file.StartsWith("src/Broker/Exchange/", StringComparison.Ordinal)).Where(file => SourceTree.Text(file).Contains("ZioExchange.Broker.Pages", StringComparison.Ordinal)));

    [Fact]
    public void The_sandbox_is_known_to_the_host_and_the_commands_alone() =>
        Findings.None(Broker().Where(file => SourceTree.Text(file).Contains("using ZioExchange.Broker.Sandbox", StringComparison.Ordinal))
            .Where(file => !new[] { "src/Broker/Sandbox/", "src/Broker/Hosting/", "src/Broker/Cli/", "src/Broker/Pages/", "src/Broker/Program.cs" }.Any(room => file.StartsWith(room, StringComparison.Ordinal))));

    private static IReadOnlyList<string> Broker() => SourceTree.Files("src/Broker");

    [GeneratedRegex(@"ZioExchange\.Broker\.Audit\.(Storage|Sealing|Tree|Notes|Checking|Reading)|\b(log_entries|log_head|log_keys|log_actors|log_tiles|log_checkpoints)\b")]
    private static partial Regex BehindTheFace();

    [GeneratedRegex("\"[^\"\n]*\\b(SELECT|INSERT INTO|UPDATE \\w+ SET|DELETE FROM|CREATE TABLE|ALTER TABLE|DROP TABLE|PRAGMA|TRUNCATE)\\b|CommandText|FromSql|ExecuteSql|SqlQuery")]
    private static partial Regex Sql();

    [GeneratedRegex(@"\.Reveal\(\)")]
    private static partial Regex Reveal();
}

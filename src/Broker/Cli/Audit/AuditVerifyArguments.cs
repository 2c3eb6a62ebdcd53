using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Cli.Audit;

/// <summary>What <c>audit verify</c> was told.</summary>
public sealed record AuditVerifyArguments
{
    /// <summary>The database to check; null when <see cref="Site"/> is given.</summary>
    public BrokerDatabase? Database { get; init; }

    /// <summary>The broker to check from outside, <c>--url</c>; wins over the database.</summary>
    public HttpClient? Site { get; init; }

    /// <summary><c>--key</c>: a verifier key that was kept elsewhere.</summary>
    public string? Key { get; init; }

    /// <summary>The verifier key beside the log (data/log.vkey), used when no other is given, and said so; null makes a site give its own.</summary>
    public string? KeyBesideLog { get; init; }

    /// <summary><c>--checkpoint</c>: the text of an older signed checkpoint that was kept elsewhere.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The newest checkpoint that the broker kept beside its database, used when no other is given, and said so; null for none.</summary>
    public string? CheckpointBesideLog { get; init; }

    /// <summary>What the broker kept beside its database of what it cosigned of other logs; null for none.</summary>
    public string? WitnessedBesideLog { get; init; }

    /// <summary><c>--witness</c>, each of which must have signed the log's checkpoint.</summary>
    public IReadOnlyList<WitnessKey> Witnesses { get; init; } = [];

    /// <summary>The witnesses that the broker is configured with: their lines in its database are checked, and none is demanded.</summary>
    public IReadOnlyList<WitnessKey> ConfiguredWitnesses { get; init; } = [];

    /// <summary><c>--since</c> and <c>--every-signature</c>.</summary>
    public LogCheckDepth Depth { get; init; }

    /// <summary>True when standard error is a terminal: then a progress bar is drawn.</summary>
    public bool ShowProgress { get; init; }
}

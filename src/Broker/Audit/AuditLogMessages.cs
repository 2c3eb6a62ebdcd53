
namespace ZioExchange.Broker.Audit;

/// <summary>What operators see of the log (ids 3000 to 3099). Only counts, names of faults and indexes: never an entry.</summary>
internal static partial class AuditLogMessages
{
    [LoggerMessage(3001, LogLevel.Error, "The audit log refused an append: {Waiting} appends are waiting already, or the log is closing")]
    public static partial void QueueFull(this ILogger logger, int waiting);

    [LoggerMessage(3002, LogLevel.Error, "The audit log could not write {Count} entries ({Fault}); their callers release nothing. See docs/runbooks/audit-outage.md")]
    public static partial void BatchFailed(this ILogger logger, int count, string fault);

    [LoggerMessage(3004, LogLevel.Critical, "The audit log accepts nothing: {Why}")]
    public static partial void SetBack(this ILogger logger, string why);

    [LoggerMessage(3005, LogLevel.Error, "The writer of the audit log broke off ({Fault}) and begins anew; who waited for it releases nothing. See docs/runbooks/audit-outage.md")]
    public static partial void WriterBroke(this ILogger logger, string fault);

    [LoggerMessage(3010, LogLevel.Critical, "Witness {Witness} saw another history of this log. Treat it as an incident: docs/runbooks/log-damaged.md")]
    public static partial void WitnessDisagrees(this ILogger logger, string witness);

    [LoggerMessage(3011, LogLevel.Warning, "Witness {Witness} gave no signature ({Answer}); checkpoints go out without it")]
    public static partial void WitnessSilent(this ILogger logger, string witness, Witnesses.WitnessAnswer answer);

    [LoggerMessage(3012, LogLevel.Warning, "The round of the witnesses failed and will be tried again: {Fault}")]
    public static partial void WitnessRoundFailed(this ILogger logger, string fault);

    [LoggerMessage(3013, LogLevel.Warning, "The newest checkpoint of the audit log could not be kept outside the database ({Fault}); the file holds an older one until it can be written again")]
    public static partial void CheckpointNotKept(this ILogger logger, string fault);

    [LoggerMessage(3014, LogLevel.Critical, "The record of what this broker cosigned last of another log was changed by something else than a broker: nothing of that log is cosigned. Run audit verify and see docs/runbooks/log-damaged.md")]
    public static partial void WitnessedChanged(this ILogger logger);

    [LoggerMessage(3015, LogLevel.Critical, "The record of what this broker cosigned last of another log was removed, set back or changed by something else than a broker; it goes on from what this node keeps in its data folder. Run audit verify and see docs/runbooks/log-damaged.md")]
    public static partial void WitnessedSetRight(this ILogger logger);

    [LoggerMessage(3016, LogLevel.Error, "What this broker cosigned of another log could not be kept in the data folder ({Fault}); no cosignature is given until it can be")]
    public static partial void WitnessedNotKept(this ILogger logger, string fault);

    [LoggerMessage(3003, LogLevel.Warning, "Keys were destroyed in the audit log by an erasure: {Keys} keys, entry {Index}")]
    public static partial void KeysDestroyed(this ILogger logger, int keys, long index);

    [LoggerMessage(3006, LogLevel.Warning, "Keys were destroyed, but the write-ahead log of the database still holds them sealed, because somebody kept reading or the disk would not write. See docs/runbooks/erasure.md")]
    public static partial void KeysStillInJournal(this ILogger logger);
}

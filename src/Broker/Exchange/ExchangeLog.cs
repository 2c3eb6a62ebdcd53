namespace ZioExchange.Broker.Exchange;

/// <summary>What operators see. Only codes, counts and opaque references: never a name, a number of a child or dossier content.</summary>
internal static partial class ExchangeLog
{
    [LoggerMessage(1001, LogLevel.Information, "Answered {Partner}: {SourceCount} sources, {ResourceCount} resources, {ReasonCode}")]
    public static partial void Answered(this ILogger logger, int sourceCount, int resourceCount, string partner, string reasonCode);

    [LoggerMessage(1002, LogLevel.Information, "Refused to {Partner}: {ReasonCode}")]
    public static partial void Refused(this ILogger logger, string partner, string reasonCode);

    [LoggerMessage(1003, LogLevel.Warning, "Source {Source} gave nothing that can be used: {ReasonCode}; the answer goes on without it")]
    public static partial void SourceSilent(this ILogger logger, string source, string reasonCode);

    [LoggerMessage(1004, LogLevel.Error, "The log cannot write; nothing is released")]
    public static partial void LogUnavailable(this ILogger logger, Exception cause);

    [LoggerMessage(1005, LogLevel.Error, "A document of {Source} could not be mapped: {Fault}; nothing of it is released")]
    public static partial void DocumentFailed(this ILogger logger, string source, string fault);

    [LoggerMessage(1006, LogLevel.Warning, "A document of {Source} is refused: {Refusal}; nothing of it is released")]
    public static partial void DocumentRefused(this ILogger logger, string source, string refusal);
}

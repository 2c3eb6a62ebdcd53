using System.Diagnostics;

namespace ZioExchange.Broker.Hosting;

/// <summary>The W3C trace id of what is going on; links log entries, answers and operational logs of one request.</summary>
public static class TraceId
{
    /// <summary>32 lower-case hex digits; a fresh one outside any request.</summary>
    public static string Current => Activity.Current is { } activity && activity.TraceId != default ? activity.TraceId.ToHexString() : ActivityTraceId.CreateRandom().ToHexString();
}

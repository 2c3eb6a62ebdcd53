namespace ZioExchange.Broker.Hosting.Load;

/// <summary>How many requests of programs one node takes at once, from the section <c>Load</c>. See docs/runbooks/overload.md.</summary>
public sealed record LoadSettings
{
    internal const int UsuallyAtOnce = 1024;
    internal const int UsualWaitMilliseconds = 1000;
    internal const int UsualDrainSeconds = 5;   // a balancer asks for health every second or two, and believes the second or third answer

    private const int EachProcessor = 16;   // a processor answers some hundreds of requests a second: more at work only waits inside instead of in line

    internal static int UsuallyAtWork => EachProcessor * Environment.ProcessorCount;

    /// <summary>All that are inside, those in line and those that wait for a source included.</summary>
    public required int MostAtOnce { get; init; }

    /// <summary>Those that use this node or its database.</summary>
    public required int AtWork { get; init; }

    /// <summary>Longest stay in the line before them.</summary>
    public required TimeSpan LongestWait { get; init; }

    /// <summary>How long a node that was asked to stop still answers, so that those who do not know it yet are not cut off. See <see cref="Drain"/>.</summary>
    public TimeSpan Drain { get; init; }
}

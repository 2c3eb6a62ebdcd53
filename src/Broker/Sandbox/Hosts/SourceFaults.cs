using System.Collections.Concurrent;

namespace ZioExchange.Broker.Sandbox.Hosts;

/// <summary>Which source misbehaves about which child. Set in-process by tests; nothing over HTTP can.</summary>
public sealed class SourceFaults
{
    private readonly ConcurrentDictionary<(string Client, string Child), SourceFault> _faults = new();
    private readonly ConcurrentDictionary<(string Client, string Child), SourcePause> _pauses = new();
    private readonly ConcurrentDictionary<(string Client, string Child), Func<byte[], byte[]>> _rewrites = new();

    /// <summary>How long a slow source takes. Default two seconds.</summary>
    public TimeSpan Slowness { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>None puts it right again.</summary>
    public void Set(string client, string child, SourceFault fault) => _faults[(client, child)] = fault;

    public SourceFault Of(string client, string child) => _faults.GetValueOrDefault((client, child));

    /// <summary>Holds the source's answers about this child until the pause is let go.</summary>
    public SourcePause Pause(string client, string child) => _pauses[(client, child)] = new SourcePause();

    internal SourcePause? PauseOf(string client, string child) => _pauses.GetValueOrDefault((client, child));

    /// <summary>Changes the bytes of the source's documents about this child before they leave; null leaves them alone again.</summary>
    public void Rewrite(string client, string child, Func<byte[], byte[]>? change) => _rewrites[(client, child)] = change ?? (document => document);

    internal byte[] Rewritten(string client, string child, byte[] document) => _rewrites.TryGetValue((client, child), out var change) ? change(document) : document;
}

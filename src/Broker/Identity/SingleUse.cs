using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Identity;

/// <summary>Remembers identifiers that may be used once, over all nodes and restarts: the <c>jti</c> of client assertions and of DPoP proofs.</summary>
/// <remarks>
/// An identifier is kept as a hash, longer than the document it stands in can be valid (expiry plus clock skew), then purged.
/// The row is durable before the call returns, and the database's primary key decides between two nodes that see it at once.
/// All who wait share one commit. When the commit fails nobody of the batch was first: all are refused with the exception.
/// Source: RFC 7523 section 3, RFC 9449 section 11.1; docs/adr (a replay memory shorter than the skew is a known fault elsewhere).
/// </remarks>
public sealed class SingleUse : IAsyncDisposable
{
    private const int LargestBatch = 512;
    private readonly BrokerDatabase _database;
    private readonly Channel<Use> _waiting = Channel.CreateBounded<Use>(new BoundedChannelOptions(8192) { SingleReader = true });
    private readonly Task _loop;

    public SingleUse(BrokerDatabase database)
    {
        _database = database;
        _loop = Task.Run(WriteAsync);
    }

    /// <returns>True the first time; false ever after.</returns>
    /// <exception cref="DbException">It is not known whether the identifier was used; refuse.</exception>
    public async Task<bool> TryUseAsync(string issuer, string identifier, DateTimeOffset keepUntil, CancellationToken ct)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(issuer + "\n" + identifier));
        var use = new Use(new UsedIdentifier(hash, keepUntil));
        await _waiting.Writer.WriteAsync(use, ct);
        return await use.First.Task.WaitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
    }

    private async Task WriteAsync()
    {
        var batch = new List<Use>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < LargestBatch && _waiting.Reader.TryRead(out var use))
            {
                batch.Add(use);
            }

            await WriteAsync(batch);
        }
    }

    private async Task WriteAsync(List<Use> batch)
    {
        try
        {
            // Of two callers with the same identifier the one that came first is first.
            var written = await _database.InsertOnceAsync([.. batch.Select(use => use.Identifier).DistinctBy(identifier => identifier.Key)], CancellationToken.None);
            foreach (var use in batch)
            {
                use.First.TrySetResult(written.Remove(use.Identifier.Key));
            }
        }
        catch (Exception fault)
        {
            foreach (var use in batch)
            {
                use.First.TrySetException(fault);
                _ = use.First.Task.Exception;   // observed: the caller may have left
            }
        }
    }

    private sealed record Use(UsedIdentifier Identifier)
    {
        public TaskCompletionSource<bool> First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

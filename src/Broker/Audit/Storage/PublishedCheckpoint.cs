using Microsoft.Extensions.Logging.Abstractions;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>The newest checkpoint that this node knows to be out in the world, in a file outside the database.</summary>
/// <remarks>
/// A database that was set back to an older state does not fit it, and is refused (<see cref="Continuity"/>). Written within a second of each
/// batch, and at once when a checkpoint is served or sent to a witness. Replaced as a whole and flushed: a reader never sees half of it. Several
/// programs may share the file: each takes its turn, and none puts an older checkpoint, or another of the same size, in the place of what stands there.
/// </remarks>
public sealed class PublishedCheckpoint(string? path, ILogger<PublishedCheckpoint>? logger = null) : IAsyncDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(1);

    private readonly Lock _turn = new();
    private readonly KeptFile? _kept = path is null ? null : new KeptFile(path);
    private readonly SemaphoreSlim _file = new(1);
    private readonly ILogger _logger = logger ?? NullLogger<PublishedCheckpoint>.Instance;
    private (long Size, string Note)? _newest;
    private long _written;
    private bool _failing;
    private Task _writing = Task.CompletedTask;

    /// <summary>Where the broker of a data folder keeps it: one file for each kind of database, as each has a log of its own.</summary>
    public static string FileIn(string folder, DatabaseProvider provider) => Path.Combine(folder, $"log.{provider.ToString().ToLowerInvariant()}.checkpoint");

    /// <summary>What the file holds; null when there is none.</summary>
    public string? Read() => _kept?.Read();

    /// <inheritdoc cref="Read()"/>
    public static string? Read(string file) => new KeptFile(file).Read();

    /// <summary>Another log begins here: what was kept of the one before makes room, and stays beside it as <c>.before</c>.</summary>
    /// <exception cref="IOException">It cannot be put aside; it still stands.</exception>
    public async Task SetAsideAsync(CancellationToken ct)
    {
        if (_kept is null)
        {
            return;
        }

        // Behind a write of the old log's checkpoint that has begun: it would put that back.
        await _file.WaitAsync(ct);
        try
        {
            await using (await _kept.TurnAsync(ct))
            {
                _kept.SetAside();   // only now: another program may have done it while this one waited
            }

            lock (_turn)
            {
                (_newest, _written) = (null, 0);
            }
        }
        finally
        {
            _file.Release();
        }
    }

    /// <summary>Remembers it soon. Costs the caller nothing.</summary>
    public void Offer(long size, string note)
    {
        if (path is null)
        {
            return;
        }

        lock (_turn)
        {
            _newest = size > (_newest?.Size ?? 0) ? (size, note) : _newest;
            if (_writing.IsCompleted)
            {
                _writing = SoonAsync();
            }
        }
    }

    /// <summary>Remembers it before it leaves the broker: on the disk when this returns, unless the disk fails, which message 3013 says.</summary>
    public async Task KeepAsync(string note, CancellationToken ct)
    {
        if (path is null || !SignedNote.TryParse(note, out var signed) || !Checkpoint.TryParse(signed.Text, out var checkpoint) || checkpoint.Size == 0)
        {
            return;
        }

        lock (_turn)
        {
            _newest = checkpoint.Size > (_newest?.Size ?? 0) ? (checkpoint.Size, note) : _newest;
        }

        await WriteAsync(ct);
    }

    /// <summary>Writes what still waits.</summary>
    public Task FlushAsync() => WriteAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await FlushAsync();
        _file.Dispose();
    }

    private async Task SoonAsync()
    {
        await Task.Delay(Within);
        await WriteAsync(CancellationToken.None);
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        await _file.WaitAsync(ct);
        try
        {
            (long Size, string Note)? newest;
            lock (_turn)
            {
                newest = _newest;
            }

            if (_kept is null || newest is not { } checkpoint || checkpoint.Size <= _written)
            {
                return;
            }

            await using (await _kept.TurnAsync(ct))
            {
                if (checkpoint.Size > SizeIn(Read()))
                {
                    await _kept.ReplaceAsync(checkpoint.Note, ct);
                }
            }

            (_written, _failing) = (checkpoint.Size, false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A full disk must not stop the log; the file keeps an older checkpoint, which still holds. Said once, not with each batch.
            if (!_failing)
            {
                _failing = true;
                _logger.CheckpointNotKept(fault.GetType().Name);
            }
        }
        finally
        {
            _file.Release();
        }
    }

    /// <summary>How many entries a note is over; 0 when it is no checkpoint.</summary>
    internal static long SizeIn(string? note) =>
        note is not null && SignedNote.TryParse(note, out var signed) && Checkpoint.TryParse(signed.Text, out var checkpoint) ? checkpoint.Size : 0;
}

using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit;

/// <summary>The log in the broker's database. One instance a node; any number of nodes on one database.</summary>
/// <remarks>
/// Callers queue; one writer takes what waits and commits it as one batch, while the next batch gathers. A checkpoint is signed in each batch's
/// own transaction (some 50 microseconds against a commit of milliseconds), so that an acknowledged entry is under a signature from the first moment.
/// </remarks>
public sealed class AuditLog : IAuditLog, IAsyncDisposable
{
    // How long a batch waits at most for callers who were just answered and tend to come back at once.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(1);

    // A write that takes less is not worth being shared by all: half of the callers prepare their next entries while those of the other half are written.
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(2);

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly Channel<AppendRequest> _queue;
    private readonly BrokerDatabase _database;
    private readonly KeyRing _keys;
    private readonly BatchWriter _writer;
    private readonly PublishedCheckpoint _published;
    private readonly AuditOptions _options;
    private readonly ILogger<AuditLog> _logger;
    private readonly Task _loop;

    // On a server the caller whose entry a batch was waiting for begins to write it: he has nothing else to do until it is written. A file would hold him past his deadline.
    private readonly bool _arrivesInline;
    private long _used;
    private TimeSpan _took;
    private long _answered;
    private volatile Awaited? _awaited;
    private volatile bool _refused;

    /// <param name="published">Where the newest checkpoint that left the broker is kept; the caller disposes it after this.</param>
    public AuditLog(
        BrokerDatabase database, ILogSigner signer, IMasterKey master, AuditOptions options, PublishedCheckpoint published, TimeProvider clock, ILogger<AuditLog> logger)
    {
        (_database, _options, _logger) = (database, options, logger);
        _published = published;
        _keys = new(master, clock);
        _arrivesInline = database.Provider is DatabaseProvider.Postgres;
        _queue = Channel.CreateBounded<AppendRequest>(new BoundedChannelOptions(options.LongestQueue) { SingleReader = true, AllowSynchronousContinuations = _arrivesInline });
        _writer = new(database, signer, _keys, _published, new Continuity(_published, options.EmptyMayStartAnew), clock, () => _queue.Reader.Count);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Whether entries can be written here, as far as the last ones told: false when this node may not write to the log it found, and once the log was closed.</summary>
    public bool Writes => !_refused && !_loop.IsCompleted;

    public async Task<AppendedEntry> AppendAsync(AuditEntry entry, ICommitStep? step, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ct.ThrowIfCancellationRequested();
        var prepared = PreparedEntry.From(entry);
        if (_keys.TryKnow(prepared, out var key, out var actorKey))
        {
            prepared.SealAhead(key, actorKey);
        }

        var request = new AppendRequest(prepared, step);
        if (!_queue.Writer.TryWrite(request))
        {
            _logger.QueueFull(_options.LongestQueue);
            throw new AuditUnavailableException("The log cannot keep up, or is closing. Nothing was written; try again later.");
        }

        if (_awaited is { } awaited && _queue.Reader.Count >= awaited.Enough)
        {
            awaited.Arrived.TrySetResult();
        }

        return await request.Done.WaitAsync(ct);
    }

    /// <summary>Writes what waits, then stops. Later appends are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _writer.Dispose();
        await _published.FlushAsync();
    }

    /// <summary>
    /// Nobody looks at the loop: what breaks it (the operational log on a full disk, say) is told to whoever waits, and then it begins anew with nothing
    /// remembered. It ends when the log is closed and nothing waits.
    /// </summary>
    private async Task RunAsync()
    {
        for (var batch = new List<AppendRequest>(); !_queue.Reader.Completion.IsCompleted;)
        {
            try
            {
                await WriteWhatWaitsAsync(batch);
            }
            catch (Exception fault)
            {
                var refusal = new AuditUnavailableException("The writer of the log broke off. The entry is not known to be durable. Release nothing.", fault);
                batch.ForEach(request => request.Failed(refusal));
                _writer.Forget();
                TellOfTheBreak(fault);
            }
        }
    }

    private async Task WriteWhatWaitsAsync(List<AppendRequest> batch)
    {
        DbConnection? connection = null;
        try
        {
            while (await _queue.Reader.WaitToReadAsync())
            {
                await GatherAsync(batch);
                var began = Stopwatch.GetTimestamp();
                connection = await WriteBatchAsync(connection, batch);
                _answered = Stopwatch.GetTimestamp();
                _took = Stopwatch.GetElapsedTime(began, _answered);
                if (_arrivesInline && _queue.Reader.Count > 0)
                {
                    await Task.Yield();   // whoever began to write has been answered, and goes on
                }
            }
        }
        finally
        {
            await DropAsync(connection);
        }
    }

    /// <returns>The connection for the next batch; null when it must get one of its own.</returns>
    private async Task<DbConnection?> WriteBatchAsync(DbConnection? connection, List<AppendRequest> batch)
    {
        try
        {
            connection = await ReadyAsync(connection);
            try
            {
                await _writer.WriteAsync(connection, batch, CancellationToken.None);
            }
            catch (Exception fault) when (DatabaseTrouble.IsLossIn(fault) && !_writer.MayHaveWritten)
            {
                // The connection had died between two batches. Nothing of this one was sent, so it may go over a new one.
                _writer.Forget();
                await DropAsync(connection);
                connection = null;
                connection = await _database.OpenAsync(CancellationToken.None);
                await _writer.WriteAsync(connection, batch, CancellationToken.None);
            }

            _refused = false;
            return connection;
        }
        catch (Exception fault)
        {
            // The callers first: what comes after can fail too. Who hears it and then asks for health hears the same.
            _refused |= fault is LogSetBackException;
            var says = fault is LogSetBackException ? fault.Message : "The entry is not known to be durable. Release nothing.";
            batch.ForEach(request => request.Failed(new AuditUnavailableException(says, fault)));
            _writer.Forget();
            _database.ForgetIdleAfter(fault);
            await DropAsync(connection);
            Tell(fault, batch.Count);
            return null;
        }
    }

    /// <summary>An open connection. One that stood idle may have died with its server: asked first, so that a failover costs no batch of its own.</summary>
    private async Task<DbConnection> ReadyAsync(DbConnection? connection)
    {
        if (connection is not null && Stopwatch.GetElapsedTime(_used) > Idle && !await connection.AnswersAsync())
        {
            _writer.Forget();
            connection = await DropAsync(connection);
        }

        _used = Stopwatch.GetTimestamp();
        return connection ?? await _database.OpenAsync(CancellationToken.None);
    }

    private void Tell(Exception fault, int count)
    {
        if (fault is LogSetBackException)
        {
            _logger.SetBack(fault.Message);
        }
        else
        {
            _logger.BatchFailed(count, fault.GetType().Name);
        }
    }

    private void TellOfTheBreak(Exception fault)
    {
        try
        {
            _logger.WriterBroke(fault.GetType().Name);
        }
        catch (Exception)
        {
            // What broke the writer may be the operational log itself; the callers heard it.
        }
    }

    /// <summary>Takes what waits. Before that it waits for the callers who are known to be there: all of them, or half where writing is quick. Who was answered longer ago than that wait takes does not come at once, so a lone caller seldom waits.</summary>
    private async Task GatherAsync(List<AppendRequest> batch)
    {
        var callers = batch.Count + _writer.Behind;
        var enough = Math.Min(_took < Quick ? (callers + 1) / 2 : callers, Math.Min(_options.LargestBatch, _options.LongestQueue));
        batch.Clear();
        if (_queue.Reader.Count < enough && Stopwatch.GetElapsedTime(_answered) < Gathering)
        {
            var awaited = new Awaited(enough, new(_arrivesInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously));
            _awaited = awaited;
            if (_queue.Reader.Count < enough)
            {
                await Task.WhenAny(awaited.Arrived.Task, Task.Delay(Gathering));
            }

            _awaited = null;
        }

        while (batch.Count < _options.LargestBatch && _queue.Reader.TryRead(out var request))
        {
            batch.Add(request);
        }
    }

    private static async Task<DbConnection?> DropAsync(DbConnection? connection)
    {
        if (connection is not null)
        {
            try
            {
                await connection.DisposeAsync();
            }
            catch (Exception)
            {
                // It is broken, which is why it goes; what it throws then need not be the database's.
            }
        }

        return null;
    }

    /// <param name="Enough">How many appends are to wait before the next batch is written.</param>
    private sealed record Awaited(int Enough, TaskCompletionSource Arrived);
}

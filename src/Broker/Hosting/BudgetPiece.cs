namespace ZioExchange.Broker.Hosting;

/// <summary>The piece of one budget that this node took and still has.</summary>
internal sealed class BudgetPiece(TimeProvider clock)
{
    private const int Pieces = 20;
    private const int FirstPieces = 16 * Pieces;
    private readonly Lock _counting = new();
    private Task? _taking;
    private long _here;
    private long _elsewhere;
    private long _until;
    private long _most;   // of the next piece

    /// <summary>The seconds until there is more; null when there may be some now.</summary>
    public int? UsedUp
    {
        get
        {
            lock (_counting)
            {
                return Wait() is > 0 and var wait && _here <= 0 && _elsewhere <= 0 ? wait : null;
            }
        }
    }

    /// <summary>The window that it was taken in is over, and nobody is taking another.</summary>
    public bool IsOver
    {
        get
        {
            lock (_counting)
            {
                return Wait() <= 0 && _taking is null;
            }
        }
    }

    /// <returns>What is left and for how many seconds; null when another piece must be taken first.</returns>
    public (long Left, int Wait)? TryUse()
    {
        lock (_counting)
        {
            var wait = Wait();
            return wait <= 0 ? null
                : _here > 0 ? (--_here + _elsewhere, wait)
                : _elsewhere > 0 ? null
                : (-1, wait);   // all is used: nobody asks the database again before the next window
        }
    }

    /// <summary>The same after another piece was taken; who comes while it is being taken waits for that one.</summary>
    /// <param name="take">Takes so many from the budget; gives how many were taken before, and the seconds left.</param>
    public async Task<(long Left, int Wait)> UseNewAsync(int limit, Func<long, Task<(long Before, int SecondsLeft)>> take, CancellationToken ct)
    {
        while (true)
        {
            if (TryUse() is { } used)
            {
                return used;
            }

            Task taking;
            lock (_counting)
            {
                taking = _taking ??= TakeAsync(limit, take);
            }

            await taking.WaitAsync(ct);
        }
    }

    private async Task TakeAsync(int limit, Func<long, Task<(long Before, int SecondsLeft)>> take)
    {
        await Task.Yield();   // out of the lock
        try
        {
            var size = Size(limit);
            var (before, seconds) = await take(size);
            lock (_counting)
            {
                var given = Math.Clamp(limit - before, 0, size);
                _until = clock.GetTimestamp() + (seconds * clock.TimestampFrequency);
                (_here, _elsewhere) = (given, Math.Max(0, limit - before - given));
            }
        }
        finally
        {
            lock (_counting)
            {
                _taking = null;
            }
        }
    }

    private long Size(int limit)
    {
        lock (_counting)
        {
            // Small at first: what a node took is gone with it, and one that is started and killed again and again must not use up everybody's.
            _most = Math.Min(limit / Pieces, _most == 0 ? Math.Max(1, limit / FirstPieces) : 2 * _most);
            return Math.Max(1, Math.Min(_most, (Wait() <= 0 ? limit : _elsewhere) / Pieces));
        }
    }

    private int Wait() => (int)Math.Ceiling((_until - clock.GetTimestamp()) / (double)clock.TimestampFrequency);
}

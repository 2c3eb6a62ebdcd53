using System.Collections.Concurrent;
using System.Data.Common;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Identity;

/// <summary>Keys that were proved before, at any node and also before a restart. Only those who share an address with an attacker need it.</summary>
/// <remarks>
/// Each node writes a key once a day. What other nodes wrote is read only when a key is asked for that is not known here, at most every five
/// seconds and never more than 8192 keys: who fails again and again cannot make the database work for it. Of one client the latest sixteen are
/// kept: who makes a fresh key for each token pushes out none but its own.
/// </remarks>
public sealed class KnownKeys(BrokerDatabase database, TimeProvider clock)
{
    private const int Most = 8192;
    private static readonly TimeSpan BetweenReads = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (string Client, int Day)> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _ofClients = new(StringComparer.Ordinal);   // those that passed last stand last
    private readonly Lock _keeping = new();
    private readonly Lock _choosing = new();
    private Task? _reading;
    private long _readAt;

    /// <summary>Whether this node knows of it, without asking the database.</summary>
    public bool Has(string key) => _keys.ContainsKey(key);

    /// <summary>Whether it passed, here or elsewhere.</summary>
    public async ValueTask<bool> HasAsync(string key, CancellationToken ct)
    {
        if (!Has(key))
        {
            await Reading().WaitAsync(ct);
        }

        return Has(key);
    }

    /// <summary>Remembers a key that was proved and belongs to who showed it. Written when this returns, unless the database is in trouble: then the next time.</summary>
    /// <param name="client">Its client id.</param>
    public async ValueTask AddAsync(string client, string key, CancellationToken ct)
    {
        var today = Today();
        if (_keys.TryGetValue(key, out var known) && known.Day == today)
        {
            return;
        }

        try
        {
            await database.KeepPassedAsync(client, key, today, clock.GetUtcNow(), ct);
            Keep(client, key, today);
        }
        catch (Exception fault) when (DatabaseTrouble.IsIn(fault))
        {
            Keep(client, key, today - 1);   // it passed, and that nobody else knows of it refuses nobody
        }
    }

    /// <summary>Housekeeping.</summary>
    public Task PurgeAsync(CancellationToken ct) => database.PurgePassedAsync(Today(), ct);

    private Task Reading()
    {
        lock (_choosing)
        {
            if (_reading is null || (_reading.IsCompleted && clock.GetElapsedTime(_readAt) >= BetweenReads))
            {
                (_reading, _readAt) = (Task.Run(ReadAsync), clock.GetTimestamp());
            }

            return _reading;
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            foreach (var (client, key, day) in (await database.ReadPassedAsync(Most, Today(), CancellationToken.None)).Reverse())
            {
                Keep(client, key, day);
            }
        }
        catch (DbException)
        {
            // Nobody is known by it: who must wait waits.
        }
    }

    private void Keep(string client, string key, int day)
    {
        lock (_keeping)
        {
            if (_keys.Count >= Most && !_keys.ContainsKey(key))
            {
                _keys.Clear();
                _ofClients.Clear();
            }

            if (_keys.TryGetValue(key, out var before))
            {
                _ofClients[before.Client].Remove(key);   // a supplier may show one key for several organisations: it is the last one's
            }

            _keys[key] = (client, day);
            if (!_ofClients.TryGetValue(client, out var own))
            {
                _ofClients[client] = own = [];
            }

            own.Add(key);
            if (own.Count > PassedKeys.MostOfOne)
            {
                _keys.TryRemove(own[0], out _);
                own.RemoveAt(0);
            }
        }
    }

    private int Today() => (int)(clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays;
}

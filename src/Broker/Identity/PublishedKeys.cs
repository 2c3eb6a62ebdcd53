using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Hosting.Load;

namespace ZioExchange.Broker.Identity;

/// <summary>The keys that clients publish themselves, at the <c>jwks_uri</c> that was registered with them: never at one that a token names.</summary>
/// <remarks>
/// What was read counts for an hour, so a key that a client takes down is refused within that time, also when its server is silent then.
/// An unknown kid makes the broker look again, once a minute at most: who invents kids makes no traffic. Read through
/// <see cref="PublicConnection"/>: public addresses only, no redirects, 64 KiB, ten seconds.
/// </remarks>
public sealed class PublishedKeys(IHostEnvironment environment, TimeProvider clock) : IDisposable
{
    private const int MostKeys = 50;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private readonly HttpClient _http = PublicConnection.CreateClient(environment.IsDevelopment());
    private readonly ConcurrentDictionary<Uri, Place> _places = new();

    /// <returns>The usable keys; none when the address is silent, is not allowed or holds no key set.</returns>
    public async Task<IReadOnlyList<JsonWebKey>> AtAsync(Uri address, string? kid, CancellationToken ct)
    {
        var place = _places.GetOrAdd(address, _ => new Place());
        if (place.Known(kid, clock) is { } keys)
        {
            return keys;
        }

        using var waiting = WorkPlace.Elsewhere();   // a client's silent server takes no place from who asks for something else
        await place.Reading.WaitAsync(ct);
        try
        {
            if (place.Known(kid, clock) is { } read)
            {
                return read;
            }

            place.TriedAt = clock.GetTimestamp();
            if (await ReadAsync(address, ct) is { } found)
            {
                place.Found = new Found(found, clock.GetTimestamp());
            }

            return place.Fresh(clock);
        }
        finally
        {
            place.Reading.Release();
        }
    }

    public void Dispose() => _http.Dispose();

    /// <returns>Null when nothing was learnt; what was known then counts for the rest of its hour.</returns>
    private async Task<IReadOnlyList<JsonWebKey>?> ReadAsync(Uri address, CancellationToken ct)
    {
        try
        {
            if (!PublicAddress.IsAcceptable(address.AbsoluteUri, environment.IsDevelopment(), out _))
            {
                return null;
            }

            using var answer = await _http.GetAsync(address, ct);
            if (!answer.IsSuccessStatusCode)
            {
                return null;
            }

            using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(ct), Strict);
            return [.. document.RootElement.GetProperty("keys").EnumerateArray().Take(MostKeys).Select(key => new JsonWebKey(key.GetRawText())).Where(PublicKeys.IsUsable)];
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or ArgumentException or InvalidOperationException or KeyNotFoundException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    private sealed record Found(IReadOnlyList<JsonWebKey> Keys, long At);

    private sealed class Place
    {
        public SemaphoreSlim Reading { get; } = new(1, 1);

        public volatile Found? Found;

        public long? TriedAt { get; set; }

        public IReadOnlyList<JsonWebKey> Fresh(TimeProvider clock) => Found is { } found && clock.GetElapsedTime(found.At) < Lifetime ? found.Keys : [];

        /// <returns>The keys to go by without reading; null when it is time to read.</returns>
        public IReadOnlyList<JsonWebKey>? Known(string? kid, TimeProvider clock)
        {
            var fresh = Fresh(clock);
            var settled = fresh.Count > 0 && (string.IsNullOrEmpty(kid) || fresh.Any(key => key.Kid == kid));
            return settled || (TriedAt is { } tried && clock.GetElapsedTime(tried) < Pause) ? fresh : null;
        }
    }
}

using System.Collections.Concurrent;
using System.Text;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Benchmarks.Exchange;

/// <summary>Whole requests as bytes, each with a proof of its own, made before they are needed.</summary>
internal sealed class PreparedLoad(ExchangeScene scene, SandboxClient partner)
{
    private readonly Uri _url = new(scene.Address, "/fhir/Patient/$kind-dossier");
    private ConcurrentQueue<ReadOnlyMemory<byte>> _requests = new();

    /// <summary>Makes so many anew, with a fresh token; what was left is forgotten.</summary>
    public async Task PrepareAsync(int count)
    {
        var token = await partner.TokenAsync(CancellationToken.None);
        var body = Encoding.UTF8.GetBytes(scene.Question);
        _requests = new ConcurrentQueue<ReadOnlyMemory<byte>>(Enumerable.Range(0, count).AsParallel().Select(_ => (ReadOnlyMemory<byte>)(byte[])[
            .. Encoding.ASCII.GetBytes(
                $"POST {_url.AbsolutePath} HTTP/1.1\r\nHost: {_url.Authority}\r\nAuthorization: DPoP {token}\r\nDPoP: {partner.Proof("POST", _url, token)}\r\nContent-Type: application/fhir+json\r\nContent-Length: {body.Length}\r\n\r\n"),
            .. body]));
        GC.Collect();
    }

    public bool TryTake(out ReadOnlyMemory<byte> request) => _requests.TryDequeue(out request);

    /// <summary>For a request whose proof nobody looked at.</summary>
    public void GiveBack(ReadOnlyMemory<byte> request) => _requests.Enqueue(request);

    /// <summary>How many bytes an answer of all four sources has at least.</summary>
    public async Task<int> WholeAsync()
    {
        await PrepareAsync(3);
        using var connection = RawConnection.Open(scene.Address);
        var least = int.MaxValue;
        while (TryTake(out var request))
        {
            var (status, bytes) = await connection.AskAsync(request);
            least = status == 200 ? Math.Min(least, bytes) : throw new FoundException($"The first dossier was answered with {status}.");
        }

        return least * 98 / 100;   // ids and moments differ in length
    }
}

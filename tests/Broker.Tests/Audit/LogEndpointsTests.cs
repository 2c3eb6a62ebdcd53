using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Cli.Audit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>The public face of the log over HTTP, and the check from outside against it.</summary>
public sealed class LogEndpointsTests : IAsyncLifetime
{
    private readonly SqliteDatabase _database = new();
    private readonly string _kept = Path.Combine(Path.GetTempPath(), $"zio-published-{Guid.NewGuid():N}");
    private readonly PublishedCheckpoint _published;
    private TestLog _node = null!;
    private Witness _witness = null!;
    private WebApplication _site = null!;
    private HttpClient _http = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public LogEndpointsTests() => _published = new(_kept);

    public async ValueTask InitializeAsync()
    {
        await _database.CreateAsync();
        _node = new TestLog(_database.Database);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(n => _node.AppendAsync(n)));

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_node.Proofs);
        builder.Services.AddSingleton(_published);
        builder.Services.AddSingleton(_witness = new Witness(_database.Database, WitnessKey.Create("broker.example/witness", new byte[32]), new byte[32], [], TestLog.Signer, new KeptWitnessed(null), TimeProvider.System));
        _site = builder.Build();
        _site.MapLog();
        await _site.StartAsync(Ct);
        _http = new HttpClient { BaseAddress = new Uri(_site.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _site.DisposeAsync();
        await _node.DisposeAsync();
        await _database.DropAsync();
        File.Delete(_kept);
        File.Delete(_kept + ".lock");
    }

    [Fact]
    public async Task A_checkpoint_is_kept_before_it_leaves_and_never_gives_way_to_an_older_or_another_one()
    {
        var served = await _http.GetStringAsync(new Uri("log/checkpoint", UriKind.Relative), Ct);
        Assert.Equal(served, await File.ReadAllTextAsync(_kept, Ct));

        await using var other = new PublishedCheckpoint(_kept);   // another program on the same folder
        await other.KeepAsync(new Checkpoint(TestLog.Signer.Key.Name, 299, new byte[32]).SignWith(TestLog.Signer), Ct);
        await other.KeepAsync(new Checkpoint(TestLog.Signer.Key.Name, 300, new byte[32]).SignWith(TestLog.Signer), Ct);

        Assert.Equal(served, await File.ReadAllTextAsync(_kept, Ct));
    }

    [Fact]
    public async Task The_keys_of_the_log_and_of_this_broker_as_a_witness_are_published()
    {
        using var keys = System.Text.Json.JsonDocument.Parse(await _http.GetStringAsync(new Uri("log/keys", UriKind.Relative), Ct));

        Assert.Equal(TestLog.Signer.Key.ToString(), keys.RootElement.GetProperty("key").GetString());
        Assert.Equal(_witness.Key.ToString(), keys.RootElement.GetProperty("witness").GetString());
    }

    [Fact]
    public async Task A_log_that_cannot_show_what_it_signed_is_damaged_and_not_away()
    {
        await _node.RunAsync("DROP TRIGGER log_entries_fixed");
        await _node.RunAsync("UPDATE log_entries SET commitment = x'00' WHERE idx = 270");

        var report = await new LogSiteVerifier(_http, TestLog.Signer.Key).VerifyAsync(null, null, Ct);

        Assert.Equal(("ENTRY_MISSING", 256L, 299L), (report.Finding?.Code, report.Finding?.FirstBad, report.Finding?.LastBad));
    }

    [Fact]
    public async Task Tiles_bundles_and_checkpoint_agree_and_carry_the_headers_of_the_specification()
    {
        using var checkpoint = await _http.GetAsync(new Uri("log/checkpoint", UriKind.Relative), Ct);
        using var full = await _http.GetAsync(new Uri("log/tile/0/000", UriKind.Relative), Ct);
        using var partial = await _http.GetAsync(new Uri("log/tile/0/001.p/44", UriKind.Relative), Ct);
        var above = await _http.GetByteArrayAsync(new Uri("log/tile/1/000.p/1", UriKind.Relative), Ct);

        Assert.Equal("text/plain; charset=utf-8", checkpoint.Content.Headers.ContentType!.ToString());
        Assert.True(checkpoint.Headers.CacheControl!.NoCache);
        Assert.Equal("application/octet-stream", full.Content.Headers.ContentType!.ToString());
        Assert.Contains("immutable", full.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(8192, (await full.Content.ReadAsByteArrayAsync(Ct)).Length);
        Assert.Equal(44 * 32, (await partial.Content.ReadAsByteArrayAsync(Ct)).Length);
        Assert.Equal(MerkleHash.PerfectRoot(await full.Content.ReadAsByteArrayAsync(Ct)), above);
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("gzip, identity", true)]
    [InlineData("br;q=1.0, GZIP;q=0.5", true)]
    [InlineData("x-gzip", true)]
    [InlineData("*", true)]
    [InlineData("identity;q=0, *;q=0.1", true)]
    [InlineData("gzip;q=0, *", false)]
    [InlineData("gzip;q=0.2, identity", false)]
    [InlineData("identity", false)]
    [InlineData("br", false)]
    [InlineData("gzip;q=", false)]
    [InlineData(null, false)]
    public async Task A_bundle_is_gzip_for_who_takes_it_and_plain_for_who_does_not_full_and_partial_alike(string? accept, bool gzip)
    {
        foreach (var path in new[] { "log/tile/entries/000", "log/tile/entries/000", "log/tile/entries/001.p/44" })
        {
            var plain = await _http.GetByteArrayAsync(new Uri(path, UriKind.Relative), Ct);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);

            using var answer = await _http.SendAsync(request, Ct);
            var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);

            Assert.Equal(gzip ? ["gzip"] : [], answer.Content.Headers.ContentEncoding);
            Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.ToString());
            Assert.Equal(bytes.Length, answer.Content.Headers.ContentLength);
            Assert.Equal(plain, gzip ? Unzipped(bytes) : bytes);
            Assert.True(!gzip || bytes.Length < plain.Length * 9 / 10, $"{bytes.Length} of {plain.Length}");
        }
    }

    [Fact]
    public async Task Tiles_of_hashes_are_never_compressed_and_what_is_not_there_has_no_coding()
    {
        using var zipped = new HttpClient { BaseAddress = _http.BaseAddress, DefaultRequestHeaders = { AcceptEncoding = { new("gzip") } } };
        using var tile = await zipped.GetAsync(new Uri("log/tile/0/000", UriKind.Relative), Ct);
        using var missing = await zipped.GetAsync(new Uri("log/tile/entries/002", UriKind.Relative), Ct);

        Assert.Equal(8192, (await tile.Content.ReadAsByteArrayAsync(Ct)).Length);
        Assert.Empty(tile.Content.Headers.ContentEncoding);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Empty(missing.Content.Headers.ContentEncoding);
        Assert.Null(missing.Headers.CacheControl);
    }

    [Fact]
    public async Task A_compressed_bundle_that_was_kept_is_not_served_for_rows_of_another_tile_or_for_damaged_ones()
    {
        var whole = (await _node.Proofs.GzipBundleAsync(new TileAddress(0, 0, 256), Ct))!.Value.ToArray();
        await _node.TakeFullRightsAsync();
        await _node.RunAsync("UPDATE log_tiles SET root = zeroblob(32) WHERE level = 0");
        await _node.RunAsync("UPDATE log_entries SET commitment = (SELECT o.commitment FROM log_entries o WHERE o.idx = 1) WHERE idx = 0");

        var damaged = (await _node.Proofs.GzipBundleAsync(new TileAddress(0, 0, 256), Ct))!.Value.ToArray();

        Assert.NotEqual(Unzipped(whole), Unzipped(damaged));
        Assert.Equal((await _node.Proofs.BundleAsync(new TileAddress(0, 0, 256), Ct))!.Value.ToArray(), Unzipped(damaged));
    }

    private static byte[] Unzipped(byte[] bytes)
    {
        using var from = new System.IO.Compression.GZipStream(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress);
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }

    [Theory]
    [InlineData("log/tile/0/002")]
    [InlineData("log/tile/0/001")]
    [InlineData("log/tile/0/001.p/45")]
    [InlineData("log/tile/1/000")]
    [InlineData("log/tile/7/000")]
    [InlineData("log/tile/63/000")]
    [InlineData("log/tile/64/000")]
    [InlineData("log/tile/-1/000")]
    [InlineData("log/tile/00/000")]
    [InlineData("log/tile/0/x999/x999/x999/x999/999")]
    [InlineData("log/tile/0/000.p/0")]
    [InlineData("log/tile/0/%2e%2e/x")]
    [InlineData("log/tile/entries/1")]
    [InlineData("log/tile/entries/002")]
    [InlineData("log/tile/entries/")]
    [InlineData("log/tile/data/000")]
    [InlineData("log/tile/0/")]
    public async Task A_malformed_path_or_a_tile_that_is_not_there_is_404(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_whole_log_verifies_from_outside_and_only_with_its_own_key()
    {
        var held = await _node.Proofs.CheckpointAsync(Ct);
        await _node.AppendAsync(300);
        var (output, messages) = (new StringWriter(), new StringWriter());

        Assert.Equal(0, await AuditVerifyVerb.RunAsync(new() { Site = _http, Key = TestLog.Signer.Key.ToString(), Checkpoint = held, ShowProgress = true }, output, messages, Ct));
        Assert.Contains("entries: 301", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("301 of 301", messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await AuditVerifyVerb.RunAsync(new() { Site = _http, Key = LogSigningKey.Generate(TestLog.Signer.Key.Name).Key.ToString() }, output, messages, Ct));
        Assert.Equal(0, await AuditVerifyVerb.RunAsync(new() { Site = _http }, output, messages, Ct));
        Assert.Contains("came from the log itself", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_holds_commitments_in_canonical_form_and_nothing_else()
    {
        var bundle = await _http.GetByteArrayAsync(new Uri("log/tile/entries/001.p/44", UriKind.Relative), Ct);
        var leaf = bundle.AsMemory(2, System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(bundle));

        Assert.Equal(CanonicalJson.Canonicalise(leaf), leaf.ToArray());
        Assert.Equal(LeafData.ToBytes(new byte[96]), CanonicalJson.Canonicalise(LeafData.ToBytes(new byte[96])));
        Assert.DoesNotContain("school-1", System.Text.Encoding.ASCII.GetString(bundle), StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_outside_a_witness_counts_that_signed_the_published_checkpoint()
    {
        var seed = new byte[32];
        var key = WitnessKey.Create("witness.example/w1", Ed25519.PublicKey(seed));
        var note = await _node.Proofs.CheckpointAsync(Ct);
        Assert.True(SignedNote.TryParse(note, out var signed));
        using var site = new HttpClient(new Publishing(note + Cosignature.Sign(signed.Text, key, seed, DateTimeOffset.UnixEpoch))) { BaseAddress = _http.BaseAddress };
        using var output = new StringWriter();
        var asked = new AuditVerifyArguments { Site = site, Key = TestLog.Signer.Key.ToString(), Witnesses = [key] };

        Assert.Equal(0, await AuditVerifyVerb.RunAsync(asked, output, output, Ct));
        Assert.Contains("witness: witness.example/w1 signed 300 entries at 1970-01-01T00:00:00Z", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await AuditVerifyVerb.RunAsync(asked with { Site = _http }, output, output, Ct));
        Assert.Contains("did NOT sign the checkpoint that the site publishes", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_that_was_handed_out_may_be_ahead_of_the_published_one_so_long_as_the_site_has_its_entries()
    {
        var published = await _node.Proofs.CheckpointAsync(Ct);   // the newest that a witness signed
        await Task.WhenAll(Enumerable.Range(300, 250).Select(n => _node.AppendAsync(n)));
        using var site = new HttpClient(new Publishing(published)) { BaseAddress = _http.BaseAddress };
        var verifier = new LogSiteVerifier(site, TestLog.Signer.Key);
        var handedOut = await _node.Proofs.LatestAsync(Ct);
        var forged = new Checkpoint(TestLog.Signer.Key.Name, 550, new byte[32]).SignWith(TestLog.Signer);

        var whole = await verifier.VerifyAsync(handedOut, null, Ct);
        Assert.Equal((550L, null), (whole.Entries, whole.Finding?.Code));
        Assert.Equal("TREE_CHANGED", (await verifier.VerifyAsync(forged, null, Ct)).Finding?.Code);

        await _node.RunAsync("DROP TRIGGER log_entries_keep");
        await _node.RunAsync("DELETE FROM log_entries WHERE idx >= 530");
        var cut = (await verifier.VerifyAsync(handedOut, null, Ct)).Finding;
        Assert.Equal(("TRUNCATED", 512L), (cut?.Code, cut?.FirstBad));
    }

    private sealed class Publishing(string checkpoint) : DelegatingHandler(new HttpClientHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => request.RequestUri!.AbsolutePath == "/log/checkpoint"
            ? new HttpResponseMessage { Content = new StringContent(checkpoint) }
            : await base.SendAsync(request, cancellationToken);
    }
}

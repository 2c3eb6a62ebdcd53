using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ZioExchange.Benchmarks.Exchange;

/// <summary>Sources that cost nothing: the first answer of a real sandbox source is kept and given again at once, or after a pause.</summary>
internal sealed class StubSources : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (byte[] Body, string MediaType)> _kept = new();
    private readonly ConcurrentDictionary<string, Uri> _real = new();
    private readonly ConcurrentDictionary<string, (byte[] Body, string Secret)> _questions = new();
    private readonly HttpClient _http = new();
    private readonly WebApplication _app;

    private StubSources()
    {
        _app = BareWeb.Make();
        _app.Run(AnswerAsync);
    }

    /// <summary>What each source takes to answer.</summary>
    public TimeSpan Pause { get; set; }

    public Uri Address { get; private set; } = null!;

    /// <summary>What the broker asked each source, for who wants to ask the same.</summary>
    public IEnumerable<(Uri Url, byte[] Body, string Secret)> Questions => _questions.Select(each => (new Uri(Address, each.Key), each.Value.Body, each.Value.Secret));

    public static async Task<StubSources> StartAsync()
    {
        var stubs = new StubSources();
        await stubs._app.StartAsync();
        stubs.Address = BareWeb.AddressOf(stubs._app);
        return stubs;
    }

    /// <returns>The address to register in place of the real one.</returns>
    public Uri For(string source, Uri real)
    {
        _real[source] = real;
        return new Uri(Address, source + "/");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (!_kept.TryGetValue(path, out var answer))
        {
            answer = _kept[path] = await AskAsync(http, path);
        }

        if (Pause > TimeSpan.Zero)
        {
            await Task.Delay(Pause);
        }

        http.Response.ContentType = answer.MediaType;
        http.Response.ContentLength = answer.Body.Length;
        await http.Response.Body.WriteAsync(answer.Body);
    }

    private async Task<(byte[] Body, string MediaType)> AskAsync(HttpContext http, string path)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _questions[path] = (body.ToArray(), http.Request.Headers.Authorization.ToString());
        var source = path.Split('/')[1];
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_real[source], path[(source.Length + 2)..])) { Content = new ByteArrayContent(body.ToArray()) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("Authorization", http.Request.Headers.Authorization.ToString());
        request.Headers.TryAddWithoutValidation("Accept", http.Request.Headers.Accept.ToString());
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync(), answer.Content.Headers.ContentType!.ToString());
    }
}

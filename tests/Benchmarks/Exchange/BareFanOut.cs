using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ZioExchange.Adapters.Sources;

namespace ZioExchange.Benchmarks.Exchange;

/// <summary>The program that checks nothing: asks the same sources the same questions side by side and returns their bytes.</summary>
internal sealed class BareFanOut : IAsyncDisposable
{
    private readonly HttpClient _http = SourceHttp.CreateClient(_ => true);
    private readonly WebApplication _app = BareWeb.Make();

    public Uri Address { get; private set; } = null!;

    public static async Task<BareFanOut> StartAsync(IReadOnlyList<(Uri Url, byte[] Body, string Secret)> questions)
    {
        var bare = new BareFanOut();
        bare._app.Run(http => bare.AnswerAsync(http, questions));
        await bare._app.StartAsync();
        bare.Address = BareWeb.AddressOf(bare._app);
        return bare;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task AnswerAsync(HttpContext http, IReadOnlyList<(Uri Url, byte[] Body, string Secret)> questions)
    {
        var answers = await Task.WhenAll(questions.Select(AskAsync));
        http.Response.ContentType = "application/octet-stream";
        foreach (var answer in answers)
        {
            await http.Response.Body.WriteAsync(answer);
        }
    }

    private async Task<byte[]> AskAsync((Uri Url, byte[] Body, string Secret) question)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, question.Url) { Content = new ByteArrayContent(question.Body) };
        request.Headers.TryAddWithoutValidation("Authorization", question.Secret);
        using var answer = await _http.SendAsync(request);
        return await answer.Content.ReadAsByteArrayAsync();
    }
}

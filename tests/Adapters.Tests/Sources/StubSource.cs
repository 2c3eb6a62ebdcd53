using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ZioExchange.Adapters.Sources;

namespace ZioExchange.Adapters.Tests.Sources;

/// <summary>A source that gives one fixed answer and remembers what it was asked.</summary>
internal sealed class StubSource : HttpMessageHandler
{
    public const string Bsn = "999900006";

    private readonly Func<HttpContent> _content;
    private readonly HttpStatusCode _status;

    public StubSource(string body, string mediaType = "application/json", HttpStatusCode status = HttpStatusCode.OK)
        : this(() => With(new ByteArrayContent(Encoding.UTF8.GetBytes(body)), mediaType), status)
    {
    }

    public StubSource(Func<HttpContent> content, HttpStatusCode status = HttpStatusCode.OK) => (_content, _status) = (content, status);

    public List<(string Method, string Address, string? Body, string? Authorization)> Asked { get; } = [];

    public static SourceChildKey BsnKey { get; } = new(SourceChildKey.BsnSystem, Bsn);

    public static SourceEndpoint At(SourceKind kind, string address = "https://bron.example/api/") => new(kind, new Uri(address), "geheim-token");

    public static HttpContent With(HttpContent content, string mediaType)
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return content;
    }

    public HttpClient Client() => new(this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Asked.Add((request.Method.Method, request.RequestUri!.AbsoluteUri, body, request.Headers.Authorization?.ToString()));
        return new HttpResponseMessage(_status) { Content = _content(), RequestMessage = request };
    }
}

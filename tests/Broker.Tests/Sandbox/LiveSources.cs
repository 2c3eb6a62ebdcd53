using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Xunit;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Sandbox.Hosts;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Sandbox;

/// <summary>The five sandbox sources on loopback, with the fetchers that speak to them and a record of every address that was called.</summary>
public sealed class LiveSources : IAsyncLifetime
{
    private readonly HttpClient _http = new(new Recorder(SourceHttp.CreateClient(_ => true))) { Timeout = Timeout.InfiniteTimeSpan };

    public static SandboxRegion Demo => Region.Demonstration;

    public SandboxSourceHosts Hosts { get; private set; } = null!;

    /// <summary>Every address that a fetcher called, in order.</summary>
    public static System.Collections.Concurrent.ConcurrentQueue<string> Called { get; } = new();

    public static IHostEnvironment Environment(string name) => new HostingEnvironment { EnvironmentName = name };

    public async ValueTask InitializeAsync() => Hosts = await SandboxSourceHosts.StartAsync(
        Demo, SandboxSecrets.Generate(Demo), new SandboxSourceOptions(), Environment("Development"), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Hosts.DisposeAsync();
    }

    public SourceFetchers Fetchers(SourceLimits? limits = null) => new(_http, limits ?? new SourceLimits(), PartyOf);

    /// <summary>Asks a source as the broker would.</summary>
    public Task<IReadOnlyList<SourceDocument>> FetchAsync(
        string client, string child, string recipient, string[] categories, SourceLimits? limits = null, CancellationToken? deadline = null) =>
        Fetchers(limits).FetchAsync(
            Permits.For(recipient, categories), Hosts.Endpoints[client], Demo.Child(child).SourceKeys[client], deadline ?? TestContext.Current.CancellationToken);

    private static PartyType? PartyOf(OrganisationId organisation) =>
        Demo.Organisations.FirstOrDefault(known => known.Client == organisation.Value)?.PartyType;

    private sealed class Recorder(HttpClient inner) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Called.Enqueue(request.RequestUri!.AbsoluteUri);
            using var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
            foreach (var header in request.Headers)
            {
                copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            return await inner.SendAsync(copy, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}

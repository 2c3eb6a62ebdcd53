using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.ConsentRegister.Api.Webhooks;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>Brings messages to the address that their recipient registered: signed as Standard Webhooks says, again after growing pauses, until it answers 2xx.</summary>
/// <remarks>
/// <c>webhook-id</c> is the receipt and the same at each attempt, so a recipient that saw it already, because an answer got lost, passes
/// over it: once it is taken, here and there. On several nodes the one that raises the count of attempts sends. While it waits, and when
/// the attempts are used up, the recipient can still fetch it.
/// </remarks>
internal sealed class PushDelivery(IDbContextFactory<BrokerDbContext> contexts, PushBox box, MasterKey master, IHostEnvironment environment, TimeProvider clock) : IDisposable
{
    private const int BatchSize = 50;

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(8), TimeSpan.FromHours(24)];

    private readonly HttpClient _http = PublicConnection.CreateClient(environment.IsDevelopment());

    /// <summary>Tries what is due.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await PushedMessages.Waiting(db, now).Where(row => row.NextAt != null && row.NextAt <= now).OrderBy(row => row.NextAt).Take(BatchSize)
            .Select(row => new { row.Id, row.Recipient, row.Attempts }).ToListAsync(ct);
        await Parallel.ForEachAsync(
            due, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, async (row, stop) => await TryAsync(row.Id, row.Recipient, row.Attempts, now, stop));
    }

    public void Dispose() => _http.Dispose();

    internal static string Label(string organisation) => "delivery/" + organisation;

    private async Task TryAsync(Guid id, string to, int before, DateTimeOffset now, CancellationToken ct)
    {
        var attempts = before + 1;
        DateTimeOffset? again = attempts <= Pauses.Length ? now + (Pauses[attempts - 1] * (0.9 + (Random.Shared.NextDouble() * 0.2))) : null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var claimed = await db.PushedDossiers.Where(each => each.Id == id && each.Attempts == before && each.TakenAt == null)
            .ExecuteUpdateAsync(each => each.SetProperty(one => one.Attempts, attempts).SetProperty(one => one.NextAt, again), ct);
        var recipient = new OrganisationId(to);
        if (claimed == 1
            && await db.DeliveryAddresses.AsNoTracking().SingleOrDefaultAsync(each => each.OrganisationId == to, ct) is { } address
            && await box.ReadAsync(recipient, id, ct) is { } bundle
            && await SendAsync(address, id, bundle, now, ct))
        {
            await box.TakeAsync(recipient, id, ct);
        }
    }

    private async Task<bool> SendAsync(DeliveryAddressRow address, Guid receipt, string bundle, DateTimeOffset now, CancellationToken ct)
    {
        var id = "msg_" + receipt.ToString("N");
        var secret = Encoding.UTF8.GetString(master.Unwrap(address.WrappedSecret, Label(address.OrganisationId)));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address.Address)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(bundle)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(FhirMedia.Json);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(secret, id, now, bundle));
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }
}

using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>Asks a source for what a permit names, within the deadline. Whatever goes wrong there is an answer, never an exception.</summary>
public sealed class SourceRoom(
    SourceFetchers fetchers, ChildRegister register, IDbContextFactory<BrokerDbContext> contexts, MasterKey master, BrokerSettings settings)
{
    public async Task<Fetched> FetchAsync(ExchangePermit permit, Organisation source, CancellationToken ct)
    {
        if (decided is not { Endpoint: { } endpoint, SourceKey: { } key })
        {
            return Fetched.Not(FaultReasons.SourceUnavailable);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(settings.SourceDeadline);
        try
        {
            return new Fetched(await fetchers.FetchAsync(permit, endpoint, key, deadline.Token).WaitAsync(deadline.Token), key, null);
        }
        catch (SourceFailureException failure)
        {
            return Fetched.Not(failure.Failure is SourceFailure.OtherChild ? FaultReasons.ChildMismatch : FaultReasons.SourceUnavailable);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ArgumentException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return Fetched.Not(FaultReasons.SourceUnavailable);
        }
    }
}
